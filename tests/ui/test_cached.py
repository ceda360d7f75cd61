"""What one plan shows is made once, however often other plans change."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import streamlit as st

from kpi.service.desk import Desk
from kpi.service.plans import load_folder
from kpi.service.uploads.importing import Result, import_file
from kpi.ui import cached, screens
from kpi.ui.asked import scene_of
from kpi.ui.meeting import room
from tests.databases import put, small_plan
from tests.service.small_plan import PLAN, write_plan

FILE = "Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;{}\r\n"


def two_plans(desk: Desk) -> None:
    small_plan(desk)
    with TemporaryDirectory() as place:
        folder = write_plan(Path(place) / "ander")
        (folder / "plan.toml").write_text(PLAN.replace('"proef"', '"ander"', 1), encoding="utf-8")
        assert load_folder(desk, folder, user="beheer").changed


@pytest.fixture(autouse=True)
def _plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", two_plans))
    monkeypatch.setenv("PLANPEIL_PLANS", str(tmp_path / "none"))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def hand_in(plan: str, value: int) -> None:
    done = import_file(cached.own_desk(), plan, FILE.format(value).encode(), f"{plan}-{value}.csv", user="els")
    assert done.result is Result.IMPORTED


def made(plan: str, known: str = "") -> tuple[object, ...]:
    """What is kept for a view as it is asked for now."""
    asked = {"plan": [plan], "as_of": ["2021-06-30"], **({"known_at": [known]} if known else {})}
    scene = scene_of(asked, "")
    results = replace(scene, page="resultaten")
    return (
        *(cached.plan(scene.revision, plan), cached.snapshot(scene), cached.selected(scene)),
        *(screens.overview(scene), screens.results_screen(results), screens.timeline_tab(results)),
    )


def same(before: tuple[object, ...], after: tuple[object, ...]) -> list[bool]:
    return [one is two for one, two in zip(before, after, strict=True)]


def test_another_plan_that_changes_leaves_a_view_as_it_is() -> None:
    before, elsewhere = made("proef"), made("ander")
    hand_in("ander", 3)
    assert all(same(before, made("proef")))
    assert not any(same(elsewhere, made("ander"))[1:])
    hand_in("proef", 3)
    assert not any(same(before, made("proef"))[1:])


def test_a_view_of_the_past_is_the_same_however_much_comes_later() -> None:
    moment = "2190-01-01T00:00:00+00:00"
    before = made("proef", moment)
    hand_in("ander", 3)
    assert all(same(before, made("proef", moment)))
    assert cached.own_revision(cached.newest_revision(), "proef") < cached.newest_revision()


def test_the_pages_of_all_plans_follow_every_plan() -> None:
    scene = scene_of({"plan": ["proef"], "as_of": ["2021-06-30"]}, "plannen")
    assert scene.revision == cached.newest_revision()
    hand_in("ander", 3)
    assert scene_of({"plan": ["proef"], "as_of": ["2021-06-30"]}, "plannen").revision == scene.revision + 1
    assert room._head("ander") == scene.revision + 1
    assert room._head("proef") < scene.revision
