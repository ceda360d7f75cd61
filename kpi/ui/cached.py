"""The only cache: immutable values, shared and not copied, keyed by everything they depend on.

Revisions never change, so nothing here is ever cleared; the oldest entries make room for new ones.
"""

import logging
import os
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from kpi.access.rights import Right
from kpi.core.calendar.moment import moment
from kpi.core.delivery.completeness import Completeness
from kpi.core.errors import UsageError
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Plan
from kpi.core.view import filters
from kpi.core.view.arranging import arrange
from kpi.core.view.part import Part
from kpi.core.view.search import notes
from kpi.core.view.smart import SmartTest, smart_test
from kpi.core.view.target_view import TargetView
from kpi.core.view.units_view import UnitValues
from kpi.present.chart import charts
from kpi.present.chart.chart_alt import chart_alt
from kpi.present.filter_words import wording
from kpi.present.screen import method as method_content
from kpi.present.screen import results, selection
from kpi.present.screen import smart as smart_content
from kpi.present.screen.scene import Scene
from kpi.service import reading
from kpi.service.accounts.signing import actor_of
from kpi.service.desk import Desk, Tally, open_desk
from kpi.service.outlook import forecast_score
from kpi.service.plan_list import plan_lines
from kpi.service.plans import load_missing
from kpi.service.reading import head_revision, plan_at, snapshot_of, target_page
from kpi.service.uploads.checking import today
from kpi.service.uploads.reports import completeness_report
from kpi.settings import load_settings
from kpi.ui.serving.tickets import ticket_now

_log = logging.getLogger("planpeil.ui")
SNAPSHOTS, SCREENS = 64, 256


@st.cache_resource(show_spinner=False)
def tally() -> Tally:
    """What this process counts."""
    return Tally()


@st.cache_resource(show_spinner=False)
def own_desk() -> Desk:
    """Settings and database of this process, with the plan folders that were not loaded yet."""
    opened = open_desk(load_settings(environ=os.environ), tally())
    for found in load_missing(opened, user="planpeil"):
        for issue in found.issues:
            _log.warning("plan %s: %s", found.plan or "refused", issue)
    return opened


def desk() -> Desk:
    """The same for who asks; raises SignedOutError where one signs in and nobody did, or not any more."""
    own = own_desk()
    return own.asked_by(actor_of(own, ticket_now())) if own.settings.signs_in else own


def newest_revision() -> int:
    """The newest revision: the one question to the database in every run."""
    return head_revision(own_desk())


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def revision_then(head: int, known: str) -> int:
    """The revision of a moment (ISO, with offset), as seen from revision `head`."""
    return reading.revision_known_at(own_desk(), moment(known))


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def titles(head: int) -> dict[str, str]:
    """Code and title of every plan, by code."""
    return {line.code: line.title for line in plan_lines(own_desk())}


def plan_names(head: int) -> dict[str, str]:
    """Code and title of every plan that who asks may see, by code."""
    who = desk().who
    return {code: title for code, title in titles(head).items() if who.may(Right.LOOK, code)}


def codes_of_plans(head: int) -> tuple[str, ...]:
    """The codes of the plans that who asks may see; empty when there are none."""
    return tuple(plan_names(head))


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def opening_day(revision: int, code: str) -> date:
    """The day a plan opens at."""
    return reading.default_day(own_desk(), code, revision)


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def _snapshot(revision: int, code: str, as_of: date, known: str, part: Part | None) -> Snapshot:
    known_at, whole = moment(known) if known else None, plan(revision, code)
    return snapshot_of(own_desk(), whole, as_of=as_of, revision=revision, known_at=known_at, part=part)


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def plan(revision: int, code: str) -> Plan:
    """A plan with its themes and targets."""
    return plan_at(own_desk(), code, revision)


def snapshot(scene: Scene) -> Snapshot:
    """All lights of a view."""
    return _snapshot(scene.revision, scene.plan, scene.as_of, scene.known, scene.part)


