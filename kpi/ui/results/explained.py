"""The explanations on the page of a result, as one screen."""

import streamlit as st
from markupsafe import Markup

from kpi.present.html.checkin import checkins
from kpi.present.html.markup import NOTHING
from kpi.present.html.parts import projected, spoken
from kpi.present.screen.scene import Scene
from kpi.service.explained import checkins_on
from kpi.ui import cached
from kpi.ui.cached import SCREENS


@st.cache_resource(show_spinner=False, max_entries=SCREENS)
def checkins_html(scene: Scene, code: str) -> Markup:
    """What was said about one target as HTML; empty when nobody said anything."""
    told = checkins(checkins_on(cached.desk(), cached.snapshot(scene), code), scene.lang)
    body = spoken(scene.lang, told) if told else NOTHING
    return projected(body) if body and scene.projecting else body
