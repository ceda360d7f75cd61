"""In which order, groups and pages a selection is shown."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.snapshot import Row, take
from kpi.core.view.arranging import Arrangement, Sort, arrange, read_sort, row_page
from kpi.core.view.views import first_things
from tests.core.plan import EVIDENCE, PLAN

OWNERS = {"a1": "Zoë", "a2": "", "b1": "anna", "b2": "Zoë", "b3": "Bert"}
NAMED = replace(PLAN, targets=tuple(replace(one, owner=OWNERS[one.code], statement=one.code) for one in PLAN.targets))
ROWS = take(NAMED, EVIDENCE, as_of=date(2021, 6, 30)).rows


def codes(rows: tuple[Row, ...]) -> str:
    return " ".join(row.target.code for row in rows)


@pytest.mark.parametrize(
    ("arrangement", "expected"),
    [
        (Arrangement(), "a1 b2 a2 b1 b3"),
        (Arrangement(backwards=True), "b3 b1 a2 b2 a1"),
        (Arrangement(Sort.TITLE), "a1 a2 b1 b2 b3"),
        (Arrangement(Sort.TITLE, backwards=True), "b3 b2 b1 a2 a1"),
        (Arrangement(Sort.DEADLINE), "b2 a1 b3 b1 a2"),
        (Arrangement(Sort.DEADLINE, backwards=True), "a2 b1 b3 a1 b2"),
        (Arrangement(group="theme"), "a1 a2 b2 b1 b3"),
        (Arrangement(Sort.DEADLINE, group="theme"), "a1 a2 b2 b3 b1"),
        (Arrangement(group="owner"), "b1 b3 a1 b2 a2"),
        (Arrangement(group="status"), "a1 a2 b2 b1 b3"),
    ],
)
def test_the_order_of_rows(arrangement: Arrangement, expected: str) -> None:
    assert codes(arrange(ROWS, arrangement)) == expected


@pytest.mark.parametrize("backwards", [False, True])
def test_what_has_no_comparison_stands_last_whichever_way_the_order_runs(backwards: bool) -> None:
    ordered = arrange(ROWS, Arrangement(Sort.SHORTFALL, backwards))
    compared = [row.assessment.comparison.shortfall for row in ordered if row.assessment.comparison]
    assert compared == sorted(compared, reverse=not backwards)
    assert [row.assessment.comparison is None for row in ordered] == sorted(
        row.assessment.comparison is None for row in ordered
    )


def test_what_got_worse_stands_before_what_stayed() -> None:
    changes = [row.change.value for row in arrange(ROWS, Arrangement(Sort.CHANGE))]
    assert changes == ["worse", "worse", "better", "judged", "same"]


def test_the_order_begins_with_what_needs_the_board_first() -> None:
    first = first_things(ROWS)
    assert arrange(ROWS, Arrangement())[: len(first)] == first


@pytest.mark.parametrize(("asked", "number", "shown"), [(1, 1, "a1 b2"), (2, 2, "a2 b1"), (3, 3, "b3"), (9, 3, "b3")])
def test_a_page_past_the_end_is_the_last(asked: int, number: int, shown: str) -> None:
    found = row_page(arrange(ROWS, Arrangement()), Arrangement(page=asked), size=2)
    assert (found.number, found.spans, found.total) == (number, ((1, 2), (3, 4), (5, 5)), 5)
    assert codes(found.groups[0].rows) == shown


def test_no_rows_have_no_page() -> None:
    found = row_page((), Arrangement(page=3))
    assert (found.number, found.spans, found.groups, found.total) == (1, (), (), 0)


def test_a_group_over_two_pages_is_counted_whole_on_both() -> None:
    by_theme = Arrangement(group="theme", page=2)
    found = row_page(arrange(ROWS, by_theme), by_theme, size=3)
    assert [(one.code, codes(one.rows), one.total) for one in found.groups] == [("b", "b1 b3", 3)]
    first = row_page(arrange(ROWS, by_theme), replace(by_theme, page=1), size=3)
    assert [(one.code, codes(one.rows), one.total) for one in first.groups] == [("a", "a1 a2", 2), ("b", "b2", 3)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("status", (Sort.STATUS, False)),
        ("-deadline", (Sort.DEADLINE, True)),
        ("--deadline", None),
        ("colour", None),
        ("-", None),
        ("", None),
    ],
)
def test_an_order_as_an_address_writes_it(written: str, read: tuple[Sort, bool] | None) -> None:
    assert read_sort(written) == read


@pytest.mark.parametrize(
    ("arrangement", "params"),
    [
        (Arrangement(), {}),
        (Arrangement(backwards=True), {"sort": ["-status"]}),
        (Arrangement(Sort.TITLE, group="owner", page=2), {"sort": ["title"], "group": ["owner"], "page": ["2"]}),
    ],
)
def test_what_is_as_usual_is_no_parameter(arrangement: Arrangement, params: dict[str, list[str]]) -> None:
    assert arrangement.params == params
