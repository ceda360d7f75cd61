"""The change set, the lights that follow, what is due, and whether it came."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.batch import key_of
from kpi.core.calendar.period import Frequency, parse_period
from kpi.core.delivery.completeness import completeness
from kpi.core.delivery.due import due_in
from kpi.core.history.change import Revised, change_set, light_changes, merged, partly_heard
from kpi.core.light.assessment import Light, Status
from kpi.core.light.snapshot import Change
from kpi.core.model import Indicator, Measurement, Plan, Target, Theme
from kpi.core.plan_parts import OrgUnit
from kpi.core.vocabulary import Aggregation, Direction, Kind, Origin, PathKind

COUNT = Indicator(
    "networks",
    "Netwerken",
    "netwerken",
    Direction.INCREASE,
    Frequency.QUARTER,
    aggregation=Aggregation.SUM,
    owner="Els",
)
SCORE = Indicator("score", "Score", "%", Direction.INCREASE, Frequency.YEAR, aggregation=Aggregation.LAST, owner="Jan")
START, END = date(2021, 1, 1), date(2021, 12, 31)
EIGHT = Target("T1", "samen", "Acht netwerken", Kind.CUMULATIVE, START, END, value=8, indicator=COUNT, owner="Bestuur")
READY = Target("T2", "ict", "Plan gereed", Kind.MILESTONE, START, date(2021, 6, 30), path=PathKind.STEP, owner="Piet")
HIGH = Target("T3", "ict", "Hoge score", Kind.REACH, START, END, value=80, baseline=60, indicator=SCORE)
PLAN = Plan(
    "proef",
    "Proef",
    "Stichting",
    START,
    END,
    themes=(Theme("samen", "Samen"), Theme("ict", "ICT"), Theme("leeg", "Leeg")),
    targets=(EIGHT, READY, HIGH),
    indicators=(COUNT, SCORE),
    org_units=(OrgUnit("west", "West"), OrgUnit("oost", "Oost")),
)


def value(code: str, period: str, number: float | None, unit: str = "", *, done: bool | None = None) -> Measurement:
    return Measurement(code, parse_period(period), number, org_unit=unit, done=done)


def test_every_record_is_added_revised_or_unchanged_and_what_is_missing_is_absent() -> None:
    same, old, gone, other = (value("networks", f"2021-Q{n}", n) for n in (1, 2, 3, 4))
    current = {key_of(one): one for one in (same, old, gone, other)}
    new, revised = value("score", "2021", 70), replace(old, value=5.0)
    missing = ("networks", "", "2020-Q4")
    found = change_set(PLAN, current, [new, same, revised], last_time={key_of(gone), key_of(same), missing})
    assert found.added == (new,)
    assert found.revised == (Revised(old, revised),)
    assert found.unchanged == (same,)
    assert found.absent == (gone,)
    assert found.written == (new, revised)
    assert [target.code for target in found.targets] == ["T1", "T3"]
    assert not found.empty


@pytest.mark.parametrize("field", ["note", "provisional", "measured_on"])
def test_a_value_is_revised_by_whatever_is_said_with_it(field: str) -> None:
    old = value("networks", "2021-Q1", 2)
    new = replace(old, **{field: {"note": "geteld", "provisional": True, "measured_on": date(2021, 3, 1)}[field]})
    assert change_set(PLAN, {key_of(old): old}, [new], last_time=()).revised == (Revised(old, new),)


def test_zero_is_a_value_and_not_the_same_as_none() -> None:
    old = value("T2", "2021-Q1", None, done=False)
    found = change_set(PLAN, {key_of(old): old}, [value("T2", "2021-Q1", 0)], last_time=())
    assert len(found.revised) == 1


def test_the_same_again_is_empty_and_touches_no_target() -> None:
    old = value("networks", "2021-Q1", 2.0)
    found = change_set(PLAN, {key_of(old): old}, [value("networks", "2021-Q1", 2)], last_time={key_of(old)})
    assert (found.empty, found.targets, found.absent) == (True, (), ())


def test_lights_before_and_after_at_one_date() -> None:
    """The path of T1 asks 2 after Q1 and 4 after Q2: with 0 in Q1 it is behind, with 4 in Q2 it is on course."""
    evidence = {"networks": (value("networks", "2021-Q1", 0),)}
    changes = change_set(PLAN, {}, [value("networks", "2021-Q2", 4), value("T2", "2021-Q2", None)], last_time=())
    first, second = light_changes(PLAN, evidence, changes, as_of=date(2021, 6, 30))
    assert (first.before.status, first.after.status) == (Status.OFF_TRACK, Status.ON_TRACK)
    assert (first.before.light, first.after.light) == (Light.RED, Light.GREEN)
    assert (first.change, first.differs) == (Change.BETTER, True)
    assert all(sentence for sentence in first.reasons("nl", PLAN) + first.reasons("en", PLAN))
    assert first.reasons("nl", PLAN)[0] != first.reasons("nl", PLAN)[1]
    assert second.target.code == "T2"


def test_a_value_after_the_date_changes_no_light_yet() -> None:
    changes = change_set(PLAN, {}, [value("networks", "2021-Q4", 8)], last_time=())
    (found,) = light_changes(PLAN, {}, changes, as_of=date(2021, 6, 30))
    assert (found.differs, found.change) == (False, Change.SAME)


def test_a_value_that_does_not_count_yet_is_told_beside_the_light() -> None:
    """One of two units reported: the light stays, and the sentence says who did."""
    share = replace(COUNT, aggregation=Aggregation.MEAN)
    plan = replace(PLAN, targets=(replace(HIGH, value=8, baseline=0, indicator=share),), indicators=(share,))
    evidence = {"networks": tuple(value("networks", "2021-Q1", 3, unit) for unit in ("west", "oost"))}
    changes = change_set(plan, {}, [value("networks", "2021-Q2", 1, "west")], last_time=())
    (found,) = light_changes(plan, evidence, changes, as_of=date(2021, 6, 30))
    assert (found.change, found.differs) == (Change.SAME, True)
    assert found.reasons("nl", plan)[1].endswith(
        "1 van 2 onderdelen meldde over het 2e kwartaal van 2021; telt nog niet mee."
    )


def test_what_the_whole_reports_replaces_its_units_in_the_light() -> None:
    evidence = {"networks": (value("networks", "2021-Q4", 3, "west"), value("networks", "2021-Q4", 4, "oost"))}
    changes = change_set(PLAN, {}, [value("networks", "2021-Q4", 8)], last_time=())
    (found,) = light_changes(PLAN, evidence, changes, as_of=END)
    assert (found.before.value, found.after.value) == (7, 8)
    assert (found.before.status, found.after.status) == (Status.AT_RISK, Status.ACHIEVED)


def test_merged_replaces_by_key_and_keeps_the_rest() -> None:
    old, kept = value("networks", "2021-Q1", 1), value("networks", "2021-Q2", 2)
    found = merged({"networks": (old, kept)}, [replace(old, value=9.0), value("score", "2021", 70)])
    assert [one.value for one in found["networks"]] == [9.0, 2]
    assert [one.value for one in found["score"]] == [70]


@pytest.mark.parametrize(
    ("period", "asked"),
    [
        ("2021-Q1", [("networks", "2021-Q1"), ("T2", "2021-Q1")]),
        ("2021-Q4", [("networks", "2021-Q4"), ("T2", "2021-Q4"), ("score", "2021")]),
        ("2021-08", []),
        ("2021-09", [("networks", "2021-Q3"), ("T2", "2021-Q3")]),
        ("2021-H1", [("networks", "2021-Q1"), ("networks", "2021-Q2"), ("T2", "2021-Q1"), ("T2", "2021-Q2")]),
        ("2020-Q4", []),
        ("2023-Q1", []),
    ],
)
def test_due_is_what_ends_within_the_period(period: str, asked: list[tuple[str, str]]) -> None:
    assert [(due.code, due.period.code) for due in due_in(PLAN, parse_period(period), {})] == asked


def test_due_names_owner_theme_last_value_and_what_the_path_still_asks() -> None:
    evidence = {"networks": (value("networks", "2021-Q1", 1), value("networks", "2021-Q2", 9))}
    due = due_in(PLAN, parse_period("2021-Q2"), evidence)[0]
    assert (due.name, due.owner, due.themes) == ("Netwerken", "Els", ("samen",))
    assert due.last == value("networks", "2021-Q1", 1)
    assert due.expected == 3  # 4 by mid-year, 1 is there


def test_due_asks_each_unit_that_reported_last() -> None:
    evidence = {
        "networks": (
            value("networks", "2020-Q4", 1),
            value("networks", "2021-Q1", 1, "west"),
            value("networks", "2021-Q1", 2, "oost"),
        )
    }
    found = due_in(PLAN, parse_period("2021-Q2"), evidence)
    assert [(due.org_unit, due.last.value if due.last else None) for due in found if due.code == "networks"] == [
        ("oost", 2),
        ("west", 1),
    ]


def test_a_milestone_done_is_due_no_more_and_one_missed_still_is() -> None:
    done = {"T2": (value("T2", "2021-Q1", None, done=True),)}
    not_done = {"T2": (value("T2", "2021-Q2", None, done=False),)}
    codes = [[due.code for due in due_in(PLAN, parse_period("2021-Q3"), one)] for one in (done, not_done)]
    assert codes == [["networks"], ["networks", "T2"]]


@pytest.mark.parametrize(
    ("owner", "codes"), [("Els", ["networks"]), ("Bestuur", ["networks"]), ("Piet", ["T2"]), ("Wie", [])]
)
def test_due_of_one_owner(owner: str, codes: list[str]) -> None:
    assert [due.code for due in due_in(PLAN, parse_period("2021-Q1"), {}, owner)] == codes


FIRST = parse_period("2021-Q1")
UNTIL = date(2021, 4, 30)


@pytest.mark.parametrize(
    ("arrived", "today", "light", "came", "late"),
    [
        ({}, UNTIL, Light.GREY, 0, 0),
        ({}, date(2021, 5, 1), Light.RED, 0, 2),
        ({"networks": UNTIL, "T2": UNTIL}, date(2021, 6, 1), Light.GREEN, 2, 0),
        ({"networks": date(2021, 5, 1), "T2": UNTIL}, date(2021, 6, 1), Light.AMBER, 2, 1),
        ({"networks": date(2021, 5, 1)}, date(2021, 6, 1), Light.RED, 1, 2),
        ({"networks": UNTIL}, UNTIL, Light.GREY, 1, 0),
        ({"networks": None, "T2": None}, date(2026, 1, 1), Light.GREEN, 2, 0),
    ],
)
def test_completeness_has_its_own_light(
    arrived: dict[str, date | None], today: date, light: Light, came: int, late: int
) -> None:
    keys = {(code, "", "2021-Q1"): day for code, day in arrived.items()}
    found = completeness(PLAN, FIRST, due_in(PLAN, FIRST, {}), keys, today)
    assert (found.whole.light, found.whole.came, found.whole.late) == (light, came, late)
    assert [group.code for group in found.themes] == ["samen", "ict", "leeg"]
    assert [group.name for group in found.owners] == ["Els", "Piet"]
    assert found.themes[2].light is Light.GREY


def counted(number: float | None, top: float | None = None, below: float | None = None) -> Measurement:
    return Measurement("score", parse_period("2021"), number, "", top, below, note="eerder", provisional=True)


@pytest.mark.parametrize(
    ("old", "new", "untold", "kept"),
    [
        (counted(None, 49, 100), 49.0, {"numerator"}, (None, 49, 100)),
        (counted(49.04, 4904, 10000), 49.0, {"numerator"}, (49.04, 4904, 10000)),
        (counted(None, 49, 100), 40.0, {"numerator"}, (40, None, None)),
        (counted(None, 49, 100), 49.0, set(), (49, None, None)),
        # Nothing can be divided by nothing: no share agrees with it.
        (counted(None, 49, 0), 49.0, {"numerator"}, (49, None, None)),
    ],
)
def test_counts_stay_where_a_file_without_them_says_the_same(
    old: Measurement, new: float, untold: set[str], kept: tuple[float | None, ...]
) -> None:
    found = change_set(PLAN, {key_of(old): old}, [value("score", "2021", new)], last_time=(), untold=untold)
    one = found.revised[0].new if found.revised else found.unchanged[0]
    assert (one.value, one.numerator, one.denominator) == kept


@pytest.mark.parametrize(("top", "kept"), [(49, 49.04), (50, None)])
def test_a_value_stays_where_a_file_without_it_says_the_same_counts(top: float, kept: float | None) -> None:
    old = counted(49.04, 49, 100)
    new = replace(value("score", "2021", None), numerator=top, denominator=100.0)
    found = change_set(PLAN, {key_of(old): old}, [new], last_time=(), untold={"value", "note", "provisional"})
    one = found.revised[0].new if found.revised else found.unchanged[0]
    assert (one.value, one.numerator, one.denominator) == (kept, top, 100)


def test_a_column_that_is_not_there_changes_nothing() -> None:
    old = replace(counted(60), measured_on=date(2021, 12, 30))
    untold = {"note", "provisional", "measured_on"}
    same = change_set(PLAN, {key_of(old): old}, [value("score", "2021", 60)], last_time=(), untold=untold)
    assert same.empty
    (other,) = change_set(PLAN, {key_of(old): old}, [value("score", "2021", 61)], last_time=(), untold=untold).revised
    assert other.new == replace(old, value=61.0)


def test_nothing_of_an_invented_example_is_taken_over() -> None:
    old = replace(counted(60), origin=Origin.SAMPLE)
    (one,) = change_set(PLAN, {key_of(old): old}, [value("score", "2021", 60)], last_time=(), untold={"note"}).revised
    assert one.new.note == ""


@pytest.mark.parametrize(
    ("period", "units", "told"),
    [
        ("2021-Q2", ("west",), [("networks", 1, 2)]),
        ("2021-Q2", ("west", "oost"), []),
        ("2021-Q2", ("",), []),
        ("2021-Q1", ("west",), []),
    ],
)
def test_an_upload_of_part_of_the_expected_units_says_so(
    period: str, units: tuple[str, ...], told: list[tuple[str, int, int]]
) -> None:
    before = [value("networks", "2021-Q1", 1, unit) for unit in ("west", "oost")]
    changes = change_set(
        PLAN,
        {key_of(one): one for one in before},
        [value("networks", period, 2, unit) for unit in units],
        last_time=frozenset(),
    )
    found = partly_heard(PLAN, {"networks": tuple(before)}, changes)
    assert [(one.measured_as, part.heard, part.expected) for one, part in found] == told


def test_a_latest_value_needs_no_one_else() -> None:
    before = [value("score", "2020", 1, unit) for unit in ("west", "oost")]
    new = [value("score", "2021", 2, "west")]
    changes = change_set(PLAN, {key_of(one): one for one in before}, new, last_time=frozenset())
    assert partly_heard(PLAN, {"score": tuple(before)}, changes) == ()
