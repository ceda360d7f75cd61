"""The remarks that people hang on cells of an XLSX: read for one thing only, a citizen number, as the file is kept."""

from collections.abc import Iterator
from zipfile import ZipFile

from kpi.intake.upload.archive import part
from kpi.intake.upload.personal import holds_citizen_number
from kpi.intake.upload.refusal import Refusal
from kpi.intake.upload.xlsx_scan import named, place_of, tree

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
