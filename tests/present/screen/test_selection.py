"""The three tabs of all results: one selection, its order and pages, and what is only counted opens exactly that."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from markupsafe import Markup

from kpi.core.history.known_then import Differs
from kpi.core.light.rollup import Standing
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Theme
from kpi.core.view.arranging import Arrangement, Sort, arrange
from kpi.core.view.filters import Filters, select, unknown_code
from kpi.present.screen import selection
from kpi.present.screen.scene import Scene
from kpi.ui.requested import selection_of

AS_OF = date(2021, 6, 30)
SCENE = Scene(41, 41, "p", AS_OF, "", "nl", "resultaten")


def many(seen: Snapshot, each: int, themes: int = 1) -> Snapshot:
    """Every result many times, spread over as many themes."""
    rows = [
        replace(row, target=replace(row.target, code=f"{row.target.code}{at}", theme=f"t{at % themes}"))
        for at in range(each)
        for row in seen.rows
    ]
    named = {row.target.theme: Theme(row.target.theme, f"Thema {row.target.theme}") for row in rows}
    plan = replace(seen.plan, themes=tuple(named.values()))
    return replace(seen, plan=plan, rows=tuple(replace(row, theme=named[row.target.theme]) for row in rows))


def links(page: Markup, words: str) -> list[dict[str, list[str]]]:
    """The queries of the links that say these words."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', page)
    plain = [(address.replace("&amp;", "&"), re.sub("<[^>]*>", "", said)) for address, said in found]
    return [parse_qs(urlsplit(address).query) for address, said in plain if words in said]


def opened(seen: Snapshot, query: dict[str, list[str]]) -> list[str]:
    """The codes that a link opens."""
    return [row.target.code for row in select(seen.known, selection_of(query))]


def test_pages_lead_to_each_other_and_say_what_they_hold(seen: Snapshot) -> None:
    full = many(seen, 15)
    rows = arrange(full.rows, Arrangement())
    first = selection.table_screen(SCENE, full, rows)
    assert "120 resultaten, ernstigste eerst" in first
    assert first.count("<b>1-35</b>") == 2
    assert [query["page"] for query in links(first, "36-70")] == [["2"], ["2"]]
    third = selection.table_screen(SCENE.arranged(page=3), full, rows)
    assert third.count("<tr>") - 2 == 35, "a narrow page folds the rest, in a table with its own heads"
    last = selection.table_screen(SCENE.arranged(page=4), full, rows)
    assert last.count("<tr>") - 1 == 15
    assert links(last, "1-35")[0].get("page") is None


def test_one_page_has_no_links_below(seen: Snapshot) -> None:
    assert "pp-pages" not in selection.table_screen(SCENE, seen, seen.rows)


def test_a_header_puts_its_column_in_order_and_then_turns_it_round(seen: Snapshot) -> None:
    page = selection.table_screen(SCENE.arranged(page=2), seen, seen.rows)
    assert [query["sort"] for query in links(page, "Deadline")] == [["deadline"]]
    assert 'class="pp-c-status" aria-sort="ascending"' in page
    by_deadline = SCENE.arranged(sort=Sort.DEADLINE)
    page = selection.table_screen(by_deadline, seen, seen.rows)
    assert [query["sort"] for query in links(page, "Deadline")] == [["-deadline"]]
    page = selection.table_screen(by_deadline.arranged(backwards=True), seen, seen.rows)
    assert 'class="pp-c-due" aria-sort="descending"' in page
    assert [query["sort"] for query in links(page, "Deadline")] == [["deadline"]]
    assert "page" not in links(page, "Deadline")[0]


def test_a_row_says_in_what_it_is_known_otherwise(seen: Snapshot) -> None:
    code = seen.rows[0].target.code
    page = selection.table_screen(SCENE, seen, seen.rows, otherwise={code: (Differs.VALUE, Differs.UNIT)})
    assert page.count("nu anders bekend: waarde, eenheid") == 1
    assert "nu anders bekend" not in selection.table_screen(SCENE, seen, seen.rows)


