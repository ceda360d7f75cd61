"""Somebody with a role for one organisation unit: what they see, hand in and take back, and what they are not told."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpi.access.rights import Actor, Grant, Role
from kpi.core.errors import NotFoundError
from kpi.core.light.assessment import Flag
from kpi.service.desk import DeniedError, Desk
from kpi.service.explained import checkins_on
from kpi.service.measured import measured_page
from kpi.service.plan_list import plan_lines
from kpi.service.plans import load_folder
from kpi.service.report import report
from kpi.service.snapshots import take_snapshot, target_page, unit_measurements, values_of_units
from kpi.service.uploads.checking import check_file
from kpi.service.uploads.importing import Result, import_file
from kpi.service.uploads.listing import undo, upload_detail, upload_file, upload_list
from kpi.service.uploads.reports import completeness_report, period_template
from kpi.store.measured import MeasuredBy
from tests.service.small_plan import write_plan

FIRST = """indicator,org_unit,period,value
netwerken,u0,2021-Q1,1
netwerken,u1,2021-Q1,1
netwerken,u2,2021-Q1,2
netwerken,u3,2021-Q1,3
tevreden,u0,2021-Q1,71
tevreden,u1,2021-Q1,72
"""
DAY = date(2021, 6, 30)
NOOR = Actor("noor", (Grant(Role.UPLOADER, "proef", "u0"),))
BOSS = Actor("baas", (Grant(Role.OWNER, "proef"),))


@pytest.fixture
def measured(desk: Desk, tmp_path: Path) -> Desk:
    """The plan with four units: of the networks all four reported, of what people think two."""
    folder = write_plan(tmp_path / "units" / "proef", units=4)
    (folder / "measurements" / "2021-Q1.csv").write_text(FIRST, encoding="utf-8")
    assert load_folder(desk, folder, user="beheer", take_out=True).changed
    return desk


@pytest.fixture
def noor(measured: Desk) -> Desk:
    """Who may hand in for one unit."""
    return replace(measured, who=NOOR)


def lines(*rows: str) -> bytes:
    return "\r\n".join(("Indicator;Eenheid;Periode;Waarde", *rows, "")).encode("cp1252")


def test_lights_of_all_are_seen_but_for_those_that_tell_of_one_other_unit(noor: Desk) -> None:
    seen = {row.target.code: row for row in take_snapshot(noor, "proef", as_of=DAY).rows}
    assert seen["T1"].assessment.value == 7
    assert seen["T2"].assessment.flags == (Flag.WITHHELD,)
    assert {row.units for row in seen.values()} <= {("u0",), ()}


def test_only_own_measurements_come_out_by_any_way(noor: Desk) -> None:
    snapshot = take_snapshot(noor, "proef", as_of=DAY)
    view = target_page(noor, snapshot, "T1")
    assert [one.org_unit for one in view.measured] == ["u0"]
    assert not any("(u1)" in one.what or "(u2)" in one.what for one in view.history)
    assert {
        unit for one in values_of_units(noor, snapshot, ["u0", "u1"]).values() for unit in [each.unit for each in one]
    } == {"u0"}
    assert {one.org_unit for _, one in unit_measurements(noor, snapshot, snapshot.rows, ["u1", "u0"])} == {"u0"}
    page = measured_page(noor, "proef", MeasuredBy(), revision=snapshot.revision, page=1, per_page=50)
    assert ({one.org_unit for one in page.measurements}, page.total) == ({"u0"}, 2)
    assert checkins_on(noor, snapshot, "T1") == ()


@pytest.mark.parametrize(("unit", "told"), [("u1", "u1"), ("", "de hele organisatie")])
def test_figures_of_a_unit_that_is_not_theirs_are_refused_with_the_reason(noor: Desk, unit: str, told: str) -> None:
    with pytest.raises(DeniedError, match=rf"^U ziet de cijfers van {told} niet\. Wel die van: u0\."):
        measured_page(noor, "proef", MeasuredBy(org_unit=unit), revision=2, page=1, per_page=50)


def test_a_unit_that_is_not_there_is_told_with_those_that_are_theirs(noor: Desk) -> None:
    with pytest.raises(NotFoundError, match=r"geen organisatie-eenheid 'nee'\. Wel: u0\."):
        measured_page(noor, "proef", MeasuredBy(org_unit="nee"), revision=2, page=1, per_page=50)


def test_their_own_unit_is_told(noor: Desk) -> None:
    page = measured_page(noor, "proef", MeasuredBy(org_unit="u0"), revision=2, page=1, per_page=50)
    assert {one.org_unit for one in page.measurements} == {"u0"}


def test_the_plan_is_in_the_list_and_its_pack_is_not_theirs(noor: Desk) -> None:
    assert [line.code for line in plan_lines(noor)] == ["proef"]
    with pytest.raises(DeniedError):
        report(noor, "proef", DAY, "html")


def test_what_is_asked_is_asked_of_their_unit(noor: Desk) -> None:
    asked = completeness_report(noor, "proef", "2021-Q2", on=DAY)
    assert {one.due.org_unit for one in asked.whole.reports} == {"u0"}
    template = period_template(noor, "proef", "2021-Q2", form="csv").decode("utf-8-sig")
    assert ";u0;" in template
    assert ";u1;" not in template


def test_a_file_of_their_own_unit_is_imported_and_tells_nothing_of_the_others(noor: Desk) -> None:
    receipt = import_file(noor, "proef", lines("netwerken;u0;2021-Q2;2"), "q2.csv", user="wie dan ook")
    assert receipt.result is Result.IMPORTED
    assert (receipt.checked.user, receipt.checked.lights, receipt.checked.partial) == ("noor", (), ())
    assert [one.uploaded_by for one in upload_list(noor, "proef")] == ["noor"]


@pytest.mark.parametrize(("unit", "told"), [("u1", "u1"), ("", "de hele organisatie")])
def test_a_row_of_another_unit_is_refused_with_its_row(noor: Desk, unit: str, told: str) -> None:
    content = lines("netwerken;u0;2021-Q2;2", f"netwerken;{unit};2021-Q2;2")
    checked = check_file(noor, "proef", content, "q2.csv")
    faults = [(one.code, one.row) for one in checked.reading.issues]
    assert ("unit-not-yours", 3) in faults
    assert not checked.valid
    assert told in next(one.message for one in checked.reading.issues if one.code == "unit-not-yours")
    assert import_file(noor, "proef", content, "q2.csv", user="").result is Result.FAULTY


def test_the_uploads_of_others_are_not_theirs_to_see_or_take_back(measured: Desk, noor: Desk) -> None:
    boss = replace(measured, who=BOSS)
    theirs = import_file(boss, "proef", lines("netwerken;u1;2021-Q2;2"), "q2.csv", user="").upload
    own = import_file(noor, "proef", lines("netwerken;u0;2021-Q2;2"), "q2.csv", user="").upload
    assert theirs is not None
    assert own is not None
    assert [one.id for one in upload_list(noor, "proef")] == [own]
    assert [one.id for one in upload_list(boss, "proef")] == [own, theirs]
    for tried in (
        lambda: upload_detail(noor, theirs),
        lambda: upload_file(noor, theirs),
        lambda: undo(noor, theirs, "noor", "fout"),
    ):
        with pytest.raises(DeniedError):
            tried()
    assert not undo(noor, own, "noor", "fout").blocked
