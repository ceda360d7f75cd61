"""Every page stands in one row: its script is there, its path is its own, and its words are in both catalogues."""

from dataclasses import replace
from pathlib import Path

import pytest

from kpi.core.model import Theme
from kpi.present.pages import (
    EMPTY,
    MOVED,
    MOVED_SCRIPT,
    OVERVIEW,
    PAGES,
    THEME,
    UNKNOWN,
    Page,
    Section,
    page_at,
    pages_of,
    paths_of,
)
from kpi.present.words import text
from tests.core.plan import PLAN

ROOT = Path(__file__).resolve().parents[2]


def test_every_script_has_one_row_and_every_row_a_script() -> None:
    scripts = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").rglob("*.py"))
    assert sorted([*(one.script for one in PAGES), EMPTY, UNKNOWN, MOVED_SCRIPT]) == scripts


def test_every_path_is_one_page_and_every_page_is_in_one_section() -> None:
    assert len({one.path for one in PAGES}) == len(PAGES)
    assert [one for section in Section for one in pages_of(section)] == list(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.path)
def test_words_are_in_the_dutch_catalogue(page: Page) -> None:
    assert page_at(page.path) is page
    assert text("nl", page.words) != page.words or page.words == "Matrix"


def test_paths_as_a_visitor_asks_for_them() -> None:
    assert [getattr(page_at(path), "path", None) for path in ("", OVERVIEW, f"{THEME}zorg", "nergens")] == [
        OVERVIEW, OVERVIEW, THEME, None,
    ]  # fmt: skip


def test_a_plan_has_a_path_for_each_of_its_themes() -> None:
    plan = replace(PLAN, themes=(Theme("zorg", "Zorg"), Theme("ict", "ICT")))
    assert paths_of(plan)[:4] == (OVERVIEW, "thema-zorg", "thema-ict", "resultaten")


def test_what_moved_is_at_no_path_of_now_and_leads_to_one() -> None:
    assert [page_at(old) for old in MOVED] == [None] * len(MOVED)
    assert all(page_at(new) for new in MOVED.values())
