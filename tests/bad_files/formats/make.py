"""Makes the files of this folder; `python -m tests.bad_files.formats.make` writes the small ones anew.

Not made here, but by Excel's own means or a library: password.xlsx, password.xls.
"""

import struct
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.intake.books import (
    body,
    line,
    number,
    ods,
    ods_number,
    ods_parts,
    ods_row,
    ods_text,
    packed,
    row,
    text,
    xlsx,
    xlsx_parts,
)

HERE = Path(__file__).parent
MIB = 2**20
CSV = "indicator;periode;waarde\nwachttijd;2021-Q1;12,5\noverleggen;2021-Q1;3\n"
GOOD = xlsx_parts({"Cijfers": body(line(2, number("C2", 12.5)))})
DOCTYPE = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>'


_REMARK = '<list><{0} ref="{1}"><text>patient {2}</text></{0}></list>'


def _with(parts: Mapping[str, str | bytes]) -> bytes:
    return packed({**GOOD, **parts})


def _entities(encoding: str = "utf-8") -> bytes:
    strings = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPE}<sst><si><t>&lol2;</t></si></sst>'
    return _with({"xl/sharedStrings.xml": strings.encode(encoding)})


def _ods_of(cell: str, more: str = "") -> bytes:
    return ods(ods_row(ods_text("wachttijd"), ods_text("2021-Q1"), cell, more=more))


