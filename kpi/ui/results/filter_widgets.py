"""The selection as pickers, and in words."""

from collections.abc import Callable, Iterable
from datetime import date

import streamlit as st

from kpi.core.errors import UsageError
from kpi.core.light.snapshot import Snapshot
from kpi.core.view import filters
from kpi.core.view.filters import FIELDS, SINCE, UNTIL, WORDS, Filters
from kpi.present.filter_words import LABELS, wording
from kpi.present.screen.scene import Scene
from kpi.service.texts import read_day
from kpi.ui.bound import DATE_FORMATS, day_changed, picked, show_value

_WHERE_ANY = ("unit", "promise")


def pick_filters(scene: Scene, snapshot: Snapshot) -> Filters:
    """The whole selection; raises UsageError for a value that is no option."""
    with st.grid("auto", min_column_width=230, gap="small"):
        chosen = tuple((field, _several(scene, snapshot, field)) for field in FIELDS if _offered(snapshot, field))
        since = _day(scene, SINCE, scene.text("Deadline from"))
        until = _day(scene, UNTIL, scene.text("Deadline until"))
        words = _words(scene)
    return Filters(chosen, since, until, words)


def _offered(snapshot: Snapshot, field: str) -> bool:
    """Units and changed promises are asked after where there are any."""
    return field not in _WHERE_ANY or bool(filters.options(snapshot, field)) or field in st.query_params


def _several(scene: Scene, snapshot: Snapshot, field: str) -> tuple[str, ...]:
    options = filters.options(snapshot, field)
    asked = tuple(st.query_params.get_all(field))
    if unknown := [code for code in asked if code not in options and not _known_elsewhere(snapshot, field, code)]:
        raise UsageError(
            f"Het filter {field} kent {unknown[0]!r} niet in dit plan. Haal het uit het adres, of kies uit de lijst.",
            f"The filter {field} does not know {unknown[0]!r} in this plan. Take it out of the address, or choose from "
            "the list.",
        )
    every = tuple(dict.fromkeys((*options, *asked)))
    show_value(field, list(asked))
    st.multiselect(
        scene.text(LABELS[field]),
        every,
        format_func=wording(snapshot.plan, field, scene.lang),
        key=field,
        placeholder=scene.text("All"),
        on_change=picked,
        args=(field,),
    )
    return asked


def _known_elsewhere(snapshot: Snapshot, field: str, code: str) -> bool:
    """A status, kind or unit that no row has at this date is a filter without rows, not a mistake."""
    return code in filters.known_codes(snapshot.plan, field)


def _day(scene: Scene, name: str, label: str) -> date | None:
    """A day of the URL, shown and changed; raises UsageError for what is none."""
    written = st.query_params.get(name, "")
    asked = read_day(written) if written else None
    show_value(name, asked)
    st.date_input(
        label,
        value=None,
        key=name,
        min_value=date(2000, 1, 1),
        max_value=date(2100, 12, 31),
        format=DATE_FORMATS[scene.lang],
        on_change=day_changed,
        args=(name,),
    )
    return asked


def _words(scene: Scene) -> str:
    asked = st.query_params.get(WORDS, "")
    show_value(WORDS, asked)
    st.text_input(
        scene.text("Search"),
        key=WORDS,
        type="search",
        placeholder="",
        help=scene.text("Words, a number, or a place in the document as a result shows it under Source."),
        on_change=picked,
        args=(WORDS,),
        max_chars=200,
    )
    return asked


def described(scene: Scene, snapshot: Snapshot, chosen: Filters) -> dict[str, str]:
    """The filters in words, for the files that carry them."""
    found = {
        scene.text(LABELS[field]): _joined(codes, wording(snapshot.plan, field, scene.lang))
        for field, codes in chosen.chosen
        if codes
    }
    if chosen.since:
        found[scene.text("Deadline from")] = chosen.since.isoformat()
    if chosen.until:
        found[scene.text("Deadline until")] = chosen.until.isoformat()
    if chosen.words:
        found[scene.text("Search")] = chosen.words
    return found


def _joined(codes: Iterable[str], words: Callable[[str], str]) -> str:
    return ", ".join(words(code) for code in codes)
