"""Small workbooks and tables, written part by part, so that a test can put anything into them."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# Cell styles: 0 general, 1 percent (built in), 2 percent (own), 3 date, 4 a % that is only a sign
STYLES = (
    f'{HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="0.0%"/>'
    '<numFmt numFmtId="165" formatCode="dd\\-mm\\-yyyy"/>'
    '<numFmt numFmtId="166" formatCode="0.0&quot;%&quot;"/></numFmts>'
    "<fonts count='1'><font/></fonts><fills count='1'><fill/></fills><borders count='1'><border/></borders>"
    "<cellStyleXfs count='1'><xf/></cellStyleXfs><cellXfs count='5'>"
    "<xf numFmtId='0'/><xf numFmtId='9'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/>"
    "</cellXfs></styleSheet>"
)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these parts, always the same bytes."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return out.getvalue()


def text(ref: str, words: str) -> str:
    """A cell with its own text."""
    return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def number(ref: str, value: object, style: int = 0) -> str:
    """A cell with a number."""
    return f'<c r="{ref}" s="{style}"><v>{value}</v></c>'


def row(place: int, *cells: str, more: str = "") -> str:
    """A row; `more` are further attributes."""
    return f'<row r="{place}" {more}>{"".join(cells)}</row>'


HEADER = row(1, text("A1", "indicator"), text("B1", "periode"), text("C1", "waarde"))


def body(*rows: str) -> str:
    """The cells of a sheet: the usual header and these rows."""
    return f"<sheetData>{HEADER}{''.join(rows)}</sheetData>"


def line(place: int, value: str) -> str:
    """A usual row, with this XML as third cell."""
    return row(place, text(f"A{place}", "wachttijd"), text(f"B{place}", "2021-Q1"), value)


def xlsx_parts(
    sheets: Mapping[str, str], *, states: Mapping[str, str] | None = None, book: str = "", strings: Sequence[str] = ()
) -> dict[str, str | bytes]:
    """The parts of an XLSX with these sheets (the inside of <worksheet>); `book` stands before its list of sheets."""
    names = list(sheets)
    state = {name: f' state="{value}"' for name, value in (states or {}).items()}
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{place}" r:id="rId{place}"{state.get(name, "")}/>'
        for place, name in enumerate(names, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{place}.xml"/>'
        for place in range(1, len(names) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{book}<sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}">{links}'
        f'<Relationship Id="rId98" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId99" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{_MAIN}">'
        + "".join(f"<si><t>{escape(one)}</t></si>" for one in strings)
        + "</sst>",
    }
    for place, inside in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{place}.xml"] = f'{HEAD}<worksheet xmlns="{_MAIN}">{inside}</worksheet>'
    return parts


def xlsx(inside: str, *, book: str = "", strings: Sequence[str] = ()) -> bytes:
    """An XLSX with one sheet, named Cijfers."""
    return packed(xlsx_parts({"Cijfers": inside}, book=book, strings=strings))


def ods_text(words: str, more: str = "") -> str:
    """A cell of an ODS with text."""
    return f'<table:table-cell office:value-type="string" {more}><text:p>{escape(words)}</text:p></table:table-cell>'


def ods_number(value: float, kind: str = "float", more: str = "") -> str:
    """A cell of an ODS with a number."""
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}" {more}><text:p>{value}</text:p>'
        "</table:table-cell>"
    )


def ods_row(*cells: str, more: str = "") -> str:
    """A row of an ODS; `more` are further attributes."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods_parts(sheets: Mapping[str, str]) -> dict[str, str | bytes]:
    """The parts of an ODS with these sheets (the inside of <table:table>)."""
    spaces = " ".join(f'xmlns:{one}="{_ODF}:{one}:1.0"' for one in ("office", "table", "text"))
    tables = "".join(f'<table:table table:name="{name}">{inside}</table:table>' for name, inside in sheets.items())
    return {
        "mimetype": ODS_TYPE,
        "META-INF/manifest.xml": f'{HEAD}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"/>',
        "content.xml": f'{HEAD}<office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:'
        f'experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet>'
        "</office:body></office:document-content>",
    }


ODS_HEADER = ods_row(ods_text("indicator"), ods_text("periode"), ods_text("waarde"))


def ods(*rows: str, before: str = "") -> bytes:
    """An ODS with one sheet: the usual header and these rows."""
    return packed(ods_parts({"Cijfers": f"{before}{ODS_HEADER}{''.join(rows)}"}))
