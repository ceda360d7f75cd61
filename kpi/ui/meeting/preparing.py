"""The page of meetings: the list, one that is prepared, under way or closed, and what can be done with it."""

from datetime import date
from functools import partial

import streamlit as st

from kpi.access.rights import Right
from kpi.core.meeting.records import Meeting, MeetingState
from kpi.present.screen import meetings as screen
from kpi.present.screen.scene import Scene
from kpi.present.screen.then_and_now import known_now
from kpi.service.meetings.holding import (
    begin_meeting,
    change_meeting,
    meeting_list,
    prepare_meeting,
    reopen_meeting,
    show_result,
)
from kpi.service.meetings.showing import MeetingShown, close
from kpi.service.uploads.checking import today
from kpi.ui import address, cached, doing, show
from kpi.ui.bound import DATE_FORMATS
from kpi.ui.meeting import packs, room
from kpi.ui.meeting.then_and_now import known_since
from kpi.ui.navigation import as_label


def meetings_page(scene: Scene) -> None:
    """The list of meetings, or the one that the address asks for."""
    code = st.query_params.get(screen.CHOSEN, "")
    if code:
        _one(scene, code)
        return
    show.html(screen.meetings_head(scene))
    found = meeting_list(cached.desk(), scene.plan)
    show.html(screen.meetings_table(scene, [one.one for one in found]))
    if doing.may(scene, Right.AGREE):
        _prepare(scene, doing.user(scene))


