"""The lights of a folder are those of its screens."""

from datetime import date
from pathlib import Path

import pytest

from kpi.service.folder_status import folder_lights
from kpi.settings import load_settings
from tests.folders import EVERY, PLANS, folder_snapshot


@pytest.mark.parametrize("day", [None, date(2021, 6, 30), date(2024, 12, 31), date(2030, 12, 31)])
@pytest.mark.parametrize("plan", EVERY)
def test_the_lights_of_a_folder_are_those_of_a_snapshot(tmp_path: Path, plan: str, day: date | None) -> None:
    lights, folder = folder_lights(load_settings(tmp_path / "none.toml", {}), PLANS / plan, as_of=day)
    assert folder.plan is not None
    assert lights == tuple(row.assessment for row in folder_snapshot(PLANS / plan, day).rows)
    assert [one.target.code for one in lights] == [one.code for one in folder.plan.targets]
