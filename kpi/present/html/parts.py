"""The smallest parts of a screen: a light, a tag, a section, a message, a table."""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from kpi.core.light.assessment import Flag, Light, Status
from kpi.core.notation import number
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.style import SHAPES, Mark, Shape, Sign, flag_word, label, light_word, sign, status_word
from kpi.present.words import text

Href = Callable[[str], str]
Named = tuple[str, str]  # words and address
SIZE = 22  # pixels of a light beside body text


def light(status: Status, flags: tuple[Flag, ...], lang: str, size: int = SIZE, word: bool = False) -> Markup:
    """A light of `size` pixels with its text for screen readers, or with the words beside it.

    Sample figures are a dotted frame and a word for screen readers only: the screen's head says it once to the eye.
    """
    drawn = sign(status, flags)
    if not word:
        return _glyph(drawn, size, label(status, flags, lang))
    return markup(
        '<span class="pp-lit">{}<span class="pp-words"><span class="pp-word">{}</span>{}</span></span>',
        _glyph(drawn, size, ""),
        status_word(status, lang),
        joined(_flag(flag, lang) for flag in flags),
    )


def _flag(flag: Flag, lang: str) -> Markup:
    kind = "pp-sr" if flag is Flag.SAMPLE else "pp-flag"
    return markup('<span class="{}">{}</span>', kind, flag_word(flag, lang))


def colour_light(colour: Light, lang: str, size: int = SIZE, silent: bool = False) -> Markup:
    """The light of many results together; `silent`: the words stand beside it already."""
    drawn = Sign(colour, SHAPES[colour], Mark.NONE, hatched=False, dotted=False)
    return _glyph(drawn, size, "" if silent else light_word(colour, lang))


def small_light(status: Status, flags: tuple[Flag, ...], size: int, words: str = "") -> Markup:
    """A light among many, with these words of its own or those around it; without the frame of sample figures."""
    return _glyph(sign(status, tuple(flag for flag in flags if flag is not Flag.SAMPLE)), size, words)


def _glyph(drawn: Sign, size: int, words: str) -> Markup:
    names = ["pp-l", f"pp-{drawn.colour}", f"pp-{drawn.mark}" if drawn.mark else ""]
    names += ["pp-hatched" if drawn.hatched else "", "pp-dotted" if drawn.dotted else ""]
    names.append("pp-ring" if drawn.shape is Shape.RING else "")
    shown = " ".join(name for name in names if name)
    if not words:
        return markup('<span class="{}" style="--s:{}" aria-hidden="true"><i></i></span>', shown, size)
    return markup(
        '<span class="{shown}" style="--s:{size}" role="img" aria-label="{words}" title="{words}"><i></i></span>',
        shown=shown,
        size=size,
        words=words,
    )


def lit_line(glyph: Markup, *words: str | Markup) -> Markup:
    """A light before a line of words, which keep clear of it where they take several lines."""
    return markup('<span class="pp-lit">{}<span>{}</span></span>', glyph, joined(words, " "))


def link(address: str, words: str) -> Markup:
    """A link in the same tab."""
    return markup('<a class="pp-link" href="{}" target="_self">{}</a>', address, words)


def way_on(address: str, words: str) -> Markup:
    """A link on a line of its own: above a title, or below a message of which nothing else stands."""
    return markup('<p class="pp pp-ways">{}</p>', link(address, words))


def opening_light(address: str, glyph: Markup) -> Markup:
    """A light that opens its sum: its own words are the link's name."""
    return markup('<a class="pp-open" href="{}" target="_self">{}</a>', address, glyph)


def tag(words: str) -> Markup:
    """A short remark in a dashed frame."""
    return markup('<span class="pp-tag">{}</span>', words)


def soft(words: str) -> Markup:
    """A line of secondary text; nothing for no words."""
    return markup('<div class="pp-soft">{}</div>', prose(words)) if words else NOTHING


def section(title: str, body: Markup) -> Markup:
    """A heading with HTML under it; nothing when there is no body."""
    return markup('<section class="pp"><h2 class="pp-h2">{}</h2>{}</section>', title, body) if body else NOTHING


def folded_when_narrow(title: str, body: Markup) -> Markup:
    """HTML that stands open on a wide page and under its folded title on a narrow one."""
    return markup('<details class="pp pp-thin"><summary>{}</summary>{}</details>', title, body)


def section_when_narrow(title: str, count: int, body: Markup, lang: str) -> Markup:
    """A section that on a narrow page is folded under its title with how many there are; nothing for 0."""
    said = markup("<b>{} ({})</b>", title, number(count, 0, lang))
    return section(title, folded_when_narrow(said, body)) if count else NOTHING


def first_when_narrow(parts: Sequence[Markup], most: int, title: str) -> Markup:
    """The parts after each other; on a narrow page those after the first `most` stand under a folded title."""
    rest = joined(parts[most:])
    return joined(parts[:most]) + (folded_when_narrow(title, rest) if rest else NOTHING)


