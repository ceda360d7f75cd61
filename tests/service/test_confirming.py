"""What was checked is what is committed: read and judged once, and again only when something changed since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpi.core.errors import RefusedError
from kpi.intake.parse import reading
from kpi.service.desk import Desk
from kpi.service.plans import load_folder
from kpi.service.snapshots import head_revision
from kpi.service.uploads import checking, importing
from kpi.service.uploads.checking import Checked, check_file
from kpi.service.uploads.importing import Receipt, Result, import_file
from kpi.service.uploads.listing import remembered, undo, upload_detail, upload_file, upload_list
from tests.service.small_plan import INDICATORS, PLAN, write_plan
from tests.service.test_uploads import ANY, SECOND, csv, give

ASKING = csv("netwerken;2021-Q2;1.234")


def preview(desk: Desk, content: bytes = SECOND, user: str = "anna", **more: object) -> Checked:
    return check_file(desk, "proef", content, "q2.csv", user=user, **more)  # type: ignore[arg-type]


def written(receipt: Receipt, desk: Desk) -> list[tuple[str, float | None]]:
    assert (receipt.result, receipt.upload) == (Result.IMPORTED, 1)
    return [(new.indicator, new.value) for _, new in upload_detail(desk, 1).changes]


VALUES = [("T3", None), ("netwerken", 2), ("tevreden", 65.5)]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from here on."""
    names: list[str] = []
    real = reading.read_upload

    def counted(content: bytes, name: str, **more: object) -> reading.Reading:
        names.append(name)
        return real(content, name, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_upload", counted)
    return names


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Make it another day."""

    def day(one: date) -> None:
        for module in (checking, importing):
            monkeypatch.setattr(module, "today", lambda: one)

    return day


def test_what_was_checked_is_committed_without_the_file_being_read_again(desk: Desk, reads: list[str]) -> None:
    shown = preview(desk)
    reads.clear()
    receipt = give(desk, preview=shown)
    assert reads == []
    assert written(receipt, desk) == VALUES
    assert (receipt.checked, receipt.revision) == (shown, 2)
    assert upload_file(desk, 1) == ("q2.csv", SECOND)


def test_without_a_preview_a_file_is_read_once(desk: Desk, reads: list[str]) -> None:
    assert written(give(desk), desk) == VALUES
    assert reads == ["q2.csv"]


def test_of_two_people_the_second_is_stopped_and_shown_the_new_difference(desk: Desk) -> None:
    mine, theirs = preview(desk), preview(desk, csv("netwerken;2021-Q2;7"), "bob")
    bob = give(desk, csv("netwerken;2021-Q2;7"), user="bob", preview=theirs)
    stopped = give(desk, preview=mine)
    assert (bob.result, stopped.result, stopped.upload) == (Result.IMPORTED, Result.OVERTAKEN, None)
    assert stopped.checked.changes is not None
    assert [(one.old.value, one.new.value) for one in stopped.checked.changes.revised] == [(7, 2)]
    assert [one.uploaded_by for one in upload_list(desk)] == ["bob"]
    assert give(desk, preview=mine).result is Result.OVERTAKEN
    assert give(desk, preview=stopped.checked).result is Result.IMPORTED


def test_a_value_that_came_and_went_since_still_stops(desk: Desk) -> None:
    mine = preview(desk)
    give(desk, csv("netwerken;2021-Q2;7"), user="bob", justifications=ANY)
    undo(desk, 1, "bob", "fout")
    assert give(desk, preview=mine).result is Result.OVERTAKEN


def test_the_same_file_of_two_previews_is_one_upload(desk: Desk) -> None:
    mine, theirs = preview(desk), preview(desk, user="bob")
    assert give(desk, preview=mine).result is Result.IMPORTED
    again = give(desk, user="bob", preview=theirs)
    assert (again.result, again.upload, again.revision) == (Result.SAME, 1, 2)


def test_a_commit_about_something_else_has_the_file_read_again_and_recorded(
    desk: Desk, tmp_path: Path, reads: list[str]
) -> None:
    shown = preview(desk)
    folder = write_plan(tmp_path / "ander")
    (folder / "plan.toml").write_text(PLAN.replace('code = "proef"', 'code = "ander"'))
    assert load_folder(desk, folder, user="beheer").changed
    reads.clear()
    receipt = give(desk, preview=shown)
    assert reads == ["q2.csv"]
    assert written(receipt, desk) == VALUES
    assert (receipt.revision, receipt.checked.revision) == (3, 2)


def test_a_plan_by_which_the_file_says_something_else_stops_it(desk: Desk, tmp_path: Path) -> None:
    """The name in the file is that of another indicator by now; none of the values shown was touched."""
    content = csv("Tevredenheid;2021-Q2;62")
    shown = preview(desk, content)
    folder = write_plan(tmp_path / "later" / "proef")
    other = INDICATORS.replace("tevreden,Tevredenheid", "tevreden,Oordeel")
    (folder / "indicators.csv").write_text(other.replace("netwerken,Netwerken", "netwerken,Tevredenheid"))
    load_folder(desk, folder, user="beheer")
    stopped = give(desk, content, preview=shown, justifications={**ANY, "outlier": "ja"})
    assert stopped.result is Result.OVERTAKEN
    assert stopped.checked.changes is not None
    assert stopped.checked.changes.added.indicator == ["netwerken"]
    assert upload_list(desk) == ()


def test_a_warning_that_was_not_shown_is_not_explained_by_another_of_its_kind(desk: Desk) -> None:
    def quarters(name: str, *values: int) -> bytes:
        periods = ("2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1", "2022-Q2")
        return csv(*(f"{name};{period};{value}" for period, value in zip(periods, values, strict=True)))

    give(desk, quarters("tevreden", 62, 63, 62, 63, 62), justifications=ANY)
    content, lines = csv("tevreden;2022-Q3;5", "netwerken;2022-Q3;900"), {**ANY, "outlier": "brand"}
    shown = preview(desk, content)
    assert [one.row for one in shown.reading.issues if one.code == "outlier"] == [2]
    give(desk, quarters("netwerken", 1, 2, 1, 2, 1), user="bob", justifications=ANY)
    stopped = give(desk, content, preview=shown, justifications=lines)
    assert stopped.result is Result.OVERTAKEN
    assert [one.row for one in stopped.checked.reading.issues if one.code == "outlier"] == [2, 3]
    assert give(desk, content, preview=stopped.checked, justifications=lines).result is Result.IMPORTED


def test_another_day_has_the_file_judged_again(desk: Desk, reads: list[str], on: Callable[[date], None]) -> None:
    on(date(2021, 7, 1))
    shown = preview(desk)
    on(date(2021, 5, 1))
    early = give(desk, preview=shown)
    assert (early.result, early.checked.day) == (Result.UNJUSTIFIED, date(2021, 5, 1))
    lines = dict.fromkeys(early.missing, "ja")
    assert give(desk, preview=shown, justifications=lines).result is Result.OVERTAKEN
    assert head_revision(desk) == 1
    on(date(2021, 7, 2))
    reads.clear()
    assert written(give(desk, preview=shown), desk) == VALUES
    assert reads == ["q2.csv"]


def test_other_answers_than_those_of_the_preview_are_never_committed_with_it(desk: Desk) -> None:
    lines = {**ANY, "whole-number": "ja"}
    (question,) = preview(desk, ASKING).reading.questions
    shown = preview(desk, ASKING, answers={question.key: ","})
    stopped = give(desk, ASKING, preview=shown, answers={question.key: "."}, justifications=lines)
    assert (stopped.result, upload_list(desk)) == (Result.OVERTAKEN, ())
    assert [one.changes.added.value for one in (shown, stopped.checked) if one.changes] == [[1234], [1.234]]
    assert give(desk, ASKING, preview=shown, answers={question.key: ","}, justifications=lines).done
    assert remembered(desk, "proef", "anna") == {question.key: ","}


def test_a_preview_that_was_not_good_enough_is_refused_as_before(desk: Desk) -> None:
    faulty, warned = preview(desk, csv("onbekend;2021-Q2;3")), csv("netwerken;2021-Q2;0", "tevreden;2021-Q2;61,5")
    assert give(desk, csv("onbekend;2021-Q2;3"), preview=faulty).result is Result.FAULTY
    refused = give(desk, warned, preview=preview(desk, warned))
    assert (refused.result, refused.missing) == (Result.UNJUSTIFIED, ("same-as-earlier",))
    assert head_revision(desk) == 1


def test_a_preview_of_something_else_is_refused(desk: Desk) -> None:
    """Another's, of another plan, of other bytes: nothing of it is written, and the file is not read either."""
    shown = preview(desk)
    plan = replace(shown.plan, code="ander")
    forged: list[Callable[[], Receipt]] = [
        lambda: give(desk, user="bob", preview=shown),
        lambda: give(desk, preview=replace(shown, user="bob")),
        lambda: give(desk, preview=replace(shown, plan=plan)),
        lambda: import_file(desk, "ander", SECOND, "q2.csv", user="anna", preview=shown),
        lambda: give(desk, SECOND + b"T3;2021-Q1;ja\r\n", preview=shown),
    ]
    for attempt in forged:
        with pytest.raises(RefusedError, match="ander bestand of iemand anders"):
            attempt()
    assert head_revision(desk) == 1
