"""What must be true of every light, whatever the target and the evidence: docs/rules.md."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency, Period, parse_period, period_of, periods_between
from kpi.core.explain.why import why
from kpi.core.kinds import KINDS
from kpi.core.light.assessment import Assessment, Light, Status
from kpi.core.light.evidence import points
from kpi.core.light.snapshot import take
from kpi.core.light.status import assess
from kpi.core.light.units import Reports
from kpi.core.model import Measurement, Target
from kpi.core.vocabulary import Aggregation, Comparator, Direction, Kind, Origin, PathKind, ValueOf
from tests.core.make import THRESHOLDS, indicator, target
from tests.core.plan import PLAN

PLAN_DAYS = st.dates(date(2020, 6, 1), date(2024, 6, 30))
VALUES = st.integers(-40, 160).map(lambda tenth: tenth / 10)
PERIODS = st.sampled_from(
    [one for frequency in Frequency for one in periods_between(date(2020, 7, 1), date(2023, 12, 31), frequency)]
)
WORSE = {Light.GREEN: 0, Light.AMBER: 1, Light.RED: 2, Light.GREY: 3}
MIRRORED = {
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.ABOVE: Comparator.BELOW,
    Comparator.BELOW: Comparator.ABOVE,
    Comparator.EQUAL: Comparator.EQUAL,
    Comparator.BETWEEN: Comparator.BETWEEN,
}
ONE_SIDED = [one for one in Comparator if one not in (Comparator.EQUAL, Comparator.BETWEEN)]


@st.composite
def targets(draw: st.DrawFn, kinds: tuple[Kind, ...] = tuple(Kind)) -> Target:
    """Draw a target as intake lets it through: in order of time, with a value, its bounds the right way round."""
    kind = draw(st.sampled_from(kinds))
    start, due = sorted((draw(PLAN_DAYS), draw(PLAN_DAYS)))
    measured = indicator(
        unit=draw(st.sampled_from(["punten", "%", "netwerken"])),
        decimals=draw(st.integers(0, 1)),
        direction=draw(st.sampled_from(Direction)),
        frequency=draw(st.sampled_from(Frequency)),
        aggregation=draw(st.sampled_from(Aggregation)),
    )
    own = kind in (Kind.MILESTONE, Kind.RECURRING) and draw(st.booleans())
    value = draw(VALUES)
    return target(
        kind,
        start=start,
        due=due,
        due_from=draw(st.one_of(st.none(), st.just(due - timedelta(days=20)))),
        indicator=None if own else measured,
        comparator=draw(st.sampled_from(Comparator))
        if kind not in (Kind.MILESTONE, Kind.RECURRING)
        else Comparator.AT_LEAST,
        value=None if own and kind is Kind.MILESTONE else value,
        value_high=value + draw(st.integers(0, 5)),
        baseline=draw(st.one_of(st.none(), VALUES)),
        tolerance=draw(st.one_of(st.none(), st.floats(0, 5))),
        path=draw(st.sampled_from(PathKind)),
        waypoints=draw(st.sampled_from([(), ((date(2022, 1, 31), 3.0), (date(2022, 9, 15), 5.5))])),
        per=draw(st.one_of(st.none(), st.sampled_from(Per))),
        value_of=draw(st.sampled_from([None, ValueOf.BASELINE])) if KINDS[kind].shares else None,
    )


@st.composite
def measurements(draw: st.DrawFn) -> tuple[Measurement, ...]:
    """Draw rows with every way to report, at most one for each period and unit, in any order."""
    keys = draw(st.lists(st.tuples(PERIODS, st.sampled_from(["", "noord", "zuid"])), unique=True, max_size=10))
    return tuple(draw(st.builds(_row, st.just(key), WAYS, st.booleans(), st.sampled_from(Origin))) for key in keys)


WAYS = st.one_of(
    st.builds(lambda value: {"value": value}, VALUES),
    st.builds(lambda above, below: {"numerator": above, "denominator": below}, st.integers(0, 9), st.integers(0, 9)),
    st.builds(lambda done: {"done": done}, st.booleans()),
    st.builds(lambda late: {"late": late}, st.integers(-40, 40)),
    st.builds(lambda value, late: {"value": value, "late": late}, VALUES, st.integers(-40, 40)),
)


def _row(key: tuple[Period, str], way: Mapping[str, Any], provisional: bool, origin: Origin) -> Measurement:
    period, unit = key
    fields = dict(way)
    if "late" in fields:
        fields["measured_on"] = period.last + timedelta(days=fields.pop("late"))
    return Measurement("I", period, org_unit=unit, provisional=provisional, origin=origin, **fields)


def told(one: Target, rows: tuple[Measurement, ...], day: date) -> Assessment:
    """Assess with the usual thresholds."""
    return assess(one, rows, as_of=day, thresholds=THRESHOLDS)


@given(targets(), measurements(), PLAN_DAYS)
def test_every_light_can_be_given_and_explained(one: Target, rows: tuple[Measurement, ...], day: date) -> None:
    result = told(one, rows, day)
    for lang in ("nl", "en"):
        sentence = why(result, lang)
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert " 0 dagen" not in sentence
        assert " 1 dagen" not in sentence


@given(targets(), measurements(), PLAN_DAYS, st.randoms(use_true_random=False))
def test_the_order_of_measurements_is_irrelevant(
    one: Target, rows: tuple[Measurement, ...], day: date, mixer: Random
) -> None:
    shuffled = list(rows)
    mixer.shuffle(shuffled)
    assert told(one, tuple(shuffled), day) == told(one, rows, day)


@given(targets(), measurements(), PLAN_DAYS)
def test_later_evidence_changes_nothing(one: Target, rows: tuple[Measurement, ...], day: date) -> None:
    assert told(one, tuple(row for row in rows if row.day <= day), day) == told(one, rows, day)


@given(targets(), measurements(), PLAN_DAYS)
def test_silence_alone_is_grey(one: Target, rows: tuple[Measurement, ...], day: date) -> None:
    result = told(one, rows, day)
    if result.point is None:
        assert result.light is Light.GREY
    if day < one.start:
        assert result.status is Status.NOT_STARTED


@given(targets((Kind.REACH, Kind.CUMULATIVE, Kind.MAINTAIN)), measurements(), PLAN_DAYS)
def test_the_sum_adds_up(one: Target, rows: tuple[Measurement, ...], day: date) -> None:
    result = told(one, rows, day)
    compared = result.comparison
    if compared is not None:
        assert abs(compared.shortfall * compared.distance - compared.short) < 1e-6
        if compared.baseline is not None and not one.waypoints:
            low, high = sorted((compared.baseline, compared.goal))
            assert low <= compared.expected <= high


@given(targets(), measurements(), PLAN_DAYS)
def test_a_strip_holds_the_lights_judged_anew_at_each_of_its_dates(
    one: Target, rows: tuple[Measurement, ...], day: date
) -> None:
    one = replace(one, theme="a")
    plan = replace(PLAN, start=date(2020, 1, 1), targets=(one,), thresholds=THRESHOLDS)
    row = take(plan, {one.measured_as: rows}, as_of=day).rows[0]
    assert row.assessment == told(one, tuple(each for each in rows if each.day <= day), day)
    for cell in row.strip:
        then = min(cell.period.last, day)
        anew = told(one, tuple(row for row in rows if row.day <= then), then)
        assert (cell.status, cell.light, cell.flags) == (anew.status, anew.light, anew.flags)


@given(targets(), measurements(), PLAN_DAYS)
def test_rows_that_are_alone_in_their_period_give_the_points_of_rows_that_are_put_together(
    one: Target, rows: tuple[Measurement, ...], day: date
) -> None:
    alone = Reports(replace(row, org_unit="") for row in {row.period: row for row in rows}.values())
    grouped = Reports(replace(row, org_unit="noord") for row in alone)
    assert alone.alone is not None
    assert grouped.alone is None or not rows
    assert points(one, alone, day) == points(one, grouped, day)


QUARTERS = [period.code for period in periods_between(date(2021, 1, 1), date(2022, 6, 30), Frequency.QUARTER)]
SERIES = st.lists(st.integers(0, 12).map(float), min_size=1, max_size=len(QUARTERS))


def quarterly(values: list[float]) -> tuple[Measurement, ...]:
    """Report a value a quarter from the first of 2021 on."""
    return tuple(Measurement("I", parse_period(code), value) for code, value in zip(QUARTERS, values, strict=False))


def last_day(values: list[float]) -> date:
    """Give the day of the newest of these values."""
    return parse_period(QUARTERS[len(values) - 1]).last


@st.composite
def ordinary(draw: st.DrawFn) -> Target:
    """Draw a target of 2021 of any kind that looks one way, with windows no shorter than its quarterly reports."""
    kind = draw(st.sampled_from(Kind))
    one = target(
        kind,
        value=draw(st.integers(1, 9)) * 1.0,
        baseline=draw(st.integers(0, 9)) * 1.0,
        indicator=indicator(aggregation=Aggregation.SUM, decimals=draw(st.integers(0, 1))),
        per=draw(st.sampled_from([per for per in Per if per is not Per.MONTH])),
        tolerance=draw(st.sampled_from([None, 0.5, 3.0])),
    )
    falls = kind in (Kind.REACH, Kind.CUMULATIVE, Kind.MAINTAIN)
    return replace(one, comparator=draw(st.sampled_from(ONE_SIDED))) if falls else one


@given(ordinary(), SERIES, st.integers(1, 9), st.integers(0, 40))
def test_a_better_value_never_gives_a_worse_light(one: Target, values: list[float], gain: int, later: int) -> None:
    day = last_day(values) + timedelta(days=later)
    better = [*values[:-1], values[-1] + gain * one.sign]
    before, after = (told(one, quarterly(each), day).light for each in (values, better))
    assert WORSE[after] <= WORSE[before]


@given(
    ordinary().filter(lambda one: one.kind in (Kind.MAINTAIN, Kind.RECURRING)),
    SERIES,
    st.data(),
    st.integers(1, 9),
    st.integers(0, 800),
)
def test_a_better_history_never_gives_a_worse_light(
    one: Target, values: list[float], data: st.DataObject, gain: int, later: int
) -> None:
    day, at = last_day(values) + timedelta(days=later), data.draw(st.integers(0, len(values) - 1))
    better = [value + gain * one.sign * (place == at) for place, value in enumerate(values)]
    before, after = (told(one, quarterly(each), day).light for each in (values, better))
    # Grey is no worse than red: a miss that was none leaves only what nobody reported.
    assert Light.GREY in (before, after) or WORSE[after] <= WORSE[before]


UNITS = ("a", "b", "c", "d")
OF_UNITS = st.dictionaries(st.sampled_from(UNITS), st.integers(0, 12), min_size=1)


@given(
    ordinary(),
    st.sampled_from([Aggregation.SUM, Aggregation.MEAN, Aggregation.LAST]),
    OF_UNITS,
    OF_UNITS,
    st.integers(1, 9),
    st.integers(0, 100),
)
def test_a_better_value_of_one_unit_never_gives_a_worse_light(
    one: Target, way: Aggregation, first: dict[str, int], second: dict[str, int], gain: int, later: int
) -> None:
    one = replace(one, indicator=replace(indicator(), aggregation=way))
    day = parse_period("2021-Q2").last + timedelta(days=later)
    best = {**second, min(second): second[min(second)] + gain * one.sign}
    was, now = (told(one, of_units(first, each), day) for each in (second, best))
    # What exceeded its bound already and no longer does leaves the judgement to the quarter before.
    if was.point and now.point and was.point.period == now.point.period:
        assert Light.GREY in (was.light, now.light) or WORSE[now.light] <= WORSE[was.light]


def of_units(*quarters: dict[str, int]) -> tuple[Measurement, ...]:
    """Report the values of units, a quarter each from the first of 2021 on."""
    return tuple(
        Measurement("I", parse_period(code), float(value), org_unit=unit)
        for code, units in zip(QUARTERS, quarters, strict=False)
        for unit, value in units.items()
    )


@given(ordinary(), SERIES, st.integers(0, 40))
def test_a_mirrored_target_has_the_same_light(one: Target, values: list[float], later: int) -> None:
    if one.kind in (Kind.MILESTONE, Kind.RECURRING):
        one = replace(one, kind=Kind.REACH)
    day = last_day(values) + timedelta(days=later)
    mirror = replace(
        one,
        comparator=MIRRORED[one.comparator],
        value=-(one.value or 0.0),
        baseline=-(one.baseline or 0.0),
    )
    here, there = told(one, quarterly(values), day), told(mirror, quarterly([-value for value in values]), day)
    assert (here.status, here.flags, here.light) == (there.status, there.flags, there.light)


@given(PLAN_DAYS, st.sampled_from([Per.MONTH, Per.QUARTER, Per.HALF_YEAR, Per.YEAR]))
def test_the_edges_of_a_window_are_inclusive(day: date, per: Per) -> None:
    one = target(Kind.RECURRING, value=1.0, per=per, start=date(2020, 1, 1), due=date(2024, 12, 31))
    window = period_of(day, Frequency(per.value))
    for edge in (window.first, window.last):
        row = Measurement("I", period_of(edge, Frequency.MONTH), done=True, measured_on=edge)
        states = {each.code: each.state for each in told(one, (row,), window.last).windows}
        assert [code for code, state in states.items() if state == "done"] == [window.code]
