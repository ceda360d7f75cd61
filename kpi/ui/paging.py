"""A long list in pages; which one is looked at stands in the address."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import link
from kpi.present.screen.scene import Scene

FROM = "vanaf"
PAGE = 25
T = TypeVar("T")


def page_of(found: Sequence[T]) -> Sequence[T]:
    """What stands on the page that is looked at; past the end the last page."""
    return found[first_shown(len(found)) :][:PAGE]


def first_shown(count: int) -> int:
    """The place of the first one on the page of a list of `count` that is looked at, from 0."""
    asked = st.query_params.get(FROM, "1")
    first = int(asked) - 1 if asked.isdecimal() and len(asked) < 7 else 0
    return max(0, min(first, (count - 1) // PAGE * PAGE))


def page_ways(scene: Scene, path: str, count: int, more: Mapping[str, str] | None = None) -> Markup:
    """The way to the other pages of the list on the page at `path`; nothing when there is one.

    `more`: what else stands in the address.
    """
    if count <= PAGE:
        return NOTHING
    here = first_shown(count)
    each = (
        link(scene.href(path, {**(more or {}), FROM: str(first + 1)}), words)
        if first != here
        else markup("<b>{}</b>", words)
        for first in range(0, count, PAGE)
        if (words := f"{first + 1}–{min(first + PAGE, count)}")
    )
    return markup('<nav class="pp pp-soft" aria-label="{}">{}</nav>', scene.text("Pages"), joined(each, " · "))
