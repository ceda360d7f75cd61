"""A theme puts exceptions first, whatever is selected."""

from datetime import date

from kpi.core.light.snapshot import Row, take
from kpi.core.view.filters import Filters
from kpi.core.view.theme_list import theme_list, toggled
from tests.core.plan import EVIDENCE, PLAN

JUNE = take(PLAN, EVIDENCE, as_of=date(2021, 6, 30))


def _codes(rows: tuple[Row, ...]) -> list[str]:
    return [row.target.code for row in rows]


def test_every_result_of_a_theme_stands_in_one_part() -> None:
    found = theme_list(JUNE, "b", Filters())
    assert (_codes(found.attention), _codes(found.fine), _codes(found.unjudged)) == (["b2"], ["b1", "b3"], [])
    assert found.total == len(found.rows) == 3


def test_a_selection_narrows_a_theme_but_not_to_another_theme() -> None:
    found = theme_list(JUNE, "a", Filters((("theme", ("b",)), ("status", ("at_risk",)))))
    assert (_codes(found.rows), found.total) == (["a2"], 2)
    assert found.selection.codes("theme") == ("a",)


def test_focuses_are_counted_as_if_none_was_chosen() -> None:
    found = theme_list(JUNE, "a", Filters((("focus", ("Samen",)),)))
    assert [(one.focus, one.count, one.chosen) for one in found.focuses] == [
        ("Gewoon werk", 1, False),
        ("Samen", 1, True),
    ]
    assert _codes(found.rows) == ["a2"]
    assert [one.activity for one in found.activities] == ["Overleg"]


def test_a_chosen_focus_of_another_theme_is_still_told() -> None:
    found = theme_list(JUNE, "b", Filters((("focus", ("Samen",)),)))
    assert [(one.focus, one.count, one.chosen) for one in found.focuses] == [("Samen", 0, True)]
    assert found.rows == ()


def test_choosing_a_focus_again_takes_it_away() -> None:
    once = toggled(Filters(), "Samen")
    assert once.codes("focus") == ("Samen",)
    assert toggled(once, "Later").codes("focus") == ("Later",)
    assert toggled(once, "Samen") == Filters()
