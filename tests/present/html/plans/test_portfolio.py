"""The screens of all plans as HTML: what they say, where they lead, and that hostile text stays text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.core.calendar.period import parse_period
from kpi.core.category import Category, CategoryGroup, Frame
from kpi.core.contribution import Ref
from kpi.core.light.snapshot import Snapshot
from kpi.core.model import CheckIn, Plan, Theme
from kpi.core.plan_parts import Fact
from kpi.core.view.cascade import cascade, lineage, weave
from kpi.core.view.coverage import coverage
from kpi.core.view.portfolio import plan_cards, vision_of
from kpi.core.view.region import picture
from kpi.present.html.plans import cascade as html_cascade
from kpi.present.html.plans import coverage as html_coverage
from kpi.present.html.plans import portfolio, region
from kpi.present.html.results import checkin
from kpi.present.words import LANGUAGES
from tests.core.meeting.boards import board
from tests.core.several import ALL, REGION, SUPPORT, VISION, seen
from tests.examples import examples
from tests.present.html.test_html import Reader

FRAME = Frame("k", "Kader", "Bron", 2018, (Category("goed", "Goede zorg", CategoryGroup.GOAL, "Kader, Doelen"),))
FACTS = (
    Fact("f1", "Ouderen", "zorg", 32.0, "%", "2020", "2030", "Stuk, 1"),
    Fact("f2", "Mantelzorgers", "zorg", -33.0, "%", "2020", "2030", "Stuk, 1"),
    Fact("f3", "Resultaat", "zorg", -9971.0, "euro", "2021", "", "Stuk, 2"),
    Fact("f4", "Per inwoner", "zorg", 1.5, "euro", "2014", "", "Stuk, 2"),
    Fact("f5", "Piek van de vergrijzing", "zorg", None, "", "", "2040", "Stuk, 3"),
    Fact("f7", "Netwerken", "zorg", 1.0, "netwerken", "2021", "", "Stuk, 5"),
    Fact("f6", "Inwoners", "zorg", 627800.0, "inwoners", "2021", "", "Stuk, 4"),
)


def plan_href(plan: str) -> str:
    return f"/?plan={plan}"


def href(plan: str, code: str) -> str:
    return f"/r?plan={plan}&code={code}"


def start(ref: Ref) -> str:
    return f"/d?vanuit={'/'.join(ref)}"


def screens(snapshots: tuple[Snapshot, ...], frame: Frame, lang: str) -> Iterator[str]:
    """Everything that can be shown of several plans."""
    cards, view, web = plan_cards(snapshots), coverage(snapshots, frame), weave(snapshots)
    yield portfolio.together("T", portfolio.cards_lead(cards, lang), "nu", True, lang)
    yield portfolio.plan_card_grid(cards, plan_href, href, href, lang)
    for lead in (html_coverage.coverage_lead(view, lang), html_cascade.cascade_lead(web, view.vision, lang)):
        yield portfolio.together("T", lead, lead, False, lang)
    yield html_coverage.category_sources(frame, lang)
    for group, lines in (*view.groups, (CategoryGroup.OTHER, view.themes)):
        yield html_coverage.folded_grid(group, html_coverage.cover_grid(group, lines, view, href, lang), "n")
        for line in lines:
            for one in snapshots:
                yield html_coverage.opened_line(line, one.plan.code, view, href, "/dekking", lang)
    ways = html_cascade.Ways(href, start, lang)
    yield html_cascade.stems(cascade(web), web, ways) + html_cascade.lost(web.lost, lang)
    for ref in web.nodes:
        found = lineage(web, ref)
        assert found is not None
        yield html_cascade.lineage_tree(found, web, ways)
    for one in snapshots:
        yield region.fact_lists(picture(one.plan), lang)


def grid(lang: str = "nl") -> Reader:
    view = coverage(ALL, FRAME)
    return Reader(html_coverage.cover_grid("Thema's", view.themes, view, href, lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_says_period_themes_coverage_and_deadlines(lang: str) -> None:
    page = Reader(portfolio.plan_card_grid(plan_cards(ALL), plan_href, href, href, lang))
    first, last = ("01-01-2021", "31-12-2021") if lang == "nl" else ("1 January 2021", "31 December 2021")
    assert page.text.count(first) == 3
    assert last in page.text
    assert {"nl": "2 van 3 beoordeeld", "en": "2 of 3 assessed"}[lang] in page.text
    assert all(f"Thema {one}" in page.text for one in ("zorg", "huis", "instroom", "geld"))
    assert page.text.index("Resultaat R3") < page.text.index("Resultaat R2")
    assert ("href", "/?plan=regio") in page.attributes
    assert ("href", "/r?plan=visie&code=geld") in page.attributes


@pytest.mark.parametrize(("count", "folded"), [(12, ""), (13, "en nog 1<"), (60, "en nog 48<")])
def test_a_card_folds_the_themes_after_the_twelfth(count: int, folded: str) -> None:
    (card,) = plan_cards(ALL[:1])
    theme = card.themes[0]
    named = tuple(replace(theme, theme=replace(theme.theme, title=f"Deel {at:02}")) for at in range(count))
    page = str(portfolio.plan_card_grid([replace(card, themes=named)], plan_href, href, href, "nl"))
    assert page.count("Deel ") == count
    assert page.count("en nog") == bool(folded)
    assert not folded or page.index("Deel 11") < page.index(folded) < page.index("Deel 12")


def test_a_card_begins_with_the_themes_that_ask_for_attention() -> None:
    cards = plan_cards([board(red=1, amber=1, green=5, themes=7)])
    page = str(portfolio.plan_card_grid(cards, plan_href, href, href, "nl"))
    assert page.index("Thema 0") < page.index("Thema 1") < page.index("Thema 2") < page.index("en nog 4<")
    assert page.index("en nog 4<") < page.index("Thema 3") < page.index("Thema 6")


def test_the_lead_counts_and_adds_up_no_lights() -> None:
    assert portfolio.cards_lead(plan_cards(ALL), "nl") == "3 plannen met 8 resultaten; daarvan zijn er 3 beoordeeld."
    assert portfolio.cards_lead(plan_cards(ALL[:1]), "en") == "1 plan with 3 results; 2 have been assessed."


def test_every_category_says_where_it_stands_in_its_document() -> None:
    page = Reader(html_coverage.category_sources(FRAME, "nl"))
    assert all(words in page.text for words in ("Goede zorg", "Doelen", "Kader, Doelen", "Bron"))


def test_a_cell_counts_and_tells_its_lights_and_a_gap_leads_to_what_is_asked() -> None:
    page = grid()
    assert "2 resultaten" in page.text  # the vision asks
    assert page.text.count("geen") == 2
    assert {"1 achter of niet gehaald, 1 op koers of gehaald", "1 op koers of gehaald"} <= set(page.labels)
    leads = [value for name, value in page.attributes if name == "href"]
    assert Counter(leads) == Counter(
        f"/r?plan={plan}&code={line}" for plan in ("visie", "regio", "steun") for line in ("instroom", "geld")
    )


def test_a_gap_shows_what_the_vision_asks_there_level_by_level() -> None:
    view = coverage(ALL, FRAME)
    page = Reader(html_coverage.opened_line(view.themes[1], "regio", view, href, "/dekking", "nl"))
    assert "Thema geld: Club regio belooft hier niets. De visie vraagt:" in page.text
    assert "Landelijk: 1 resultaat" in page.text
    assert ("href", "/r?plan=visie&code=V3") in page.attributes
    filled = Reader(html_coverage.opened_line(view.themes[0], "regio", view, href, "/dekking", "nl"))
    assert ("Regio: 1 resultaat" in filled.text, "Praktijk: 1 resultaat" in filled.text) == (True, True)
    assert "belooft hier niets" not in filled.text


def test_a_grid_names_itself_on_a_phone_where_no_column_heads_are_shown() -> None:
    view = coverage(ALL, FRAME)
    heading = '<p class="pp-h3 pp-covertitle" aria-hidden="true">Doelen</p>'
    assert heading in html_coverage.cover_grid("Doelen", view.themes, view, href, "nl")


def test_without_a_vision_nothing_is_asked() -> None:
    view = coverage(ALL[:2], FRAME)
    (goal, lines), _ = view.groups
    page = Reader(html_coverage.cover_grid(goal, lines, view, href, "nl"))
    assert "De visie vraagt" not in page.text
    assert html_coverage.coverage_lead(view, "nl") == "Er is geen landelijk plan om deze plannen mee te vergelijken."
    assert html_coverage.opened_line(lines[0], "steun", view, href, "/", "nl") == ""


def test_the_coverage_lead_counts_themes_that_nobody_serves() -> None:
    assert html_coverage.coverage_lead(coverage(ALL, None), "nl") == (
        "Aan 1 van de 2 thema's van Plan visie draagt geen enkel ander plan bij."
    )
    bare = seen(REGION, VISION)
    assert "1 van de 2" in html_coverage.coverage_lead(coverage(bare, None), "nl")
    whole = (
        *ALL,
        *seen(replace(SUPPORT, code="geld", targets=(replace(SUPPORT.targets[0], contributes_to=("visie/V3",)),))),
    )
    assert html_coverage.coverage_lead(coverage(whole, None), "nl") == (
        "Aan elk thema van Plan visie draagt een ander plan bij."
    )


def test_the_cascade_folds_what_serves_a_result_under_its_levels() -> None:
    web = weave(ALL)
    page = Reader(html_cascade.stems(cascade(web), web, html_cascade.Ways(href, start, "nl")))
    assert page.tags.count("details") == 3  # a theme and its two results
    assert "aan 2 resultaten wordt bijgedragen" in page.text
    assert ("href", "/d?vanuit=regio/R2") in page.attributes  # serves two results
    assert ("href", "/d?vanuit=regio/R1") not in page.attributes
    assert "regio 2" in page.text
    assert html_cascade.cascade_lead(web, vision_of(ALL), "nl") == (
        "3 resultaten dragen bij aan een resultaat van een ander plan; aan 3 resultaten wordt bijgedragen. "
        "Aan 1 van de 3 resultaten van Plan visie draagt nog niets bij."
    )


def test_the_result_that_a_cascade_is_seen_from_names_its_source() -> None:
    plan = replace(VISION, targets=tuple(replace(one, source_ref="Stuk, 4") for one in VISION.targets))
    web = weave(seen(REGION, SUPPORT, plan))
    view = lineage(web, ("visie", "V1"))
    assert view is not None
    page = Reader(html_cascade.lineage_tree(view, web, html_cascade.Ways(href, start, "nl")))
    assert page.text.count("Stuk, 4") == 1


def test_without_links_the_cascade_says_what_to_do() -> None:
    web = weave(seen(REGION))
    assert "Plan beheren" in html_cascade.stems((), web, html_cascade.Ways(href, start, "nl"))
    assert html_cascade.lost((), "nl") == ""
    assert "1 verwijzing noemt een resultaat dat hier niet is" in html_cascade.lost(weave(ALL).lost, "nl")


def test_facts_are_tiles_or_lines_each_with_its_sign_and_its_source() -> None:
    drawn = region.fact_lists(picture(replace(REGION, facts=FACTS, source="Verslag 2021")), "nl")
    page = Reader(drawn)
    assert all(words in page.text for words in ("+32%", "−33%", "€ −9.971", "€ 1,50", "2040", "627.800 inwoners"))
    assert "1 <small>netwerk</small>" in drawn
    assert all(fact.source_ref in page.text for fact in FACTS)
    assert "Bron: Verslag 2021" in page.text
    assert "Bron:" not in region.fact_lists(picture(replace(REGION, facts=FACTS, source="")), "nl")
    assert "2020 tot 2030" in page.text
    assert region.fact_lists(picture(REGION), "nl") == ""


def test_a_check_in_says_what_was_said_and_no_more() -> None:
    said = CheckIn("V1", parse_period("2023-Q1"), cause="Geen opgave", owner="Kim <b>")
    page = Reader(checkin.checkins((said,), "nl"))
    assert all(
        words in page.text for words in ("Toelichtingen", "1e kwartaal 2023", "Oorzaak", "Geen opgave", "Kim <b>")
    )
    assert "Gevolg" not in page.text
    assert "Bijsturing" not in page.text
    assert checkin.checkins((), "nl") == ""


@pytest.mark.parametrize(
    ("correction", "due", "words"),
    [
        ("Bellen", date(2023, 9, 1), "Bellen, uiterlijk 01-09-2023"),
        ("Bellen", None, "Bellen"),
        ("", date(2023, 9, 1), ""),
    ],
)
def test_a_correction_is_told_with_its_day(correction: str, due: date | None, words: str) -> None:
    said = CheckIn("V1", parse_period("2023-Q1"), "Geen opgave", correction=correction, due=due)
    for shown in (checkin.checkins((said,), "nl"), checkin.newest_words(said, "nl")):
        page = Reader(shown).text
        assert ("Bijsturing" in page) is bool(correction)
        assert words in page
        assert ("uiterlijk" in page) is ("uiterlijk" in words)


HOSTILE = '<img src=x onerror="alert(1)">&"\''


def hostile(plan: Plan, word: str) -> Plan:
    """The plan with `word` in every text that a person or a file can write."""
    return replace(
        plan,
        title=word,
        organisation=word,
        region=word,
        themes=tuple(Theme(one.code, word, word) for one in plan.themes),
        targets=tuple(replace(one, statement=word, source_ref=word, owner=word, deadline=word) for one in plan.targets),
        facts=tuple(replace(one, name=word, source_ref=word, unit=word, period=word) for one in FACTS),
    )


@settings(max_examples=examples(20))
@given(st.text(max_size=20).map(lambda text: f"{HOSTILE}{text}"))
def test_hostile_text_adds_no_tag_and_no_attribute(word: str) -> None:
    plans = (REGION, SUPPORT, VISION)
    frame = replace(FRAME, source=word, categories=(Category("goed", word, CategoryGroup.GOAL, word),))
    made = [seen(*(hostile(one, text) for one in plans)) for text in ("x", word)]
    for plain, strange in zip(screens(made[0], FRAME, "nl"), screens(made[1], frame, "nl"), strict=True):
        one, other = Reader(plain), Reader(strange)
        assert one.tags == other.tags
        assert [name for name, _ in one.attributes] == [name for name, _ in other.attributes]
