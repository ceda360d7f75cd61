"""The second layer of a result: one quiet sentence, and a chart that never looks like a light."""

from datetime import date

import pytest

from kpi.core.light.assessment import Assessment
from kpi.core.light.units import Reports
from kpi.core.model import Target
from kpi.core.outlook.usual import usual
from kpi.core.vocabulary import Kind
from kpi.present.html.results.outlook import forecast_line, outlook_fold
from tests.core.make import evidence, light, target
from tests.present.html.test_html import Reader

QUARTERS = [f"{year}-Q{quarter}" for year in range(2018, 2022) for quarter in range(1, 5)]
DAY = "2021-06-30"


def _seen(values: list[float], goal: float = 20.0) -> tuple[Assessment, str]:
    text = " ".join(f"{at}={value}" for at, value in zip(QUARTERS[14 - len(values) :], values, strict=False))
    return light(_target(goal), text, DAY), text


def _target(goal: float) -> Target:
    return target(Kind.REACH, start=date(2018, 1, 1), due=date(2022, 12, 31), value=goal, baseline=0.0)


def _fold(values: list[float], lang: str = "nl") -> str:
    one, text = _seen(values)
    return outlook_fold(one, usual(one.target, Reports(evidence(text)), date(2021, 6, 30)), lang)


@pytest.mark.parametrize(
    ("goal", "lang", "said"),
    [
        (200.0, "nl", "Verwachting voor 31-12-2022: vrijwel zeker niet gehaald, tussen 13,1 en 19,3 punten."),
        (16.5, "nl", "Verwachting voor 31-12-2022: kan beide kanten op, tussen 13,1 en 19,3 punten."),
        (14.0, "en", "Forecast for 31 December 2022: probably achieved, between 13.1 and 19.3."),
    ],
)
def test_the_forecast_is_a_sentence_with_its_band(goal: float, lang: str, said: str) -> None:
    one, _ = _seen([5.0, 7.0, 8.0, 9.0, 11.0, 12.0], goal)
    line = forecast_line(one, lang)
    assert Reader(line).text == said
    assert ("kans" if lang == "nl" else "chance") in line


def test_where_nothing_is_forecast_the_reason_is_in_the_fold_alone() -> None:
    one, _ = _seen([5.0, 7.0])
    assert forecast_line(one, "nl") == ""
    assert "Geen verwachting: te weinig metingen (2 van 6)." in Reader(_fold([5.0, 7.0])).text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([10.0, 11.0, 10.5], "De laatste verandering ligt binnen de eerdere schommeling. Te weinig metingen"),
        ([10.0, 11.0, 15.0], "De laatste verandering is groter dan elke eerdere. Te weinig metingen"),
        ([10.0], "Te weinig metingen om te zien wat gewoon is (1 van 13)."),
    ],
)
def test_few_values_have_words_and_no_chart(values: list[float], said: str) -> None:
    fold = _fold(values)
    assert Reader(fold).text.startswith(said)
    assert "<figure" not in fold


@pytest.mark.parametrize(
    ("last", "odd", "said"),
    [(10.5, 0, "ligt binnen de gewone schommeling"), (16.0, 1, "ligt boven de gewone schommeling")],
)
def test_what_is_special_is_another_shape_and_told_in_words(last: float, odd: int, said: str) -> None:
    fold = _fold([10.0 + at % 2 for at in range(13)] + [last])
    read = Reader(fold)
    assert said in read.text
    assert fold.count("pp-odd") == odd
    assert read.labels[0].count("(opvallend)") == odd
    assert read.labels[0].count(";") == 13
    assert not {"pp-l", "pp-green", "pp-amber", "pp-red"} & set(
        " ".join(c for n, c in read.attributes if n == "class").split()
    )
