"""How long already: since when a light asks for attention, and how soon somebody acted."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.light.assessment import Light
from kpi.core.light.snapshot import Row, take
from kpi.core.meeting.lasting import Lasting, Said, asks_since, lasting, timeliness
from kpi.core.model import CheckIn, Plan, Target, Theme
from kpi.core.vocabulary import Kind
from tests.core.make import target
from tests.core.meeting.boards import board
from tests.core.plan import measured

QUARTER = parse_period("2021-Q2")
REACH = replace(target(Kind.REACH, value=80.0, baseline=0.0), code="T", theme="t", due=date(2022, 12, 31))
MILESTONE = replace(target(Kind.MILESTONE), code="T", theme="t", due=date(2021, 5, 15))


def since(promised: Target, text: str, as_of: str) -> tuple[str, str | None]:
    """The light at a day, and the day since which it asks."""
    plan = Plan("p", "Plan", "O", date(2021, 1, 1), date(2022, 12, 31), themes=(Theme("t", "T"),), targets=(promised,))
    code = plan.targets[0].measured_as
    evidence = {code: measured(code, text)}
    shot = take(plan, evidence, as_of=date.fromisoformat(as_of))
    (row,) = shot.rows
    found = asks_since(row, evidence, shot)
    return row.assessment.light.value, found.isoformat() if found else None


@pytest.mark.parametrize(
    ("promised", "text", "as_of", "light", "day"),
    [
        (MILESTONE, "", "2021-06-30", "grey", None),
        (MILESTONE, "2021-Q1=nee", "2021-03-15", "grey", None),
        (MILESTONE, "2021-Q1=nee", "2021-04-15", "amber", "2021-03-31"),  # with its evidence
        (
            MILESTONE,
            "2021-Q1=nee 2021-Q2=nee",
            "2021-12-31",
            "red",
            "2021-03-31",
        ),  # amber, silent after its day, then red
        (MILESTONE, "2021-Q1=nee 2021-Q2=ja@2021-05-10", "2021-06-30", "green", None),
        (REACH, "2021-Q1=10 2021-Q2=20", "2021-06-30", "green", None),
        (REACH, "2021-Q1=10 2021-Q2=10", "2021-06-30", "amber", "2021-06-30"),
        (REACH, "2021-Q1=10 2021-Q2=10 2021-Q3=30 2021-Q4=30", "2021-12-31", "amber", "2021-12-31"),
        (REACH, "2021-Q1=2 2021-Q2=4 2021-Q3=6", "2021-09-30", "red", "2021-03-31"),
    ],
)
def test_a_light_asks_since_it_last_did_not(promised: Target, text: str, as_of: str, light: str, day: str) -> None:
    assert since(promised, text, as_of) == (light, day)


def test_the_clock_alone_can_begin_it_within_a_month() -> None:
    """Sixty days before its deadline what is not done begins to ask; no evidence came that day."""
    late = replace(MILESTONE, due=date(2021, 7, 15))
    assert since(late, "2021-Q1=nee", "2021-06-30") == ("amber", "2021-05-16")


def said(day: str, correction: str = "", due: str = "") -> Said:
    one = CheckIn("red1", QUARTER, "Ziekte", "", correction, due=date.fromisoformat(due) if due else None)
    return Said(one, datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC), "els")


ROW: Row = board(red=1).rows[0]
BEGAN = date(2021, 5, 31)


@pytest.mark.parametrize(
    ("words", "told", "corrected", "days", "promised"),
    [
        ((), None, None, None, None),
        ((said("2021-05-30", "Eerder"),), None, None, None, None),  # said before it began to ask
        ((said("2021-05-31"),), "2021-05-31", None, None, None),
        ((said("2021-06-10"), said("2021-06-20", "Bellen")), "2021-06-10", "2021-06-20", 20, None),
        ((said("2021-06-20", "Bellen", "2021-07-01"),), "2021-06-20", "2021-06-20", 20, "2021-07-01"),
        (
            (said("2021-07-20", "Later", "2021-09-01"), said("2021-06-20", "Bellen", "2021-07-01")),
            "2021-06-20",
            "2021-06-20",
            20,
            "2021-09-01",
        ),
    ],
)
def test_words_count_from_the_day_it_began(
    words: tuple[Said, ...], told: str | None, corrected: str | None, days: int | None, promised: str | None
) -> None:
    found = lasting(ROW, BEGAN, words)
    seen = [one.isoformat() if one else None for one in (found.told, found.corrected, found.promised)]
    assert (seen, found.days_to_correction) == ([told, corrected, promised], days)


def test_an_evening_in_utc_is_the_next_day_here() -> None:
    late = Said(CheckIn("red1", QUARTER, "x"), datetime(2021, 6, 9, 22, 30, tzinfo=UTC), "els")
    assert lasting(ROW, BEGAN, [late]).told == date(2021, 6, 10)


def test_a_promise_is_overdue_after_its_day() -> None:
    one = Lasting(ROW, BEGAN, promised=date(2021, 7, 1))
    assert (one.is_overdue(date(2021, 7, 1)), one.is_overdue(date(2021, 7, 2)), one.days(date(2021, 6, 30))) == (
        False,
        True,
        30,
    )
    assert not Lasting(ROW, BEGAN).is_overdue(date(2030, 1, 1))


def test_the_table_counts_and_takes_the_median() -> None:
    rows = [
        Lasting(ROW, BEGAN, BEGAN, date(2021, 6, 10), date(2021, 6, 15)),
        Lasting(ROW, BEGAN, BEGAN, date(2021, 6, 20), date(2021, 9, 1)),
        Lasting(ROW, BEGAN, BEGAN),
        Lasting(ROW, BEGAN),
    ]
    found = timeliness(rows, date(2021, 6, 30))
    assert (found.asking, found.told, found.corrected, found.days, found.overdue) == (4, 3, 2, 15.0, 1)
    nothing = timeliness([], date(2021, 6, 30))
    assert (nothing.asking, nothing.days, nothing.overdue) == (0, None, 0)


def test_the_cases_have_the_lights_they_are_named_after() -> None:
    lights = [row.assessment.light for row in board(red=1, amber=1, green=1).rows]
    assert lights == [Light.RED, Light.AMBER, Light.GREEN]
