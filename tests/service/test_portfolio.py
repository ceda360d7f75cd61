"""All plans read together, and what a plan that comes in is held against."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.core.errors import UsageError
from kpi.service.desk import Desk
from kpi.service.plans import load_folder, load_missing
from kpi.service.portfolio import take_portfolio
from kpi.service.reading import take_snapshot
from kpi.service.vocabulary import vocabulary
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


def test_every_plan_stands_at_its_own_newest_day_or_all_at_one(desk: Desk, tmp_path: Path) -> None:
    folder = other(tmp_path / "ander")
    (folder / "measurements" / "2021-Q3.csv").write_text("indicator,period,value\nnetwerken,2021-Q3,3\n")
    load_folder(desk, folder, user="test")
    own = take_portfolio(desk)
    assert [(one.plan.code, one.as_of) for one in own] == [("ander", date(2021, 9, 30)), ("proef", date(2021, 3, 31))]
    assert own == (take_snapshot(desk, "ander"), take_snapshot(desk, "proef"))
    day = date(2021, 6, 30)
    assert {one.as_of for one in take_portfolio(desk, as_of=day)} == {day}


def test_a_plan_that_was_not_there_yet_is_left_out(desk: Desk, tmp_path: Path) -> None:
    before = datetime.now(UTC)
    load_folder(desk, other(tmp_path / "ander"), user="test")
    assert [one.plan.code for one in take_portfolio(desk, revision=1)] == ["proef"]
    assert [one.plan.code for one in take_portfolio(desk, known_at=before)] == ["proef"]
    assert take_portfolio(desk, known_at=before - timedelta(days=1)) == ()


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
    assert len(take_portfolio(desk)) == 1


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
