"""The selection as pickers, the same above table, matrix and timeline."""

from collections.abc import Callable, Iterable
from datetime import date

import streamlit as st

from kpi.core.notation import number
from kpi.core.view.arranging import PAGE
from kpi.core.view.filters import FIELDS, SINCE, UNTIL, WORDS
from kpi.present.filter_words import LABELS
from kpi.present.html.parts import soft
from kpi.present.screen import selection
from kpi.present.screen.scene import Scene
from kpi.ui import address, cached, screens, show
from kpi.ui.bound import DATE_FORMATS, show_value
from kpi.ui.navigation import as_label
from kpi.ui.results import files, saved

CHIPS = ("theme", "status", "owner")
AT_ONCE = 12  # as many options stand open side by side; more are a list to search in
Choices = dict[str, dict[str, str]]


def pick(scene: Scene) -> None:
    """Title, pickers, files and what is selected; raises UsageError for a code that the plan does not know."""
    rows = cached.selected(scene)
    show.html(selection.results_title(scene))
    choices = _choices(scene)
    with st.container(key="selection", horizontal=True, gap="small", vertical_alignment="center"):
        _words(scene)
        for field in CHIPS:
            label, said = chip_words(scene, field)
            with st.popover(f"{label} **{as_label(said)}**", key=f"chip-{field}"):
                _several(scene, field, choices)
        with st.popover(scene.text("More filters"), type="tertiary", key="more-filters"):
            _more(scene, choices)
        saved.offer_saved(scene)
        if rows:
            files.offer_files(scene)
    if chips := screens.selection_chips(scene):
        show.html(chips)


def _choices(scene: Scene) -> Choices:
    return cached.options_by_field(scene.revision, scene.plan, scene.as_of, scene.known, scene.part, scene.lang)


def chip_words(scene: Scene, field: str) -> tuple[str, str]:
    """The words of a field, and of what is chosen of it: all, the one, or how many."""
    codes, words = scene.selection.codes(field), _choices(scene)[field]
    one = words.get(codes[0], codes[0]) if len(codes) == 1 else ""
    return scene.text(LABELS[field]), one or (str(len(codes)) if codes else scene.text("all"))


def search_words(scene: Scene) -> str:
    """What stands in an empty search field."""
    return scene.text("Search in {n} results", n=number(len(cached.snapshot(scene).rows), 0, scene.lang))


def _more(scene: Scene, choices: Choices) -> None:
    for field in FIELDS:
        if field not in CHIPS and (choices[field] or scene.selection.codes(field)):
            _several(scene, field, choices)
    with st.container(horizontal=True, gap="small"):
        _day(scene, SINCE, scene.selection.since)
        _day(scene, UNTIL, scene.selection.until)
    if contrary := selection.contrary_words(scene):
        show.show_worded(scene, soft(contrary))


def _several(scene: Scene, field: str, choices: Choices) -> None:
    """The codes of one field: side by side while they are few, else as a list to search in."""
    asked, words = list(scene.selection.codes(field)), choices[field]
    every = tuple(dict.fromkeys((*words, *asked)))
    show_value(field, asked)
    label, named = scene.text(LABELS[field]), _named(words)
    if len(every) <= AT_ONCE:
        st.pills(label, every, selection_mode="multi", format_func=named, key=field, on_change=_picked, args=(field,))
    else:
        st.multiselect(
            label,
            every,
            format_func=named,
            key=field,
            placeholder=scene.text("All"),
            on_change=_picked,
            args=(field,),
        )


def _named(words: dict[str, str]) -> Callable[[str], str]:
    return lambda code: as_label(words.get(code, code))


def _day(scene: Scene, name: str, asked: date | None) -> None:
    show_value(name, asked)
    st.date_input(
        scene.text(LABELS[name]),
        value=None,
        key=name,
        min_value=date(2000, 1, 1),
        max_value=date(2100, 12, 31),
        format=DATE_FORMATS[scene.lang],
        on_change=_picked_day,
        args=(name,),
    )


def _words(scene: Scene) -> None:
    show_value(WORDS, scene.selection.words)
    st.text_input(
        scene.text("Search"),
        key=WORDS,
        type="search",
        label_visibility="collapsed",
        placeholder=search_words(scene),
        on_change=_picked_words,
        max_chars=200,
    )


def _picked(field: str) -> None:
    _select(field, st.session_state[field])


def _picked_words() -> None:
    _select(WORDS, st.session_state[WORDS])


def _picked_day(name: str) -> None:
    chosen = st.session_state[name]
    _select(name, chosen.isoformat() if chosen else "")


def _select(name: str, value: str | Iterable[str]) -> None:
    """Write a part of the selection to the URL; another selection begins at its first page."""
    address.write_address(**{name: value, PAGE: ""})
