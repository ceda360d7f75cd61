"""What is there of a plan, held against what should be: which versions an action writes and which it ends."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, insert, select

from kpi.store.leaving import kind_of
from kpi.store.versions import COMMIT, DAYS, KEY, MEASUREMENT, VALUES

AT_ONCE = 10_000  # rows that are taken from the database at the same time
Row = dict[str, Any]
Values = tuple[Any, ...]
Wanted = Mapping[str, str]  # content by code


@dataclass(slots=True)
class KnownVersions:
    """The versions of one key that count: the newest, and the newest that an action wrote itself (0: none)."""

    revision: int = 0
    live: bool = False
    values: Values = ()
    own_revision: int = 0
    own: Values | None = None


class Manner(NamedTuple):
    """How an action saves: whether it writes these values over what is known, and ends what is not named any more."""

    action: str
    writes: Callable[[KnownVersions, Values], bool]
    ends: Callable[[KnownVersions], bool]


@dataclass(frozen=True, slots=True)
class ContentChange:
    """New versions for one table of contents, still without their revision; those that end come last."""

    table: Table
    rows: list[Row]
    added: int
    revised: int
    ended: int

    def leaving(self) -> tuple[str, Iterable[str]]:
        """The kind of what ends, and its names."""
        return kind_of(self.table), (" · ".join(row["code"].split("\n")) for row in self.rows if row["ended"])

    def write(self, connection: Connection, revision: int) -> None:
        """Add the versions to a commit."""
        if self.rows:
            connection.execute(insert(self.table), [{**row, "revision": revision} for row in self.rows])


def content_change(connection: Connection, plan: str, table: Table, wanted: Wanted, manner: Manner) -> ContentChange:
    """What makes a table hold these contents of a plan and, as far as the action ends any, no others."""
    known = {code: was for (code,), was in known_versions(connection, plan, manner.action, table)}
    added: list[Row] = []
    revised: list[Row] = []
    for code, content in wanted.items():
        was = known.get(code)
        if was is None or manner.writes(was, (content,)):
            row = {"plan": plan, "code": code, "ended": False, "content": content}
            (revised if was and was.live else added).append(row)
    ended = [
        {"plan": plan, "code": code, "ended": True, "content": was.values[0]}
        for code, was in known.items()
        if code not in wanted and manner.ends(was)
    ]
    return ContentChange(table, added + revised + ended, len(added), len(revised), len(ended))


def known_versions(
    connection: Connection, plan: str, action: str, table: Table
) -> Iterator[tuple[Values, KnownVersions]]:
    """What is there of each key of a plan, by key: a look along the key's index, never everything at once."""
    key, values = (KEY, DAYS + VALUES) if table is MEASUREMENT else (("code",), ("content",))
    columns = [table.c[name] for name in (*key, *values)]
    rows = connection.execute(
        select(*columns, table.c.revision, table.c.ended, COMMIT.c.action)
        .join(COMMIT, COMMIT.c.revision == table.c.revision)
        .where(table.c.plan == plan)
        .order_by(*columns[: len(key)], table.c.revision)
        .execution_options(yield_per=AT_ONCE)
    )
    for found, versions in groupby(rows, key=itemgetter(slice(len(key)))):
        one = KnownVersions()
        for row in versions:
            *_, one.revision, ended, by = row
            one.live, one.values = not ended, tuple(row[len(key) : -3])
            if by == action:
                one.own_revision, one.own = one.revision, None if ended else one.values
        yield tuple(found), one
