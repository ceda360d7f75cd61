"""The variation of a result: from its own values, held against a level alone."""

from datetime import date
from itertools import pairwise

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.light.units import Reports
from kpi.core.model import Target
from kpi.core.outlook.usual import Usual, usual
from kpi.core.vocabulary import Kind
from tests.core.make import evidence, target

YEARS = [f"{year}-Q{quarter}" for year in range(2018, 2022) for quarter in range(1, 5)]


def seen(one: Target, values: list[float]) -> Usual | None:
    text = " ".join(f"{at}={value}" for at, value in zip(YEARS, values, strict=False))
    return usual(one, Reports(evidence(text)), date(2021, 12, 31))


def reach(kind: Kind = Kind.REACH) -> Target:
    return target(kind, start=date(2018, 1, 1), due=date(2021, 12, 31), value=20.0, baseline=0.0)


@pytest.mark.parametrize(("size", "judged"), [(0, False), (12, False), (13, True)])
def test_it_is_judged_from_thirteen_values(size: int, judged: bool) -> None:
    found = seen(reach(), [10.0 + at % 2 for at in range(size)])
    assert found is not None
    assert (len(found.points), found.judged) == (size, judged)
    assert found.within is (True if size > 2 else None)


def test_a_jump_is_special_and_a_larger_change_than_before() -> None:
    found = seen(reach(), [10.0 + at % 2 for at in range(13)] + [30.0])
    assert found is not None
    assert (found.chart.points[-1].rule is not None, found.within) == (True, False)


def test_a_level_is_held_against_the_goal_and_a_total_is_not() -> None:
    values = [10.0 + at % 2 for at in range(13)]
    level, total = seen(reach(), values), seen(reach(Kind.CUMULATIVE), values)
    assert level is not None
    assert total is not None
    assert level.chart.assurance is not None
    assert total.chart.assurance is None
    assert [point.value for point in total.points] == [one - before for before, one in pairwise(values)]


@pytest.mark.parametrize("kind", [Kind.MILESTONE, Kind.RECURRING])
def test_what_has_no_values_has_no_variation(kind: Kind) -> None:
    one = target(kind, per=Per.QUARTER if kind is Kind.RECURRING else None, start=date(2018, 1, 1))
    assert seen(one, [1.0]) is None