@pytest.mark.parametrize(
    ("each", "themes", "beside", "more"),
    [(1, 1, 1, ""), (2, 2, 1, "nog 8"), (4, 4, 1, "nog 24"), (3, 1, 1, "nog 9")],
)
def test_a_narrow_page_begins_with_fifteen_rows_of_whatever_groups(
    seen: Snapshot, each: int, themes: int, beside: int, more: str
) -> None:
    """Eight results a theme: the second group would be beyond the fifteen; one long group folds its own rest."""
    full, scene = many(seen, each, themes), SCENE.arranged(group="theme")
    page = selection.table_screen(scene, full, arrange(full.rows, scene.arrangement))
    before, _, folded = page.partition('<details class="pp pp-thin">' if themes > 1 else '<details class="pp-rest">')
    assert before.count("<h2>") == beside
    assert folded.startswith(f"<summary>{more}</summary>") if more else not folded
    assert folded.count("<h2>") == themes - beside


def test_a_group_has_its_name_and_its_whole_count(seen: Snapshot) -> None:
    full = many(seen, 15, themes=2)
    scene = SCENE.arranged(group="theme")
    page = selection.table_screen(scene, full, arrange(full.rows, scene.arrangement))
    assert "Thema t0 (64)" in page
    assert "<b>thema</b>" in page
    nobody = replace(seen, rows=tuple(replace(row, target=replace(row.target, owner="")) for row in seen.rows))
    assert "Zonder eigenaar (8)" in selection.table_screen(SCENE.arranged(group="owner"), nobody, nobody.rows)


def test_every_part_of_a_selection_can_be_taken_away(seen: Snapshot) -> None:
    wanted = Filters(since=AS_OF, until=date(2021, 12, 31), words="resultaat").but("theme", "a", "b")
    scene = replace(SCENE, selection=wanted).arranged(page=2)
    chips = selection.chosen(scene, seen.plan)
    assert [query["theme"] for query in links(chips, "Thema: Ouderenzorg")] == [["b"]]
    assert ["from" in query for query in links(chips, "deadline vanaf 30-06-2021")] == [False]
    assert ["until" in query for query in links(chips, "31-12-2021")] == [False]
    assert ["q" in query for query in links(chips, "“resultaat”")] == [False]
    (clear,) = links(chips, "Selectie wissen")
    assert selection_of(clear) == Filters()
    assert all("page" not in query for query in links(chips, ""))
    assert selection.chosen(SCENE, seen.plan) == ""


def test_a_deadline_after_its_last_day_says_so(seen: Snapshot) -> None:
    scene = replace(SCENE, selection=Filters(since=date(2021, 12, 31), until=AS_OF))
    rows = select(seen.known, scene.selection)
    assert rows == ()
    for draw in (selection.table_screen, selection.matrix_screen, selection.timeline_screen):
        page = draw(scene, seen, rows)
        assert "31-12-2021" in page
        assert "0 van 8 resultaten" in page
        assert "Wissel de dagen om" in page


@pytest.mark.parametrize(("each", "themes"), [(1, 1), (30, 1), (40, 5)])
def test_what_the_matrix_only_counts_opens_exactly_that(seen: Snapshot, each: int, themes: int) -> None:
    full = many(seen, each, themes)
    page = selection.matrix_screen(replace(SCENE, page="matrix"), full, full.rows)
    for query in links(page, "op koers of gehaald"):
        theme = query["theme"][0]
        own = [row for row in full.rows if row.target.theme == theme]
        assert opened(full, query) == [row.target.code for row in own if not asks(row)]
    for query in links(page, "die aandacht vragen"):
        own = [row for row in full.rows if row.target.theme == query["theme"][0]]
        assert opened(full, query) == [row.target.code for row in own if asks(row)]
        assert str(len(opened(full, query))) in page
    assert bool(links(page, "die aandacht vragen")) == (each > 1)


def asks(row: Row) -> bool:
    return opened_by(row, Standing.ATTENTION)


def opened_by(row: Row, standing: Standing) -> bool:
    return Filters().but("standing", standing).fits(row)


