"""The second layer on the page of a result: its sentence, its drawings, its words; never a light."""

import re
from datetime import date
from itertools import pairwise

import pytest

from kpi.core.view.outlook_view import OutlookView
from kpi.core.vocabulary import Kind
from kpi.present.html.results.outlook import outlook_part, outlook_sentence
from kpi.present.outlook_words import likely_words
from tests.core.view.test_outlook_view import SIX, course, seen

LIGHTS = re.compile(r"pp-(red|amber|green|grey|l)\b")


def test_the_sentence_says_what_is_expected_with_the_chance_for_who_looks_longer() -> None:
    said = str(outlook_sentence(seen(course()), "nl"))
    assert "Verwachting voor " in said
    assert re.search(r"tussen \d+,\d en \d+,\d", said)
    assert re.search(r'title="De kans dat het gehaald wordt is (\d+|minder dan 1|meer dan 99)%', said)
    assert "Forecast for" in str(outlook_sentence(seen(course()), "en"))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (seen(course(), "2021-Q1=10 2021-Q2=12"), "te weinig metingen voor een verwachting (2 van 6)"),
        (seen(course(Kind.MAINTAIN)), "dit moet steeds gelden"),
        (seen(course(value=9.0)), "dit is gehaald"),
    ],
)
def test_where_nothing_is_forecast_only_the_fold_says_why(found: OutlookView, said: str) -> None:
    assert outlook_sentence(found, "nl") == ""
    assert f"Geen verwachting: {said}" in str(outlook_part(found, "nl"))
    assert likely_words(found.outlook, "nl") == ""


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_drawings_are_told_in_words_and_have_no_colour_of_a_light(lang: str) -> None:
    drawn = str(outlook_part(seen(course()), lang))
    assert drawn.count('role="img" aria-label="') == 2
    assert not LIGHTS.search(drawn)
    assert "18" in drawn


def test_what_is_more_than_usual_has_another_shape() -> None:
    months = [f"2020-{month:02}" for month in range(1, 13)] + ["2021-01", "2021-02"]
    jump = " ".join(f"{month}={8 + 4 * (at % 2) if at < 13 else 30}" for at, month in enumerate(months))
    drawn = str(outlook_part(seen(course(), jump, date(2021, 2, 28)), "nl"))
    assert drawn.count("pp-special") == 1
    assert "Meer dan gewone schommeling, de goede kant op." in drawn


def test_no_words_stand_over_others() -> None:
    drawn = str(outlook_part(seen(course(), SIX), "nl"))
    for sheet in drawn.split('role="img"')[1:]:
        tops = [float(top) for top in re.findall(r'<span style="top:(-?[\d.]+)%', sheet)]
        assert all(after - before >= 10.9 for before, after in pairwise(tops))
