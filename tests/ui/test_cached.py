"""What one plan shows is made once, however often other plans change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import streamlit as st

from kpi.core.light.snapshot import Snapshot
from kpi.present.pages import TARGET
from kpi.service.desk import Desk
from kpi.service.plans import load_folder
from kpi.service.snapshots import take_snapshot
from kpi.service.uploads.importing import Result, import_file
from kpi.ui import cached, screens
from kpi.ui.first_light import first_light
from kpi.ui.meeting import room
from kpi.ui.requested import scene_of
from kpi.ui.results import portfolio_cache, result
from tests.databases import put, small_plan
from tests.service.small_plan import PLAN, TARGETS, write_plan

# T3 contributes to a result of the other plan.
SERVING = (
    TARGETS.replace("owner\n", "owner,contributes_to\n")
    .replace("Els\n", "Els,\n")
    .replace("Jan\n", "Jan,\n")
    .replace("Piet\n", "Piet,proef/T1\n")
)
FILE = "Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;{}\r\n"


def load(desk: Desk, code: str, targets: str = TARGETS, plan: str = PLAN) -> None:
    with TemporaryDirectory() as place:
        folder = write_plan(Path(place) / code)
        (folder / "plan.toml").write_text(plan.replace('"proef"', f'"{code}"', 1), encoding="utf-8")
        (folder / "targets.csv").write_text(targets, encoding="utf-8")
        assert load_folder(desk, folder, user="beheer").changed


def two_plans(desk: Desk) -> None:
    small_plan(desk)
    load(desk, "ander")


@pytest.fixture(autouse=True)
def _plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", put(tmp_path / "planpeil.db", two_plans))
    (tmp_path / "config.toml").write_text('plans = "none"\n', encoding="utf-8")
    monkeypatch.setenv("PLANPEIL_CONFIG", str(tmp_path / "config.toml"))
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


def test_the_first_answer_is_made_anew_when_its_own_plan_changes_and_not_for_another() -> None:
    def answered(path: str = "", **more: str) -> bytes | None:
        asked = {"plan": "proef", "as_of": "2021-06-30", **more}
        return first_light(path, {name: [value] for name, value in asked.items()})

    before = answered(), answered(TARGET, target="T1")
    hand_in("ander", 3)
    assert all(same(before, (answered(), answered(TARGET, target="T1"))))
    hand_in("proef", 3)
    assert not any(same(before, (answered(), answered(TARGET, target="T1"))))


def test_a_result_follows_the_plan_it_contributes_to() -> None:
    load(cached.own_desk(), "ander", SERVING)
    scene = scene_of({"plan": ["ander"], "as_of": ["2021-06-30"]}, "")
    before = result.target_parts(scene, "T3")
    assert "Een ander woord" not in before[1]
    load(cached.own_desk(), "proef", TARGETS, PLAN.replace('title = "Proefplan"', 'title = "Een ander woord"'))
    after = result.target_parts(scene_of({"plan": ["ander"], "as_of": ["2021-06-30"]}, ""), "T3")
    assert "Een ander woord" in "".join(after)


def all_plans(day: date | None = None, **more: str) -> tuple[Snapshot, ...]:
    """The plans together, as they are asked for now."""
    asked = {"plan": "ander", "as_of": "2021-06-30", **more}
    return portfolio_cache.all_snapshots(scene_of({name: [value] for name, value in asked.items()}, "plannen"), day)


def test_all_plans_stand_at_their_own_newest_day_or_all_at_one() -> None:
    hand_in("ander", 3)
    assert [(one.plan.code, one.as_of) for one in all_plans()] == [
        ("ander", date(2021, 6, 30)),
        ("proef", date(2021, 3, 31)),
    ]
    day = date(2021, 9, 30)
    assert [one.as_of for one in all_plans(day)] == [day, day]
    alone = [take_snapshot(cached.own_desk(), code) for code in ("ander", "proef")]
    assert [one.rows for one in all_plans()] == [one.rows for one in alone]


def test_a_plan_that_was_not_there_yet_is_left_out() -> None:
    scene = scene_of({"plan": ["proef"], "as_of": ["2021-06-30"]}, "plannen")
    seen = portfolio_cache.all_snapshots(replace(scene, revision=1), None)
    assert [one.plan.code for one in seen] == ["proef"]


def test_the_pages_of_all_plans_follow_every_plan_and_read_again_what_changed_alone() -> None:
    before = all_plans()
    hand_in("ander", 3)
    after = all_plans()
    assert [one is two for one, two in zip(before, after, strict=True)] == [False, True]
    assert after[0].as_of == date(2021, 6, 30)
    head = cached.newest_revision()
    assert room._head("ander") == head
    assert room._head("proef") < head
