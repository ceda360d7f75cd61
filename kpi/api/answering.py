"""Rows as the body of an answer: JSON or CSV, with what tells one answer from the next."""

import csv
from collections.abc import Mapping
from hashlib import sha256
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from kpi.api.columns import Columns, cells, flat
from kpi.api.operations import Operation, RowsFound
from kpi.api.preferring import Form
from kpi.core.plain import harmless, plain
from kpi.service.as_json import json_text
from kpi.service.report import ours_of
from kpi.service.uploads.checking import today
from kpi.settings import ROOT


def body_of(operation: Operation, found: RowsFound, form: Form) -> bytes:
    """The rows in a form; JSON says beside a list what it is of."""
    if form is Form.CSV:
        return csv_rows(operation.columns_of(found), found)
    if operation.single:
        return json_text(found.rows[0]).encode()
    about = {"revision": found.revision, "total": found.in_all, **found.about}
    return json_text({**about, "rows": found.rows}).encode()


def csv_rows(columns: Columns, found: RowsFound) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows it: commas, decimal points, ISO days, true and false.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; codes are separated by semicolons.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(flat(columns))
    writer.writerows([_cell(one) for one in cells(row, columns)] for row in found.rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return harmless(value)
    return plain(tuple(value)) if isinstance(value, list) else plain(value)


def tag_of(*parts: object) -> str:
    """An entity tag of all that an answer depends on, and of Planpeil itself and the day: what is late today."""
    known = (*parts, ours_of(ROOT / "kpi"), today())
    return f'"{sha256(json_text([str(one) for one in known]).encode()).hexdigest()[:32]}"'


def has_it(tag: str, if_none_match: str) -> bool:
    """Whether who asks has this answer already: then it was given at this very revision."""
    return tag in if_none_match


def next_page(path: str, query: Mapping[str, str], found: RowsFound) -> str:
    """The Link to the page that follows, of the same revision; empty after the last and without pages."""
    page, per_page = found.about.get("page"), found.about.get("per_page")
    if page is None or per_page is None or page * per_page >= found.in_all:
        return ""
    asked = {**query, "page": page + 1, "per_page": per_page, "revision": found.revision}
    return f'<{path}?{urlencode(asked)}>; rel="next"'