def _prepare(scene: Scene, user: str) -> None:
    """A new meeting: its name, its day, and the date of the lights."""
    with st.expander(scene.text("Prepare a meeting"), key="meeting-new"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input(scene.text("Name"), key="meeting-name", max_chars=120, width=360)
            on = _day(scene, scene.text("Day of the meeting"), "meeting-day", today())
            as_of = _day(scene, scene.text("Results as of"), f"meeting-as-of-{scene.as_of}", scene.as_of)
        if not st.button(scene.text("Prepare"), type="primary", key="meeting-prepare"):
            return
        made = partial(prepare_meeting, cached.desk(), scene.plan, name, on, as_of, user=user)
        doing.done(scene, made, lambda one: address.write_address(**{screen.CHOSEN: one.code}))


def _day(scene: Scene, label: str, key: str, begin: date) -> date:
    found: date = st.date_input(label, begin, key=key, format=DATE_FORMATS[scene.lang], width=190)
    return found


def _one(scene: Scene, code: str) -> None:
    """One meeting; its name stands while its screens are made, which takes a while for a large plan."""
    for known in meeting_list(cached.desk(), scene.plan):
        if known.code == code:
            show.html(screen.meeting_head(scene, known.one))
    found = room.meeting_shown(scene.head, scene.plan, code, scene.lang)
    one = found.meeting.one
    user = doing.user(scene) if doing.may(scene, Right.AGREE) else ""
    with st.container(horizontal=True, vertical_alignment="bottom", key="meeting-ways"):
        _present(scene, one, user)
        packs.offer_packs(scene, one, user)
    if one.state is MeetingState.CLOSED:
        show.html(known_now(scene, known_since(cached.own_view(scene).head, scene.plan, one)))
        show.html(screen.run_list(scene, found.deck, closed=True))
        _reopen(scene, found, user)
        return
    show.html(screen.run_list(scene, found.deck))
    _change(scene, found, user)
    _choose(scene, found, user)
    said = {checkin.target: checkin for checkin in found.run.material.said} if found.run else {}
    rows = found.run.material.snapshot.rows if found.run else ()
    show.html(screen.unexplained(scene, screen.asking(rows, said), one.left_out))
    _close(scene, found, user)


def _change(scene: Scene, found: MeetingShown, user: str) -> None:
    """Another name or day, and before it begins another day of its lights."""
    if not doing.may(scene, Right.AGREE):
        return
    one, at = found.meeting.one, found.meeting.revision
    with st.expander(scene.text("Name and day"), key="meeting-changing"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input(scene.text("Name"), one.name, key=f"meeting-name-{at}", max_chars=120, width=360)
            on = _day(scene, scene.text("Day of the meeting"), f"meeting-day-{at}", one.day)
            as_of = one.as_of
            if one.state is MeetingState.PREPARED:
                as_of = _day(scene, scene.text("Results as of"), f"meeting-as-of-{at}", one.as_of)
        if st.button(scene.text("Change"), key="meeting-change"):
            change = partial(
                change_meeting, cached.desk(), scene.plan, one.code, user=user, name=name, day=on, as_of=as_of, seen=at
            )
            doing.done(scene, change)


def _present(scene: Scene, one: Meeting, user: str) -> None:
    """The way into the room; what is known is fixed once somebody begins."""
    words = scene.text("Look back") if one.state is MeetingState.CLOSED else scene.text("Present")
    target = room.room_address(scene.plan, one.code, scene.lang)
    st.link_button(words, target, type="primary", icon=":material/slideshow:", key="meeting-present")
    if one.state is not MeetingState.PREPARED or not doing.may(scene, Right.AGREE):
        return
    if st.button(scene.text("Begin: freeze the figures"), key="meeting-begin"):
        doing.done(scene, partial(begin_meeting, cached.desk(), scene.plan, one.code, user=user))


def _choose(scene: Scene, found: MeetingShown, user: str) -> None:
    """What is left out and brought in, result by result."""
    if not doing.may(scene, Right.AGREE) or found.run is None:
        return
    names = {row.target.code: row.target.statement for row in found.run.material.snapshot.rows}
    shown = screen.results_shown(found.deck)
    with st.expander(scene.text("Leave out or add"), key="meeting-choose"):
        for code in (*shown, *screen.results_together(found.deck)):
            _switch(scene, found, code, names.get(code, code), shown=False, user=user)
        for code in found.meeting.one.left_out:
            _switch(scene, found, code, names.get(code, code), shown=True, user=user)
        others = [code for code in names if code not in shown]
        chosen = st.selectbox(
            scene.text("Add"), others, None, format_func=lambda code: names[code], key="meeting-bring",
            placeholder=scene.text("Choose a result"),
        )  # fmt: skip
        if chosen and st.button(scene.text("Show this"), key="meeting-bring-in"):
            _shown(scene, found, chosen, shown=True, user=user)


def _switch(scene: Scene, found: MeetingShown, code: str, name: str, *, shown: bool, user: str) -> None:
    words = scene.text("Show again: {name}", name=name) if shown else scene.text("Leave out: {name}", name=name)
    if st.button(as_label(words), key=f"meeting-{code}", type="tertiary"):
        _shown(scene, found, code, shown=shown, user=user)


def _shown(scene: Scene, found: MeetingShown, code: str, *, shown: bool, user: str) -> None:
    one = found.meeting
    change = partial(show_result, cached.desk(), scene.plan, one.code, code, shown=shown, user=user, seen=one.revision)
    doing.done(scene, change)


def _close(scene: Scene, found: MeetingShown, user: str) -> None:
    if not doing.may(scene, Right.AGREE):
        return
    with st.expander(scene.text("Close the meeting"), key="meeting-ending"):
        st.caption(scene.text("Results, explanations and agreements are kept as the meeting saw them."))
        one = found.meeting
        if st.button(scene.text("Close"), key="meeting-close"):
            doing.done(scene, partial(close, cached.desk(), scene.plan, one.code, user=user, seen=one.revision))


def _reopen(scene: Scene, found: MeetingShown, user: str) -> None:
    if not doing.may(scene, Right.AGREE):
        return
    with st.expander(scene.text("Open it again"), key="meeting-again"):
        why = st.text_input(scene.text("Reason (needed)"), key="meeting-why", max_chars=300)
        one = found.meeting
        again = partial(reopen_meeting, cached.desk(), scene.plan, one.code, why, user=user, seen=one.revision)
        if st.button(scene.text("Open again"), key="meeting-reopen"):
            doing.done(scene, again)
