"""The page of somebody's list: of who is signed in, else of the owner that is chosen."""

import re
from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from kpi.core.meeting.asked import Asked, asked_of
from kpi.core.plain import name_key
from kpi.core.view.arranging import Arrangement
from kpi.core.view.filters import Filters
from kpi.present.html.uploads.deliveries import local_moment
from kpi.present.html.uploads.upload import aside
from kpi.present.pages import MY_LIST
from kpi.present.screen.my_list import list_screen, list_title
from kpi.present.screen.scene import Scene
from kpi.service.reminding.addresses import (
    calendar_at,
    list_address_made,
    renew_list_address,
    withdraw_list_address,
)
from kpi.service.reminding.my_list import asked_at, list_calendar, uploads_waiting
from kpi.service.uploads.checking import today
from kpi.ui import address, cached, doing, paging, show
from kpi.ui.exported import exported
from kpi.ui.rooted import rooted
from kpi.ui.serving.calendars import calendar_route, list_address

WHO = "wie"
_NEW = "_list_address"


@st.cache_resource(show_spinner=False, max_entries=cached.SNAPSHOTS)
def _asked_in(head: int, code: str, on: date) -> tuple[Asked, ...]:
    return asked_at(cached.own_desk(), code, head, on=on)


def list_page(scene: Scene) -> None:
    """The list, its pages, and its calendar."""
    show.html(list_title(scene))  # before anything is read: the lists of large plans take a while
    on = today()
    codes = _codes(scene)
    kept = (one for code in codes for one in _asked_in(cached.own_revision(scene.head, code), code, on))
    waiting = (one for code in codes for one in uploads_waiting(cached.own_desk(), code))
    every = [*kept, *waiting]
    who = _who(scene, every)
    if not who:
        return
    found = asked_of(every, who)
    show.html(list_screen(scene, who, found, paging.page_of(found), partial(_at, scene), on))
    show.show_worded(scene, paging.page_ways(scene, MY_LIST, len(found), {WHO: who}))
    whose = re.sub(r"\W+", "-", who)
    name = f"agenda_{whose}_{show.file_stamp()}.ics"
    make = partial(list_calendar, cached.desk(), who, scene.lang)
    st.download_button(
        scene.text("Calendar (iCalendar)"),
        exported("", name, make),
        file_name=name,
        mime="text/calendar",
        key="my-calendar",
        on_click="ignore",
    )
    _offer_address(scene, who)


def _codes(scene: Scene) -> tuple[str, ...]:
    """The plans that who looks may see whole."""
    return cached.codes_of_plans(scene.head) if scene.plans is None else scene.plans


def calendar_by_secret(token: str) -> bytes:
    """The calendar that stands at a secret address; raises NotFoundError."""
    return calendar_at(cached.own_desk(), token)


CALENDAR = calendar_route(calendar_by_secret)


def _offer_address(scene: Scene, who: str) -> None:
    """An address that a calendar program reads by itself: made, renewed and withdrawn; shown once."""
    if cached.own_desk().settings.read_only:
        return
    desk = cached.desk()
    made = list_address_made(desk, who)
    with st.expander(scene.text("Your list in your own calendar"), key="my-address"):
        said = scene.text(
            "A calendar program reads this address by itself. Whoever has it sees your list, so keep it to yourself."
        )
        show.show_worded(scene, aside(said))
        if (token := st.session_state.pop(_NEW, "")) and made:
            st.code(_whole(rooted(list_address(token))), language=None, wrap_lines=True)
            show.show_worded(scene, aside(scene.text("Copy it now: it is shown only this once.")))
        elif made:
            when = local_moment(made, scene.lang)
            show.show_worded(scene, aside(scene.text("There is an address since {moment}.", moment=when)))
        with st.container(horizontal=True):
            label = scene.text("Make another address") if made else scene.text("Make an address")
            if st.button(label, key="my-address-make"):
                st.session_state[_NEW] = renew_list_address(desk, who)
                st.rerun()
            if made and st.button(scene.text("Withdraw the address"), key="my-address-end"):
                withdraw_list_address(desk, who)
                st.rerun()


def _whole(path: str) -> str:
    """An address of ours as a browser asks for it."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}{path}" if here.netloc else path


def _at(scene: Scene, code: str) -> Scene:
    """The view of a plan as it opens, whatever is looked at now."""
    if code == scene.plan:
        return replace(scene, known="", selection=Filters(), arrangement=Arrangement())
    plan, day = cached.plan(scene.head, code), cached.opening_day(scene.head, code)
    rights = cached.desk().who.rights(code)
    return replace(
        scene, plan=code, as_of=day, known="", rights=rights, year_starts=plan.year_starts,
        selection=Filters(), arrangement=Arrangement(),
    )  # fmt: skip


def _who(scene: Scene, every: list[Asked]) -> str:
    """Whose list it is; empty while nobody was chosen."""
    signed_in = cached.desk().who
    if not signed_in.is_free:
        return signed_in.name
    names = _names(scene, every)
    known = {name_key(one): one for one in names}
    asked = st.query_params.get(WHO, "") or doing.name_given()
    chosen = known.get(name_key(asked), "")
    if st.session_state.get(WHO) != chosen:
        st.session_state[WHO] = chosen
    st.selectbox(
        scene.text("I am"),
        ["", *names],
        format_func=lambda one: one or scene.text("choose your name"),
        key=WHO,
        width=420,
        on_change=_chosen,
    )
    return chosen


def _names(scene: Scene, every: list[Asked]) -> list[str]:
    """Every owner in the plans, each once, by name."""
    found = [one.owner for one in every]
    for code in _codes(scene):
        plan = cached.plan(scene.head, code)
        found += [*(one.owner for one in plan.targets), *(one.owner for one in plan.indicators)]
    once = {name_key(one): one.strip() for one in found if one.strip()}
    return [once[key] for key in sorted(once)]


def _chosen() -> None:
    address.write_address(**{WHO: st.session_state[WHO], paging.FROM: ""})
