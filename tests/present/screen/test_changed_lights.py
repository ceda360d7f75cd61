"""The lights that the rules of this version changed are told of every plan, and are what they are said to be."""

from datetime import date
from itertools import groupby

import pytest

from kpi.core.light.assessment import Status
from kpi.core.light.snapshot import Snapshot
from kpi.present.screen.changed_lights import REASONS, OtherLight, changed_by_rules, other_lights
from tests.folders import PLANS, folder_snapshot

VIEWS = [
    (plan, day, tuple(found))
    for (plan, day), found in groupby(
        sorted(other_lights(), key=lambda one: (one.plan, one.day)), lambda one: (one.plan, one.day)
    )
]


def seen(plan: str, day: date) -> Snapshot:
    """A plan as it ships at the end of a day."""
    return folder_snapshot(PLANS / plan, day)


@pytest.mark.parametrize(("plan", "day", "told"), VIEWS, ids=lambda one: str(one)[:24])
def test_each_stands_as_it_is_told(plan: str, day: date, told: tuple[OtherLight, ...]) -> None:
    snapshot = seen(plan, day)
    now = {row.target.code: row.assessment.status for row in snapshot.rows}
    assert [(one.target, one.now) for one in told] == [(one.target, now[one.target]) for one in told]


def test_each_is_another_light_for_a_reason_there_is() -> None:
    assert all(one.was is not one.now for one in other_lights())
    assert {one.reason for one in other_lights()} == set(REASONS)


def test_a_plan_tells_of_its_own_in_both_languages() -> None:
    dutch, english = (
        str(changed_by_rules(seen("thoon-2021", date(2021, 12, 31)).plan, lang, kept="75%")) for lang in ("nl", "en")
    )
    assert dutch.count("<li>") == english.count("<li>") == 3
    assert "gedaan in 75% van de termijnen is gehaald" in dutch
    assert "missed, now achieved (31 December 2022)" in english
    assert Status.MISSED in {one.was for one in other_lights() if one.plan == "thoon-2021"}
