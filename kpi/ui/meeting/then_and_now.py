"""The page that puts a day as it was known then beside the same day as it is known now."""

import streamlit as st

from kpi.core.calendar.moment import moment
from kpi.core.history.known_then import ThenAndNow
from kpi.core.meeting.records import Meeting
from kpi.core.notation import day
from kpi.present.html.heading import head
from kpi.present.html.uploads.deliveries import local_moment
from kpi.present.screen.meetings import CHOSEN
from kpi.present.screen.scene import Scene
from kpi.present.screen.then_and_now import then_and_now_page
from kpi.service.changed import known_otherwise
from kpi.service.meetings.holding import meeting_list
from kpi.ui import address, cached, show
from kpi.ui.cached import SCREENS


def then_and_now_of(scene: Scene) -> None:
    """As a meeting saw it, or as was known at the moment of the view, beside what is known now."""
    show.show_worded(scene, head(scene.text("Then and now"), ""))
    held = {one.one.code: one.one for one in reversed(meeting_list(cached.desk(), scene.plan)) if one.one.revision}
    if scene.known:
        when = local_moment(moment(scene.known), scene.lang)
        lead = scene.text("As of {day}, as known on {moment}.", moment=when, day=day(scene.as_of, scene.lang))
        show.html(then_and_now_page(scene, lead, cached.seen_then(scene)))
        return
    if not held:
        words = scene.text(
            "Choose at the date above what was known then, or begin a meeting: it keeps the figures as they were seen."
        )
        show.show_message(scene.text("Nothing to compare with yet"), words, "", scene.lang)
        return
    one = held[_chosen(scene, held)]
    lead = scene.text("As of {day}, as seen in {meeting}.", meeting=one.name, day=day(one.as_of, scene.lang))
    found = known_since(cached.own_view(scene).head, scene.plan, one)
    show.html(then_and_now_page(scene, lead, found))


def _chosen(scene: Scene, held: dict[str, Meeting]) -> str:
    """The meeting in the address, else the last; somebody may choose another."""
    asked = st.query_params.get(CHOSEN, "")
    asked = asked if asked in held else next(iter(held))
    chosen: str = st.selectbox(
        scene.text("Compared with"),
        list(held),
        list(held).index(asked),
        format_func=lambda code: f"{held[code].name} ({day(held[code].day, scene.lang)})",
        key=f"then-{asked}",
        width=420,
    )
    if chosen != asked:
        address.write_address(**{CHOSEN: chosen})
        st.rerun()
    return chosen


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def known_since(head: int, plan: str, one: Meeting) -> ThenAndNow:
    """What of the meeting's own date is known otherwise at revision `head`."""
    return known_otherwise(cached.own_desk(), plan, one.as_of, one.revision, head)
