"""The marks of an XLSX sheet from its XML, read as a stream; names count without their namespace prefix."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import ZipFile

from kpi.intake.read.archive import part
from kpi.intake.read.limits import Limits
from kpi.intake.read.marks import Marks, formula_text
from kpi.intake.read.names import column_number
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.rich_text import Drawn, as_seen
from kpi.intake.read.shown_unit import unit_of_format
from kpi.intake.read.strict_xml import strict_parser

_BUILT_IN_PERCENT = {9, 10}
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')  # literals, colours and padding of a number format
_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def is_percent(code: str) -> bool:
    """Whether a number format shows the value times 100; a % in quotes is only a sign."""
    return "%" in _NOT_FORMAT.sub("", code.partition(";")[0])


def tree(content: bytes) -> ElementTree.Element:
    """The root of a small XML part. Raises Refusal when it is damaged."""
    try:
        return ElementTree.fromstring(content)  # noqa: S314 (strict_xml.py has refused every DOCTYPE)
    except ElementTree.ParseError as error:
        raise Refusal("damaged-file") from error


def place_of(ref: str) -> tuple[int | None, str]:
    """Row and column letters of a reference such as C2; nothing of any other text."""
    found = _REF.fullmatch(ref)
    return (int(found[2]), found[1]) if found else (None, "")


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition("}")[2]


def named(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """All elements below root with this local name."""
    return (one for one in root.iter() if local(one.tag) == name)


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """The member of each worksheet by its name; chart and macro sheets have no cells and are left out."""
    book = _book(archive)
    links = tree(part(archive, posixpath.join(posixpath.dirname(book), "_rels", posixpath.basename(book) + ".rels")))
    target = {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/", posixpath.dirname(book), one.get("Target", "")))[1:]
        for one in named(links, "Relationship")
        if one.get("Type", "").endswith("/worksheet")
    }
    found = {}
    for sheet in named(tree(part(archive, book)), "sheet"):
        link = next((value for key, value in sheet.attrib.items() if local(key) == "id"), "")
        if link in target:
            found[sheet.get("name", "")] = target[link]
    return found


def _book(archive: ZipFile) -> str:
    roots = named(tree(part(archive, "_rels/.rels")), "Relationship")
    found = (one.get("Target", "").lstrip("/") for one in roots if one.get("Type", "").endswith("/officeDocument"))
    return next(found, "xl/workbook.xml")


@dataclass(frozen=True, slots=True)
class NumberStyles:
    """The cell styles (their numbers in styles.xml) that show a percentage, and the unit that others show."""

    percents: frozenset[int] = frozenset()
    units: Mapping[int, str] = field(default_factory=dict)


def number_styles(archive: ZipFile) -> NumberStyles:
    """What the cell styles of a workbook show with a number."""
    if "xl/styles.xml" not in archive.namelist():
        return NumberStyles()
    root = tree(part(archive, "xl/styles.xml"))
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in named(root, "numFmt")}
    percent = {key for key, code in own.items() if is_percent(code)} | {str(one) for one in _BUILT_IN_PERCENT}
    styles = next(named(root, "cellXfs"), ElementTree.Element("none"))
    formats = [style.get("numFmtId", "0") for style in styles]
    units = {place: unit for place, key in enumerate(formats) if (unit := unit_of_format(own.get(key, "")))}
    percents = frozenset(place for place, key in enumerate(formats) if key in percent)
    return NumberStyles(percents, {place: unit for place, unit in units.items() if place not in percents})


def drawn_by(name: str, given: Mapping[str, str]) -> Drawn | None:
    """How an element of this local name has its part of a text drawn; None for any other element."""
    if name == "vertAlign" and given.get("val") != "baseline":
        return Drawn.RAISED
    return Drawn.STRUCK if name == "strike" and given.get("val") not in ("0", "false") else None


def scan_sheet(
    archive: ZipFile, name: str, styles: NumberStyles, limits: Limits, shared: Mapping[str, str] = {}
) -> Marks:
    """The marks of one worksheet; `shared`: the texts that are drawn otherwise than they are stored.

    Raises Refusal beyond the limits or when the XML is damaged.
    """
    scan = _Scan(Marks(limits), styles, shared)
    try:
        with archive.open(name) as stream:
            scan.parser.ParseFile(stream)
    except Refusal:
        raise
    except (expat.ExpatError, KeyError, ValueError, EOFError, OSError) as error:
        raise Refusal("damaged-file") from error
    return scan.marks


class _Scan:
    """The state of the stream: which cell is open and what was seen in it."""

    def __init__(self, marks: Marks, styles: NumberStyles, shared: Mapping[str, str]) -> None:
        self.marks, self.styles, self.shared = marks, styles, shared
        self.run = Drawn.PLAIN
        self.runs: list[tuple[str, Drawn]] = []
        self.row = self.column = 0
        self.kind = self.style = ""
        self.text: list[str] = []
        self.sum: list[str] = []
        self.formula = self.stored = self.inside = self.written = False
        self.letters: dict[str, int] = {}
        self.parser = strict_parser(self.start, self.end, self.characters)

    def start(self, name: str, given: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self.open_cell(given)
            case "v" | "t":
                self.inside = True
            case "f":
                self.formula = self.written = True
            case "row":
                self.open_row(given)
            case "mergeCell":
                self.merge(given.get("ref", ""))
            case "r" if self.kind == "inlineStr":
                self.run = Drawn.PLAIN
            case "vertAlign" | "strike" as mark:
                self.run = drawn_by(mark, given) or self.run
            case "col" if given.get("hidden") in ("1", "true"):
                self.marks.hidden_columns.append((int(given["min"]), int(given["max"])))

    def end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self.close_cell()
            case "v" | "t":
                self.inside = False
            case "f":
                self.written = False

    def characters(self, text: str) -> None:
        if self.inside:
            self.stored = True
            if self.kind == "e" or (self.shared and self.kind == "s"):
                self.text.append(text)
            elif self.kind == "inlineStr":
                self.runs.append((text, self.run))
        elif self.written:
            self.sum.append(text)

    def open_row(self, given: dict[str, str]) -> None:
        self.row, self.column = int(given.get("r", self.row + 1)), 0
        if given.get("hidden") in ("1", "true"):
            self.marks.hidden_rows.add(self.row)

    def open_cell(self, given: dict[str, str]) -> None:
        self.column += 1
        if ref := given.get("r"):
            letters = ref.rstrip("0123456789")
            if letters not in self.letters:
                self.letters[letters] = column_number(letters)
            self.column, self.row = self.letters[letters], int(ref[len(letters) :])
        self.kind, self.style = given.get("t", "n"), given.get("s", "0")
        self.formula = self.stored = False
        self.run = Drawn.PLAIN
        self.sum.clear()

    def close_cell(self) -> None:
        if not (self.stored or self.formula):
            return
        place = self.row, self.column
        self.marks.fill(*place)
        if self.kind == "e":
            self.marks.errors[place] = "".join(self.text).strip()
            self.text.clear()
        elif self.kind == "s" and self.text:
            self.draw(self.shared.get("".join(self.text).strip(), ""))
            self.text.clear()
        elif self.kind == "inlineStr":
            self.draw(as_seen(self.runs))
            self.runs.clear()
        elif self.formula and not self.stored and self.kind != "str":
            self.marks.formulas[place] = formula_text("".join(self.sum))
        elif self.kind == "n" and int(self.style) in self.styles.percents:
            self.marks.percents.add(place)
        elif self.kind == "n" and int(self.style) in self.styles.units:
            self.marks.units[place] = self.styles.units[int(self.style)]

    def draw(self, text: str) -> None:
        if text:
            self.marks.drawn[self.row, self.column] = text

    def merge(self, ref: str) -> None:
        corners = [_REF.fullmatch(one) for one in ref.split(":")]
        if len(corners) == 2 and corners[0] and corners[1]:
            (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
            self.marks.merged.append((int(top), column_number(left), int(bottom), column_number(right)))
