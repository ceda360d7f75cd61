"""Setting in type: the fonts that come along, what they can show of a text, and the standards that a PDF meets."""

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.core.plain import in_xml

if TYPE_CHECKING:
    from typst import Fonts

UNSHOWN = "□"  # in place of a letter that none of the fonts has
_FOLDER = Path(__file__).with_name("fonts")
_KNOWN = re.compile(
    r"[\t\n -~\u00a0-\u017e\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac\u2190-\u2193\u2212\u2265\u2264]*"
)
_LONG = re.compile(r"\S{30}(?=\S)")
_PROBE = b'#set document(title: "x")\n#set text(font: "Source Sans Pro", lang: "nl")\n#sys.inputs.content'


@cache
def fonts() -> "Fonts":
    """Source Sans Pro and the fonts that the typesetter brings, none of the computer: everywhere the same pages."""
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_FOLDER])


def legible(words: str) -> str:
    """A text as it can be set: as `lettered`, and long strings can be broken."""
    return _LONG.sub(lambda found: f"{found[0]}\u200b", lettered(words))


def lettered(words: str) -> str:
    """A text, or a drawing with text in it, without control characters and with `UNSHOWN` for letters no font has."""
    plain = in_xml(words)
    if _KNOWN.fullmatch(plain):
        return plain
    return "".join(one if _KNOWN.fullmatch(one) or _has(one) else UNSHOWN for one in plain)


@cache
def _has(letter: str) -> bool:
    """Whether one of the fonts has this letter: the standards refuse a document with one that none of them has."""
    from typst import TypstError

    try:
        typeset(_PROBE, letter, datetime(2000, 1, 1, tzinfo=UTC))
    except TypstError:
        return False
    return True


def typeset(template: bytes, content: str, made: datetime) -> bytes:
    """A PDF of a template that reads `sys.inputs.content`, for who listens (PDF/UA-1) and who keeps it (PDF/A-2a)."""
    import typst

    return typst.compile(
        template,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"content": content},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=made,
    )
