"""The first light of a page: what its first answer already shows, before Streamlit has a page to show.

Made of the same kept screens as the page itself; a browser test holds the two against each other.
"""

import gzip
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import streamlit as st
from markupsafe import Markup
from streamlit import config

from kpi.core.notation import day, period
from kpi.core.view.filters import WORDS
from kpi.core.view.units_view import UNITS_IN
from kpi.present.chart.charts import HEIGHT
from kpi.present.html.markup import joined, markup, style_sheet
from kpi.present.html.parts import spoken
from kpi.present.pages import MATRIX, OVERVIEW, RESULTS, SELECTING, SMART, TARGET, THEME, TIMELINE, page_at
from kpi.present.screen import menu, selection
from kpi.present.screen.by_unit import by_unit_head
from kpi.present.screen.scene import BACK, Scene
from kpi.present.words import mark
from kpi.ui import around, cached, requested, screens, show, widgets
from kpi.ui.cached import SCREENS
from kpi.ui.requested import Query
from kpi.ui.results import filter_widgets, result, units
from kpi.ui.serving.first_answer import document

_STYLE = Path(__file__).with_name("first_light.css")


def first_light(path: str, query: Query) -> bytes | None:
    """The first answer of the page at `path`, a whole HTML document in gzip; None for a page that has none.

    Raises what the page would say of an address that asks for what cannot be.
    """
    known = page_at(path)
    if known is None or known.path not in (*CONTENT, TARGET):
        return None
    scene = requested.scene_of(query, "" if known.path == OVERVIEW else path)
    if not scene.plan or requested.day_outside(query, scene):
        return None
    target = requested.one(query, "target") if known.path == TARGET else ""
    seen = result.view_of(scene, target) if target else cached.own_view(scene)
    return _answer(seen, known.path, tuple((name, tuple(values)) for name, values in query.items()))


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def _answer(scene: Scene, known: str, query: tuple[tuple[str, tuple[str, ...]], ...]) -> bytes | None:
    target = requested.one(dict(query), "target")
    content = _result(scene, target, dict(query)) if known == TARGET else CONTENT[known](scene)
    if not content:
        return None
    tabs = Markup("") if scene.page in SELECTING else menu.tabs(scene)
    body = markup(
        '{style}<div class="stMainBlockContainer"><div class="stVerticalBlock"><div class="st-key-menu">{menu}</div>'
        "{top}{tabs}{otherwise}{content}{foot}</div></div>",
        style=style_sheet(_style()),
        menu=around.menu_html(scene, query),
        top=_top(scene),
        tabs=_element(spoken(scene.lang, tabs)) if tabs else Markup(""),
        otherwise=_element(line) if (line := around.otherwise_html(scene)) else Markup(""),
        content=joined(content),
        foot=_element(screens.footer_of_plan(scene)),
    )
    title = menu.tab_title(scene, cached.plan(scene.revision, scene.plan), target)
    return gzip.compress(document(scene.lang, title, body).encode(), 6, mtime=0)


@cache
def _style() -> str:
    """The style sheet of the screens, and before it what Streamlit's own gives them.

    `$light` and `$dark` stand for the colour of its text in either theme, `$chart` for the height of the chart.
    """
    base = _STYLE.read_text("utf-8").replace("$chart", f"{HEIGHT}px")
    for kind in ("light", "dark"):
        base = base.replace(f"${kind}", str(config.get_option(f"theme.{kind}.textColor") or "var(--pp-ink)"))
    return base + show.sheet()


def _element(*parts: Markup) -> Markup:
    """HTML as Streamlit places it."""
    return markup('<div class="stElementContainer"><div class="stHtml">{}</div></div>', joined(parts))


def _room(kind: str) -> Markup:
    """The room that inputs or a chart will take, so that what stands below does not move when they come."""
    return markup('<div class="pp-room pp-room-{}"></div>', kind)


