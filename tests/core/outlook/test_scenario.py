"""What the next figure would do: the edges are those of the rule of the light itself."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kpi.core.light.assessment import Status
from kpi.core.model import Target
from kpi.core.outlook.scenario import Scenario, scenario
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator, Direction, Kind
from tests.core.make import evidence, indicator, light, target

SEEN = "2021-Q1=10 2021-Q2=20"
FALLING = indicator(direction=Direction.DECREASE)


def _seen(one: Target, text: str = SEEN, as_of: str = "2021-06-30") -> Scenario | None:
    return scenario(light(one, text, as_of), evidence(text), Thresholds())


def _one(kind: Kind = Kind.REACH, **more: Any) -> Target:
    return target(kind, **{"value": 100.0, "baseline": 0.0, **more})


@pytest.mark.parametrize(
    "one",
    [
        _one(),
        _one(
            comparator=Comparator.AT_MOST, value=0.0, baseline=100.0, indicator=indicator(direction=Direction.DECREASE)
        ),
        _one(Kind.CUMULATIVE, indicator=indicator(aggregation=Aggregation.SUM)),
    ],
)
def test_each_edge_is_where_the_light_becomes_another(one: Target) -> None:
    found = _seen(one)
    assert found is not None
    assert str(found.period.code) == "2021-Q3"
    assert [edge.status for edge in found.edges][-2:] == [Status.ON_TRACK, Status.AT_RISK]
    assert found.otherwise is Status.OFF_TRACK
    for edge in found.edges:
        assert light(one, f"{SEEN} 2021-Q3={edge.value}", "2021-09-30").status is edge.status
        worse = light(one, f"{SEEN} 2021-Q3={edge.value - 0.1 * one.sign}", "2021-09-30").status
        assert worse is not edge.status


def test_the_steps_lead_evenly_to_the_goal() -> None:
    level, total = _seen(_one()), _seen(_one(Kind.CUMULATIVE, indicator=indicator(aggregation=Aggregation.SUM)))
    assert level is not None
    assert total is not None
    assert [(at.code, value) for at, value in level.steps] == [("2021-Q3", 60.0), ("2021-Q4", 100.0)]
    assert [(at.code, value) for at, value in total.steps] == [("2021-Q3", 35.0), ("2021-Q4", 35.0)]


@pytest.mark.parametrize(
    ("one", "text", "as_of"),
    [
        (_one(Kind.MILESTONE, value=None, indicator=None), "2021-Q2=ja", "2021-06-30"),
        (_one(comparator=Comparator.BETWEEN, value_high=110.0), SEEN, "2021-06-30"),
        (_one(), "", "2021-06-30"),
        (_one(), "2021-Q4=20", "2021-12-31"),
        (replace(_one(), due=date(2021, 8, 1)), SEEN, "2021-06-30"),
    ],
)
def test_there_is_none_where_no_figure_would_tell(one: Target, text: str, as_of: str) -> None:
    assert _seen(one, text, as_of) is None
