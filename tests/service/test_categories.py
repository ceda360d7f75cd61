"""What a plan that comes in is held against: the vocabulary, and the other plans."""

from pathlib import Path

import pytest

from kpi.core.errors import UsageError
from kpi.service.categories import vocabulary
from kpi.service.desk import Desk
from kpi.service.plan_list import plan_lines
from kpi.service.plans import load_folder, load_missing
from tests.service.small_plan import PLAN, TARGETS, write_plan

CATEGORIES = '[frame]\ncode = "k"\ntitle = "Kader"\nsource = "Stuk"\n[[goals]]\ncode = "goed"\nname = "Goede zorg"\n'


def other(folder: Path, serves: str = "", category: str = "", code: str = "ander") -> Path:
    """A second plan, of which T3 serves something and has a category."""
    write_plan(folder)
    (folder / "plan.toml").write_text(PLAN.replace('"proef"', f'"{code}"'), encoding="utf-8")
    head, *lines = TARGETS.splitlines()
    ends = [f",{serves},{category}" if line.startswith("T3") else ",," for line in lines]
    text = "\n".join([f"{head},contributes_to,category", *(line + end for line, end in zip(lines, ends, strict=True))])
    (folder / "targets.csv").write_text(text + "\n", encoding="utf-8")
    return folder


def serve(folder: Path, to: str) -> None:
    """Let T3 of the first plan serve something."""
    text = TARGETS.replace("owner\n", "owner,contributes_to\n").replace("Els\n", "Els,\n").replace("Jan\n", "Jan,\n")
    (folder / "targets.csv").write_text(text.replace("Piet\n", f"Piet,{to}\n"), encoding="utf-8")


def write_categories(desk: Desk) -> None:
    desk.settings.plans.mkdir(parents=True)
    (desk.settings.plans.parent / "categories.toml").write_text(CATEGORIES, encoding="utf-8")


def test_an_unknown_category_is_refused_once_there_is_a_vocabulary(desk: Desk, tmp_path: Path) -> None:
    folder = other(tmp_path / "ander", category="goet")
    assert load_folder(desk, folder, user="test").plan == "ander"
    write_categories(desk)
    found = load_folder(desk, folder, user="test")
    assert found.plan is None
    assert [(one.code, one.row, one.column) for one in found.issues] == [("unknown-category", 4, "category")]
    frame = vocabulary(desk.settings)
    assert frame is not None
    assert frame.codes == {"goed"}


def test_a_vocabulary_that_is_wrong_stops_loading(desk: Desk, tmp_path: Path) -> None:
    write_categories(desk)
    (desk.settings.plans.parent / "categories.toml").write_text("[frame]", encoding="utf-8")
    with pytest.raises(UsageError):
        load_folder(desk, other(tmp_path / "ander"), user="test")
    assert [one.code for one in plan_lines(desk)] == ["proef"]


def test_a_circle_through_a_stored_plan_is_refused_whole(desk: Desk, tmp_path: Path) -> None:
    load_folder(desk, other(tmp_path / "ander", serves="proef/T3"), user="test")
    serve(tmp_path / "proef", "ander/T3")
    found = load_folder(desk, tmp_path / "proef", user="test")
    assert (found.plan, found.changed) == (None, False)
    (issue,) = found.issues
    assert (issue.code, issue.row, issue.column) == ("contributes-in-circle", 4, "contributes_to")
    assert "T3 > ander/T3 > T3" in issue.message


def test_a_circle_that_the_new_version_itself_takes_away_is_none(desk: Desk, tmp_path: Path) -> None:
    serve(tmp_path / "proef", "ander/T3")
    assert load_folder(desk, tmp_path / "proef", user="test").plan == "proef"
    assert load_folder(desk, other(tmp_path / "ander", serves="proef/T3"), user="test").plan is None
    serve(tmp_path / "proef", "")
    assert load_folder(desk, tmp_path / "proef", user="test").issues == ()
    assert load_folder(desk, tmp_path / "ander", user="test").issues == ()


def test_a_target_that_is_not_there_is_a_notice_and_what_is_awaited_is_none(desk: Desk, tmp_path: Path) -> None:
    folder = other(desk.settings.plans / "ander", serves="later/T9")
    found = load_folder(desk, folder, user="test")
    assert (found.plan, [one.code for one in found.issues]) == ("ander", ["unknown-contribution"])
    other(desk.settings.plans / "eerst", serves="zelf/T3", code="eerst")
    other(desk.settings.plans / "zelf", code="zelf")
    loaded = load_missing(desk, user="test")
    assert [(one.plan, one.issues) for one in loaded] == [("eerst", ()), ("zelf", ())]
