"""The list of uploads, and what each changed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from kpi.core.calendar.period import dutch_time
from kpi.core.delivery.repair import MendedCell
from kpi.core.notation import day
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import begun_table, link, section, soft, table
from kpi.present.html.values import folded
from kpi.present.words import mark, plural, text

FIRST = 6  # uploads that stand open
Kept = tuple[str, str]  # name and SHA-256
_CELL_HEADS = (mark("Row"), mark("Column"), mark("Was"), mark("Became"))


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One upload in the list; `undone` says who took it back, when and why, empty while it counts."""

    number: int
    file_name: str
    who: str
    when: datetime
    added: int
    revised: int
    unchanged: int
    absent: int
    undone: str = ""


def local_moment(when: datetime, lang: str) -> str:
    """A day and a time on the Dutch clock."""
    here = dutch_time(when)
    return f"{day(here.date(), lang)} {here:%H:%M}"


def outcome_counts(one: DeliveryLine, lang: str) -> str:
    """ "3 nieuw, 1 herzien, 20 ongewijzigd"."""
    parts = (
        (one.added, text(lang, "{n} new", n=one.added)),
        (one.revised, text(lang, "{n} revised", n=one.revised)),
        (one.unchanged, text(lang, "{n} unchanged", n=one.unchanged)),
        (one.absent, text(lang, "{n} absent", n=one.absent)),
    )
    return ", ".join(words for n, words in parts if n) or text(lang, "nothing")


def deliveries(rows: Iterable[DeliveryLine], href: Callable[[int], str], lang: str) -> Markup:
    """Every upload, newest first, each linked to its own part of the page; those after the first are folded."""
    heads = [
        text(lang, "Upload number"),
        text(lang, "File"),
        text(lang, "Who"),
        text(lang, "When"),
        text(lang, "Values"),
    ]
    cells = [[_number(one, href, lang), _file(one), prose(one.who), *_facts(one, lang)] for one in rows]
    more = text(lang, "and {n} more", n=len(cells) - FIRST)
    lines = begun_table(heads, cells, text(lang, "Uploads"), more, most=FIRST)
    return markup('<div class="pp pp-deliveries">{}</div>', lines)


def told_of(one: DeliveryLine, lang: str) -> Markup:
    """Which file, who, when and how many values; under it who took it back."""
    said = (one.file_name, one.who, local_moment(one.when, lang), outcome_counts(one, lang))
    return markup('<div class="pp">{}{}</div>', prose(" · ".join(said)), soft(one.undone) if one.undone else NOTHING)


def _number(one: DeliveryLine, href: Callable[[int], str], lang: str) -> Markup:
    return link(href(one.number), text(lang, "Upload {number}", number=one.number))


def _file(one: DeliveryLine) -> str:
    name = one.file_name
    return markup('<span class="pp-undone">{}</span>{}', name, soft(one.undone)) if one.undone else name


def _facts(one: DeliveryLine, lang: str) -> list[str]:
    return [prose(local_moment(one.when, lang)), outcome_counts(one, lang)]


def files(came: Kept, mended: Kept | None, cells: Sequence[MendedCell], lang: str) -> Markup:
    """The file of an upload with its hash; when it was mended both files, and the cells that were typed over."""
    rows = [(text(lang, "Corrected file"), *mended)] if mended else []
    rows.insert(0, (text(lang, "File as received"), *came))
    heads = [text(lang, "File"), text(lang, "Name"), "SHA-256"]
    body = table(
        heads,
        ([what, name, _digits(sha256)] for what, name, sha256 in rows),
        text(lang, "Files"),
        "pp-files",
    )
    return markup('<div class="pp">{}{}</div>', section(text(lang, "Files"), body), _cells(cells, lang))


def _digits(sha256: str) -> Markup:
    """All digits of a hash as one word to copy, that breaks after eight of them where it must."""
    parts = (markup("{}<wbr>", sha256[at : at + 8]) for at in range(0, len(sha256), 8))
    return markup("<code>{}</code>", joined(parts))


def _cells(cells: Sequence[MendedCell], lang: str) -> Markup:
    if not cells:
        return NOTHING
    heads = [text(lang, word) for word in _CELL_HEADS]
    rows = (
        [
            markup('<span class="pp-num">{}</span>', one.row),
            one.column,
            *(_written(cell, lang) for cell in (one.before, one.after)),
        ]
        for one in cells
    )
    title = plural(lang, "{n} cell was corrected on the screen", "{n} cells were corrected on the screen", len(cells))
    return folded(title, table(heads, rows, title))


def _written(cell: str, lang: str) -> Markup:
    return markup("<code>{}</code>", cell) if cell else soft(text(lang, "empty"))


def reasons(rows: Iterable[tuple[str, str]], lang: str) -> Markup:
    """The justifications that were given: what each warning is called, and why."""
    cells = [[markup('<span class="pp-name">{}</span>', title), prose(why)] for title, why in rows]
    heads = [text(lang, "Warning"), text(lang, "Justification")]
    return (
        section(text(lang, "Justifications"), table(heads, cells, text(lang, "Justifications"))) if cells else NOTHING
    )