def columns(left: Markup, right: Markup) -> Markup:
    """Two blocks of HTML side by side, under each other on a phone; one that is empty leaves the room to the other."""
    if not (left and right):
        return left or right
    return markup('<div class="pp pp-two"><div>{}</div><div>{}</div></div>', left, right)


def spoken(lang: str, *parts: Markup) -> Markup:
    """HTML in one language."""
    return markup('<div lang="{}">{}</div>', lang, joined(parts))


def taken_chips(taken: Sequence[Named], clear: str, lang: str, said: str = "") -> Markup:
    """What is selected, each with the way to take it away, and the one that takes away all; nothing when nothing is.

    `said`: how many are left, where no line beside says so.
    """
    if not taken:
        return NOTHING
    each = joined(
        markup(
            '<li><a class="pp-chip" href="{}" target="_self" aria-label="{}">{}<span aria-hidden="true">×</span></a>'
            "</li>",
            address,
            text(lang, "Remove: {filter}", filter=words),
            words,
        )
        for words, address in taken
    )
    return markup(
        '<ul class="pp pp-chips pp-taken">{}<li class="pp-clear">{}</li>{}</ul>',
        each,
        link(clear, text(lang, "Clear selection")),
        markup('<li><span class="pp-soft" role="status">{}</span></li>', said) if said else NOTHING,
    )


def message(title: str, words: str, hint: str = "", *, alone: bool = False) -> Markup:
    """What an empty, failed or forbidden screen says: what this is, why, and what to do next.

    `alone`: the page has nothing else, so that its title is that of the page.
    """
    head = markup('<h1 class="pp-word">{}</h1>', title) if alone else markup('<p class="pp-word">{}</p>', title)
    return markup(
        '<div class="pp pp-message" role="status">{}<p>{}</p>{}</div>',
        head,
        prose(words),
        markup('<p class="pp-hint">{}</p>', hint) if hint else NOTHING,
    )


def table(headers: Iterable[str], rows: Iterable[Iterable[str]], name: str, kind: str = "") -> Markup:
    """A table of cells, text or HTML; on a phone every row is a block and each cell names its header.

    The first cell of a row is its header for screen readers. `name` is the table's accessible name.
    """
    heads = list(headers)
    return markup(
        '<table class="pp-table {}" aria-label="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        kind,
        name,
        joined(markup('<th scope="col">{}</th>', head) for head in heads),
        joined(_row(heads, row) for row in rows),
    )


def begun_table(
    headers: Iterable[str],
    rows: Sequence[Iterable[str]],
    name: str,
    more: str,
    kind: str = "",
    most: int = 6,
    end: Markup = NOTHING,
) -> Markup:
    """A table of the first `most` rows; the others stand in a second one, folded under the words `more`.

    `end`: what comes after the second.
    """
    heads = list(headers)
    first = table(heads, rows[:most], name, kind)
    if len(rows) <= most:
        return first
    rest = table(heads, rows[most:], f"{name}: {more}", kind)
    return markup('{}<details class="pp pp-acts"><summary>{}</summary>{}{}</details>', first, more, rest, end)


def _row(heads: list[str], row: Iterable[str]) -> Markup:
    return markup("<tr>{}</tr>", joined(_cell(head, cell) for head, cell in zip(heads, row, strict=True)))


def _cell(head: str, cell: str) -> Markup:
    return markup('<td data-label="{}"{}>{}</td>', head, "" if cell else " class=pp-void", cell)


def pairs(rows: Iterable[tuple[str, str, str]], name: str) -> Markup:
    """Name, value and remark, one a line; a line without value and remark is left out."""
    return _named(
        name,
        joined(
            markup(
                '<tr><th scope="row">{}</th><td class="pp-num">{}</td><td class="pp-soft">{}</td></tr>',
                prose(what),
                prose(value),
                prose(note),
            )
            for what, value, note in rows
            if value or note
        ),
    )


def fact_table(rows: Iterable[tuple[str, str, str]], name: str) -> Markup:
    """Name and value, one a line, the remark under the value; a line without both is left out."""
    return _named(
        name,
        joined(
            markup('<tr><th scope="row">{}</th><td>{}{}</td></tr>', prose(what), prose(value), soft(note))
            for what, value, note in rows
            if value or note
        ),
    )


def _named(name: str, lines: Markup) -> Markup:
    if not lines:
        return NOTHING
    return markup('<table class="pp-table pp-pairs" aria-label="{}"><tbody>{}</tbody></table>', name, lines)


def sample_tag(sample: bool, lang: str) -> Markup:
    """The remark that figures are invented; nothing when they are not."""
    return tag(text(lang, "sample figures")) if sample else NOTHING
