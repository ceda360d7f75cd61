"""A draft of a plan as words and files that can be kept and read again."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from kpi.intake.plan.text_table import EDITED, TextTable
from kpi.service.drafting.editing import Draft


def draft_words(draft: Draft) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What is edited as JSON can say it; the tables that only come along, such as measurements, as a file."""
    words: dict[str, Any] = {
        "plan": draft.plan,
        "revision": draft.revision,
        "tables": {name: _table_words(draft.tables[name]) for name in EDITED if name in draft.tables},
    }
    rest = {name: _table_words(table) for name, table in draft.tables.items() if name not in EDITED}
    if not rest:
        return words, {}
    content = json.dumps(rest, ensure_ascii=False, separators=(",", ":")).encode()
    digest = sha256(content).hexdigest()
    return {**words, "rest": digest}, {digest: content}


def _table_words(table: TextTable) -> dict[str, Any]:
    return {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}


def draft_kept(words: Mapping[str, Any], files: Mapping[str, bytes]) -> Draft:
    """The draft that was kept; raises KeyError, TypeError or ValueError for what this does not know."""
    named = dict(words["tables"])
    if "rest" in words:
        named |= json.loads(files[words["rest"]])
    tables = {str(name): _table_of(table) for name, table in named.items()}
    if not set(EDITED) <= tables.keys():
        raise ValueError(sorted(tables))
    return Draft(str(words["plan"]), int(words["revision"]), tables)


def _table_of(words: Mapping[str, Any]) -> TextTable:
    columns = tuple(map(str, words["columns"]))
    rows = tuple(tuple(map(str, row)) for row in words["rows"])
    if any(len(row) != len(columns) for row in rows):
        raise ValueError(columns)
    return TextTable(columns, rows)
