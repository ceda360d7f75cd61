"""Forecasts are kept by what brings their figures, or every day, never by reading, and scored once it is known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import pytest

from kpi.access.rights import Actor, Grant, Role
from kpi.core.outlook.score import KeptForecast, Score, kept_forecast
from kpi.intake.edit.export import as_zip
from kpi.service import plans
from kpi.service.desk import Desk, at_desk
from kpi.service.drafting.publishing import export_zip, import_zip
from kpi.service.outlook import forecast_score
from kpi.service.plan_list import plan_lines
from kpi.service.plans import load_folder
from kpi.service.reminding.ticking import tick
from kpi.service.snapshots import head_revision, plan_at, snapshot_of, take_snapshot
from kpi.service.upkeep import foreseeing
from kpi.service.upkeep.foreseeing import keep_after, keep_foreseen
from kpi.service.uploads.checking import check_file
from kpi.service.uploads.importing import Result
from kpi.service.uploads.listing import undo
from kpi.settings import load_settings
from kpi.store.database.engine import read
from kpi.store.database.trouble import StoreError
from kpi.store.uploads.forecasts import kept_forecasts
from tests.databases import all_plans, put
from tests.service.small_plan import write_plan
from tests.service.test_loading import unpacked
from tests.service.test_uploads import csv, give

FIRST = ("2021-Q2;63", "2021-Q3;66", "2021-Q4;67,5", "2022-Q1;71", "2022-Q2;72")


def _score(desk: Desk, as_of: date) -> Score:
    revision = head_revision(desk)
    plan = plan_at(desk, "proef", revision)
    return forecast_score(desk, snapshot_of(desk, plan, as_of=as_of, revision=revision))


def _import(desk: Desk, content: bytes, name: str) -> Result:
    why = dict.fromkeys(check_file(desk, "proef", content, name, user="anna").warnings, "klopt")
    return give(desk, content, name, justifications=why).result


def test_they_are_kept_when_figures_come_and_scored_after_the_deadline(desk: Desk) -> None:
    content = csv(*(f"tevreden;{one}" for one in FIRST))
    check_file(desk, "proef", content, "q.csv", user="anna")
    assert _score(desk, date(2022, 6, 30)) == Score(0)
    assert _import(desk, content, "q.csv") is Result.IMPORTED
    assert _score(desk, date(2022, 6, 30)) == Score(1)
    assert _import(desk, csv("netwerken;2022-Q2;2"), "n.csv") is Result.IMPORTED
    assert _score(desk, date(2022, 6, 30)) == Score(1)
    assert _import(desk, csv("tevreden;2022-Q4;75"), "l.csv") is Result.IMPORTED
    found = _score(desk, date(2023, 3, 31))
    assert (found.kept, found.ended, found.measured, found.inside) == (1, 1, 1, 1)
    assert found.brier is not None


def _folder(tmp_path: Path, *periods: str) -> Path:
    """The folder of the plan with the figures of these periods ("2021-Q2;63") beside those it had."""
    for one in periods:
        period, value = one.replace(",", ".").split(";")
        text = f"indicator,period,value\ntevreden,{period},{value}\n"
        (tmp_path / "proef" / "measurements" / f"{period}.csv").write_text(text, encoding="utf-8")
    return tmp_path / "proef"


def _kept(desk: Desk, plan: str = "proef") -> tuple[KeptForecast, ...]:
    with read(desk.engine) as connection:
        return kept_forecasts(connection, plan, head_revision(desk))


def _shown(desk: Desk, plan: str = "proef") -> list[KeptForecast]:
    """What the pages forecast on the day the plan opens with."""
    rows = take_snapshot(desk, plan).rows
    return [made for row in rows if (made := kept_forecast(row.assessment)) is not None]


@pytest.fixture
def late(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A plan whose load left its forecasts to the daily step, as one that stopped before it kept them."""
    with monkeypatch.context() as stopped:
        stopped.setattr(plans, "keep_after", lambda *_: None)
        assert load_folder(desk, _folder(tmp_path, *FIRST), user="beheer").changed
    assert len(_shown(desk)) == 1
    assert _kept(desk) == ()
    return desk


