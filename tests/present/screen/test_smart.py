"""The SMART test on screen: what is lacked most first, every result once, and small whatever the plan."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.snapshot import Snapshot
from kpi.core.view.smart import SmartTest, SmartTheme, smart_test
from kpi.present.pages import MANAGE, SMART
from kpi.present.screen.smart import smart_screen
from kpi.present.words import LANGUAGES, text
from tests.present.html.test_html import Reader
from tests.present.screen.linked import Links, at, seen
from tests.present.screen.test_selection import many

YEAR = date(2021, 12, 31)


def page(test: SmartTest, lang: str = "nl") -> str:
    return "".join(smart_screen(at(test.snapshot, SMART, lang), test))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_regional_plan_is_told_in_one_sentence_and_each_result_is_one_link(lang: str) -> None:
    test = smart_test(seen("thoon-2021", YEAR))
    html = page(test, lang)
    assert Reader(html).tags.count("h1") == 1
    opened = [words for address, words in Links(html).found if "target=" in address]
    assert sorted(opened) == sorted(one.row.target.statement for one in test.rows)
    if lang == "nl":
        assert "<b>119 van 119 resultaten zijn niet compleet</b>; " in html
        assert "compleet</b>; het vaakst ontbreekt: nulmeting (119), waarde (103)" in html
        for words in ("Specifiek", "Meetbaar", "Tijdgebonden", "Toegewezen", "Gevolgd", "66 van 119", "16 van 119"):
            assert words in html


def test_two_thousand_results_stay_small_and_the_rest_is_counted(seen: Snapshot) -> None:
    full = smart_test(many(seen, 250, 60))
    assert len(full.rows) == 2000
    html = page(full)
    assert len(Reader(html).tags) < 5000
    assert "in het bestand" in html
    # A fold a theme, and one each for the themes, the other themes, and what the results of those lack.
    assert html.count("<details") == 60 + 3
    assert html.count("en nog 54<") == 2


def test_the_theme_with_the_most_that_lacks_something_stands_first(seen: Snapshot) -> None:
    test = smart_test(many(seen, 20, 9))
    first, *others, last = test.themes
    fine = SmartTheme(first.theme, tuple(replace(one, lacking=()) for one in first.rows))
    worst = SmartTheme(last.theme, (*last.rows, *last.rows))
    html = page(replace(test, themes=(fine, *others, worst)))
    assert html.index(last.theme.title) < html.index(others[0].theme.title) < html.index("en nog 3<")
    assert html.index("en nog 3<") < html.index(first.theme.title)


def test_what_lacks_nothing_is_only_counted(seen: Snapshot) -> None:
    test = smart_test(seen)
    first, second = test.themes
    fine = SmartTheme(first.theme, tuple(replace(one, lacking=()) for one in first.rows))
    html = page(replace(test, themes=(fine, second)))
    assert f"{len(fine.rows)} van {len(fine.rows)} compleet" in html
    assert not any(one.row.target.statement in html for one in fine.rows)
    whole = replace(test, themes=(fine,))
    assert f"Alle {len(fine.rows)} resultaten zijn compleet" in page(whole)
    assert text("nl", "Nothing is missing") in page(whole)


def test_a_plan_without_results_leads_to_where_they_are_made(seen: Snapshot) -> None:
    html = page(smart_test(replace(seen, rows=())))
    assert any(address.startswith(MANAGE) for address, _ in Links(html).found)
