"""A deck as what the template of its document shows: plain values, with drawings as SVG."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from kpi.core.light.assessment import Light
from kpi.present.deck.slide import CourseChart, Deck, DeckLine, Lamp, Share, Slide, SlideKind
from kpi.present.pack.heads import HEADS, foot_of
from kpi.present.pack.paper.signs import bar_svg, lamp_svg, light_svg
from kpi.present.pack.paper.typesetting import lettered
from kpi.present.style import PALETTE
from kpi.present.words import text

Draw = Callable[[dict[str, Any]], str]
_TOGETHER = frozenset({SlideKind.RESULT, SlideKind.RESULTS, SlideKind.THEMES})


def pack_of(deck: Deck, draw: Draw) -> dict[str, Any]:
    """What the template shows, as JSON can say it."""
    first = next((slide for slide in deck.slides if slide.kind is SlideKind.TITLE), None)
    lamps = {_key(one): lamp_svg(one) for one in _lamps(deck)}
    return {
        "lang": deck.lang,
        "heading": deck.title,
        "title": f"{deck.title} · {deck.name}",
        "organisation": deck.organisation,
        "about": f"{deck.name}, {deck.day}. {foot_of(deck)}",
        "meeting": f"{deck.name}, {deck.day}",
        "sample": deck.sample,
        "foot": foot_of(deck),
        "lead": first.lead if first else "",
        "shares": _shares(first.shares) if first else [],
        "bar": _bar(first.shares) if first else None,
        "asked": [{"asked": slide.asked, "title": slide.title} for slide in deck.slides if slide.asked],
        "colours": {token: light for token, (light, _) in PALETTE.items()},
        "lamps": lamps,
        "lights": {light.value: light_svg(light.value) for light in Light},
        "words": _words(deck.lang),
        "sections": [_section(each, deck, draw) for each in _sections(deck)],
    }


def _words(lang: str) -> dict[str, Any]:
    return {
        "contents": text(lang, "Contents"),
        "decision": text(lang, "Decision"),
        "decisions": text(lang, "Decisions"),
        "undrawn": text(lang, "This chart could not be drawn."),
        "new": text(lang, "new result"),
        "gone": text(lang, "no longer in the plan"),
        **{kind.value: [text(lang, head) for head in heads] for kind, heads in HEADS.items()},
    }


def _lamps(deck: Deck) -> Iterator[Lamp]:
    for slide in deck.slides:
        for one in (slide.lamp, *(side for line in slide.lines for side in (line.before, line.lamp))):
            if one is not None:
                yield one
    yield from (line.lamp for line in deck.beyond if line.lamp is not None)


def _key(one: Lamp) -> str:
    return " ".join((one.status, *one.flags))  # a long word would be broken, and no longer be found


def _sections(deck: Deck) -> Iterable[list[Slide]]:
    """The slides after the first by what they are about: those of results together, and those of themes."""
    rest = [slide for slide in deck.slides if slide.kind is not SlideKind.TITLE]

    def about(slide: Slide) -> tuple[SlideKind, int]:
        return slide.kind, 0 if slide.kind in _TOGETHER else rest.index(slide)

    return [list(each) for _, each in groupby(rest, about)]


def _section(slides: list[Slide], deck: Deck, draw: Draw) -> dict[str, Any]:
    first = slides[0]
    alone = first.kind is SlideKind.RESULT
    if first.kind is SlideKind.RESULTS:
        lines = (line for slide in slides for line in slide.lines)
        slides = [replace(first, lines=(*lines, *deck.beyond))]
    parts = [_part(slide, draw) for slide in slides]
    side = first.side if len(slides) == 1 else ""
    return {
        "title": text(deck.lang, "Needs attention now") if alone else first.title,
        "side": side,
        "parts": [{**part, "side": "" if side else part["side"]} for part in parts],
    }


def _part(slide: Slide, draw: Draw) -> dict[str, Any]:
    return {
        "kind": slide.kind.value,
        "title": slide.title,
        "side": slide.side,
        "lead": slide.lead,
        "more": slide.more,
        "lamp": _lamp(slide.lamp),
        "figures": [
            {"value": one.value, "words": one.words, "under": one.under, "expected": one.expected}
            for one in slide.figures
        ],
        "said": [list(one) for one in slide.said],
        "untold": slide.untold,
        "ahead": slide.ahead,
        "asked": slide.asked,
        "accepted": slide.accepted,
        "spoken": slide.spoken,
        "course": _course(slide.course, draw),
        "dated": any(line.right for line in slide.lines),
        "lines": [_line(one) for one in slide.lines],
    }


def _line(one: DeckLine) -> dict[str, Any]:
    return {
        "title": one.title,
        "detail": one.detail,
        "label": one.label,
        "right": one.right,
        "strong": one.strong,
        "lamp": _lamp(one.lamp),
        "before": _lamp(one.before),
        "bar": _bar(one.shares),
        "shares": _shares(one.shares),
    }


def _lamp(one: Lamp | None) -> dict[str, str] | None:
    return None if one is None else {"key": _key(one), "word": one.word}


def _shares(shares: tuple[Share, ...]) -> list[dict[str, Any]]:
    return [{"light": one.light, "count": one.count, "words": one.words} for one in shares]


def _bar(shares: tuple[Share, ...]) -> dict[str, str] | None:
    if not shares:
        return None
    return {"svg": bar_svg(shares), "alt": ", ".join(f"{one.count} {one.words}" for one in shares)}


def _course(one: CourseChart | None, draw: Draw) -> dict[str, str] | None:
    if one is None:
        return None
    try:
        drawn = lettered(draw(one.spec))
    except ValueError:
        drawn = ""
    return {"svg": drawn, "words": one.words}
