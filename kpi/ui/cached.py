"""The only cache: immutable values, shared and not copied, keyed by everything they depend on.

Revisions never change, so nothing here is ever cleared; the oldest entries make room for new ones. What shows one plan
is keyed by the revisions of that plan: what is handed in for another leaves it as it is.
"""

import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from kpi.access.rights import Grant, Right
from kpi.core.calendar.moment import moment
from kpi.core.delivery.completeness import Completeness
from kpi.core.errors import UsageError
from kpi.core.history.known_then import Otherwise, ThenAndNow, otherwise_by_target
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Plan
from kpi.core.view import filters
from kpi.core.view.arranging import arrange
from kpi.core.view.part import Part
from kpi.core.view.smart import SmartTest, smart_test
from kpi.core.view.target_view import TargetView
from kpi.core.view.units_view import UnitValues
from kpi.present.filter_words import wording
from kpi.present.screen.scene import Scene
from kpi.service import changed, snapshots
from kpi.service.accounts.signing import actor_of
from kpi.service.desk import Desk, Tally, open_desk
from kpi.service.plan_list import plan_titles
from kpi.service.plans import load_missing
from kpi.service.snapshots import head_revision, plan_at, snapshot_of, target_page
from kpi.service.uploads.checking import today
from kpi.service.uploads.reports import completeness_report
from kpi.settings import load_settings
from kpi.ui.serving.tickets import ticket_now

_log = logging.getLogger("planpeil.ui")
SNAPSHOTS, SCREENS = 64, 256
P = ParamSpec("P")
T = TypeVar("T")


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
    return snapshots.revision_known_at(own_desk(), moment(known))


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def titles(head: int) -> dict[str, str]:
    """Code and title of every plan, by code."""
    return plan_titles(own_desk(), head)


def plan_names(head: int) -> dict[str, str]:
    """Code and title of every plan that who asks may see, by code."""
    who = desk().who
    return {code: title for code, title in titles(head).items() if who.may(Right.LOOK, code)}


def unit_name(head: int, grant: Grant) -> str:
    """What the unit of a role is called; its code where it is not there any more, empty for all of a plan."""
    units = plan(head, grant.plan).org_units if grant.unit and grant.plan in titles(head) else ()
    return next((one.name for one in units if one.code == grant.unit), grant.unit)


def codes_of_plans(head: int) -> tuple[str, ...]:
    """The codes of the plans that who asks may see; empty when there are none."""
    return tuple(plan_names(head))


def own_revision(revision: int, code: str) -> int:
    """The revision at which a plan became what it is at `revision`."""
    return _own_revisions(revision)(code)


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def _own_revisions(revision: int) -> Callable[[str], int]:
    return snapshots.plan_revisions(own_desk(), revision)


def own_view(scene: Scene, also: Iterable[str] = ()) -> Scene:
    """The same view with the revisions of its plan, and of others it shows: equal however often the rest changes."""
    if not scene.plan:
        return scene
    codes = (scene.plan, *also)
    head, revision = (max(own_revision(one, code) for code in codes) for one in (scene.head, scene.revision))
    return replace(scene, head=head, revision=revision)


def of_its_plan(make: Callable[Concatenate[Scene, P], T]) -> Callable[Concatenate[Scene, P], T]:
    """Keep what is made of a view that shows one plan and no other."""
    kept = st.cache_resource(show_spinner=False, max_entries=SCREENS)(make)

    @wraps(make)
    def found(scene: Scene, /, *more: P.args, **named: P.kwargs) -> T:
        return kept(own_view(scene), *more, **named)

    return found


def opening_day(revision: int, code: str) -> date:
    """The day a plan opens at."""
    return _opening_day(own_revision(revision, code), code)


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def _opening_day(revision: int, code: str) -> date:
    return snapshots.default_day(own_desk(), code, revision)


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def _snapshot(revision: int, code: str, as_of: date, known: str, part: Part | None) -> Snapshot:
    known_at, whole = moment(known) if known else None, plan(revision, code)
    return snapshot_of(own_desk(), whole, as_of=as_of, revision=revision, known_at=known_at, part=part)


def plan(revision: int, code: str) -> Plan:
    """A plan with its themes and targets."""
    return _plan(own_revision(revision, code), code)


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def _plan(revision: int, code: str) -> Plan:
    return plan_at(own_desk(), code, revision)


def snapshot_on(revision: int, code: str, as_of: date, known: str) -> Snapshot:
    """All lights of a plan as who may see all of it sees them on a day."""
    return _snapshot(own_revision(revision, code), code, as_of, known, None)


def snapshot(scene: Scene) -> Snapshot:
    """All lights of a view."""
    return _snapshot(own_revision(scene.revision, scene.plan), scene.plan, scene.as_of, scene.known, scene.part)


def seen_then(scene: Scene) -> ThenAndNow:
    """The day of a view as was known at its moment, beside what is known now; only of a view of such a moment."""
    return _seen_then(own_revision(scene.head, scene.plan), scene.plan, scene.as_of, scene.known)


def otherwise_of(scene: Scene) -> Otherwise | None:
    """In what the results of a view are known otherwise now, by code; None where that is not told."""
    return otherwise_by_target(seen_then(scene)) if tells_otherwise(scene) else None


def tells_otherwise(scene: Scene) -> bool:
    """Whether a view is of what was known then, and its reader may be told what is known now: of the whole plan."""
    return bool(scene.known and scene.plan) and scene.part is None and Right.SEE in scene.rights


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def _seen_then(head: int, code: str, as_of: date, known: str) -> ThenAndNow:
    return changed.known_then(own_desk(), code, as_of, moment(known))


def what_was_due(scene: Scene, period: str) -> Completeness:
    """What was due in a period (its code) and what came, as seen today, of the units of a view."""
    return _what_was_due(own_revision(scene.head, scene.plan), scene.plan, period, today(), scene.part)


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def _what_was_due(head: int, code: str, period: str, on: date, part: Part | None) -> Completeness:
    return completeness_report(own_desk(), code, period, on=on, part=part)


@of_its_plan
def target(scene: Scene, code: str) -> TargetView:
    """One target of a view; raises NotFoundError."""
    return target_page(own_desk(), snapshot(scene), code)


def smart_of(scene: Scene) -> SmartTest:
    """What the plan of a view lacks to be held to."""
    return smart_test(snapshot(scene))


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def options_by_field(
    revision: int, code: str, as_of: date, known: str, part: Part | None, lang: str
) -> dict[str, dict[str, str]]:
    """Every field of a selection with the codes that occur at a date, in the order of the plan, and their words."""
    seen = _snapshot(own_revision(revision, code), code, as_of, known, part)
    found = {}
    for field in filters.FIELDS:
        words = wording(seen.plan, field, lang)
        found[field] = {one: words(one) for one in filters.options(seen, field)}
    return found


@of_its_plan
def units_asked(scene: Scene, units: tuple[str, ...]) -> UnitValues:
    """What each of these units gave for the results of a view, by the code of the result."""
    return snapshots.values_of_units(own_desk(), snapshot(scene), units)


@of_its_plan
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


@of_its_plan
def arranged(scene: Scene) -> tuple[Row, ...]:
    """The selected rows in the order of the view; raises UsageError."""
    return arrange(selected(scene), scene.arrangement)
