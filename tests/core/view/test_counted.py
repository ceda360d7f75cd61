"""What is counted opens exactly what was counted, and nothing is counted twice."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.assessment import Flag, Light, Status
from kpi.core.light.rollup import Standing, roll_up
from kpi.core.light.snapshot import Change, take
from kpi.core.view.counted import (
    Count,
    by_quarter,
    count_of,
    count_rows,
    counted_lights,
    most_behind,
    only,
    opening,
    opening_change,
    opening_standing,
    quarter_before,
)
from kpi.core.view.filters import Filters, select
from kpi.core.view.views import overview_view
from tests.core.plan import EVIDENCE, PLAN

JUNE = take(PLAN, EVIDENCE, as_of=date(2021, 6, 30))
ONE = JUNE.rows[0].assessment


@pytest.mark.parametrize(
    ("status", "light", "flags", "count"),
    [
        (Status.MISSED, Light.RED, (), Count.BEHIND),
        (Status.OFF_TRACK, Light.RED, (Flag.STALE,), Count.BEHIND),
        (Status.AT_RISK, Light.AMBER, (), Count.ATTENTION),
        (Status.ON_TRACK, Light.AMBER, (Flag.STALE,), Count.ATTENTION),
        (Status.ON_TRACK, Light.GREEN, (), Count.FINE),
        (Status.ACHIEVED_LATE, Light.GREEN, (), Count.FINE),
        (Status.NO_DATA, Light.GREY, (Flag.DUE_PASSED,), Count.SILENT),
        (Status.NO_DATA, Light.GREY, (), Count.UNJUDGED),
        (Status.TOO_EARLY, Light.GREY, (), Count.UNJUDGED),
    ],
)
def test_every_light_is_counted_and_found_by_its_selection(
    status: Status, light: Light, flags: tuple[Flag, ...], count: Count
) -> None:
    row = replace(JUNE.rows[0], assessment=replace(ONE, status=status, light=light, flags=flags))
    assert count_of(row.assessment) is count
    found = [one for one in Count if select([row], opening(one))]
    assert found == [count, *([Count.UNJUDGED] if count is Count.SILENT else [])]
    assert [one for one, n in count_rows([row]).items() if n] == found


def test_counts_are_the_same_of_rows_and_of_lights() -> None:
    counts = count_rows(JUNE.rows)
    assert counts == counted_lights(roll_up(row.assessment for row in JUNE.rows))
    assert list(counts.values()) == [1, 1, 1, 2, 1]


def test_a_count_within_a_selection_never_opens_more() -> None:
    within = Filters((("status", (Status.MISSED, Status.ON_TRACK)), ("theme", ("a",))))
    assert opening(Count.BEHIND, within).codes("status") == (Status.MISSED,)
    assert opening(Count.BEHIND, within).codes("theme") == ("a",)
    assert only(Filters(), "owner", "x").codes("owner") == ("x",)


def test_changes_and_standings_open_themselves() -> None:
    worse = select(JUNE.rows, opening_change(Change.WORSE))
    assert {row.change for row in worse} == {Change.WORSE}
    assert len(worse) == sum(row.change is Change.WORSE for row in JUNE.rows)
    assert len(select(JUNE.rows, opening_standing(Standing.ATTENTION))) == 3


def test_changes_are_counted_from_the_quarter_before() -> None:
    found = quarter_before(JUNE.rows)
    assert found is not None
    assert found.last == date(2021, 3, 31)
    assert quarter_before(take(PLAN, EVIDENCE, as_of=date(2021, 3, 31)).rows) is None
    assert quarter_before(()) is None


def test_every_quarter_counts_every_result() -> None:
    quarters = by_quarter(JUNE.rows)
    assert [one.period.code for one in quarters] == ["2021-Q1", "2021-Q2"]
    assert [sum(one.lights.values()) for one in quarters] == [5, 5]
    assert quarters[-1].lights[Light.RED] == 1
    assert by_quarter(()) == ()


def test_the_theme_with_the_most_red_comes_first() -> None:
    cards = overview_view(JUNE).cards
    assert [card.theme.code for card in most_behind(cards[::-1])] == ["a", "b", "c"]
