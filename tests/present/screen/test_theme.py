"""The page of a theme: exceptions first, every count a link to exactly what it counts, and small whatever the plan."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.snapshot import Snapshot
from kpi.core.view.filters import Filters, select
from kpi.core.view.views import theme_view
from kpi.present.html.results.theme_list import CHIPS
from kpi.present.pages import RESULTS, theme_path
from kpi.present.screen.theme import FIRST, theme_page
from kpi.present.words import LANGUAGES
from tests.present.html.test_html import Reader
from tests.present.screen.linked import VIEWS, Links, at, counting, seen

JUNE = date(2021, 6, 30)
NARROWED = (
    Filters(),
    Filters((("status", ("off_track", "at_risk", "achieved")),)),
    Filters((("change", ("worse",)), ("standing", ("attention",))), until=date(2021, 12, 31)),
)


def _page(snapshot: Snapshot, code: str, selection: Filters | None = None, lang: str = "nl") -> str:
    view = theme_view(snapshot, code)
    assert view is not None
    return theme_page(at(snapshot, theme_path(code), lang, selection), view)


@pytest.mark.parametrize("narrowed", NARROWED)
@pytest.mark.parametrize(("plan", "day"), VIEWS)
def test_every_count_opens_exactly_what_it_counts(plan: str, day: date, narrowed: Filters) -> None:
    snapshot = seen(plan, day)
    for theme in snapshot.plan.themes:
        told = list(counting(_page(snapshot, theme.code, narrowed), RESULTS))
        wrong = [(words, said) for words, said, wanted in told if len(select(snapshot.known, wanted)) != said]
        assert (theme.code, wrong) == (theme.code, [])


@pytest.mark.parametrize(("plan", "day"), VIEWS)
def test_a_chip_opens_as_many_as_it_says(plan: str, day: date) -> None:
    snapshot = seen(plan, day)
    for theme in snapshot.plan.themes:
        path = theme_path(theme.code)
        for words, said, wanted in counting(_page(snapshot, theme.code), path):
            if words.split()[-1] == str(said):
                assert (words, len(select(snapshot.rows, wanted.but("theme", theme.code)))) == (words, said)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("plan", "day"), VIEWS)
def test_the_page_has_one_title_and_stays_small(plan: str, day: date, lang: str) -> None:
    snapshot = seen(plan, day)
    for theme in snapshot.plan.themes:
        tags = Reader(_page(snapshot, theme.code, lang=lang)).tags
        assert tags.count("h1") == 1
        assert len(tags) < 3000


def test_exceptions_come_first_and_the_rest_is_folded_and_counted() -> None:
    said = Reader(_page(seen("thoon-2021", JUNE), "ouderenzorg")).text
    places = [
        said.index(words)
        for words in (
            "Vraagt aandacht (9)",
            "Er zijn werkafspraken GGZ",
            "8 wijknetwerken zijn verder ontwikkeld",
            "Praktijken met ouderenzorg hebben een enquête",
            "Op koers (21)",
            "Nog niet te beoordelen (9)",
            "Activiteiten (",
        )
    ]
    assert places == sorted(places)
    assert "17 op koers, 3 gehaald, 1 later gehaald" in said
    assert "Sinds 31-03-2021: 4 verslechterd, 1 verbeterd." in said
    assert "voorbij zonder melding" not in said  # the row says it


def test_more_exceptions_than_fit_are_one_link_away() -> None:
    snapshot = seen("thoon-2021", date(2024, 12, 31))
    page = _page(snapshot, "ouderenzorg")
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert body.count("<tr>") == FIRST
    assert f"nog {16 - FIRST}" in Reader(page).text
    assert "alle 16" in [words for _, words in Links(page).found]
    assert "zonder melding" in Reader(page).text


def test_what_is_selected_can_be_taken_away_one_by_one_or_all_at_once() -> None:
    snapshot = seen("thoon-2021", JUNE)
    chosen = Filters((("owner", ("coördinator ouderenzorg",)), ("status", ("at_risk",))), words="netwerk")
    links = {words: address for address, words in Links(_page(snapshot, "ouderenzorg", chosen)).found}
    assert "status=at_risk" in links["Eigenaar: coördinator ouderenzorg ×"]
    assert "owner=" not in links["Eigenaar: coördinator ouderenzorg ×"]
    assert "q=netwerk" not in links["“netwerk” ×"]
    assert not {"owner", "status", "q"} & {
        part.split("=")[0] for part in links["Selectie wissen"].split("?")[1].split("&")
    }


def test_a_selection_that_leaves_nothing_says_so_and_how_to_go_on() -> None:
    page = _page(seen("thoon-2021", JUNE), "ouderenzorg", Filters((("status", ("not_started",)),)))
    assert "Geen resultaat van dit thema past bij deze selectie." in Reader(page).text
    assert "Selectie wissen" in Reader(page).text


def test_an_unknown_code_in_the_address_is_shown_as_it_is() -> None:
    page = _page(seen("thoon-2021", JUNE), "ouderenzorg", Filters((("status", ("zomaar",)),)))
    assert "Status: zomaar" in Reader(page).text


def test_many_focuses_are_folded() -> None:
    snapshot = seen("thoon-2021", JUNE)
    rows = tuple(
        replace(row, target=replace(row.target, focus=f"Speerpunt {number}", theme="ouderenzorg"))
        for number, row in enumerate(snapshot.rows[:20])
    )
    page = _page(replace(snapshot, rows=rows), "ouderenzorg")
    assert f"nog {20 - CHIPS}" in Reader(page).text
    assert 'class="pp-more">' in page
    assert 'class="pp-more" open>' in _page(
        replace(snapshot, rows=rows), "ouderenzorg", Filters((("focus", ("Speerpunt 19",)),))
    )


def test_neighbours_are_one_link_away_with_the_selection_that_they_can_have() -> None:
    chosen = Filters((("focus", ("Samenwerken zorg en welzijn",)), ("owner", ("x",))))
    found = {words: address for address, words in Links(_page(seen("thoon-2021", JUNE), "ouderenzorg", chosen)).found}
    assert "owner=x" in found["‹ Chronische zorg"]
    assert "focus=" not in found["Continuïteit ›"]
