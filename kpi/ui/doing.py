"""What every page that changes something needs: who does it, whether it may, and what came of it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import streamlit as st

from kpi.access.rights import Right
from kpi.core.errors import PlanpeilError
from kpi.present.screen.scene import Scene
from kpi.service.drafts import DraftKind
from kpi.ui import cached, drafts, show
from kpi.ui.exported import exported

T = TypeVar("T")
Forms = Mapping[str, tuple[str, str]]
_NAME = "_name"


def may(scene: Scene, right: Right) -> bool:
    """Whether who looks can change this here: not where Planpeil is read-only, nor in a view of the past."""
    return right in scene.rights and not cached.own_desk().settings.read_only and not scene.known


def name_given() -> str:
    """The name of who signed in, else the one that was given in this browser; empty: none yet."""
    who = cached.desk().who
    if not who.is_free:
        return who.name
    if _NAME not in st.session_state:
        found = drafts.find(DraftKind.PERSON, "")
        st.session_state[_NAME] = str(found.words.get("user", "")) if found else ""
    return str(st.session_state[_NAME])


def user(scene: Scene) -> str:
    """The name of who changes something; where nobody signs in it is asked, once a browser and once a page."""
    given = name_given()
    if not cached.desk().who.is_free:
        return given
    said = st.text_input(
        scene.text("Your name"),
        given,
        key="your-name",
        max_chars=80,
        placeholder=scene.text("required; shown with what you do"),
        autocomplete="name",
        width=420,
    ).strip()
    if said != given:
        st.session_state[_NAME] = said
        drafts.keep(DraftKind.PERSON, "", {"user": said}, {})
    return said


def offer_files_of_meeting(
    scene: Scene, what: str, key: str, forms: Mapping[str, tuple[str, str]], make: Callable[[str], bytes]
) -> None:
    """Files behind one button, each made when somebody asks for it.

    `forms`: label and type by the ending of the file, which `make` is given; `what` stands in its name.
    """
    with st.popover(scene.text("Download"), key=f"{key}-files"):
        for form, (label, kind) in forms.items():
            name = f"planpeil-{scene.plan}-{what}-{show.file_stamp()}.{form}"
            st.download_button(
                scene.text(label),
                exported(scene.plan, name, partial(make, form)),
                name,
                kind,
                key=f"{key}-file-{form}",
                on_click="ignore",
                type="tertiary",
            )


def done(scene: Scene, change: Callable[[], T], after: Callable[[T], None] | None = None) -> None:
    """Change something, do what follows with what it gave, and draw the page anew.

    What is refused is said in words: somebody else may have changed it meanwhile.
    """
    try:
        given = change()
    except PlanpeilError as fault:
        show.show_message(scene.text("Not recorded"), fault.said(scene.lang), "", scene.lang)
        return
    if after is not None:
        after(given)
    st.toast(scene.text("Recorded."))
    st.rerun()
