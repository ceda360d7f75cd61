"""The screen of an installation without any plan: what this is, and the button that leads to a first one."""

import streamlit as st

from kpi.present.html import empty
from kpi.present.pages import MANAGE
from kpi.present.screen.scene import Scene
from kpi.ui import cached, navigation, show


def invite(scene: Scene) -> None:
    """Why there is nothing to see and how a first plan begins; who may not change anything is told whom to ask."""
    show.show_worded(scene, empty.no_plan_yet(scene.lang))
    if cached.own_desk().settings.read_only:
        show.show_message(
            scene.text("Read-only"),
            scene.text("This Planpeil is set to read-only: no plan can be begun here."),
            scene.text("Ask the administrator where plans can be changed."),
            scene.lang,
        )
        return
    if st.button(scene.text("Begin a first plan"), type="primary", icon=":material/edit_note:"):
        st.switch_page(navigation.entry(MANAGE), query_params=scene.params)
    hint = scene.text("Is there a plan folder on this computer already? An administrator loads it with")
    show.show_worded(scene, empty.command(hint, "python -m kpi load ..."))
