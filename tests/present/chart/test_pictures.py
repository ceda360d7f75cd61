"""The path chart as a file: it opens without a browser, and says plan, date, light and that figures are invented."""

from collections.abc import Callable
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

import pytest
from PIL import Image

from kpi.core.view.target_view import TargetView
from kpi.present.chart.pictures import WIDTH, chart_picture


def read(svg: str | bytes) -> Element:
    return fromstring(svg)  # noqa: S314 - drawn a moment ago by this test


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("code", ["behind", "hold", "done", "often", "silent"])
def test_a_chart_says_what_it_is_of(look_at: Callable[[str], TargetView], code: str, lang: str) -> None:
    drawn = read(chart_picture(look_at(code), lang, "svg"))
    said = "".join(drawn.itertext())
    assert f"Resultaat {code}" in said
    assert "Klein plan · " in said
    assert ("30-06-2021" if lang == "nl" else "30 June 2021") in said
    assert (("voorbeeldcijfers" if lang == "nl" else "sample figures") in said) == (code == "behind")


def test_a_chart_as_a_picture_shows_its_words(look_at: Callable[[str], TargetView]) -> None:
    drawn = Image.open(BytesIO(chart_picture(look_at("behind"), "nl", "png")))
    assert drawn.format == "PNG"
    assert drawn.width >= 2 * WIDTH
    assert drawn.convert("L").crop((60, 60, 900, 110)).getextrema()[0] < 80
