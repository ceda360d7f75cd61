"""A selection folded by theme: what stands open, what is counted, and how much there is at most."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.assessment import Light
from kpi.core.light.rollup import Standing
from kpi.core.light.snapshot import Row, take
from kpi.core.model import Theme
from kpi.core.view.folded import LANE_ROWS, LINES, MATRIX_ROWS, cell_at, fair_share, matrix_of, timeline_of
from tests.core.plan import EVIDENCE, PLAN

ROWS = take(PLAN, EVIDENCE, as_of=date(2021, 6, 30)).rows


def codes(rows: tuple[Row, ...]) -> str:
    return " ".join(row.target.code for row in rows)


def many(themes: int, each: int) -> list[Row]:
    """As many copies of every row as asked, in as many themes."""
    return [
        replace(row, theme=Theme(f"t{number}", "Thema"), target=replace(row.target, theme=f"t{number}"))
        for number in range(themes)
        for row in ROWS * each
    ]


def test_the_matrix_shows_exceptions_and_counts_the_rest() -> None:
    found = matrix_of(ROWS)
    assert [period.code for period in found.periods] == ["2021-Q2", "2021-Q1"]
    assert [(one.theme.code, codes(one.rows), one.asking, dict(one.rest), one.is_open) for one in found.themes] == [
        ("a", "a1 a2", 2, {}, True),
        ("b", "b2", 1, {Standing.FINE: 2}, False),
    ]


def test_a_theme_has_the_lights_of_all_its_rows_in_every_period() -> None:
    for one in matrix_of(ROWS).themes:
        assert [sum(lights.values()) for lights in one.past] == [one.rollup.total] * 2
        assert one.past[0] == one.rollup.lights


def test_the_theme_with_the_most_red_comes_first() -> None:
    red = [one.rollup.lights[Light.RED] for one in matrix_of(many(3, 1) + many(1, 4)[5:]).themes]
    assert red == sorted(red, reverse=True)
    assert red[0] > red[-1]


def test_a_theme_that_stands_alone_is_open() -> None:
    assert [one.is_open for one in matrix_of(row for row in ROWS if row.target.theme == "b").themes] == [True]


@pytest.mark.parametrize(
    ("themes", "each", "opened"), [(1, 9, 1), (2, 1, 2), (4, 1, 4), (9, 1, 3), (3, 8, 1), (60, 7, 1)]
)
def test_the_first_themes_with_red_stand_open_as_far_as_a_screen_holds_them(
    themes: int, each: int, opened: int
) -> None:
    found = matrix_of(many(themes, each)).themes
    assert [one.is_open for one in found] == [at < opened for at in range(themes)]
    lines = themes + sum(len(one.rows) + 1 for one in found if one.is_open)
    assert lines <= LINES or opened == 1


@pytest.mark.parametrize(("themes", "each"), [(1, 1), (1, 400), (5, 8), (60, 7)])
def test_no_plan_makes_the_matrix_or_the_timeline_grow(themes: int, each: int) -> None:
    rows = many(themes, each)
    matrix, timeline = matrix_of(rows), timeline_of(rows, date(2021, 6, 30))
    assert sum(len(one.rows) for one in matrix.themes) <= MATRIX_ROWS
    assert sum(one.asking + sum(one.rest.values()) for one in matrix.themes) == len(rows)
    assert sum(len(own) for _, own, _ in timeline.themes) <= LANE_ROWS
    assert sum(total for _, _, total in timeline.themes) == len(rows)


@pytest.mark.parametrize(
    ("sizes", "most", "share"), [((13, 7, 8, 6, 1), 60, 60), ((40, 2, 2), 20, 16), ((9, 9), 1, 1), ((), 5, 5)]
)
def test_lists_share_the_room_equally(sizes: tuple[int, ...], most: int, share: int) -> None:
    assert fair_share(sizes, most) == share


def test_a_row_that_ended_has_no_light_after_its_day() -> None:
    older = replace(ROWS[0], strip=ROWS[0].strip[:1])
    newest = matrix_of([*ROWS, older]).periods[0]
    assert cell_at(older, newest) is None
    assert cell_at(ROWS[0], newest) == ROWS[0].strip[-1]


def test_the_timeline_begins_with_the_next_deadlines_of_what_is_not_settled() -> None:
    found = timeline_of(ROWS, date(2021, 6, 30))
    assert (codes(found.ahead), found.coming) == ("b1 a2", 2)
    assert [(theme.code, codes(own), total) for theme, own, total in found.themes] == [
        ("a", "a1 a2", 2),
        ("b", "b2 b3 b1", 3),
    ]


def test_nothing_has_no_themes() -> None:
    assert matrix_of(()).themes == timeline_of((), date(2021, 6, 30)).themes == ()