def test_the_rest_of_a_selection_stays_a_part_of_it(seen: Snapshot) -> None:
    wanted = Filters(words="resultaat").but("standing", Standing.FINE, Standing.UNJUDGED)
    scene = replace(SCENE, page="matrix", selection=wanted)
    rows = select(seen.known, wanted)
    for query in links(selection.matrix_screen(scene, seen, rows), "op koers of gehaald"):
        assert query["q"] == ["resultaat"]
        assert set(opened(seen, query)) <= {row.target.code for row in rows}


def test_older_quarters_are_one_link_away_and_the_first_has_none(small: Callable[..., Any]) -> None:
    seen, _ = small("", as_of=date(2023, 12, 31))
    later = replace(SCENE, as_of=seen.as_of, page="matrix")
    (query,) = links(selection.matrix_screen(later, seen, seen.rows), "eerdere kwartalen")
    assert query["as_of"] == ["2021-12-31"]
    early, _ = small("", as_of=AS_OF)
    assert links(selection.matrix_screen(SCENE, early, early.rows), "eerdere kwartalen") == []


def test_the_deadlines_that_do_not_fit_are_exactly_those_that_are_opened(seen: Snapshot) -> None:
    full = many(seen, 60, 2)
    page = selection.timeline_screen(replace(SCENE, page="tijdlijn"), full, full.rows)
    for query in links(page, "op deadline"):
        assert query["sort"] == ["deadline"]
        assert f"alle {len(opened(full, query))}, op deadline" in page.replace(".", "")


@pytest.mark.parametrize("draw", [selection.table_screen, selection.matrix_screen, selection.timeline_screen])
def test_two_thousand_results_in_sixty_themes_stay_within_the_page(seen: Snapshot, draw: Any) -> None:
    full = many(seen, 250, 60)
    page = draw(SCENE, full, full.rows)
    assert len(re.findall(r"<[a-z]", page)) <= 3_500


def test_before_the_plan_begins_there_is_no_quarter(small: Callable[..., Any]) -> None:
    seen, _ = small("", as_of=date(2020, 12, 1))
    assert "Geen perioden" in selection.matrix_screen(SCENE, seen, seen.rows)


@pytest.mark.parametrize(
    ("filters", "unknown"),
    [
        (Filters(), None),
        (Filters().but("theme", "a"), None),
        (Filters().but("theme", "a", "x"), ("theme", "x")),
        (Filters().but("owner", "niemand"), ("owner", "niemand")),
        (Filters().but("status", "missed"), None),
        (Filters().but("status", "groen"), ("status", "groen")),
    ],
)
def test_a_code_that_the_plan_does_not_know_is_found(
    seen: Snapshot, filters: Filters, unknown: tuple[str, str] | None
) -> None:
    assert unknown_code(seen, filters) == unknown


def test_the_selection_in_words(seen: Snapshot) -> None:
    wanted = Filters(since=AS_OF, words="zorg").but("theme", "a", "b").but("status", "missed")
    said = selection.described(replace(SCENE, selection=wanted), seen.plan)
    assert said == {
        "Thema": "Ouderenzorg, Regio",
        "Status": "niet gehaald",
        "Deadline vanaf": "2021-06-30",
        "Zoeken": "zorg",
    }


@pytest.mark.parametrize("screen", [selection.matrix_screen, selection.timeline_screen])
def test_a_narrow_page_folds_what_comes_after_twenty_five_themes(
    seen: Snapshot, screen: Callable[[Scene, Snapshot, tuple[Row, ...]], Markup]
) -> None:
    few, full = many(seen, 25, 25), many(seen, 60, 60)
    assert "pp-thin" not in screen(SCENE, few, few.rows)
    shown = screen(SCENE, full, full.rows)
    before, after = shown.split('<details class="pp pp-thin">')
    assert "nog 35 thema's" in re.sub("&#39;", "'", after[:80])
    themes = re.compile('<details class="pp-(?:mx-theme|fold-lanes)"')
    assert (len(themes.findall(before)), len(themes.findall(after))) == (25, 35)
