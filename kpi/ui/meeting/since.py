"""The page of what changed: since the previous meeting, or since a day that somebody chooses."""

from datetime import date

import streamlit as st

from kpi.core.calendar.moment import moment
from kpi.core.calendar.period import DAY
from kpi.core.delivery.completeness import Completeness
from kpi.core.errors import PlanpeilError
from kpi.core.meeting.lasting import Lasting
from kpi.present.html.heading import head
from kpi.present.screen.scene import Scene
from kpi.present.screen.since import since_page
from kpi.service.changed import Since, changed_lights
from kpi.service.meetings.holding import left_out_now, meeting_list
from kpi.service.meetings.waiting import broken_promises
from kpi.ui import address, cached, show
from kpi.ui.bound import DATE_FORMATS
from kpi.ui.cached import SNAPSHOTS

FIRST = "sinds"


def since_page_of(scene: Scene) -> None:
    """What changed between two days: the one in the address, else that of the meeting before, else a quarter before."""
    first = _first(scene)
    show.show_worded(scene, head(scene.text("What changed"), ""))
    chosen: date = st.date_input(
        scene.text("Compared with"),
        first,
        max_value=scene.as_of,
        key=f"since-{first}",
        format=DATE_FORMATS[scene.lang],
        width=190,
    )
    if chosen != first:
        address.write_address(**{FIRST: chosen.isoformat()})
        st.rerun()
    found = _since(cached.own_view(scene).head, scene.plan, first, scene.as_of, scene.known)
    snapshot = cached.snapshot(scene)
    left_out = left_out_now(cached.desk(), scene.plan, scene.as_of)
    show.html(since_page(scene, snapshot, first, found.lights, _delivered(scene), _broken(scene), left_out))


@cached.of_its_plan
def _broken(scene: Scene) -> tuple[Lasting, ...]:
    return broken_promises(cached.desk(), cached.snapshot(scene))


def _first(scene: Scene) -> date:
    """The day to compare with; one in the address that is none, or lies after the view, counts as none."""
    try:
        asked = date.fromisoformat(st.query_params.get(FIRST, ""))
    except ValueError:
        asked = None
    if asked is not None and asked <= scene.as_of:
        return asked
    held = [one.one.as_of for one in meeting_list(cached.desk(), scene.plan) if one.one.revision]
    before = [day for day in held if day < scene.as_of]
    return max(before, default=scene.quarter.first - DAY)


@st.cache_resource(show_spinner=False, max_entries=SNAPSHOTS)
def _since(head: int, plan: str, first: date, last: date, known: str) -> Since:
    """The lights that changed; a view of the past compares as was known then."""
    then = moment(known) if known else None
    return changed_lights(cached.desk(), plan, first, last, known_from=then, known_to=then)


def _delivered(scene: Scene) -> Completeness | None:
    """What was due in the newest ended quarter; None where that cannot be said."""
    try:
        return cached.what_was_due(scene, cached.snapshot(scene).period.code)
    except PlanpeilError:
        return None
