"""A database of somebody else's as a file to import: its query's rows, through the same intake as any upload."""

from kpi.access.rights import Right
from kpi.core.errors import UsageError
from kpi.service.desk import Desk, allow

MOST_ROWS = 1_048_575  # below the header of one sheet


def source_file(desk: Desk, name: str) -> tuple[str, bytes]:
    """The rows of a source of the settings as a workbook: its file name and its bytes; the same rows, the same bytes.

    Real numbers and dates stay numbers and dates, so nothing has to be guessed. Raises UsageError for a name that is
    not in [sources], for a query that gives too many rows, and StoreError when that database does not answer.
    """
    allow(desk, Right.ADMINISTER)
    from kpi.present.files.sheet import sheet_bytes
    from kpi.store.database.source import read_source

    source = desk.settings.sources.get(name)
    if source is None:
        known = ", ".join(sorted(desk.settings.sources))
        raise UsageError(
            f"{name!r} staat niet onder [sources] in config.toml; bekend: {known or 'nog geen bron'}.",
            f"{name!r} is not in [sources] of config.toml; known: {known or 'no source yet'}.",
        )
    columns, rows = read_source(source.url, source.query, limit=MOST_ROWS + 1)
    if len(rows) > MOST_ROWS:
        raise UsageError(
            f"Bron {name} geeft meer dan {MOST_ROWS} rijen: beperk de query.",
            f"Source {name} gives more than {MOST_ROWS} rows: limit its query.",
        )
    return f"{name}.xlsx", sheet_bytes(columns, rows)
