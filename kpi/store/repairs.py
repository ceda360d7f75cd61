"""The file of an upload as it came, beside the one that was mended and recorded."""

import json
from dataclasses import astuple

from sqlalchemy import Connection, insert, select

from kpi.core.delivery.repair import MendedCell, Repair
from kpi.store import tables
from kpi.store.apply import SOURCE_FILE
from kpi.store.upload_query import file_content

REPAIR = tables.table_of(tables.UploadRepair)


def keep_repair(connection: Connection, revision: int, repair: Repair | None) -> None:
    """Keep the file as it came and what was typed over in it with the commit of its upload; None: nothing was."""
    if repair is None:
        return
    if repair.content is not None and file_content(connection, repair.sha256) is None:
        connection.execute(insert(SOURCE_FILE).values(sha256=repair.sha256, content=repair.content))
    cells = json.dumps([astuple(one) for one in repair.cells], ensure_ascii=False, separators=(",", ":"))
    connection.execute(insert(REPAIR).values(revision=revision, name=repair.name, sha256=repair.sha256, cells=cells))


def find_repair(connection: Connection, revision: int) -> Repair | None:
    """The file of an upload as it came; None when it was recorded as it came."""
    row = connection.execute(select(REPAIR).where(REPAIR.c.revision == revision)).mappings().one_or_none()
    if row is None:
        return None
    cells = tuple(MendedCell(*one) for one in json.loads(row["cells"]))
    return Repair(row["name"], row["sha256"], file_content(connection, row["sha256"]), cells)
