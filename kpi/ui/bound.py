"""What every picker shares: it shows what the URL says, and writes the URL when a visitor changes it."""

import streamlit as st

from kpi.ui import address

DATE_FORMATS = {"nl": "DD-MM-YYYY", "en": "YYYY-MM-DD"}


def picked(name: str) -> None:
    """Write a picker's value, one code or several, to the URL."""
    address.write_address(**{name: st.session_state[name]})


def show_value(key: str, value: object) -> None:
    """Let the widget `key` show what the URL says."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def day_changed(name: str) -> None:
    """Write a picked day to the URL, or take it out."""
    chosen = st.session_state[name]
    address.write_address(**{name: chosen.isoformat() if chosen else ""})