def _top(scene: Scene) -> Markup:
    """Plan and date as the pickers show them, and what is done with a page."""
    return markup(
        '<div class="stHorizontalBlock st-key-{key}"><div class="stElementContainer st-key-plan">'
        '<div class="stSelectbox"><div class="react-aria-ComboBox"><div role="group">'
        '<input aria-label="{label}" value="{plan}" readonly><i class="pp-chevron"></i></div></div></div></div>'
        '<div class="pp-first-day"><b>{day}</b> {period}<i class="pp-chevron"></i></div>{doings}</div>',
        key=widgets.PICKERS,
        label=scene.text("Plan"),
        plan=cached.plan_names(scene.head)[scene.plan],
        day=day(scene.as_of, scene.lang),
        period=period(scene.quarter, scene.lang),
        doings=_element(around.doings_html(scene)),
    )


def _overview(scene: Scene) -> tuple[Markup, ...]:
    return (_element(screens.overview(scene)),)


def _smart(scene: Scene) -> tuple[Markup, ...]:
    above, below = screens.smart_page(scene)
    files = _room("smart") if cached.smart_of(scene).rows else Markup("")
    return _element(above), files, _element(below)


def _theme(scene: Scene) -> tuple[Markup, ...]:
    return (_element(screens.theme(scene)),)


def _selected(scene: Scene, screen: Markup) -> tuple[Markup, ...]:
    chips = screens.selection_chips(scene)
    chosen = _element(chips) if chips else Markup("")
    return _element(selection.results_title(scene)), _filters(scene), chosen, _element(screen)


def _filters(scene: Scene) -> Markup:
    """The selection as its pickers show it: they break over lines as those do."""
    search = markup(
        '<div class="stElementContainer st-key-{}"><div class="stTextInput"><i class="pp-lens"></i>'
        '<input placeholder="{words}" aria-label="{words}" value="{asked}" readonly></div></div>',
        WORDS,
        words=filter_widgets.search_words(scene),
        asked=scene.selection.words,
    )
    chips = [
        _behind(f"chip-{field}", markup("{} <strong>{}</strong>", *filter_widgets.chip_words(scene, field)))
        for field in filter_widgets.CHIPS
    ]
    more = [
        _behind(key, markup("{}", scene.text(words)), " pp-bare")
        for key, words, there in (
            ("more-filters", mark("More filters"), True),
            ("saved", mark("Save"), not cached.own_desk().settings.read_only),
            ("files", mark("Download"), bool(cached.selected(scene))),
        )
        if there
    ]
    return markup('<div class="stHorizontalBlock st-key-selection">{}</div>', joined((search, *chips, *more)))


def _behind(key: str, words: Markup, more: str = "") -> Markup:
    """What stands behind a button, as Streamlit draws it."""
    return markup(
        '<div class="st-key-{}"><div class="stPopover{}"><button type="button"><span>{}</span>'
        '<i class="pp-chevron"></i></button></div></div>',
        key,
        more,
        words,
    )


def _results(scene: Scene) -> tuple[Markup, ...]:
    return _selected(scene, screens.results_screen(scene))


def _matrix(scene: Scene) -> tuple[Markup, ...]:
    return _selected(scene, screens.matrix_tab(scene))


def _timeline(scene: Scene) -> tuple[Markup, ...]:
    return _selected(scene, screens.timeline_tab(scene))


def _result(scene: Scene, target: str, query: Query) -> tuple[Markup, ...]:
    """Nothing without a result in the address: which one it is then is for the page to choose."""
    if not target:
        return ()
    above, below, log = result.target_parts(scene, target)
    ways = result.ways_of(scene, target, requested.one(query, BACK))
    _periods, at = units.unit_periods_asked(scene, target, requested.one(query, UNITS_IN))
    by_unit = (
        (_element(by_unit_head(scene)), _room("button"), _element(units.units_html(scene, target, at.code)))
        if at
        else ()
    )
    return _element(ways, above), _room("chart"), _room("button"), _element(below), *by_unit, _element(log)


CONTENT: Mapping[str, Callable[[Scene], tuple[Markup, ...]]] = MappingProxyType(
    {
        OVERVIEW: _overview,
        THEME: _theme,
        RESULTS: _results,
        MATRIX: _matrix,
        TIMELINE: _timeline,
        SMART: _smart,
    }
)
