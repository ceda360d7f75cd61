"""The cache of the screens of all plans: immutable values keyed by everything they depend on, as in `cached`."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from kpi.core.category import Frame
from kpi.core.light.snapshot import Snapshot
from kpi.present.pages import Section, page_at
from kpi.present.screen import together
from kpi.present.screen.scene import Scene
from kpi.service.categories import vocabulary
from kpi.ui import cached, screens
from kpi.ui.cached import SCREENS


@st.cache_resource(show_spinner=False)
def _vocabulary() -> Frame | None:
    """Read once a process; a changed file is seen after a restart."""
    return vocabulary(cached.own_desk().settings)


def all_snapshots(scene: Scene, same_day: date | None) -> tuple[Snapshot, ...]:
    """All plans that who asks may see, by code, each at its own newest day (None) or all at the same.

    Those that were not there yet are left out. A plan is read again only when it changed itself.
    """
    codes = (code for code in cached.titles(scene.revision) if scene.plans is None or code in scene.plans)
    days = ((code, same_day or cached.opening_day(scene.revision, code)) for code in codes)
    return tuple(cached.snapshot_on(scene.revision, code, day, scene.known) for code, day in days)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def plans_html(scene: Scene, same_day: date | None) -> Markup:
    """All plans side by side as HTML."""
    return together.plans_page(scene, all_snapshots(scene, same_day), same_day)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def coverage_html(scene: Scene, same_day: date | None, line: str, by: str) -> Markup:
    """The coverage, or one line of it, as HTML; raises NotFoundError."""
    return together.coverage_page(scene, all_snapshots(scene, same_day), same_day, _vocabulary(), line, by)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def cascade_html(scene: Scene, same_day: date | None, start: str) -> Markup:
    """The cascade as HTML; raises NotFoundError."""
    return together.cascade_page(scene, all_snapshots(scene, same_day), same_day, start)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def facts_html(scene: Scene) -> Markup:
    """The picture of the region as HTML."""
    return together.facts_page(scene, all_snapshots(scene, None), _vocabulary())


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def footer(scene: Scene) -> Markup:
    """The foot of a page: of the plans it shows on the pages of all plans, else of the one that is looked at."""
    shown = page_at(scene.page)
    if shown is None or shown.section is not Section.PLANS:
        return screens.footer_of_plan(scene)
    return together.plans_footer(scene, all_snapshots(scene, None), _vocabulary())
