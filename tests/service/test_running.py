"""A check beside the page: its answer, its faults, and a stop that ends it, also while a workbook is being opened."""

from io import BytesIO

import pytest
import xlsxwriter

from kpi.core.errors import NotFoundError
from kpi.core.stages import WATCH, HaltedError, Stage
from kpi.intake.read import child
from kpi.intake.read.limits import LIMITS
from kpi.service.desk import Desk
from kpi.service.uploads.checking import check_file
from kpi.service.uploads.entered import GivenFile
from kpi.service.uploads.running import RunningCheck

LONG = 60
FILE = GivenFile(b"Indicator;Periode;Waarde\r\nnetwerken;2021-Q1;1\r\nnetwerk;2021-Q1;1\r\n", "q.csv")


def workbook(rows: int) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            sheet.write_row(row, 0, ["netwerken", f"2021-Q{row}", row])
    return out.getvalue()


def test_it_finds_what_a_check_finds(desk: Desk) -> None:
    running = RunningCheck(desk, "proef", FILE, "anna")
    assert running.wait(LONG)
    found = running.answer()
    assert found is not None
    assert found.checked == check_file(desk, "proef", FILE.content, FILE.name, user="anna")
    assert found.sheet is not None
    assert [line.number for line in found.sheet.lines] == [1, 3]


def test_what_it_raises_is_raised_where_it_is_asked_for(desk: Desk) -> None:
    running = RunningCheck(desk, "geen", FILE, "anna")
    assert running.wait(LONG)
    with pytest.raises(NotFoundError):
        running.answer()


def test_a_stopped_check_ends_without_an_answer(desk: Desk) -> None:
    running = RunningCheck(desk, "proef", GivenFile(workbook(20_000), "groot.xlsx"), "anna")
    running.stop()
    assert running.wait(LONG)
    assert running.answer() is None


def test_the_stages_come_in_their_order(desk: Desk) -> None:
    seen: list[Stage] = []
    token = WATCH.set(lambda stage: seen.append(stage) if stage else None)
    try:
        good = b"Indicator;Periode;Waarde\r\nnetwerken;2021-Q1;1\r\n"
        check_file(desk, "proef", good, "q.csv")
    finally:
        WATCH.reset(token)
    assert seen == [Stage.READING, Stage.JUDGING, Stage.COMPARING]


def test_what_opens_a_workbook_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_COMMAND", (*child._COMMAND[:-1], "import time; time.sleep(600)"))

    def halt(_: Stage | None) -> None:
        raise HaltedError

    token = WATCH.set(halt)
    try:
        with pytest.raises(HaltedError):
            child.read_apart("zip", b"x" * 1_000_000, None, LIMITS)
    finally:
        WATCH.reset(token)