SMALL: Mapping[str, Callable[[], bytes]] = {
    "empty.csv": lambda: b"",
    "blank.csv": lambda: b"\xef\xbb\xbf \r\n;;\r\n\t\r\n",
    "empty.xlsx": lambda: xlsx("<sheetData/>"),
    "empty.ods": lambda: packed(ods_parts({"Blad1": ods_row(ods_text(""))})),
    "nul.csv": lambda: CSV.replace("overleggen", "over\0leggen").encode(),
    "nul-windows.csv": lambda: CSV.replace("overleggen", "overl\xebg\0gen").encode("cp1252"),
    "utf16-no-bom.csv": lambda: CSV.encode("utf-16-le"),
    "utf16-be-no-bom.csv": lambda: CSV.encode("utf-16-be"),
    "utf16-odd.csv": lambda: CSV.encode("utf-16")[:-1],
    "utf32.csv": lambda: CSV.encode("utf-32"),
    "broken-utf8-bom.csv": lambda: b"\xef\xbb\xbf" + CSV.replace("overleg", "\xe9\xe9n overleg").encode("cp1252"),
    "no-text.csv": lambda: CSV.encode() + b"x;\x81;\x02\n",
    "control.csv": lambda: CSV.replace("overleggen", "\xe9\x03").encode("cp1252"),
    "cp850.csv": lambda: CSV.replace("overleggen", "pati\xebnten").encode("cp850"),
    "macroman.csv": lambda: CSV.replace("overleggen", "caf\xe9").encode("mac-roman"),
    "utf8-twice.csv": lambda: CSV.replace("overleggen", "pati\xebnten").encode().decode("cp1252").encode(),
    "mixed-encodings.csv": lambda: CSV.encode() + "één;2021-Q1;1\n".encode() + "één;2021-Q2;1\n".encode("cp1252"),
    "lost-characters.csv": lambda: CSV.replace("overleggen", "pati\ufffdnten").encode(),
    "open-quote.csv": lambda: CSV.replace("overleggen", '"overleggen').encode(),
    "open-quote-after.csv": lambda: CSV.replace("overleggen", '"over"leggen').encode(),
    "long-cell.csv": lambda: CSV.replace("overleggen", "x" * 32_768).encode(),
    "wide.csv": lambda: CSV.encode() + b";" * 256 + b"x\n",
    "pdf.csv": lambda: b"%PDF-1.7\n1 0 obj\n",
    "picture.xlsx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(64),
    "photo.csv": lambda: b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(32),
    "program.csv": lambda: b"MZ\x90\0" + bytes(64),
    "letter.xlsx": lambda: packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}),
    "slides.xlsx": lambda: packed({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}),
    "letter.doc.xls": lambda: _ole("WordDocument"),
    "web.xls": lambda: b"<html><body><table><tr><td>indicator</td></tr></table></body></html>",
    "web-utf16.xls": lambda: "\ufeff<!DOCTYPE html><table><tr><td>x</td></tr></table>".encode("utf-16-le"),
    "export.xml.xls": lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "binary.xlsx": lambda: packed({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x83\x01"}),
    "numbers.xlsx": lambda: packed({"Index/Document.iwa": b"\0"}),
    "zip.csv": lambda: packed({"cijfers.csv": CSV}),
    "zip-empty.csv": lambda: packed({}),
    "gzip.csv": lambda: b"\x1f\x8b\x08\0" + bytes(20),
    "password.ods": lambda: packed(
        ods_parts({}) | {"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>", "content.xml": b"\x99\x01\x02"}
    ),
    "cut-off.xlsx": lambda: packed(GOOD)[:-200],
    "broken-sheet.xlsx": lambda: _with({"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row></worksheet>"}),
    "no-sheet.xlsx": lambda: packed({k: v for k, v in GOOD.items() if "sheet1" not in k}),
    "no-book.xlsx": lambda: packed({k: v for k, v in GOOD.items() if k != "xl/workbook.xml"}),
    "flipped.xlsx": lambda: _flipped(packed(GOOD)),
    "broken.ods": lambda: packed(ods_parts({"A": "<table:table-row>"})),
    "cut-off.xls": lambda: _ole("Workbook"),
    "entities.xlsx": _entities,
    "entities-utf16.xlsx": lambda: _entities("utf-16"),
    "entities.ods": lambda: packed(ods_parts({}) | {"content.xml": f"{DOCTYPE}<a>&lol2;</a>"}),
    "zip-inside.xlsx": lambda: _with({"xl/media/more.zip": packed({"a": "b"})}),
    "xfd.xlsx": lambda: xlsx(body(row(1_048_576, number("XFD1048576", 1)))),
    "far-right.xlsx": lambda: xlsx(body(row(2, number("XFD2", 1)))),
    "far-below.xlsx": lambda: xlsx(body(row(900_000, number("A900000", 1)))),
    "far-below.ods": lambda: ods(ods_row(ods_text("", 'table:number-columns-repeated="3"'), more=_repeated(1_000_000)),
                                 ods_row(ods_number(1))),
    "endless.ods": lambda: _ods_of(ods_number(1), more=_repeated(2_000_000_000)),
    "endless-wide.ods": lambda: _ods_of(ods_number(1, more='table:number-columns-repeated="2000000000"')),
    "long-cell.xlsx": lambda: xlsx(body(line(2, text("C2", "x" * 32_768)))),
    "merged-below.xlsx": lambda: xlsx(
        body(line(2, number("C2", 1)), line(3, "")) + '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
    ),
    "merged-header.xlsx": lambda: xlsx(
        "<sheetData>" + row(1, text("A1", "indicator"), text("B1", "2021")) + row(2, text("B2", "Q1"), text("C2", "Q2"))
        + '</sheetData><mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells>'
    ),
    "merged.ods": lambda: _ods_of(ods_number(1, more='table:number-columns-spanned="2"')),
    "hidden-column.xlsx": lambda: xlsx(
        '<cols><col min="2" max="2" hidden="1"/></cols>' + body(line(2, number("C2", 1)))
    ),
    "hidden-column.ods": lambda: ods(
        before='<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    ),
    "hidden-sheet.xlsx": lambda: packed(
        xlsx_parts({"Cijfers": body(), "Oud": body()}, states={"Oud": "hidden"})
    ),
    "citizen-number-in-sheet-name.xlsx": lambda: packed(xlsx_parts({"Cijfers": body(), "111222333": "<sheetData/>"})),
    "citizen-number-in-sheet-name.ods": lambda: packed(ods_parts({"Cijfers": ods_row(ods_text("a")), "111222333": ""})),
    "citizen-number-in-remark.xlsx": lambda: _with({"xl/comments1.xml": _REMARK.format("comment", "C2", "111222333")}),
    "citizen-number-in-reply.xlsx": lambda: _with(
        {"xl/threadedComments/threadedComment1.xml": _REMARK.format("threadedComment", "B2", "1112.22.333")}
    ),
    "citizen-number-in-remark.ods": lambda: _ods_of(
        '<table:table-cell office:value-type="float" office:value="3"><office:annotation><text:p>111222333</text:p>'
        "</office:annotation><text:p>3</text:p></table:table-cell>"
    ),
    "citizen-number-on-hidden-sheet.xlsx": lambda: packed(
        xlsx_parts({"Cijfers": body(), "Lijst": body(line(2, number("C2", 111222333)))}, states={"Lijst": "hidden"})
    ),
    "macros.xlsm": lambda: _with({"xl/vbaProject.bin": b"\xd0\xcf"}),
}  # fmt: skip


def _repeated(times: int) -> str:
    return f'table:number-rows-repeated="{times}"'


def _ole(stream: str) -> bytes:
    """The outside of an OLE file with one stream, of which nothing follows."""
    name = stream.encode("utf-16-le")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    return header + name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2).ljust(64, b"\0")


def _flipped(content: bytes) -> bytes:
    """The same ZIP with a byte of packed data changed, so that its checksum is wrong."""
    place = content.index(b"xl/worksheets/sheet1.xml") + 60
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def _sheet_of(filler: bytes) -> bytes:
    return _with({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData/>" + filler + b"</worksheet>"})


def _lying() -> bytes:
    """A bomb whose directory says that it is small."""
    size = 300 * MIB + len(b"<worksheet><sheetData/></worksheet>")
    return _sheet_of(b" " * 300 * MIB).replace(struct.pack("<I", size), struct.pack("<I", 1000))


def _shared_text(cells: int = 60_000) -> bytes:
    """One long text in every cell: 500 kB on disk, gigabytes when each cell gets its own copy."""
    one = '<c t="s"><v>0</v></c>' * 200
    rows = "".join(f'<row r="{place}">{one}</row>' for place in range(1, cells // 200 + 1))
    return xlsx(f"<sheetData>{rows}</sheetData>", strings=["é" * 32_000])


# Too large, or too dangerous for other programs, to lie in a folder.
LARGE: Mapping[str, Callable[[], bytes]] = {
    "200-mb.csv": lambda: bytes(200 * MIB),
    "rows.csv": lambda: b"a;b\n" * 100_001,
    "area.csv": lambda: b";".join([b"x"] * 250) + b"\n" + b"a;b\n" * 50_000,
    "bomb.xlsx": lambda: _sheet_of(b" " * 300 * MIB),
    "tight.xlsx": lambda: _sheet_of(b" " * 50 * MIB),
    "lying.xlsx": _lying,
    "many-parts.xlsx": lambda: _with({f"xl/media/{place}.png": b"" for place in range(2_001)}),
    "area.xlsx": lambda: xlsx(body(row(2, text("IV2", "b")), row(90_000, text("A90000", "a")))),
    "shared-text.xlsx": _shared_text,
}  # fmt: skip


def content(name: str) -> bytes:
    """The bytes of a file of this folder, lying there or made."""
    return LARGE[name]() if name in LARGE else (HERE / name).read_bytes()


if __name__ == "__main__":
    for name, make in SMALL.items():
        (HERE / name).write_bytes(make())
