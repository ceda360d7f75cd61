"""The smallest parts of a screen: escaped text, a light, a tag, a section, a message."""

import re
from collections.abc import Callable, Iterable
from html import escape as _escape

from kpi.core.light.assessment import Flag, Light, Status
from kpi.present.style import SHAPES, Mark, Shape, Sign, flag_word, label, light_word, sign, status_word
from kpi.present.words import text

Href = Callable[[str], str]
_DAY = re.compile(r"\b\d\d-\d\d-\d{4}\b")
SIZE = 22  # pixels of a light beside body text


def escape(words: object) -> str:
    """Make any text safe as content and as attribute value: the one place where that is done."""
    return _escape(str(words), quote=True)


def prose(words: object) -> str:
    """Escaped text in which a date is never broken over two lines."""
    return _DAY.sub(r'<span class="pp-day">\g<0></span>', escape(words))


def light(status: Status, flags: tuple[Flag, ...], lang: str, size: int = SIZE, word: bool = False) -> str:
    """A light of `size` pixels with its text for screen readers, or with the words beside it.

    Sample figures are a dotted frame and a word for screen readers only: the screen's head says it once to the eye.
    """
    drawn = sign(status, flags)
    if not word:
        return _glyph(drawn, size, label(status, flags, lang))
    said = "".join(
        f'<span class="{"pp-sr" if flag is Flag.SAMPLE else "pp-flag"}">{escape(flag_word(flag, lang))}</span>'
        for flag in flags
    )
    words = f'<span class="pp-words"><span class="pp-word">{escape(status_word(status, lang))}</span>{said}</span>'
    return f'<span class="pp-lit">{_glyph(drawn, size, "")}{words}</span>'


def colour_light(colour: Light, lang: str, size: int = SIZE, silent: bool = False) -> str:
    """The light of many results together; `silent`: the words stand beside it already."""
    drawn = Sign(colour, SHAPES[colour], Mark.NONE, hatched=False, dotted=False)
    return _glyph(drawn, size, "" if silent else light_word(colour, lang))


def small_light(status: Status, flags: tuple[Flag, ...], size: int = 12) -> str:
    """A light inside a picture that carries its words itself; without the frame of sample figures."""
    return _glyph(sign(status, tuple(flag for flag in flags if flag is not Flag.SAMPLE)), size, "")


def _glyph(drawn: Sign, size: int, words: str) -> str:
    names = ["pp-l", f"pp-{drawn.colour}", f"pp-{drawn.mark}" if drawn.mark else ""]
    names += ["pp-hatched" if drawn.hatched else "", "pp-dotted" if drawn.dotted else ""]
    said = f'role="img" aria-label="{escape(words)}" title="{escape(words)}"' if words else 'aria-hidden="true"'
    names.append("pp-ring" if drawn.shape is Shape.RING else "")
    shown = " ".join(name for name in names if name)
    return f'<span class="{shown}" style="--s:{size}" {said}><i></i></span>'


def link(address: str, words: str) -> str:
    """A link in the same tab; `words` is text, not HTML."""
    return f'<a class="pp-link" href="{escape(address)}" target="_self">{escape(words)}</a>'


def opening(address: str, glyph: str) -> str:
    """A light (HTML) that opens its sum: its own words are the link's name."""
    return f'<a class="pp-open" href="{escape(address)}" target="_self">{glyph}</a>'


def tag(words: str) -> str:
    """A short remark in a dashed frame."""
    return f'<span class="pp-tag">{escape(words)}</span>'


def soft(words: str) -> str:
    """A line of secondary text; nothing for no words."""
    return f'<div class="pp-soft">{prose(words)}</div>' if words else ""


def section(title: str, body: str) -> str:
    """A heading with HTML under it; nothing when there is no body."""
    return f'<section class="pp"><h2 class="pp-h2">{escape(title)}</h2>{body}</section>' if body else ""


def columns(left: str, right: str) -> str:
    """Two blocks of HTML side by side, under each other on a phone; one that is empty leaves the room to the other."""
    if not (left and right):
        return left or right
    return f'<div class="pp pp-two"><div>{left}</div><div>{right}</div></div>'


def projected(body: str) -> str:
    """The same HTML at the size of a meeting room: body text 28 px, status words 32 px at 1920x1080."""
    return f'<div class="pp-projected">{body}</div>'


def message(title: str, words: str, hint: str = "") -> str:
    """What an empty, failed or forbidden screen says: what this is, why, and what to do next."""
    todo = f'<p class="pp-hint">{escape(hint)}</p>' if hint else ""
    said = f'<p class="pp-word">{escape(title)}</p><p>{prose(words)}</p>{todo}'
    return f'<div class="pp pp-message" role="status">{said}</div>'


def table(headers: Iterable[str], rows: Iterable[Iterable[str]], name: str, kind: str = "") -> str:
    """A table of HTML cells with text headers; on a phone every row is a block and each cell names its header.

    The first cell of a row is its header for screen readers. `name` is the table's accessible name.
    """
    heads = list(headers)
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(f"<tr>{_cells(heads, row)}</tr>" for row in rows)
    return (
        f'<table class="pp-table {kind}" aria-label="{escape(name)}"><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _cells(heads: list[str], row: Iterable[str]) -> str:
    return "".join(
        f'<td data-label="{escape(head)}"{"" if cell else " class=pp-void"}>{cell}</td>'
        for head, cell in zip(heads, row, strict=True)
    )


def pairs(rows: Iterable[tuple[str, str, str]], name: str) -> str:
    """Name, value and remark, one a line, all text; a line without value and remark is left out."""
    lines = "".join(
        f'<tr><th scope="row">{prose(what)}</th><td class="pp-num">{prose(value)}</td>'
        f'<td class="pp-soft">{prose(note)}</td></tr>'
        for what, value, note in rows
        if value or note
    )
    return (
        f'<table class="pp-table pp-pairs" aria-label="{escape(name)}"><tbody>{lines}</tbody></table>' if lines else ""
    )


def facts(rows: Iterable[tuple[str, str, str]], name: str) -> str:
    """Name and value, one a line, all text, the remark under the value; a line without both is left out."""
    lines = "".join(
        f'<tr><th scope="row">{prose(what)}</th><td>{prose(value)}{soft(note)}</td></tr>'
        for what, value, note in rows
        if value or note
    )
    return (
        f'<table class="pp-table pp-pairs" aria-label="{escape(name)}"><tbody>{lines}</tbody></table>' if lines else ""
    )


def sample_tag(sample: bool, lang: str) -> str:
    """The remark that figures are invented; nothing when they are not."""
    return tag(text(lang, "sample figures")) if sample else ""
