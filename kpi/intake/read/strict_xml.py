"""The one XML parser for parts of untrusted workbooks: no document type, so no entities that grow."""

from collections.abc import Callable
from xml.parsers import expat

from kpi.intake.read.refusal import Refusal


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
