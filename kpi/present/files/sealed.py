"""Office files that are the same bytes whenever they are made: the clock is taken out of their containers."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can name
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def sealed(content: bytes) -> bytes:
    """The same file without the time at which it was packed, workbooks inside it included; its own date stays."""
    return _packed(content, inside=False)


def _packed(content: bytes, *, inside: bool) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(content)) as read, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for one in read.infolist():
            entry = ZipInfo(one.filename, _FIRST)
            entry.compress_type = ZIP_DEFLATED
            held = read.read(one)
            if one.filename.endswith(".xlsx"):
                held = _packed(held, inside=True)
            elif inside and one.filename == "docProps/core.xml":
                held = _MADE.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", held)
            made.writestr(entry, held)
    return out.getvalue()
