"""XML of untrusted workbooks: no part has a document type, so there are no entities that grow; and the one parser."""

from collections.abc import Callable
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from kpi.intake.read.archive import unpacked
from kpi.intake.read.refusal import Refusal

_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_TAIL = 16  # longer than any of the forbidden words


def refuse_document_types(archive: ZipFile, most: int) -> None:
    """Unpack every XML part once; raises Refusal `forbidden-xml`, or as the guard above `most` bytes together."""
    for one in archive.infolist():
        if one.filename.lower().endswith((".xml", ".rels", ".vml")):
            most -= _length(archive, one, most)


def _length(archive: ZipFile, member: ZipInfo, most: int) -> int:
    seen, tail = 0, b""
    for chunk in unpacked(archive, member, most):
        seen += len(chunk)
        text = tail + chunk.replace(b"\0", b"")  # as in UTF-16
        if any(word in text for word in _FORBIDDEN):
            raise Refusal("forbidden-xml", value=member.filename)
        tail = text[-_TAIL:]
    return seen


def strict_parser(
    start: Callable[[str, dict[str, str]], object], end: Callable[[str], object], characters: Callable[[str], object]
) -> expat.XMLParserType:
    """A parser that calls these three with whole runs of text; raises Refusal `forbidden-xml` at a document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise Refusal("forbidden-xml")
