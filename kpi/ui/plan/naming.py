"""The form that begins a new plan: its title, code and days, kept for this browser until the draft begins."""

import re
from collections.abc import Mapping
from datetime import date
from unicodedata import normalize

import streamlit as st

from kpi.core.errors import PlanpeilError
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.service.drafting import starting
from kpi.service.drafting.starting import Beginning
from kpi.service.drafts import DraftKind
from kpi.ui import bound, cached, drafts, show

WAY, TITLE, CODE, OWNER, START, END = "plan-way", "plan-title", "plan-code", "plan-owner", "plan-start", "plan-end"
_DAYS = (START, END)
_FORM = ""  # one a browser
_CODE_PART = re.compile(r"[a-z0-9]+")
Given = Mapping[str, str | date]


def take_up_way(ways: list[str]) -> None:
    """Begin with the way that this browser was busy with, else with the first."""
    if WAY not in st.session_state:
        way = _kept().get(WAY)
        st.session_state[WAY] = way if way in ways else ways[0]


def name_plan(scene: Scene, organisation: str, first: date, last: date) -> Beginning | None:
    """What the new plan is called and when it runs; None while that is not complete."""
    given: Given = {TITLE: "", CODE: "", OWNER: organisation, START: first, END: last}
    _take_up(given)
    style = bound.DATE_FORMATS[scene.lang]
    with st.container(horizontal=True):
        title = st.text_input(scene.text("Title"), key=TITLE, max_chars=120, width=420)
        found = suggested(title)
        said = scene.text(
            "Everything is kept under this code, which cannot be changed later. Empty: the code shown in grey."
        )
        code = st.text_input(
            scene.text("Code"), key=CODE, placeholder=found or "huisartsen-2027", max_chars=60, width=240, help=said
        )
    with st.container(horizontal=True):
        owner = st.text_input(scene.text("Organisation"), key=_own(OWNER), max_chars=120, width=340)
        start = st.date_input(scene.text("First day"), key=_own(START), format=style, width=160)
        end = st.date_input(scene.text("Last day"), key=_own(END), format=style, width=160)
    _keep(scene, given, {TITLE: title, CODE: code, OWNER: owner, START: start, END: end})
    if not title.strip():
        show.show_worded(scene, upload.aside(scene.text("Give the plan a title.")))
        return None
    try:
        return starting.beginning(cached.own_desk().settings, code.strip() or found, title, start, end, owner)
    except PlanpeilError as fault:
        show.show_message(scene.text("Not yet"), fault.said(scene.lang), "", scene.lang)
        return None


def suggested(title: str) -> str:
    """A code from the words of a title: small letters, digits and hyphens; empty for no words."""
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    return "-".join(_CODE_PART.findall(plain))[:60].rstrip("-")


def forget_form() -> None:
    """The draft has begun: the form is empty again, and no longer kept."""
    drafts.drop(DraftKind.BEGINNING, _FORM)
    for key in [key for key in st.session_state if str(key).startswith((TITLE, CODE, OWNER, START, END))]:
        del st.session_state[key]


def _own(field: str) -> str:
    """The key of a field whose beginning differs by the way: a copy has other days than an empty plan."""
    return field if field in (TITLE, CODE) else f"{field}-{st.session_state[WAY]}"


def _kept() -> Mapping[str, str]:
    found = drafts.find(DraftKind.BEGINNING, _FORM)
    return found.words if found else {}


def _take_up(given: Given) -> None:
    """Fill the fields that are not on the page yet, with what was kept or as they begin."""
    if _own(OWNER) in st.session_state and TITLE in st.session_state:
        return
    kept = _kept()
    same = kept.get(WAY) == st.session_state[WAY]
    for field, first in given.items():
        said = kept.get(field) if same or field in (TITLE, CODE) else None
        if _own(field) not in st.session_state:
            st.session_state[_own(field)] = (
                first if said is None else date.fromisoformat(said) if field in _DAYS else said
            )


def _keep(scene: Scene, given: Given, typed: Given) -> None:
    """Keep what was typed, say so, and offer to throw it away; a form as it begins is not kept."""
    if typed == given:
        drafts.drop(DraftKind.BEGINNING, _FORM)
        return
    words = {field: said.isoformat() if isinstance(said, date) else said for field, said in typed.items()}
    drafts.keep(DraftKind.BEGINNING, _FORM, {WAY: st.session_state[WAY], **words}, {})
    with st.container(horizontal=True, vertical_alignment="center"):
        drafts.tell_kept(scene, DraftKind.BEGINNING, _FORM, scene.text("what you typed"))
        st.button(scene.text("Discard"), key="plan-form-away", on_click=_empty, args=(given,))


def _empty(given: Given) -> None:
    drafts.drop(DraftKind.BEGINNING, _FORM)
    for field, first in given.items():
        st.session_state[_own(field)] = first
