"""HTML out of templates: every text that is put into one is escaped, only HTML passes as it is."""

import re
from collections.abc import Iterable
from typing import LiteralString

from markupsafe import Markup, escape

NOTHING = Markup("")
_AS_IS = (Markup, int, float)  # a number keeps its type, so that a template can say its decimals
_DAY = re.compile(r"\b\d\d-\d\d-\d{4}\b")


def markup(template: LiteralString, *parts: object, **named: object) -> Markup:
    """The template with each part at its `{}` or `{name}`: HTML and numbers as they are, anything else as text."""
    safe = [part if isinstance(part, _AS_IS) else escape(part) for part in parts]
    for name, part in named.items():
        if not isinstance(part, _AS_IS):
            named[name] = escape(part)
    return Markup(template.format(*safe, **named))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """The parts after each other, with `between` in between: HTML as it is, anything else as text."""
    # Markup.join does the same, and takes ten times as long over parts that are HTML already.
    safe = [part if isinstance(part, Markup) else escape(part) for part in parts]
    return Markup(str(escape(between)).join(safe))


def prose(words: str) -> Markup:
    """Text in which a date is never broken over two lines."""
    return Markup(_DAY.sub(r'<span class="pp-day">\g<0></span>', str(escape(words))))


def style_sheet(css: str) -> Markup:
    """A style element: CSS is not escaped, so it may not hold the end of that element."""
    if "</" in css:
        raise ValueError("the style sheet would end its own element")
    return Markup(f"<style>{css}</style>")


def script_element(code: str) -> Markup:
    """A script inside a document: code is not escaped, so it may not hold the end of that element."""
    if "</" in code:
        raise ValueError("the script would end its own element")
    return Markup(f"<script>{code}</script>")


def drawn_element(svg: str) -> Markup:
    """A drawing that a library made out of text that it escaped; raises ValueError for what is none."""
    if not svg.startswith("<svg") or "<script" in svg.lower():
        raise ValueError("this is no drawing")
    return Markup(svg)
