"""The texts that the sheets of an XLSX share: those of which a part is raised or struck through."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from zipfile import ZipFile

from kpi.intake.read.archive import part
from kpi.intake.read.rich_text import Drawn, as_seen
from kpi.intake.read.xlsx_scan import drawn_by, local, named, tree

SHARED = "xl/sharedstrings.xml"
_DRAWN = (b"vertAlign", b"strike")


def shared_as_seen(archive: ZipFile) -> Mapping[str, str]:
    """The texts as they are drawn, by the place that cells write; only those with such a part in a number."""
    content = next((part(archive, name) for name in archive.namelist() if name.lower() == SHARED), b"")
    if not any(word in content for word in _DRAWN):
        return {}
    found = ((str(at), as_seen(list(_runs(one)))) for at, one in enumerate(named(tree(content), "si")))
    return {place: text for place, text in found if text}


def _runs(item: ElementTree.Element) -> Iterator[tuple[str, Drawn]]:
    """The parts of a text; of one without parts the whole."""
    for one in item:
        texts = "".join(each.text or "" for each in one.iter() if local(each.tag) == "t")
        marks = (drawn_by(local(each.tag), each.attrib) for each in one.iter())
        if local(one.tag) in ("r", "t"):
            yield texts, next((mark for mark in marks if mark is not None), Drawn.PLAIN)
