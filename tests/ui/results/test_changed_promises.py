"""A promise that changed and a result that ended, on every board view: what applied when, and where it went."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from kpi.core.view import filters
from kpi.core.view.target_view import TargetView
from kpi.present.words import text
from kpi.service.desk import Desk, open_desk
from kpi.service.drafting import publishing
from kpi.service.drafting.editing import draft_of, with_rows
from kpi.service.plans import load_folder
from kpi.service.snapshots import take_snapshot, target_page
from kpi.settings import load_settings
from kpi.ui import cached, screens
from tests.present.chart.vega import path_chart
from tests.service.small_plan import INDICATORS, PLAN, TARGETS
from tests.ui.dashboard import open_page, seen

MORE_INDICATORS = (
    "wachttijd,Wachttijd,dagen,0,decrease,last,quarter,0,,Jan\noverleg,Overleg,keer,0,increase,sum,quarter,0,,Els\n"
)
MORE_TARGETS = """T4,samen,Wachttijd blijft kort,maintain,wachttijd,7,,,Jan
T5,samen,Overleg,recurring,overleg,2,,twee keer per jaar,Els
"""
MEASURED = """indicator,period,value
netwerken,2021-Q1,0
tevreden,2021-Q1,61.5
wachttijd,2021-Q1,9
overleg,2021-Q1,1
T3,2021-Q1,40
"""
TODAY = datetime.now(UTC).date()
CHANGED = {
    "T1": {"value": "10"},
    "T3": {"deadline": "eind 2021"},
    "T4": {"value": "8"},
    "T5": {"value": "3"},
}


@pytest.fixture(autouse=True)
def _plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database of its own with one small plan, four promises of which changed and one result of which ended."""
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", f"sqlite:///{tmp_path / 'planpeil.db'}")
    config = tmp_path / "config.toml"
    config.write_text('plans = "none"\n')
    monkeypatch.setenv("PLANPEIL_CONFIG", str(config))
    st.cache_resource.clear()
    desk = open_desk(load_settings(environ=os.environ))
    folder = tmp_path / "proef"
    (folder / "measurements").mkdir(parents=True)
    files = {
        "plan.toml": PLAN,
        "indicators.csv": INDICATORS + MORE_INDICATORS,
        "targets.csv": TARGETS + MORE_TARGETS,
        "measurements/2021-Q1.csv": MEASURED,
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    loaded = load_folder(desk, folder, user="test")
    assert loaded.plan == "proef", loaded.issues
    _publish(desk, lambda cells: {**cells, **CHANGED.get(cells["target"], {})}, "meer wijken")
    _publish(desk, lambda cells: None if cells["target"] == "T2" else cells, "ging naar de gemeente")
    yield
    st.cache_resource.clear()


def _publish(desk: Desk, change: Any, why: str) -> None:
    draft = draft_of(desk, "proef")
    table = draft.tables["targets"]
    rows = [made for one in table.records() if (made := change(one)) is not None]
    done = publishing.publish(
        desk, with_rows(draft, "targets", [[one[name] for name in table.columns] for one in rows]), user="Bert", why=why
    )
    assert done.plan == "proef", done.issues


def until(words: str) -> str:
    return f"tot {TODAY:%d-%m-%Y} gold: {words}"


def plain(html: str) -> str:
    return html.replace('<span class="pp-day">', "").replace("</span>", "")


def test_the_overview_counts_what_changed_and_says_what_applied_when() -> None:
    html = plain(seen(open_page(plan="proef")))
    assert "4 beloften zijn gewijzigd (laatst op" in html
    assert "1 resultaat is beëindigd" in html
    assert "promise=revised" in html
    assert until("hoogstens 7 dagen") in html


def test_the_theme_says_what_applied_when_and_folds_what_ended() -> None:
    app = open_page(plan="proef")
    scene = replace(app.session_state["_scene"], page="thema-samen")
    html = plain(screens.theme(scene))
    assert until("minstens 8 netwerken") in html
    assert "<summary>1 resultaat is beëindigd</summary>" in html
    assert "target=T2" in html
    other = screens.theme(replace(app.session_state["_scene"], page="thema-ict"))
    assert "pp-ended" not in other
    assert until("“vóór juli 2021”") in plain(other)


def test_a_result_that_ended_opens_by_its_link_with_when_and_why_and_its_history() -> None:
    html = plain(seen(open_page("target", plan="proef", target="T2")))
    assert f"Dit resultaat is beëindigd op {TODAY:%d-%m-%Y}" in html
    assert "ging naar de gemeente (Bert, " in html
    assert "61,5" in html
    assert f"<li>{text('nl', 'Ended')}: {TODAY:%d-%m-%Y}</li>" in html
    assert "<li>1e kwartaal 2021: 61,5</li>" in html


def test_history_speaks_the_language_of_the_screen() -> None:
    html = plain(seen(open_page("target", plan="proef", target="T1", lang="en")))
    assert "<li>Value: " in html
    assert "<li>value: " not in html
    assert "<li>Result: " in html


@pytest.mark.parametrize(
    ("asked", "codes"),
    [([], {"T1", "T3", "T4", "T5"}), (["ended"], {"T2"}), (["revised", "ended"], {"T1", "T2", "T3", "T4", "T5"})],
)
def test_explore_finds_what_ended_and_what_changed(asked: list[str], codes: set[str]) -> None:
    query: dict[str, str | list[str]] = {"promise": asked} if asked else {}
    html = seen(open_page("results", plan="proef", **query))
    assert {
        code for code in ("T1", "T2", "T3", "T4", "T5") if f"target={code}&" in html or f'target={code}"' in html
    } == codes
    assert (f"{len(codes)} van 5 resultaten" if asked else "4 resultaten") in html


def test_a_plan_as_it_was_first_told_asks_nothing_about_its_promises() -> None:
    first = take_snapshot(cached.desk(), "proef", revision=1)
    assert filters.options(first, "promise") == ()
    newest = take_snapshot(cached.desk(), "proef")
    assert set(filters.options(newest, "promise")) == {"revised", "ended"}


def drawn(view: TargetView, name: str) -> set[str]:
    """The words of the rows of this name in the drawing."""
    layers = path_chart(view, "nl")["layer"]
    rows = [row for layer in layers if layer["data"].get("name") == name for row in layer["data"]["values"]]
    return {row["words"] for row in rows}


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("T1", {"earlier": "8 netwerken"}),
        ("T4", {"wasbound": "7 dagen"}),
        ("T5", {"wasbound": "2 keer"}),
        ("T3", {"earlier": "100%"}),
    ],
)
def test_charts_draw_what_was_promised_before(code: str, rows: dict[str, str]) -> None:
    found = target_page(cached.desk(), take_snapshot(cached.desk(), "proef"), code)
    for name, words in rows.items():
        assert f"beloofd tot {TODAY:%d-%m-%Y}: {words}" in drawn(found, name)


def test_a_yes_or_no_result_shows_the_day_it_was_promised_for() -> None:
    desk = cached.desk()
    _publish(desk, lambda cells: {**cells, "path": "step"} if cells["target"] == "T3" else cells, "stap")
    early = take_snapshot(desk, "proef", as_of=datetime(2021, 2, 1, tzinfo=UTC).date())
    assert drawn(target_page(desk, early, "T3"), "wasdue") == {f"deadline tot {TODAY:%d-%m-%Y}"}