def test_a_load_keeps_what_is_shown_after_it_and_the_same_load_nothing_more(desk: Desk, tmp_path: Path) -> None:
    folder = _folder(tmp_path, *FIRST)
    assert load_folder(desk, folder, user="beheer").changed
    assert list(_kept(desk)) == _shown(desk) != []
    assert not load_folder(desk, folder, user="beheer").changed
    assert len(_kept(desk)) == 1
    assert keep_foreseen(desk, "proef") == 0


def test_the_daily_step_keeps_what_a_load_left_once(late: Desk) -> None:
    assert tick(late).foreseen == 1
    assert list(_kept(late)) == _shown(late)
    assert tick(late).foreseen == 0
    assert len(_kept(late)) == 1


def test_two_machines_at_once_keep_each_once(late: Desk) -> None:
    at_once, found = Barrier(2), []

    def run() -> None:
        with at_desk(late.settings) as other:
            at_once.wait()
            found.append(keep_foreseen(other, "proef"))

    both = [Thread(target=run) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(found) == [0, 1]
    assert len(_kept(late)) == 1


def test_reading_keeps_nothing_nor_does_a_planpeil_that_is_read_only(late: Desk) -> None:
    only = replace(late, settings=replace(late.settings, read_only=True))
    take_snapshot(late, "proef")
    assert keep_foreseen(only, "proef") == 0
    assert _kept(late) == ()


def test_what_was_loaded_stands_when_the_database_is_too_busy_for_its_forecasts(
    late: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> int:
        raise StoreError("bezet", "busy")

    monkeypatch.setattr(foreseeing, "keep_missing_forecasts", busy)
    keep_after(late, "proef")
    assert _kept(late) == ()


def _published(desk: Desk) -> None:
    files = unpacked(export_zip(desk, "proef"))
    files["targets.csv"] = files["targets.csv"].replace(b",80,", b",75,")
    assert import_zip(desk, as_zip(files, "proef"), user="anna", why="Minder geld").changed


def _taken_back(desk: Desk) -> None:
    content = csv("tevreden;2022-Q3;90")
    why = dict.fromkeys(check_file(desk, "proef", content, "l.csv", user="anna").warnings, "klopt")
    upload = give(desk, content, "l.csv", justifications=why).upload
    assert upload is not None
    undo(desk, upload, "anna", "verkeerd")


def test_who_hands_in_for_a_part_sees_no_light_and_its_forecast_is_kept(desk: Desk, tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "units" / "proef", units=1)
    quarters = ("2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1")
    rows = (f"netwerken,u0,{one},{1 - at % 2}" for at, one in enumerate(quarters))
    text = "\n".join(("indicator,org_unit,period,value", *rows, ""))
    (folder / "measurements" / "2021-Q1.csv").write_text(text, encoding="utf-8")
    assert load_folder(desk, folder, user="beheer", take_out=True).changed
    assert _kept(desk) == ()
    noor = replace(desk, who=Actor("noor", (Grant(Role.UPLOADER, "proef", "u0"),)))
    given = csv("netwerken;u0;2022-Q2;1", header="Indicator;Eenheid;Periode;Waarde")
    assert give(noor, given, user="noor").result is Result.IMPORTED
    assert list(_kept(desk)) == _shown(desk) != []


@pytest.mark.parametrize("changes", [_published, _taken_back])
def test_other_changes_of_a_plan_keep_what_is_shown_after_them(late: Desk, changes: Callable[[Desk], None]) -> None:
    changes(late)
    assert list(_kept(late))[-1:] == _shown(late) != []


def test_every_plan_that_comes_with_planpeil_has_kept_what_it_shows(tmp_path: Path) -> None:
    url = put(tmp_path / "planpeil.db", all_plans)
    with at_desk(load_settings(tmp_path / "none.toml", {"PLANPEIL_DATABASE_URL": url})) as desk:
        codes = [line.code for line in plan_lines(desk)]
        shown = {code: sorted(_shown(desk, code), key=lambda one: one.target) for code in codes}
        assert {code: list(_kept(desk, code)) for code in codes} == shown
        assert any(shown.values())
