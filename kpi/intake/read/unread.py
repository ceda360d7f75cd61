"""The sheets of an XLSX that are not read: looked through for one thing only, a citizen number, as the file is kept."""

from collections.abc import Iterator
from xml.etree import ElementTree
from zipfile import ZipFile

from kpi.intake.read.archive import part
from kpi.intake.read.names import holds_citizen_number
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.xlsx_scan import local, named, place_of, tree
from kpi.intake.read.xlsx_strings import SHARED


def shared_numbers(archive: ZipFile) -> frozenset[str]:
    """The places, as cells write them, of the shared texts that hold a citizen number."""
    for name in archive.namelist():
        if name.lower() == SHARED:
            texts = enumerate("".join(one.itertext()) for one in named(tree(part(archive, name)), "si"))
            return frozenset(str(place) for place, text in texts if holds_citizen_number(text))
    return frozenset()


def holds_personal_data(archive: ZipFile, name: str, shared: frozenset[str]) -> bool:
    """Whether a cell of this worksheet holds a citizen number; of a damaged one as far as it can be read."""
    try:
        return any(
            text in shared if kind == "s" else holds_citizen_number(text) for kind, text in _cells(archive, name)
        )
    except (ElementTree.ParseError, KeyError, EOFError, OSError):
        return False


def _cells(archive: ZipFile, name: str) -> Iterator[tuple[str, str]]:
    """The kind and the text of each cell, its formula left out."""
    with archive.open(name) as stream:
        for _, one in ElementTree.iterparse(stream):  # noqa: S314 (strict_xml.py has refused every DOCTYPE)
            if local(one.tag) == "c":
                yield (
                    one.get("t", "n"),
                    "".join(each.text or "" for each in one.iter() if local(each.tag) in ("v", "t")),
                )
            elif local(one.tag) == "row":
                one.clear()


_PARTS = ("xl/comments", "xl/threadedcomments")


def check_remarks(archive: ZipFile) -> None:
    """Raises Refusal at the cell whose remark, old or threaded, holds a citizen number, or when a part is damaged."""
    for name in archive.namelist():
        if name.lower().startswith(_PARTS) and name.lower().endswith(".xml"):
            for ref, text in _remarks(archive, name):
                if holds_citizen_number(text):
                    raise Refusal("personal-data", *place_of(ref))


def _remarks(archive: ZipFile, name: str) -> Iterator[tuple[str, str]]:
    root = tree(part(archive, name))
    for kind in ("comment", "threadedComment"):
        yield from ((one.get("ref", ""), "".join(one.itertext())) for one in named(root, kind))