def what_was_due(scene: Scene, period: str) -> Completeness:
    """What was due in a period (its code) and what came, as seen today, of the units of a view."""
    return _what_was_due(scene.head, scene.plan, period, today(), scene.part)


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def _what_was_due(head: int, code: str, period: str, on: date, part: Part | None) -> Completeness:
    return completeness_report(own_desk(), code, period, on=on, part=part)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def target(scene: Scene, code: str) -> TargetView:
    """One target of a view; raises NotFoundError."""
    return target_page(own_desk(), snapshot(scene), code)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def overview(scene: Scene) -> Markup:
    """The overview as HTML."""
    return results.overview_screen(scene, snapshot(scene))


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def theme(scene: Scene) -> Markup:
    """The theme in the scene's path as HTML; raises NotFoundError."""
    return results.theme_screen(scene, snapshot(scene))


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def chart_of(scene: Scene, code: str, colours: str) -> tuple[dict[str, Any], str]:
    """The path chart of one target, and its text; `colours` is "light" or "dark"."""
    view = target(scene, code)
    return charts.path_chart(view, scene.lang, colours), chart_alt(view, scene.lang)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def method(scene: Scene) -> Markup:
    """The method page as HTML."""
    seen = snapshot(scene)
    return method_content.method_screen(scene, seen, forecast_score(own_desk(), seen))


def smart_of(scene: Scene) -> SmartTest:
    """What the plan of a view lacks to be held to."""
    return smart_test(snapshot(scene))


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def smart_page(scene: Scene) -> tuple[Markup, Markup]:
    """The SMART test as HTML: its head, and what follows."""
    return smart_content.smart_screen(scene, smart_of(scene))


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def options_by_field(
    revision: int, code: str, as_of: date, known: str, part: Part | None, lang: str
) -> dict[str, dict[str, str]]:
    """Every field of a selection with the codes that occur at a date, in the order of the plan, and their words."""
    seen = _snapshot(revision, code, as_of, known, part)
    found = {}
    for field in filters.FIELDS:
        words = wording(seen.plan, field, lang)
        found[field] = {one: words(one) for one in filters.options(seen, field)}
    return found


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def units_asked(scene: Scene, units: tuple[str, ...]) -> UnitValues:
    """What each of these units gave for the results of a view, by the code of the result."""
    return reading.values_of_units(own_desk(), snapshot(scene), units)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def selected(scene: Scene) -> tuple[Row, ...]:
    """The rows of a view that are selected, in the order of the plan; raises UsageError for a code it does not know."""
    seen = snapshot(scene)
    if unknown := filters.unknown_code(seen, scene.selection):
        field, code = unknown
        raise UsageError(
            f"Het filter {field} kent {code!r} niet in dit plan. Haal het uit het adres, of kies uit de lijst.",
            f"The filter {field} does not know {code!r} in this plan. Take it out of the address, or choose from "
            "the list.",
        )
    return filters.select(seen.known, scene.selection)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def arranged(scene: Scene) -> tuple[Row, ...]:
    """The selected rows in the order of the view; raises UsageError."""
    return arrange(selected(scene), scene.arrangement)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def selection_chips(scene: Scene) -> Markup:
    """What is selected as HTML, each with the way to take it away."""
    return selection.chosen(scene, snapshot(scene).plan)


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def results_screen(scene: Scene) -> Markup:
    """One page of the selected rows as HTML, and what else the words find; raises UsageError."""
    seen = snapshot(scene)
    besides = notes(seen.plan, scene.selection.words)
    return selection.table_screen(scene, seen, arranged(scene), besides, units_asked(scene, scene.selection.units))


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def matrix_tab(scene: Scene) -> Markup:
    """The selected rows as a matrix, as HTML; raises UsageError."""
    return selection.matrix_screen(scene, snapshot(scene), selected(scene))


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def timeline_tab(scene: Scene) -> Markup:
    """The selected rows as a timeline, as HTML; raises UsageError."""
    return selection.timeline_screen(scene, snapshot(scene), selected(scene))


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def footer_of_plan(scene: Scene) -> Markup:
    """The foot of every page as HTML."""
    return results.plan_footer(scene, snapshot(scene))
