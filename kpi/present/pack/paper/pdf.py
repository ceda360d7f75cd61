"""A deck as a document on A4: tagged for who listens (PDF/UA-1), fit to be kept (PDF/A-2a), set by Typst."""

import json
import re
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from kpi.core.stages import counted_steps
from kpi.present.deck.slide import Deck
from kpi.present.pack.paper.printed import Draw, pack_of
from kpi.present.pack.paper.typesetting import legible, typeset
from kpi.present.pack.vector import plain_svg

_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)</xmpTPg:NPages>")
_DRAWN = ("svg", "lamps", "lights", "key")


def deck_pdf(deck: Deck, on: date, draw: Draw = plain_svg) -> bytes:
    """The deck as a PDF that is dated `on`; the same deck and day make the same bytes.

    `draw` makes the SVG of a chart; one that cannot be drawn (ValueError) says so in its place. Every text is set as
    it is, never run as markup.
    """
    charts = counted_steps([slide for slide in deck.slides if slide.course])

    def drawn(spec: dict[str, Any]) -> str:
        next(charts, None)
        return draw(spec)

    content = json.dumps(_legible(pack_of(deck, drawn)), ensure_ascii=False)
    return typeset(pages_template(), content, datetime.combine(on, time(), UTC))


def page_count(pdf: bytes) -> int:
    """How many pages a document of `deck_pdf` has."""
    found = _PAGES.search(pdf)
    return int(found[1]) if found else 0


@cache
def pages_template() -> bytes:
    """The pages, as Typst reads them."""
    return Path(__file__).with_name("report.typ").read_bytes()


def _legible(value: Any) -> Any:
    """The same value with every text as it can be set; drawings stay as they are."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {key: one if key in _DRAWN else _legible(one) for key, one in value.items()}
    return [_legible(one) for one in value] if isinstance(value, list) else value
