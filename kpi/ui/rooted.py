"""Addresses of ours from the root of the host, for documents that cannot say them relative to their own."""

import os

import streamlit as st

from kpi.core.reach import Reach
from kpi.settings import load_settings
from kpi.ui.serving.first_answer import font


@st.cache_resource(show_spinner=False)
def reach_now() -> Reach:
    """How this process is reached; needs no database."""
    return load_settings(environ=os.environ).reach


def rooted(path: str) -> str:
    """Where a path of ours (from our own root) is on its host."""
    return reach_now().at(path)


def rooted_font() -> str:
    """Where the font of the pages is on its host; empty where Streamlit's page names none."""
    found = font()
    return rooted(found.removeprefix(".")) if found else ""
