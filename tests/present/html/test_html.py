"""The screens as HTML: sentences for 0, 1 and many; words beside every light; hostile text stays text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.core.light.assessment import Flag, Status
from kpi.core.light.snapshot import Snapshot
from kpi.core.view.folded import Matrix, Timeline, matrix_of, timeline_of
from kpi.core.view.target_view import TargetView, Version, target_view
from kpi.core.view.views import overview_view
from kpi.core.vocabulary import Kind, Origin
from kpi.present.html.css import css
from kpi.present.html.heading import distribution, head, legend, why_lead
from kpi.present.html.lists import result_table
from kpi.present.html.method import example
from kpi.present.html.parts import begun_table, light, lit_line, message, section
from kpi.present.html.results.history import field_line, history_table
from kpi.present.html.results.matrix import matrix_grid
from kpi.present.html.results.measured import measured_table
from kpi.present.html.results.notes import note_list
from kpi.present.html.results.overview import first_rows, next_deadlines, theme_cards
from kpi.present.html.results.result_rows import result_rows
from kpi.present.html.results.target import indicator_sheet, plan_words, sum_table
from kpi.present.html.results.theme_list import activity_fold
from kpi.present.html.results.timeline import timeline_lanes
from kpi.present.style import flag_words, status_word
from kpi.present.words import LANGUAGES
from tests.core import make


class Reader(HTMLParser):
    """Tags, attributes and text of a fragment; fails on a tag that is not closed."""

    def __init__(self, fragment: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.said: list[str] = []
        self.open: list[str] = []
        self.feed(fragment)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "col":
            self.open.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def text(self) -> str:
        return "".join(self.said)

    @property
    def labels(self) -> list[str]:
        return [value for name, value in self.attributes if name == "aria-label"]


def href(code: str) -> str:
    return f"/target?plan=p&target={code}"


def onward(theme: str, *_: object) -> str:
    return f"/results?theme={theme}"


def screens(seen: Snapshot, look: TargetView, versions: tuple[Version, ...], lang: str) -> Iterator[str]:
    """Everything that can be shown of one plan."""
    whole = overview_view(seen)
    yield head(seen.plan.title, seen.plan.organisation)
    yield distribution(whole.rollup, lang)
    yield theme_cards(whole.cards, {"a": href("a"), "b": href("b")}, onward, lang)
    yield first_rows(whole.first, href, lang)
    yield next_deadlines(seen.rows, href, lang)
    yield result_table(seen.rows, href, lang)
    yield result_rows(seen.rows, href, lang)
    yield note_list((*seen.plan.facts, *seen.plan.activities), lang)
    yield activity_fold(seen.plan.activities, lang)
    yield matrix_grid(matrix_of(seen.rows), href, onward, lang)
    yield timeline_lanes(timeline_of(seen.rows, seen.as_of), seen.as_of, href, onward, lang)
    yield why_lead(look.row, lang) + sum_table(look.row.assessment, lang)
    yield plan_words(look.row.target, lang) + indicator_sheet(look.row.target, lang)
    yield history_table(versions, seen.plan, lang) + measured_table(look.measured, seen.plan, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("flags", [(), tuple(Flag)])
def test_light_has_its_words(status: Status, flags: tuple[Flag, ...], lang: str) -> None:
    words = [status_word(status, lang), *flag_words(flags, lang)]
    assert Reader(light(status, flags, lang)).labels == [", ".join(words)]
    shown = Reader(light(status, flags, lang, word=True))
    assert (shown.labels, shown.said) == ([], words)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ["behind", "down", "hold", "done", "often", "later"])
def test_screens_are_whole_html(
    seen: Snapshot, look_at: Callable[[str], TargetView], versions: tuple[Version, ...], lang: str, code: str
) -> None:
    for screen in screens(seen, look_at(code), versions, lang):
        read = Reader(screen)
        assert read.text.strip()
        assert "svg" not in read.tags
        assert {name for name, _ in read.attributes} <= ALLOWED


ALLOWED = {
    "class", "style", "role", "aria-label", "aria-hidden", "title", "href", "target",
    "scope", "colspan", "rowspan", "tabindex", "data-label", "open",
}  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='x'>",
    "' onmouseover='x",
    "</style><b>",
    "&lt;i&gt; &amp;",
]


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_stay_words(small: Callable[..., Any], versions: tuple[Version, ...], word: str) -> None:
    _stays_text(small, versions, word)


@given(word=st.text(alphabet="<>&\"'/= abscript\u00eb", min_size=1, max_size=20).filter(str.strip))
def test_any_words_stay_words(word: str) -> None:
    hit = Reader(message(word, word, word) + section(word, example(word, word, Status.MISSED, word, "nl")))
    assert hit.tags == Reader(message("x", "x", "x") + section("x", example("x", "x", Status.MISSED, "x", "nl"))).tags
    assert hit.text.count(word) >= 5


def _stays_text(small: Callable[..., Any], versions: tuple[Version, ...], word: str) -> None:
    """With other words in it a screen has the same tags and attributes, and the words are there to read."""
    plain, hostile = (_all_screens(small, versions, each) for each in ("woord", word))
    assert plain.tags == hostile.tags
    assert [name for name, _ in plain.attributes] == [name for name, _ in hostile.attributes]
    assert plain.text.count("woord") == hostile.text.count(word) > 0


def _all_screens(small: Callable[..., Any], versions: tuple[Version, ...], word: str) -> Reader:
    seen, evidence = small(word)
    look = target_view(seen, "behind", evidence)
    assert look is not None
    recorded = tuple(replace(one, recorded_by=word, what=word, before=word, after=word) for one in versions)
    return Reader("".join(screens(seen, look, recorded, "nl")))


def test_sum_of_more_often_than_asked_and_of_the_last_day(look_at: Callable[[str], TargetView]) -> None:
    often = look_at("often").row.assessment
    first = replace(often.windows[0], count=5.0)
    said = Reader(sum_table(replace(often, windows=(first, *often.windows[1:]), as_of=often.target.due), "nl")).text
    assert "5 keer; 1 is genoeg" in said
    assert "0 van 1 keer" in said
    assert "vandaag" in said


@pytest.mark.parametrize(("said", "days"), [("2021-Q2=ja", 0), ("2021-Q2=ja@2021-06-30", 1)])
def test_sum_tells_no_day_that_nobody_told(said: str, days: int) -> None:
    told = sum_table(make.light(make.target(Kind.MILESTONE), said, "2021-06-30"), "nl")
    assert "2e kwartaal 2021" in told
    assert told.count("30-06-2021") == days


@pytest.mark.parametrize(("rows", "tables", "folds"), [(0, 1, 0), (6, 1, 0), (7, 2, 1), (40, 2, 1)])
def test_a_long_table_begins_with_its_first_rows_and_folds_the_rest(rows: int, tables: int, folds: int) -> None:
    html = str(begun_table(["Wat"], [[f"rij {at}"] for at in range(rows)], "Rijen", "en nog meer"))
    assert (html.count("<table"), html.count("<details"), html.count("rij ")) == (tables, folds, rows)
    assert not folds or html.index("rij 5") < html.index("<details") < html.index("rij 6")


def test_words_beside_a_light_are_one_block_that_keeps_clear_of_it() -> None:
    glyph = light(Status.ON_TRACK, (), "nl")
    assert str(lit_line(glyph, "a < b", "c")) == f'<span class="pp-lit">{glyph}<span>a &lt; b c</span></span>'


def test_sum_has_every_figure(look_at: Callable[[str], TargetView]) -> None:
    said = Reader(sum_table(look_at("behind").row.assessment, "nl")).text
    figures = [
        "2 netwerken",
        "4 netwerken",
        "25% van de afstand",
        "3 per kwartaal",
        "tot nu toe 1 per kwartaal",
        "nog 184 dagen",
    ]
    assert [figure for figure in figures if figure not in said] == []


def test_who_is_exactly_on_the_path_is_not_ahead(look_at: Callable[[str], TargetView]) -> None:
    one = look_at("share").row.assessment
    assert one.comparison
    said = Reader(sum_table(replace(one, comparison=one.comparison._replace(short=0.0)), "nl")).text
    assert "op koers, tot" in said
    assert "voor;" not in said


def test_a_shortfall_of_a_share_is_in_points(look_at: Callable[[str], TargetView]) -> None:
    said = Reader(sum_table(look_at("hold").row.assessment, "nl")).text
    assert "1 procentpunt" in said
    assert "tot 1 procentpunt aandacht" in said
    assert "5 procentpunt voor" in Reader(sum_table(look_at("share").row.assessment, "nl")).text


def test_of_a_bound_of_nothing_no_share_is_said_and_nothing_is_near_it(look_at: Callable[[str], TargetView]) -> None:
    one = look_at("hold").row.assessment
    assert one.comparison
    outside = replace(one, comparison=one.comparison._replace(goal=0.0, short=22.0, green=0.0, amber=0.0))
    said = Reader(sum_table(outside, "nl")).text
    assert "Buiten de grens" in said
    assert "van de grens" not in said
    assert "op koers" not in said
    assert (
        "van de grens; tot" in Reader(sum_table(replace(one, comparison=one.comparison._replace(short=2.0)), "nl")).text
    )


def test_categories_are_read_as_words(look_at: Callable[[str], TargetView]) -> None:
    target = replace(look_at("behind").row.target, category="regionale-gezondheid;ros")
    assert "regionale gezondheid, ros" in Reader(plan_words(target, "nl")).text


def test_measurements_stand_with_their_note_and_origin_newest_first(small: Callable[..., Any]) -> None:
    seen, evidence = small("ruim")
    look = target_view(seen, "behind", evidence)
    assert look is not None
    said = Reader(measured_table(look.measured, seen.plan, "nl")).text
    assert said.index("2e kwartaal 2021") < said.index("1e kwartaal 2021")
    assert said.count("ruim") >= 2
    assert said.index("voorbeeldcijfers") < said.index("gemeld")
    assert said.count("voorbeeldcijfers") == sum(one.origin is Origin.SAMPLE for one in look.measured) > 0


def test_a_number_of_times_has_no_percent_sign(look_at: Callable[[str], TargetView], seen: Snapshot) -> None:
    said = measured_table(look_at("often").measured, seen.plan, "nl")
    assert "<b>1 keer</b>" in said
    assert "%" not in said


def test_without_measurements_there_is_no_table(look_at: Callable[[str], TargetView], seen: Snapshot) -> None:
    assert measured_table(look_at("silent").measured, seen.plan, "nl") == ""


def test_deadline_stands_as_written_and_as_read(look_at: Callable[[str], TargetView]) -> None:
    said = Reader(plan_words(look_at("behind").row.target, "nl")).text
    assert "“vóór 2022”" in said
    assert "gelezen als: uiterlijk 31-12-2021" in said


def test_an_activity_says_where_the_document_names_it(seen: Snapshot) -> None:
    shown = Reader(activity_fold(seen.plan.activities, "nl")).text
    for words in ("Overleg", "Samenwerken · Plan, hoofdstuk 2", "Werk"):
        assert words in shown
    assert activity_fold((), "nl") == ""


def test_figures_and_activities_stand_with_their_place_in_the_document(seen: Snapshot) -> None:
    shown = Reader(note_list((*seen.plan.facts, *seen.plan.activities), "nl")).text
    for words in ("32 personen", "Ouderen", "Plan, hoofdstuk 3", "Overleg", "Plan, hoofdstuk 2"):
        assert words in shown
    assert "en nog" not in shown
    assert "en nog 5" in Reader(note_list(seen.plan.facts * 25, "nl")).text
    assert note_list((), "nl") == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_to_show_says_so(seen: Snapshot, lang: str) -> None:
    empty = [
        timeline_lanes(Timeline((), 0, ()), seen.as_of, href, onward, lang),
        matrix_grid(Matrix((), ()), href, onward, lang),
        history_table((), seen.plan, lang),
    ]
    assert ['role="status"' in screen for screen in empty] == [True] * len(empty)


def test_links_stay_in_their_tab(seen: Snapshot) -> None:
    read = Reader(result_table(seen.rows, href, "nl"))
    assert {value for name, value in read.attributes if name == "target"} == {"_self"}
    assert ("href", "/target?plan=p&target=behind") in read.attributes


def test_view_before_the_plan_begins(small: Callable[..., Any]) -> None:
    seen, _ = small("", as_of=date(2020, 12, 1))
    assert "nog niet begonnen" in Reader(result_table(seen.rows, href, "nl")).text
    assert 'role="status"' in matrix_grid(matrix_of(seen.rows), href, onward, "nl")


def test_a_result_that_nobody_measured_takes_no_line_on_a_phone(small: Callable[..., Any]) -> None:
    seen, _ = small("", as_of=date(2020, 12, 1))
    table = result_table(seen.rows, href, "nl")
    for name in ("Gemeten", "Verwacht"):
        assert table.count(f'data-label="{name}" class=pp-void') == len(seen.rows)


def test_style_sheet_follows_both_themes_and_names_what_is_used(seen: Snapshot) -> None:
    sheet = css()
    assert "light-dark(#21845a," in sheet
    assert "@media print" in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_frame_of_sample_figures_is_drawn_only_where_others_stand_beside_them() -> None:
    framed = re.findall(r"([^{}]+)\{[^{}]*outline: [^;]*dotted", css())
    assert [".pp-lights " in one for one in framed] == [True]


def test_the_head_of_a_column_begins_where_its_cells_do() -> None:
    body, top = (
        re.search(re.escape(rule) + r" \{[^}]*?(?:font-size: ([\d.]+)em[^}]*?)?padding: [\d.]+em ([\d.]+)em", css())
        for rule in (".pp .pp-table th, .pp .pp-table td", ".pp .pp-table thead th")
    )
    assert body is not None
    assert top is not None
    assert float(top[1]) * float(top[2]) == pytest.approx(float(body[2]), abs=0.01)


@pytest.mark.parametrize(("opens", "samples"), [(False, False), (True, False), (False, True)])
def test_the_legend_tells_of_what_its_page_has(opens: bool, samples: bool) -> None:
    said = Reader(legend("nl", opens=opens, samples=samples)).text
    assert "op koers of gehaald" in said
    assert ("Klik op een licht" in said, "voorbeeldcijfers" in said) == (opens, samples)


@pytest.mark.parametrize(
    ("what", "cell", "said"),
    [
        ("2021-Q2", "14406/24010.5", "14.406 van 24.010,5"),
        ("2021-Q2: note", "12/13 praktijken", "12/13 praktijken"),
        ("2021-Q2: note", "12/13", "12/13"),
        ("source_ref", "3/4", "3/4"),
    ],
)
def test_the_two_numbers_of_a_share_are_told_as_numbers(seen: Snapshot, what: str, cell: str, said: str) -> None:
    assert Reader(field_line(what, "", cell, seen.plan, "nl")).text.endswith(f": {said}")
