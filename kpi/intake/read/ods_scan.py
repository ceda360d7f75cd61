"""The marks of every sheet of an ODS file from its content.xml, read as a stream."""

import re
from xml.parsers import expat
from zipfile import ZipFile

from kpi.intake.read.limits import Limits
from kpi.intake.read.marks import Marks, formula_text
from kpi.intake.read.names import column_letter, holds_citizen_number
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.rich_text import Drawn, as_seen
from kpi.intake.read.strict_xml import strict_parser

_UNIT = re.compile(r"^(?P<sign>[€$£])|[0-9][^\w%€$£]*(?P<behind>[^\W\d_]{2}.*|[%‰€$£])$")  # of what is shown
_HIDDEN = ("collapse", "filter")
_CELLS = ("table:table-cell", "table:covered-table-cell")


def scan_sheets(archive: ZipFile, limits: Limits) -> dict[str, Marks]:
    """The marks of each sheet by its name. Raises Refusal beyond the limits or when the XML is damaged."""
    scan = _Scan(limits)
    try:
        with archive.open("content.xml") as stream:
            scan.parser.ParseFile(stream)
    except Refusal:
        raise
    except (expat.ExpatError, KeyError, ValueError, EOFError, OSError) as error:
        raise Refusal("damaged-file") from error
    return scan.sheets


class _Scan:
    """The state of the stream: the open sheet, row and cell; rows and cells may stand for many equal ones."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: dict[str, Marks] = {}
        self.marks: Marks | None = None
        self.row = self.column = 0
        self.rows = self.columns = 1
        self.cell: dict[str, str] | None = None
        self.text: list[str] = []
        self.remark: list[str] = []
        self.outside = 0  # depth inside a remark, whose text is not the cell's
        self.inside = False
        self.style = ""
        self.styles: dict[str, Drawn] = {}
        self.spans: list[Drawn] = []
        self.runs: list[tuple[str, Drawn]] = []
        self.parser = strict_parser(self.start, self.end, self.characters)

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "style:style":
            self.style = given.get("style:name", "")
        elif name == "style:text-properties":
            self.styles[self.style] = _run_of(given)
        elif name == "text:span":
            self.spans.append(self.styles.get(given.get("text:style-name", ""), Drawn.PLAIN))
        if name == "table:table":
            self.marks = self.sheets[given.get("table:name", "")] = Marks(self.limits)
            self.row = self.column = 0
            self.rows = 0
        elif self.marks is None:
            return
        elif name == "table:table-row":
            self.open_row(given)
        elif name in _CELLS:
            self.column += self.columns
            self.columns = int(given.get("table:number-columns-repeated", 1))
            self.cell, self.text, self.runs = given, [], []
        elif name == "table:table-column":
            self.open_column(self.marks, given)
        elif name == "office:annotation":
            self.outside += 1
        elif name == "text:p" and not self.outside:
            self.inside = True

    def end(self, name: str) -> None:
        if name == "table:table":
            self.marks = None
        elif name == "office:annotation":
            self.outside -= 1
            self.check_remark()
        elif name == "text:span":
            self.spans.pop()
        elif name == "text:p":
            self.inside = False
        elif name in _CELLS and self.marks is not None and self.cell is not None:
            self.close_cell(self.marks, self.cell)
            self.cell = None

    def characters(self, text: str) -> None:
        if self.outside:
            self.remark.append(text)
        elif self.inside and self.cell is not None:
            self.text.append(text)
            self.runs.append((text, next((run for run in self.spans if run is not Drawn.PLAIN), Drawn.PLAIN)))

    def check_remark(self) -> None:
        """Raises Refusal where the remark on a cell holds a citizen number: the file is kept."""
        if holds_citizen_number("".join(self.remark)):
            raise Refusal("personal-data", self.row or None, column_letter(self.column) if self.column else "")
        self.remark.clear()

    def open_row(self, given: dict[str, str]) -> None:
        self.row += self.rows
        self.row = self.row or 1
        self.rows = int(given.get("table:number-rows-repeated", 1))
        self.column, self.columns = 1, 0
        if self.marks is not None and given.get("table:visibility") in _HIDDEN:
            self.marks.hidden_rows.update(range(self.row, min(self.row + self.rows - 1, self.limits.rows) + 1))

    def open_column(self, marks: Marks, given: dict[str, str]) -> None:
        first = self.column + 1
        self.column += int(given.get("table:number-columns-repeated", 1))
        if given.get("table:visibility") in _HIDDEN:
            marks.hidden_columns.append((first, self.column))

    def close_cell(self, marks: Marks, given: dict[str, str]) -> None:
        kind, text = given.get("office:value-type"), "".join(self.text).strip()
        formula = "table:formula" in given
        down, right = (int(given.get(f"table:number-{way}-spanned", 1)) for way in ("rows", "columns"))
        if down > 1 or right > 1:
            marks.merged.append((self.row, self.column, self.row + down - 1, self.column + right - 1))
        if not (text or formula or (kind and kind != "string")):
            return
        marks.personal |= holds_citizen_number(given.get("office:value", text)) or holds_citizen_number(text)
        marks.fill(self.row, self.column)
        marks.fill(self.row + self.rows - 1, self.column + self.columns - 1)
        places = (
            (row, column)
            for row in range(self.row, self.row + self.rows)
            for column in range(self.column, self.column + self.columns)
        )
        if given.get("calcext:value-type") == "error" or (formula and text.startswith(("#", "Err:"))):
            marks.errors.update(dict.fromkeys(places, text))
        elif formula and kind is None and not text:
            marks.formulas.update(dict.fromkeys(places, formula_text(given["table:formula"])))
        elif kind == "string" and (drawn := as_seen(self.runs)):
            marks.drawn.update(dict.fromkeys(places, drawn))
        elif kind == "percentage":
            marks.percents.update(places)
        elif kind in ("float", "currency") and (unit := _UNIT.search(text)):
            marks.units.update(dict.fromkeys(places, unit["behind"] or unit["sign"]))


def _run_of(given: dict[str, str]) -> Drawn:
    """How a style has its part of a text drawn."""
    if given.get("style:text-position", "0").startswith(("super", "sub")):
        return Drawn.RAISED
    struck = given.get("style:text-line-through-style", "none") != "none"
    return Drawn.STRUCK if struck else Drawn.PLAIN
