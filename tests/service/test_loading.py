"""A folder that lacks what was loaded before takes nothing out until somebody agrees to that."""

import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from kpi.intake.edit.export import as_zip
from kpi.service.desk import Desk
from kpi.service.drafting.publishing import export_zip, import_zip
from kpi.service.plans import load_folder
from kpi.service.snapshots import take_snapshot
from tests.service.small_plan import TARGETS


def test_a_folder_without_its_measurements_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "proef" / "measurements")
    found = load_folder(desk, tmp_path / "proef", user="beheer")
    assert (found.plan, found.changed, found.revision) == (None, False, 1)
    (gone,) = found.leaving
    assert (gone.kind, gone.count, gone.names) == ("measurements", 2, ("netwerken 2021-Q1", "tevreden 2021-Q1"))
    assert take_snapshot(desk, "proef").revision == 1


def test_each_kind_is_counted_and_its_first_few_are_named(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "proef"
    shutil.rmtree(folder / "measurements")
    (folder / "targets.csv").write_text("".join(TARGETS.splitlines(keepends=True)[:3]), "utf-8")
    found = load_folder(desk, folder, user="beheer")
    assert [(one.kind, one.count) for one in found.leaving] == [("targets", 1), ("measurements", 2)]


def test_what_was_agreed_to_goes_once_and_is_silent_after(desk: Desk, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "proef" / "measurements")
    done = load_folder(desk, tmp_path / "proef", user="beheer", take_out=True)
    assert (done.plan, done.ended, done.leaving) == ("proef", 2, ())
    again = load_folder(desk, tmp_path / "proef", user="beheer")
    assert (again.plan, again.changed, again.leaving) == ("proef", False, ())


def test_the_same_folder_and_one_with_more_need_no_agreement(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "proef"
    assert not load_folder(desk, folder, user="beheer").changed
    (folder / "measurements" / "2021-Q2.csv").write_text("indicator,period,value\nnetwerken,2021-Q2,3\n", "utf-8")
    assert load_folder(desk, folder, user="beheer").added == 1


def test_a_zip_that_lacks_a_part_changes_nothing_either(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "proef" / "org_units.csv").write_text("org_unit,name\nu1,Een\nu2,Twee\n", "utf-8")
    assert load_folder(desk, tmp_path / "proef", user="beheer").changed
    files = {name: text for name, text in unpacked(export_zip(desk, "proef")).items() if name != "org_units.csv"}
    asked = import_zip(desk, as_zip(files, "proef"), user="anna")
    assert (asked.plan, [(one.kind, one.names) for one in asked.leaving]) == (None, [("org_units", ("u1", "u2"))])
    assert len(take_snapshot(desk, "proef").plan.org_units) == 2
    assert import_zip(desk, as_zip(files, "proef"), user="anna", take_out=True).ended == 2
    assert not import_zip(desk, as_zip(files, "proef"), user="anna").leaving


def test_a_zip_that_lacks_a_measured_result_asks_though_its_figures_stay(desk: Desk) -> None:
    files = unpacked(export_zip(desk, "proef"))
    lines = files["targets.csv"].splitlines(keepends=True)
    left = {**files, "targets.csv": b"".join(one for one in lines if not one.startswith(b"T2,"))}
    asked = import_zip(desk, as_zip(left, "proef"), user="anna", why="Vervalt")
    assert (asked.plan, [(one.kind, one.names) for one in asked.leaving]) == (None, [("targets", ("T2",))])
    assert import_zip(desk, as_zip(left, "proef"), user="anna", why="Vervalt", take_out=True).changed
    assert [one.target.code for one in take_snapshot(desk, "proef").plan.ended] == ["T2"]
    assert unpacked(export_zip(desk, "proef"))["measurements/2021-Q1.csv"] == files["measurements/2021-Q1.csv"]
    assert not import_zip(desk, as_zip(left, "proef"), user="anna").leaving


def test_a_result_that_the_file_itself_ends_needs_no_agreement(desk: Desk) -> None:
    files = unpacked(export_zip(desk, "proef"))
    head, *lines = files["targets.csv"].splitlines()
    ended = [head + b",ended", *(one + (b",2021-06-30" if one.startswith(b"T2,") else b",") for one in lines), b""]
    done = import_zip(desk, as_zip({**files, "targets.csv": b"\n".join(ended)}, "proef"), user="anna", why="Besluit")
    assert (done.plan, done.leaving) == ("proef", ())
    assert [one.target.code for one in take_snapshot(desk, "proef").plan.ended] == ["T2"]


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of an exported plan by name within its folder."""
    with ZipFile(BytesIO(content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
