"""A folder that was found right is not judged again: not before anything that judging looks at changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kpi.core.calendar.deadline import USUAL_CALENDAR
from kpi.core.thresholds import Thresholds
from kpi.intake.plan import judging, verdicts
from kpi.intake.plan.folder import read_folder
from kpi.intake.plan.verdicts import KEPT, Verdicts
from kpi.settings import ROOT

PLANS = ROOT / "data" / "plans"
Judged = Callable[[], int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan folder to change."""
    return Path(shutil.copytree(PLANS / "thoon-2021", tmp_path / "thoon-2021"))


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Judged:
    """How often tables were judged."""
    times: list[int] = []
    real = judging.validate
    monkeypatch.setattr(judging, "validate", lambda draft: times.append(1) or real(draft))
    return lambda: len(times)


def place(folder: Path) -> Path:
    """Where the verdicts of a test are kept, in a folder that is not there yet."""
    return folder.parent / "kept" / "verdicts.txt"


def test_a_folder_is_judged_once_and_read_as_before(folder: Path, judged: Judged) -> None:
    judge = Verdicts(place(folder)).judge
    assert read_folder(folder, judge=judge) == read_folder(folder, judge=judge)
    assert judged() == 1
    assert read_folder(folder) == read_folder(folder, judge=judge)
    assert judged() == 2
    assert [one.name for one in place(folder).parent.iterdir()] == ["verdicts.txt"]


@pytest.mark.parametrize("changed", ["targets.csv", "plan.toml", "measurements/voorbeeld-2021-Q1.csv"])
def test_a_changed_file_is_judged_again(folder: Path, judged: Judged, changed: str) -> None:
    judge = Verdicts(place(folder)).judge
    read_folder(folder, judge=judge)
    file = folder / changed
    file.write_bytes(file.read_bytes() + b"\n")
    assert read_folder(folder, judge=judge).plan is not None
    assert judged() == 2


def test_a_fault_is_told_every_time(folder: Path, judged: Judged) -> None:
    judge = Verdicts(place(folder)).judge
    file = folder / "targets.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*lines, lines[-1]]) + "\n", encoding="utf-8")
    found = [read_folder(folder, judge=judge).issues for _ in range(2)]
    assert found[0] == found[1] == read_folder(folder).issues
    assert "duplicate-code" in {one.code for one in found[0]}
    assert (judged(), place(folder).exists()) == (3, False)


def test_other_sources_judges_or_settings_judge_again(
    folder: Path, judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = (Thresholds(), USUAL_CALENDAR)
    read_folder(folder, judge=Verdicts(place(folder), told).judge)
    read_folder(folder, judge=Verdicts(place(folder), (Thresholds(on_track=0.01), USUAL_CALENDAR)).judge)
    monkeypatch.setattr(verdicts, "_sources", lambda: "newer")
    read_folder(folder, judge=Verdicts(place(folder), told).judge)
    monkeypatch.setattr(verdicts, "_judges", lambda: [("pandas-99.dist-info",)])
    read_folder(folder, judge=Verdicts(place(folder), told).judge)
    assert judged() == 4


def test_the_sources_are_all_that_judging_can_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("core", "intake"):
        shutil.copytree(ROOT / "kpi" / part, tmp_path / part)
    monkeypatch.setattr(verdicts, "_KPI", tmp_path)
    seen = {verdicts._sources()}
    for part in ("core/unit.py", "intake/validate/schema.py", "intake/plan/judging.py"):
        with (tmp_path / part).open("a", encoding="utf-8") as file:
            file.write("#\n")
        seen.add(verdicts._sources())
    assert len(seen) == 4


def test_without_a_known_judge_nothing_is_kept(folder: Path, judged: Judged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "_LIBRARIES", ("pandas", "no_such_judge"))
    for _ in range(2):
        read_folder(folder, judge=Verdicts(place(folder)).judge)
    assert (judged(), place(folder).exists()) == (2, False)


def test_where_nothing_can_be_kept_all_is_judged(folder: Path, judged: Judged) -> None:
    """A file stands where the folder should be; and verdicts that are no text count for nothing."""
    place(folder).parent.write_text("in the way", encoding="utf-8")
    for _ in range(2):
        assert read_folder(folder, judge=Verdicts(place(folder)).judge).plan is not None
    damaged = folder.parent / "damaged"
    damaged.write_bytes(b"\xff\x00")
    for _ in range(2):
        read_folder(folder, judge=Verdicts(damaged).judge)
    assert judged() == 3


def test_the_oldest_verdict_goes_first(tmp_path: Path) -> None:
    kept = Verdicts(tmp_path / "verdicts.txt")
    for number in range(KEPT + 2):
        kept._keep(f"{number:064x}")
    lines = (tmp_path / "verdicts.txt").read_text(encoding="ascii").split()
    assert (len(lines), lines[0], lines[-1]) == (KEPT, f"{2:064x}", f"{KEPT + 1:064x}")


def test_our_plans_are_right_with_and_without_a_verdict(tmp_path: Path) -> None:
    judge = Verdicts(tmp_path / "verdicts.txt").judge
    for folder in sorted(one.parent for one in PLANS.glob("*/plan.toml")):
        assert read_folder(folder, judge=judge) == read_folder(folder, judge=judge) == read_folder(folder)
