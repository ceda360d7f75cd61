"""Rules 2 and 3: silence, the first report, freshness, and the light of a status; docs/rules.md."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency
from kpi.core.light.assessment import Flag, Light, Status
from kpi.core.light.evidence import report_due, stale_after
from kpi.core.light.status import light_of
from kpi.core.model import Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Kind
from tests.core.make import THRESHOLDS, Case, indicator, light, target

BEFORE, EARLY, NO_DATA = Status.NOT_STARTED, Status.TOO_EARLY, Status.NO_DATA

NINE = target(Kind.REACH, value=9.0, baseline=7.0)
YEARLY = replace(NINE, indicator=indicator(frequency=Frequency.YEAR), due=date(2022, 12, 31))
MID_QUARTER = replace(NINE, start=date(2021, 2, 15))
MILESTONE = target(Kind.MILESTONE)
SHORT = replace(NINE, due=date(2021, 2, 28))
EVERY_KIND = [
    NINE,
    target(Kind.CUMULATIVE, value=8.0),
    target(Kind.MAINTAIN, value=8.0),
    MILESTONE,
    target(Kind.RECURRING, value=1.0, per=Per.QUARTER),
    target(Kind.IMPROVE, baseline=7.0),
]

CASES = [
    Case(NINE, "", "2020-12-31", BEFORE),
    Case(NINE, "2020-Q4=9", "2020-12-31", BEFORE),
    Case(NINE, "", "2021-01-01", EARLY),
    Case(NINE, "", "2021-04-30", EARLY),
    Case(NINE, "", "2021-05-01", NO_DATA),
    Case(NINE, "", "2021-12-31", NO_DATA),
    Case(NINE, "", "2022-01-01", NO_DATA, "due_passed"),
    Case(MID_QUARTER, "", "2021-04-30", EARLY),
    Case(MID_QUARTER, "", "2021-05-01", NO_DATA),
    Case(YEARLY, "", "2022-01-30", EARLY),
    Case(YEARLY, "", "2022-01-31", NO_DATA),
    Case(MILESTONE, "", "2021-04-30", EARLY),
    Case(MILESTONE, "", "2021-05-01", NO_DATA),
    Case(SHORT, "", "2021-04-30", EARLY),
    Case(SHORT, "", "2021-05-01", NO_DATA, "due_passed"),
    Case(NINE, "2021-Q2=9", "2021-06-29", NO_DATA),
    Case(NINE, "2021-Q2=9", "2021-06-30", Status.ACHIEVED),
    Case(NINE, "2021-Q1=7.5@2021-04-10", "2021-04-09", EARLY),
    Case(NINE, "2021-Q1=7.6@2021-04-10", "2021-04-10", Status.ON_TRACK),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_silence_and_the_first_report(case: Case) -> None:
    case.check()


def test_every_kind_is_tried() -> None:
    assert {one.kind for one in EVERY_KIND} == set(Kind)


@pytest.mark.parametrize("one", EVERY_KIND, ids=lambda one: one.kind)
def test_silence_is_never_red_and_never_green(one: Target) -> None:
    days = ("2020-12-31", "2021-01-01", "2021-04-30", "2021-05-01", "2021-12-31", "2022-01-01", "2030-01-01")
    assert {light(one, "", day).light for day in days} == {Light.GREY}


@pytest.mark.parametrize("one", EVERY_KIND, ids=lambda one: one.kind)
def test_zero_is_a_value(one: Target) -> None:
    zero = light(one, "2021-Q1=0", "2021-03-31")
    assert zero.value == 0.0
    assert zero.status in (Status.OFF_TRACK, Status.AT_RISK)


@pytest.mark.parametrize(
    ("frequency", "measured", "last_fresh"),
    [
        (Frequency.MONTH, "2021-01-31", "2021-03-30"),
        (Frequency.QUARTER, "2021-03-31", "2021-07-30"),
        (Frequency.QUARTER, "2021-11-30", "2022-03-30"),
        (Frequency.HALF_YEAR, "2021-06-30", "2022-01-30"),
        (Frequency.YEAR, "2021-12-31", "2023-01-30"),
        (Frequency.YEAR, "2024-02-29", "2025-03-30"),
        (Frequency.QUARTER, "2021-05-14", "2021-09-13"),
    ],
)
def test_evidence_is_fresh_for_its_frequency_and_the_grace(
    frequency: Frequency, measured: str, last_fresh: str
) -> None:
    one = replace(NINE, indicator=indicator(frequency=frequency))
    assert stale_after(one, date.fromisoformat(measured), THRESHOLDS) == date.fromisoformat(last_fresh)


def test_the_first_report_waits_for_the_grace_of_the_thresholds() -> None:
    assert report_due(NINE, Thresholds(grace_days=0)) == date(2021, 3, 31)
    assert report_due(YEARLY, Thresholds(grace_days=10)) == date(2022, 1, 10)


LIGHTS = {
    Light.GREEN: "achieved achieved_late on_track",
    Light.AMBER: "at_risk",
    Light.RED: "off_track missed",
    Light.GREY: "not_started too_early no_data",
}


@pytest.mark.parametrize(("shines", "names"), LIGHTS.items())
def test_every_status_has_its_light(shines: Light, names: str) -> None:
    stale = Light.AMBER if shines is Light.GREEN else shines
    for name in names.split():
        assert light_of(Status(name), ()) is shines
        assert light_of(Status(name), (Flag.STALE,)) is stale


def test_the_nine_statuses_are_all_named() -> None:
    assert {name for names in LIGHTS.values() for name in names.split()} == {status.value for status in Status}
