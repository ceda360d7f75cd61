"""What stands around every page: menu, plan and date at the top, tabs, and what is said of a date too far away."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from kpi.core.notation import day
from kpi.present.html.markup import NOTHING, style_sheet
from kpi.present.html.parts import message, way_on
from kpi.present.pages import SELECTING, Section, page_at
from kpi.present.screen import menu
from kpi.present.screen.results import has_samples
from kpi.present.screen.scene import Scene
from kpi.present.screen.then_and_now import otherwise_now
from kpi.ui import address, cached, show, widgets


def above(scene: Scene) -> None:
    """Everything that stands before the content of a page, and the title of the browser's tab."""
    query = address.query()
    plan = cached.plan(scene.revision, scene.plan) if scene.plan else None
    st.set_page_config(page_title=menu.tab_title(scene, plan, (query.get("target") or ("",))[-1]))
    with st.container(key="menu"):
        show.html(menu_html(scene, tuple((name, tuple(values)) for name, values in query.items())))
    if not scene.plan:
        show.show_worded(scene, menu.tabs(scene))
        return
    with st.container(key=widgets.PICKERS, horizontal=True, gap="small", vertical_alignment="center"):
        widgets.pickers(scene)
        show.html(doings_html(scene))
    if scene.page not in SELECTING and (tabs := menu.tabs(scene)):
        show.show_worded(scene, tabs)
    if line := otherwise_html(scene):
        show.html(line)


def otherwise_html(scene: Scene) -> Markup:
    """What is known otherwise now, above a page with lights as they were known then; nothing above any other.

    Nor for who may see a part of the plan: what differs is told of the whole.
    """
    page = page_at(scene.page)
    lit = page is not None and page.section in (Section.OVERVIEW, Section.THEMES, Section.RESULTS)
    if not (lit and cached.tells_otherwise(scene)):
        return NOTHING
    return otherwise_now(scene, cached.seen_then(scene))


@cached.of_its_plan
def menu_html(scene: Scene, query: tuple[tuple[str, tuple[str, ...]], ...]) -> Markup:
    """The menu as HTML."""
    if not scene.plan:
        return menu.menu(scene, None, {}, dict(query))
    behind = menu.behind_by_theme(cached.snapshot(scene))
    return menu.menu(scene, cached.plan(scene.revision, scene.plan), behind, dict(query))


@cached.of_its_plan
def doings_html(scene: Scene) -> Markup:
    """What can be done with a page, as HTML, and what a printed page says at its top."""
    sample = has_samples(cached.snapshot(scene))
    return style_sheet(menu.print_margins(scene, cached.plan(scene.revision, scene.plan), sample)) + menu.doings(
        scene, sample
    )


def tell_nearest(scene: Scene, asked: date) -> None:
    """Say that a day is too far from the plan, and offer the nearest one that is not."""
    words = scene.text(
        "{day} is too far from this plan, which runs from {start} to {end}.",
        day=day(asked, scene.lang),
        start=day(cached.plan(scene.revision, scene.plan).start, scene.lang),
        end=day(cached.plan(scene.revision, scene.plan).end, scene.lang),
    )
    way = way_on(scene.href(scene.page), scene.text("Look at {day}", day=day(scene.as_of, scene.lang)))
    show.show_worded(scene, message(scene.text("This day cannot be shown"), words, alone=True), way)
