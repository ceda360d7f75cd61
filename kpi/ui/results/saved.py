"""Selections saved under a name, for this browser: to save, to open and to remove."""

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import streamlit as st
from markupsafe import Markup

from kpi.core.errors import PlanpeilError
from kpi.present.html.markup import markup
from kpi.present.html.parts import link
from kpi.present.screen.scene import Scene
from kpi.present.words import mark
from kpi.service import saved_views as views
from kpi.service.saved_views import LONGEST_NAME
from kpi.store.kept.saved_views import SavedView
from kpi.ui import cached, drafts, requested, show

_NAME, _TOLD, _REPLACING = "saved-name", "_saved_told", "_saved_replacing"


def offer_saved(scene: Scene) -> None:
    """What this browser saved of the plan behind one button; nothing where nothing can be saved."""
    if not views.may_save(cached.desk(), drafts.browser()):
        return
    with st.popover(scene.text("Save"), type="tertiary", key="saved"):
        try:
            found = views.saved_views(cached.desk(), drafts.browser(), scene.plan)
        except PlanpeilError as fault:
            show.tell_fault(fault, scene.lang)
            return
        _name(scene, {one.name for one in found})
        for number, one in enumerate(found):
            _one(scene, number, one)


def _name(scene: Scene, names: Collection[str]) -> None:
    """The name for what is selected now, with what is to be said of it."""
    st.text_input(scene.text("Name of this selection"), key=_NAME, max_chars=LONGEST_NAME)
    replacing = st.session_state.get(_REPLACING)
    label = mark("Replace it") if replacing else mark("Save this selection")
    st.button(scene.text(label), key="saved-save", on_click=_save, args=(scene, names))
    if told := st.session_state.pop(_TOLD, ""):
        show.show_worded(scene, markup('<p class="pp pp-saved" role="status">{}</p>', told))
    elif not names:
        hint = scene.text("Kept for you in this browser. The date is not kept with it.")
        show.show_worded(scene, markup('<p class="pp pp-saved pp-soft">{}</p>', hint))


def _save(scene: Scene, names: Collection[str]) -> None:
    """Save what is selected; a name that is there is replaced at the second press."""
    name = " ".join(st.session_state[_NAME].split())
    replacing = st.session_state.pop(_REPLACING, None)
    if name in names and replacing != name:
        st.session_state[_REPLACING] = name
        st.session_state[_TOLD] = scene.text(
            "{name} is there already. Replace it, or choose another name?", name=f"“{name}”"
        )
        return
    try:
        views.save_view(cached.desk(), drafts.browser(), scene.plan, _view(scene, name))
    except PlanpeilError as fault:
        st.session_state[_TOLD] = fault.said(scene.lang)
        return
    st.session_state[_NAME] = ""
    st.session_state[_TOLD] = scene.text("{name} is saved.", name=f"“{name}”")


def _view(scene: Scene, name: str) -> SavedView:
    """The selection and its arrangement; it begins at its first page."""
    asked_for = {**scene.selection.params, **scene.arranged(page=1).arrangement.params}
    return SavedView(name, scene.page, urlencode(asked_for, doseq=True))


def _one(scene: Scene, number: int, view: SavedView) -> None:
    with st.container(key=f"saved-{number}", horizontal=True, gap="small", vertical_alignment="center"):
        show.show_worded(scene, markup('<p class="pp pp-saved">{}</p>', _link(scene, view)))
        label = scene.text("Remove")
        st.button(label, key=f"saved-drop-{number}", type="tertiary", on_click=_drop, args=(scene, view.name))


def _link(scene: Scene, view: SavedView) -> Markup:
    """A link that opens exactly what was saved, at the day and in the language of now."""
    query = parse_qs(view.query)
    opened = replace(scene, selection=requested.selection_of(query), arrangement=requested.arrangement_of(query))
    return link(opened.href(view.page), view.name)


def _drop(scene: Scene, name: str) -> None:
    try:
        views.remove_view(cached.desk(), drafts.browser(), scene.plan, name)
    except PlanpeilError as fault:
        st.session_state[_TOLD] = fault.said(scene.lang)
        return
    st.session_state[_TOLD] = scene.text("{name} is removed.", name=f"“{name}”")
