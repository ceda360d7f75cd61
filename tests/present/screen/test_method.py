"""The method page: what is asked of forecasts is answered there, folded, in both languages."""

import re
from datetime import date

import pytest

from kpi.core.light.assessment import Status
from kpi.core.outlook.likely import Likely
from kpi.core.outlook.of_target import outlook
from kpi.core.outlook.score import Score
from kpi.present.screen.method import method_screen
from kpi.present.screen.rule_words import FORECAST_QUESTIONS, LIGHT_QUESTIONS
from tests.present.html.test_html import Reader
from tests.present.screen.linked import at, seen

PLAN, DAY = "huisartsenteam-2024", date(2026, 9, 30)


def test_a_result_can_be_on_track_and_almost_certainly_not_reached() -> None:
    """The case that the first question is about, as a plan of the repository has it."""
    one = next(row.assessment for row in seen(PLAN, DAY).rows if row.target.code == "H-SC-01")
    found = outlook(one)
    assert one.status is Status.ON_TRACK
    assert found.likely is Likely.SURELY_NOT
    assert found.forecast is not None
    assert one.series[-1].value < found.forecast.centre < 100


def test_on_a_narrow_page_what_the_rules_changed_folds_under_its_title() -> None:
    snapshot = seen(PLAN, DAY)
    page = method_screen(at(snapshot), snapshot, Score(0))
    title = "Wat de regels van deze versie veranderden"
    fold = re.search(
        rf'<h2[^>]*>{title}</h2><details class="pp pp-thin"><summary>{title}</summary>(.*?)</details>', page
    )
    assert fold is not None
    assert fold[1].count("<li>") > 15


@pytest.mark.parametrize(
    ("lang", "title", "words"),
    [
        (
            "nl",
            "Vragen over de verwachting",
            ("Op koers, en toch ‘vrijwel zeker niet’?", "de helft van het tempo", "82 tot 86%", "seizoen", "XmR"),
        ),
        (
            "en",
            "Questions about forecasts",
            (
                "On track, and yet “almost certainly not”?",
                "half the pace",
                "82 to 86%",
                "season",
                "XmR",
            ),
        ),
    ],
)
def test_what_is_asked_of_forecasts_is_answered_under_a_fold(lang: str, title: str, words: tuple[str, ...]) -> None:
    snapshot = seen(PLAN, DAY)
    page = method_screen(at(snapshot, lang=lang), snapshot, Score(0))
    fold = re.search(rf"<details[^>]*><summary>{title}</summary>(.*?)</details>", page, re.DOTALL)
    assert fold is not None
    assert " open" not in fold[0].partition(">")[0]
    told = Reader(fold[1]).text
    assert all(word in told for word in words)
    assert fold[1].count("<h3>") == len(FORECAST_QUESTIONS)


@pytest.mark.parametrize(
    ("lang", "title", "words"),
    [
        ("nl", "Vragen over het licht", ("door toeval", "5% en 15% zijn afgesproken grenzen", "niets melden")),
        ("en", "Questions about the light", ("by chance", "5% and 15% are agreed limits", "reporting nothing")),
    ],
)
def test_what_is_asked_of_the_light_is_answered_under_a_fold_too(lang: str, title: str, words: tuple[str, ...]) -> None:
    snapshot = seen(PLAN, DAY)
    page = method_screen(at(snapshot, lang=lang), snapshot, Score(0))
    fold = re.search(rf"<details[^>]*><summary>{title}</summary>(.*?)</details>", page, re.DOTALL)
    assert fold is not None
    assert all(word in Reader(fold[1]).text for word in words)
    assert fold[1].count("<h3>") == len(LIGHT_QUESTIONS)
