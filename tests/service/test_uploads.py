"""The upload as a page and a script use it: check, justify, import, take back, from real files."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from kpi.core.batch import Key
from kpi.core.errors import NotFoundError, RefusedError, UsageError
from kpi.core.light.assessment import Light, Status
from kpi.service.desk import Desk
from kpi.service.snapshots import head_revision
from kpi.service.uploads.checking import check_file
from kpi.service.uploads.importing import Receipt, Result, import_file
from kpi.service.uploads.listing import (
    freeze,
    frozen_list,
    remembered,
    undo,
    unfreeze,
    upload_detail,
    upload_file,
    upload_list,
)
from kpi.service.uploads.reports import completeness_report, period_template
from kpi.settings import ROOT
from kpi.store.database.engine import read
from kpi.store.versions import stored_head
from tests.store.uploads.remarks import Remark, remarks_in_force

HEADER = "Indicator;Periode;Waarde"


def csv(*lines: str, header: str = HEADER) -> bytes:
    """A file as Dutch Excel writes it."""
    return "\r\n".join((header, *lines, "")).encode("cp1252")


SECOND = csv("netwerken;2021-Q2;2", "tevreden;2021-Q2;65,5", "T3;2021-Q2;ja")


def give(desk: Desk, content: bytes = SECOND, name: str = "q2.csv", user: str = "anna", **more: object) -> Receipt:
    return import_file(desk, "proef", content, name, user=user, **more)  # type: ignore[arg-type]


def test_a_check_says_everything_and_writes_nothing(desk: Desk) -> None:
    checked = check_file(desk, "proef", SECOND, "q2.csv", user="anna")
    assert checked.valid
    assert checked.changes is not None
    assert [one.value for one in checked.changes.added] == [2, 65.5, None]
    assert checked.as_of == date(2021, 6, 30)
    lights = {one.target.code: (one.before.status, one.after.status) for one in checked.lights}
    assert lights["T3"] == (Status.NO_DATA, Status.ACHIEVED)
    assert lights["T1"] == (Status.AT_RISK, Status.ON_TRACK)
    assert (head_revision(desk), upload_list(desk)) == (1, ())


def test_an_import_makes_a_receipt_with_the_very_file(desk: Desk) -> None:
    receipt = give(desk)
    assert (receipt.result, receipt.done, receipt.upload, receipt.revision) == (Result.IMPORTED, True, 1, 2)
    (one,) = upload_list(desk, "proef")
    assert (one.uploaded_by, one.added, one.sha256) == ("anna", 3, sha256(SECOND).hexdigest())
    assert upload_file(desk, 1) == ("q2.csv", SECOND)
    detail = upload_detail(desk, 1)
    assert [(old, new.indicator) for old, new in detail.changes] == [
        (None, "T3"),
        (None, "netwerken"),
        (None, "tevreden"),
    ]
    assert upload_list(desk, "ander") == ()


def test_the_same_file_twice_is_the_same_upload(desk: Desk) -> None:
    first = give(desk)
    again = give(desk, user="bob")
    assert (again.result, again.done, again.upload, again.revision) == (Result.SAME, True, 1, 2)
    assert first.earlier is None
    assert again.earlier is not None
    assert (again.earlier.id, again.earlier.uploaded_by) == (1, first.checked.user)


def test_errors_block_and_a_faulty_file_has_no_changes(desk: Desk) -> None:
    receipt = give(desk, csv("netwerken;2021-Q2;2", "onbekend;2021-Q2;3"))
    assert (receipt.result, receipt.done, receipt.upload) == (Result.FAULTY, False, None)
    assert receipt.checked.changes is None
    assert {(one.row, one.code) for one in receipt.checked.reading.issues} >= {(3, "unknown-indicator")}
    assert head_revision(desk) == 1


FIRST_AGAIN = csv("netwerken;2021-Q2;0", "tevreden;2021-Q2;61,5")


def test_a_warning_asks_a_line_of_justification_that_stays_with_the_upload(desk: Desk) -> None:
    """The values of last quarter once more."""
    refused = give(desk, FIRST_AGAIN)
    assert (refused.result, refused.missing) == (Result.UNJUSTIFIED, ("same-as-earlier",))
    assert give(desk, FIRST_AGAIN, justifications={"same-as-earlier": "  "}).result is Result.UNJUSTIFIED
    assert head_revision(desk) == 1
    taken = give(desk, FIRST_AGAIN, justifications={"same-as-earlier": "echt gelijk", "anders": "x"})
    assert taken.result is Result.IMPORTED
    assert upload_list(desk)[0].reasons == (("same-as-earlier", "echt gelijk"),)


def remarks_on(desk: Desk, code: str) -> dict[Key, tuple[Remark, ...]]:
    with read(desk.engine) as connection:
        return remarks_in_force(connection, "proef", [code], stored_head(connection))


def test_a_warning_about_a_value_travels_with_it(desk: Desk) -> None:
    for year, quarter, score in [(2021, 2, 62), (2021, 3, 63), (2021, 4, 62), (2022, 1, 63), (2022, 2, 62)]:
        give(desk, csv(f"tevreden;{year}-Q{quarter};{score}"), f"{year}{quarter}.csv", justifications=ANY)
    receipt = give(desk, csv("tevreden;2022-Q3;5", "netwerken;2022-Q3;1"), justifications={**ANY, "outlier": "brand"})
    assert receipt.result is Result.IMPORTED
    assert "outlier" in receipt.checked.warnings
    found = remarks_on(desk, "tevreden")
    key = ("tevreden", "", "2022-Q3")
    assert ("outlier", "brand") in [(one.code, one.why) for one in found[key]]
    assert "outlier" not in [one.code for one in remarks_on(desk, "netwerken").get(key, ())]


def test_a_warning_about_one_cell_of_a_row_is_no_remark_on_its_other_cells(desk: Desk) -> None:
    for year, quarter, score in [(2021, 2, 62), (2021, 3, 63), (2021, 4, 62), (2022, 1, 63), (2022, 2, 62)]:
        give(desk, csv(f"tevreden;{year}-Q{quarter};{score}"), f"{year}{quarter}.csv", justifications=ANY)
    wide = csv("tevreden;5;62", header="Indicator;2022-Q3;2022-Q4")
    assert give(desk, wide, "breed.csv", justifications={**ANY, "outlier": "brand"}).result is Result.IMPORTED
    found = remarks_on(desk, "tevreden")
    assert [(one.code, one.why) for one in found[("tevreden", "", "2022-Q3")]] == [("outlier", "brand")]
    assert ("tevreden", "", "2022-Q4") not in found


ANY = {"expected-missing": "komt later", "same-as-earlier": "gelijk gebleven"}


def test_an_expected_indicator_is_one_that_this_uploader_delivers(desk: Desk) -> None:
    give(desk)
    partly = csv("netwerken;2021-Q3;2", "T3;2021-Q3;ja")
    mine = check_file(desk, "proef", partly, "q3.csv", user="anna")
    assert [one.value for one in mine.reading.issues if one.code == "expected-missing"] == ["tevreden"]
    assert "expected-missing" not in check_file(desk, "proef", partly, "q3.csv", user="bob").warnings


def test_what_is_delivered_already_is_not_asked_again(desk: Desk) -> None:
    give(desk)
    corrected = check_file(desk, "proef", csv("netwerken;2021-Q2;3"), "q2.csv", user="anna")
    assert (corrected.valid, corrected.warnings) == (True, ())


def test_a_file_without_remarks_leaves_them_and_a_figure_provisional(desk: Desk) -> None:
    give(desk, csv("netwerken;2021-Q2;2;ja;geteld", header=f"{HEADER};Voorlopig;Opmerking"))
    again = check_file(desk, "proef", csv("netwerken;2021-Q2;2"), "q2.csv", user="anna")
    assert again.changes is not None
    assert again.changes.empty
    give(desk, csv("netwerken;2021-Q2;3"))
    old, new = upload_detail(desk, 2).changes[0]
    assert old is not None
    assert (new.value, new.provisional, new.note) == (3, old.provisional, "geteld")


def test_a_question_is_answered_once_and_remembered(desk: Desk) -> None:
    asking = csv("netwerken;2021-Q2;1.234")
    checked = check_file(desk, "proef", asking, "q2.csv", user="anna")
    assert not checked.valid
    (question,) = checked.reading.questions
    answers = {question.key: question.options[0]}
    done = give(desk, asking, answers=answers, justifications=dict.fromkeys(("outlier", *ANY), "ja"))
    assert done.result is Result.IMPORTED
    assert remembered(desk, "proef", "anna") == answers
    later = check_file(desk, "proef", csv("netwerken;2021-Q3;2.345"), "q3.csv", user="anna")
    assert (later.valid, later.remembered, later.from_memory) == (True, (question.key,), answers)
    assert check_file(desk, "proef", csv("netwerken;2021-Q3;2.345"), "q3.csv", user="bob").reading.questions


def test_somebody_who_was_first_stops_the_import_and_the_new_difference_is_shown(desk: Desk) -> None:
    preview = check_file(desk, "proef", SECOND, "q2.csv", user="anna")
    give(desk, csv("netwerken;2021-Q2;7"), "van-bob.csv", user="bob", justifications=ANY)
    stopped = give(desk, preview=preview)
    assert (stopped.result, stopped.upload) == (Result.OVERTAKEN, None)
    assert stopped.checked.changes is not None
    assert [(one.old.value, one.new.value) for one in stopped.checked.changes.revised] == [(7, 2)]
    assert give(desk, preview=stopped.checked).result is Result.IMPORTED


def test_a_period_closed_since_the_preview_stops_the_import(desk: Desk) -> None:
    preview = check_file(desk, "proef", SECOND, "q2.csv", user="anna")
    freeze(desk, "proef", "2021-Q2", "els", "vastgesteld")
    receipt = give(desk, preview=preview)
    assert not receipt.done
    assert {one.code for one in receipt.checked.reading.issues if one.severity == "error"} == {"period-frozen"}
    assert frozen_list(desk, "proef") == ("2021-Q2",)
    unfreeze(desk, "proef", "2021-Q2", "els", "hersteld")
    assert give(desk).done


def test_values_that_are_in_a_closed_period_already_are_no_fault(desk: Desk) -> None:
    """A year in one file: its closed quarters pass as unchanged, and one figure more stops it."""
    assert give(desk).done
    freeze(desk, "proef", "2021-Q2", "els", "vastgesteld")
    more = check_file(desk, "proef", SECOND + b"\n", "jaar.csv", user="anna")
    assert [one.code for one in more.reading.issues if one.severity == "error"] == []
    assert more.changes is not None
    assert (len(more.changes.unchanged), more.changes.empty) == (3, True)


def test_undo_takes_the_upload_back_and_the_light_with_it(desk: Desk) -> None:
    give(desk)
    done = undo(desk, 1, "bob", "verkeerd bestand")
    assert (done.ended, done.restored, done.blocked, done.revision) == (3, 0, (), 3)
    again = check_file(desk, "proef", SECOND, "q2.csv", user="anna")
    assert again.changes is not None
    assert len(again.changes.added) == 3


def test_read_only_refuses_every_change(desk: Desk) -> None:
    closed = replace(desk, settings=replace(desk.settings, read_only=True))
    attempts: list[Callable[[], object]] = [
        lambda: give(closed),
        lambda: undo(closed, 1, "a", "b"),
        lambda: freeze(closed, "proef", "2021", "a", "b"),
        lambda: unfreeze(closed, "proef", "2021", "a", "b"),
    ]
    for attempt in attempts:
        with pytest.raises(RefusedError, match="read_only"):
            attempt()
    assert check_file(closed, "proef", SECOND, "q2.csv", user="anna").valid


def test_faults_are_said_so_that_a_person_can_act(desk: Desk) -> None:
    with pytest.raises(UsageError, match="wie"):
        give(desk, user=" ")
    with pytest.raises(UsageError, match="waarom"):
        undo(desk, 1, "anna", "")
    with pytest.raises(NotFoundError, match="nergens"):
        check_file(desk, "nergens", SECOND, "q2.csv", user="anna")
    with pytest.raises(NotFoundError, match="9"):
        upload_detail(desk, 9)
    with pytest.raises(NotFoundError, match="9"):
        upload_file(desk, 9)
    with pytest.raises(UsageError, match="geen periode"):
        freeze(desk, "proef", "Q2", "els", "x")


def test_the_template_asks_what_is_due_and_is_read_again(desk: Desk) -> None:
    lines = period_template(desk, "proef", "2021-Q2", form="csv").decode("utf-8-sig").splitlines()
    head, *due = (line.split(";") for line in lines)
    assert [line[0] for line in due] == ["netwerken", "tevreden", "T3"]
    tevreden = dict(zip(head, due[1], strict=True))
    assert (tevreden["laatste waarde"], tevreden["laatste periode"], tevreden["waarde"]) == ("61,5", "2021-Q1", "")
    assert tevreden["verwachte waarde"] == "65"
    at = head.index("waarde")
    for line, answer in zip(due, ("0", "65,5", "n.v.t."), strict=True):
        line[at] = answer
    filled = "\r\n".join(";".join(line) for line in (head, *due)).encode("utf-8-sig")
    checked = check_file(desk, "proef", filled, "sjabloon.csv", user="anna")
    assert checked.valid
    assert [(one.measurement.indicator, one.measurement.value) for one in checked.reading.records] == [
        ("netwerken", 0),
        ("tevreden", 65.5),
    ]


def test_the_workbook_minds_what_is_typed_and_is_read_again(desk: Desk) -> None:
    content = period_template(desk, "proef", "2021-Q2")
    assert content == period_template(desk, "proef", "2021-Q2")
    with ZipFile(BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "OR(AND(ISNUMBER(L3),L3&gt;=0,L3&lt;=100),L3=" in sheet
    assert '"ja,nee,n.v.t."' in sheet
    assert "<f>" not in sheet
    checked = check_file(desk, "proef", content, "sjabloon.xlsx", user="anna")
    assert [one.code for one in checked.reading.issues if one.severity != "notice"] == []
    assert checked.reading.understood is not None
    read_as = set(checked.reading.understood.columns.values())
    assert {"indicator", "period", "org_unit", "value", "numerator", "denominator", "note"} <= read_as


def test_an_english_template_is_english_and_read_again(desk: Desk) -> None:
    content = period_template(desk, "proef", "2021-Q2", lang="en")
    with ZipFile(BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert '"yes,no,n/a"' in sheet
    assert "A number from 0 up to and including 100, or n/a." in sheet
    assert "Choose yes or no." in sheet
    assert not {"Kies", "Vul", "vanaf", "nee"} & set(re.findall(r"\w+", sheet))
    checked = check_file(desk, "proef", content, "template.xlsx", user="anna")
    assert [one.code for one in checked.reading.issues if one.severity != "notice"] == []
    assert checked.reading.understood is not None
    read_as = set(checked.reading.understood.columns.values())
    assert {"indicator", "period", "org_unit", "value", "numerator", "denominator", "note"} <= read_as
    assert "unknown-column" not in {one.code for one in checked.reading.issues}
    head, *due = period_template(desk, "proef", "2021-Q2", form="csv", lang="en").decode("utf-8-sig").splitlines()
    assert head.startswith("indicator;name;definition;theme;owner;unit;org unit;period;last period;")
    assert [line.partition(";")[0] for line in due] == ["netwerken", "tevreden", "T3"]


def test_a_template_of_one_owner_and_of_nothing(desk: Desk) -> None:
    mine = period_template(desk, "proef", "2021-Q2", "Piet", form="csv").decode("utf-8-sig")
    assert [line.partition(";")[0] for line in mine.splitlines()[1:]] == ["T3"]
    with pytest.raises(UsageError, match="niets aan te leveren"):
        period_template(desk, "proef", "2021-Q2", "Niemand")
    with pytest.raises(UsageError, match="xlsx of csv"):
        period_template(desk, "proef", "2021-Q2", form="pdf")


def test_completeness_tells_what_came_and_what_is_late(desk: Desk) -> None:
    give(desk, csv("netwerken;2021-Q2;2"), justifications=ANY)
    found = completeness_report(desk, "proef", "2021-Q2", on=date(2021, 7, 30))
    owners = {group.name: (group.came, len(group.reports), group.light) for group in found.owners}
    assert owners["Jan"] == (0, 1, Light.GREY)
    assert owners["Els"][:2] == (1, 1)
    late = completeness_report(desk, "proef", "2021-Q2", on=date(2021, 7, 31))
    assert {group.name: group.light for group in late.owners}["Jan"] is Light.RED
    assert completeness_report(desk, "proef", "2021-Q1", on=date(2021, 4, 30)).whole.came == 2


def test_that_there_is_no_value_is_an_answer_until_it_is_taken_back(desk: Desk) -> None:
    done = give(desk, csv("tevreden;2021-Q2;n.v.t."))
    assert done.result is Result.IMPORTED
    assert done.checked.changes is not None
    assert done.checked.changes.empty

    def owners() -> dict[str, int]:
        found = completeness_report(desk, "proef", "2021-Q2", on=date(2021, 7, 31))
        return {group.name: group.came for group in found.owners}

    assert owners()["Jan"] == 1
    assert done.upload is not None
    undo(desk, done.upload, user="anna", why="toch gemeten")
    assert owners()["Jan"] == 0


def test_the_page_path_does_not_import_the_file_libraries() -> None:
    code = (
        "import sys; from kpi.service.uploads import checking, importing, listing, reports, rows, source; "
        "sys.exit(bool({'pandas', 'pandera', 'openpyxl', 'xlsxwriter', 'python_calamine'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
