"""The tables of a presentation, as native ones, and text in its places: what a row says, by what its slide is about."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from kpi.core.light.assessment import Light
from kpi.core.plain import in_xml
from kpi.present.deck.slide import DeckLine, Lamp, Share, Slide, SlideKind
from kpi.present.pack.heads import HEADS
from kpi.present.pack.office.native_charts import Box, rgb
from kpi.present.style import CHARACTERS, colour
from kpi.present.words import LOCALES, mark, text

Run = tuple[str, str]  # words, and the token of their colour; empty: that of the place
_THEMES = (mark("Theme"), mark("How it stands"), mark("Results"))
FIGURE, LEAD, _SIZE = Pt(30), Pt(24), Pt(18)
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def put_words(frame: Any, lines: Sequence[Sequence[Run]], lang: str, size: int | None = None) -> None:
    """Put text in a place or a cell, instead of what stands there; a line is runs. `size` None: that of the place."""
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        for run in list(paragraph.runs):
            run._r.getparent().remove(run._r)
        for words, token in line:
            run = paragraph.add_run()
            run.text = in_xml(words)
            run._r.get_or_add_rPr().set("lang", LOCALES[lang])
            if size is not None:
                run.font.size = size
            if token:
                run.font.color.rgb = rgb(token)


def lamp_runs(one: Lamp) -> list[Run]:
    """A light as its shape, in colour, and its word."""
    token = "amber-edge" if one.light == Light.AMBER else one.light
    return [(f"{CHARACTERS[Light(one.light)]} ", token), (one.word, "ink")]


def count_runs(shares: Sequence[Share], *, words: bool = True) -> list[Run]:
    """How many results have each light; `words`: with what it stands for."""
    found: list[Run] = []
    for one in shares:
        token = "amber-edge" if one.light == Light.AMBER else one.light
        said = f"{one.count} {one.words}" if words else str(one.count)
        found += [(f"{CHARACTERS[Light(one.light)]} ", token), (f"{said}   ", "ink")]
    return found


Cell = Sequence[Sequence[Run]]  # lines of runs
Cells = Sequence[Sequence[Cell]]
Listed = tuple[Sequence[str], Sequence[float], Cells]


def _what(one: DeckLine) -> Cell:
    return [[(words, token)] for words, token in ((one.title, "ink"), (one.detail, "soft")) if words]


def _plain(words: str) -> Cell:
    return [[(words, "ink")]]


def _light(one: Lamp | None, otherwise: str = "") -> Cell:
    return [lamp_runs(one)] if one else _plain(otherwise)


def _since(slide: Slide, lang: str) -> Listed:
    new, gone = text(lang, "new result"), text(lang, "no longer in the plan")
    cells = [[_light(one.before, new), _light(one.lamp, gone), _what(one), _plain(one.right)] for one in slide.lines]
    return HEADS[SlideKind.SINCE], (2.2, 2.2, 5.7, 2), cells


def _results(slide: Slide, _lang: str) -> Listed:
    return HEADS[SlideKind.RESULTS][:2], (2.2, 9.9), [[_light(one.lamp), _what(one)] for one in slide.lines]


def _themes(slide: Slide, _lang: str) -> Listed:
    cells = [[_plain(one.title), _plain(one.detail), [count_runs(one.shares, words=False)]] for one in slide.lines]
    return _THEMES, (4, 5, 3.1), cells


def _deadlines(slide: Slide, _lang: str) -> Listed:
    cells = [[_plain(one.right), _what(one), _light(one.lamp)] for one in slide.lines]
    return [HEADS[SlideKind.DEADLINES][at] for at in (0, 1, 3)], (2, 7.7, 2.4), cells


def _undelivered(slide: Slide, _lang: str) -> Listed:
    return HEADS[SlideKind.UNDELIVERED], (9.1, 3), [[_plain(one.title), _plain(one.right)] for one in slide.lines]


def _agreed(slide: Slide, _lang: str) -> Listed:
    cells = [[_plain(one.label), _plain(one.title), _plain(one.detail), _plain(one.right)] for one in slide.lines]
    return HEADS[SlideKind.AGREED], (1.8, 5.7, 2.6, 2), cells


_TABLES: Mapping[SlideKind, Callable[[Slide, str], Listed]] = {
    SlideKind.SINCE: _since,
    SlideKind.RESULTS: _results,
    SlideKind.THEMES: _themes,
    SlideKind.DEADLINES: _deadlines,
    SlideKind.UNDELIVERED: _undelivered,
    SlideKind.AGREED: _agreed,
}


def rows_table(sheet: Any, box: Box, slide: Slide, lang: str) -> None:
    """The rows of a slide as a native table: a header row, thin lines below its rows and no fill."""
    heads, widths, rows = _TABLES[slide.kind](slide, lang)
    left, top, width, _ = box
    frame = sheet.shapes.add_table(len(rows) + 1, len(heads), left, top, width, Emu(Pt(30) * (len(rows) + 1)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", in_xml(slide.title))
    table = frame.table
    table._tbl.tblPr.find(f"{{{_DRAWING}}}tableStyleId").text = _NO_STYLE
    for at, share in enumerate(widths):
        table.columns[at].width = Emu(int(width * share / sum(widths)))
    header: list[Cell] = [[[(text(lang, head), "soft")]] for head in heads]
    for row, cells in enumerate([header, *rows]):
        for column, lines in enumerate(cells):
            _fill(table.cell(row, column), lines, lang, "ink" if row == 0 else "line")


def _fill(cell: Any, lines: Cell, lang: str, below: str) -> None:
    cell.margin_left, cell.margin_right = Emu(0), Pt(8)
    put_words(cell.text_frame, lines, lang, _SIZE)
    dark = colour(below).removeprefix("#").upper()
    edge = f'<a:lnB xmlns:a="{_DRAWING}" w="9525"><a:solidFill><a:srgbClr val="{dark}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().append(parse_xml(edge))
