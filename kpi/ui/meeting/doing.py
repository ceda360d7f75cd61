"""What every page of the meeting needs to change something: who does it, whether it may, and what came of it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import streamlit as st

from kpi.access.rights import Right
from kpi.core.errors import PlanpeilError
from kpi.present.screen.scene import Scene
from kpi.ui import cached, show
from kpi.ui.exported import exported
from kpi.ui.upload import state as upload_state

T = TypeVar("T")
Forms = Mapping[str, tuple[str, str]]


def may(scene: Scene, right: Right) -> bool:
    """Whether who looks can change this here: not where Planpeil is read-only, nor in a view of the past."""
    return right in scene.rights and not cached.own_desk().settings.read_only and not scene.known


def user(scene: Scene) -> str:
    """The name of who changes something, asked once a browser and once a page."""
    return upload_state.user_field(scene.text("Your name"), needed=scene.text("required; shown with the change"))


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
