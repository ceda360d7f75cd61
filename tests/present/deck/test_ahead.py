"""What is expected at the deadline, on the screen of a result: one line, which gives way to what was said."""

from dataclasses import replace
from datetime import date

from kpi.core.calendar.deadline import Per
from kpi.core.light.snapshot import Change, Row
from kpi.core.meeting.screens import ResultScreen
from kpi.core.model import Theme
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Kind
from kpi.present.deck.fitting import SCREEN, Space
from kpi.present.deck.result import result_slide
from kpi.present.deck.slide import Slide
from tests.core.make import light, target

SIX = "2020-Q1=1 2020-Q2=2 2020-Q3=4 2020-Q4=5 2021-Q1=8 2021-Q2=9"


def _slide(text: str = SIX, space: Space = SCREEN) -> Slide:
    one = target(Kind.REACH, start=date(2020, 1, 1), due=date(2021, 12, 31), value=90.0, baseline=0.0)
    row = Row(one, Theme("a", "Thema", ""), light(one, text, "2021-06-30"), Change.SAME, ())
    return result_slide(ResultScreen(row), None, Thresholds(), "nl", space)


def test_it_is_one_line_with_its_band() -> None:
    assert _slide().ahead == "Verwachting: vrijwel zeker niet gehaald, tussen 8,3 en 12,9 punten"


def test_it_gives_way_where_there_are_few_words_or_no_forecast() -> None:
    assert _slide(space=replace(SCREEN, words=30)).ahead == ""
    assert _slide("2021-Q1=8 2021-Q2=9").ahead == ""


def _duty(space: Space = SCREEN, **more: date) -> Slide:
    one = target(Kind.RECURRING, value=1.0, per=Per.QUARTER, **{"due": date(2022, 12, 31)} | more)
    row = Row(one, Theme("a", "Thema", ""), light(one, "2021-Q1=1 2021-Q2=0", "2021-08-31"), Change.SAME, ())
    return result_slide(ResultScreen(row), None, Thresholds(), "nl", space)


def test_a_duty_shows_what_became_of_its_dates_and_the_next_one() -> None:
    assert _duty().ahead == "31-03-2021 gereed · 30-06-2021 gemist · 30-09-2021 loopt"


def test_the_oldest_dates_give_way_first() -> None:
    assert _duty(replace(SCREEN, words=26)).ahead == "30-06-2021 gemist · 30-09-2021 loopt"
    assert _duty(replace(SCREEN, words=20)).ahead == ""


def test_a_duty_of_one_date_is_told_by_its_light() -> None:
    assert _duty(due=date(2021, 3, 31)).ahead == ""
