"""How many files of kpi are on the way of an uploaded value and of a filter (docs/architecture.md tells both walks)."""

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

from kpi.core.light.snapshot import Snapshot
from kpi.core.view.arranging import arrange
from kpi.core.view.filters import Filters, select
from kpi.present.screen import selection
from kpi.present.screen.scene import Scene
from kpi.service.desk import Desk, at_desk
from kpi.service.plans import load_folder
from kpi.service.snapshots import take_snapshot
from kpi.service.uploads.checking import check_file
from kpi.service.uploads.importing import import_file
from kpi.settings import load_settings
from tests.service.small_plan import write_plan

ROOT = Path(__file__).resolve().parent.parent
KPI = f"{ROOT / 'kpi'}/"
TOLD = (ROOT / "docs" / "architecture.md").read_text("utf-8")
# What is made once a process is made with this one.
EARLIER = b"Indicator;Periode;Waarde\r\nnetwerken;2021-Q1;1\r\ntevreden;2021-Q1;64,5\r\n"
FILE = "Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;2\r\ntevreden;2021-Q2;65,5\r\nT3;2021-Q2;ja\r\n".encode("cp1252")


def files_on_the_way(walk: Callable[[], object]) -> set[str]:
    """The files of kpi of which a function runs; bodies of classes and modules do not count."""
    seen: set[str] = set()

    def start(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_flags & inspect.CO_NEWLOCALS and code.co_flags & inspect.CO_OPTIMIZED:
            seen.add(code.co_filename)

    before = sys.getprofile()
    sys.setprofile(start)
    try:
        walk()
    finally:
        sys.setprofile(before)
    return {name.removeprefix(KPI) for name in seen if name.startswith(KPI)}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    new = {"PLANPEIL_DATABASE_URL": f"sqlite:///{tmp_path / 'p.db'}", "PLANPEIL_NEW_DATABASE": "1"}
    settings = load_settings(tmp_path / "none.toml", new)
    with at_desk(settings) as opened:
        load_folder(opened, write_plan(tmp_path / "proef"), user="beheer")
        yield opened


def hand_in(desk: Desk, content: bytes) -> Snapshot:
    checked = check_file(desk, "proef", content, "cijfers.csv", user="anna")
    assert import_file(desk, "proef", content, "cijfers.csv", user="anna", preview=checked).done
    return take_snapshot(desk, "proef")


def told(walk: str) -> int:
    found = re.search(rf"{walk} passes (\d+) files", TOLD)
    assert found is not None
    return int(found[1])


def test_an_uploaded_value_passes_as_many_files_as_told_and_at_most_seventy(desk: Desk) -> None:
    hand_in(desk, EARLIER)
    way = files_on_the_way(lambda: hand_in(desk, FILE))
    assert len(way) <= told("A value") <= 70


def test_a_filter_passes_as_many_files_as_told(desk: Desk) -> None:
    snapshot = take_snapshot(desk, "proef")
    scene = Scene(1, 1, "proef", date(2021, 6, 30), "", "nl", "resultaten")

    def filtered() -> str:
        rows = select(snapshot.known, Filters(chosen=(("kind", ("milestone",)),)))
        assert 0 < len(rows) < len(snapshot.known)
        return selection.table_screen(scene, snapshot, arrange(rows, scene.arrangement))

    assert len(files_on_the_way(filtered)) <= told("The selection") <= 22


def test_the_way_is_seen() -> None:
    assert files_on_the_way(lambda: select((), Filters())) == {"core/view/filters.py"}
