"""What the controls are called that Streamlit names itself, in English whatever the page speaks."""

import json
from collections.abc import Mapping
from types import MappingProxyType

from kpi.present.words import mark, text

# Their own name, or what it begins with, and ours. The script of every page puts ours in their place.
CONTROL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "Open": mark("Show the choices"),
        "Clear value": mark("Clear"),
        "Clear all": mark("Clear"),
        "Choose date": mark("Choose a day"),
        "Clear date": mark("Clear the day"),
        "Previous month": mark("Previous month"),
        "Next month": mark("Next month"),
        "Increment": mark("Higher"),
        "Decrement": mark("Lower"),
        "Close": mark("Close"),
        "Dismiss": mark("Close"),
        "Show password": mark("Show the password"),
        "Hide password": mark("Hide the password"),
        "file upload": mark("Choose a file"),
        "Upload": mark("Choose a file"),
        "Skip to main content": mark("To the content"),
        "Connection error": mark("No connection"),
        "Help for": mark("Help with"),
        "day,": mark("day,"),
        "month,": mark("month,"),
        "year,": mark("year,"),
    }
)
OFFLINE = mark("Planpeil does not answer. What you typed is kept; the page goes on once the connection is back.")


def control_names(lang: str) -> str:
    """The names in a language as JSON; "" is what a lost connection means."""
    return json.dumps({"": text(lang, OFFLINE), **{one: text(lang, name) for one, name in CONTROL_NAMES.items()}})
