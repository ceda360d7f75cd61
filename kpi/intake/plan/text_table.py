"""A plan as tables of text, the form in which a grid or a workbook edits it, and those tables as plan files."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kpi.core.issue import Issue
from kpi.core.plain import harmless_cell
from kpi.core.thresholds import Thresholds
from kpi.intake.parse.cells import plain_cells
from kpi.intake.plan.columns import SHEETS
from kpi.intake.plan.decimal_mark import unsure_marks
from kpi.intake.plan.plan_file import NAME


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


PLAN, THEMES = "plan", "themes"
PLAN_KEYS = (
    "code",
    "title",
    "organisation",
    "region",
    "language",
    "start",
    "end",
    "source",
    "report_frequency",
    "dated",
    "year_starts",
)
DAY_KEYS = ("start", "end", "dated")
TERM = "terms."  # before the name of a term of office, in the plan's own table
THEME_COLUMNS = ("code", "title", "ambition", "icon")
THRESHOLD_KEYS = tuple(Thresholds.__dataclass_fields__)
# The columns of each table in the order in which people read them; those of a target as docs/plan-files.md has them.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    PLAN: ("key", "value"),
    THEMES: THEME_COLUMNS,
    "targets": _names(
        "target theme focus focus_kind activity statement level category kind indicator comparator value value_high"
        " per baseline baseline_date start deadline due_from due path waypoints tolerance weight owner contributes_to"
        " source_ref ended frequency value_of benchmark org_unit"
    ),
    "indicators": _names(
        "indicator name definition unit unit_en decimals direction aggregation frequency numerator denominator min max"
        " owner source every lag_days"
    ),
    "org_units": ("org_unit", "name", "kind", "parent", "until"),
    "context": ("code", "theme", "name", "value", "unit", "period", "period_to", "source_ref"),
    "activities": ("theme", "focus", "focus_kind", "activity", "source_ref"),
    "measurements": _names("indicator period org_unit value numerator denominator measured_on provisional note"),
    "checkins": ("target", "period", "cause", "consequence", "correction", "owner", "due"),
}
# What a draft holds; measurements and check-ins have a way of their own.
EDITED = (PLAN, THEMES, "targets", "indicators", "org_units", "context", "activities")

Place = tuple[str, int | None]  # table, row of it (header = 1; None: the whole table)


@dataclass(frozen=True, slots=True)
class TextTable:
    """Rows of text under column names; every row is as wide as `columns`, an empty cell is an empty text.

    The row that a person calls 2 is the first of `rows`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()

    def records(self) -> Iterator[dict[str, str]]:
        """Each row by column name."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


Tables = Mapping[str, TextTable]  # by name: `plan`, `themes`, `targets`, ...; `measurements/2021-Q1` for a file there


def text_table_of(name: str, records: Sequence[Mapping[str, str]]) -> TextTable:
    """A table with all columns of its kind; what a record does not name is empty, what is no column is left out."""
    columns = COLUMNS[name.partition("/")[0]]
    return TextTable(columns, tuple(tuple(one.get(column, "") for column in columns) for one in records))


def files_of(tables: Tables, *, full: bool = True) -> dict[str, bytes]:
    """The plan files of tables; optional ones without rows are left out, and unless `full` empty columns as well."""
    files = {NAME: _toml(tables)[0].encode()} if PLAN in tables else {}
    for name, table in tables.items():
        if name not in (PLAN, THEMES) and (table.rows or name == "targets"):
            files[f"{name}.csv"] = table_csv(table if full else _filled(name, table))
    return files


def _filled(name: str, table: TextTable) -> TextTable:
    """The table without optional columns that are empty throughout."""
    required = SHEETS[name.partition("/")[0]].required
    places = [
        place
        for place, column in enumerate(table.columns)
        if column in required or any(row[place] for row in table.rows)
    ]
    return TextTable(_pick(table.columns, places), tuple(_pick(row, places) for row in table.rows))


def _pick(cells: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    return tuple(cells[place] for place in places)


def table_csv(table: TextTable) -> bytes:
    """CSV in UTF-8: comma, newline, quotes only where they are needed; the same table gives the same bytes.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, which reading takes off.
    """
    return "".join(",".join(map(_written, row)) + "\n" for row in (table.columns, *table.rows)).encode()


def _written(text: str) -> str:
    cell = harmless_cell(text)
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\r\n') else cell


def located(issues: Sequence[Issue], tables: Tables) -> tuple[Issue, ...]:
    """The issues of `files_of(tables)` with the table as their `file` and the table's row as their row."""
    places = _toml(tables)[1] if PLAN in tables else {}
    return tuple(_located(one, places) for one in issues)


def _located(issue: Issue, places: Mapping[int, Place]) -> Issue:
    if issue.file != NAME:
        return replace(issue, file=issue.file.removesuffix(".csv"))
    table, row = places.get(issue.row or 0, (PLAN, None))
    return replace(issue, file=table, row=row)


def _toml(tables: Tables) -> tuple[str, dict[int, Place]]:
    """The text of plan.toml, and the table and row that each of its lines came from."""
    lines: list[str] = []
    places: dict[int, Place] = {}

    def add(line: str, place: Place | None) -> None:
        lines.append(line)
        if place:
            places[len(lines)] = place

    limits: list[tuple[str, Place]] = []
    terms: list[tuple[str, Place]] = []
    for number, (key, value) in enumerate(_pairs(tables[PLAN]), start=2):
        if key in THRESHOLD_KEYS and value:
            limits.append((f"{key} = {_number(value)}", (PLAN, number)))
        elif key.startswith(TERM) and value:
            terms.append((f"{_text(key.removeprefix(TERM))} = {_text(value)}", (PLAN, number)))
        elif key and value:
            add(f"{_key(key)} = {_day(key, value)}", (PLAN, number))
    for number, record in enumerate(tables[THEMES].records() if THEMES in tables else (), start=2):
        if any(record.values()):
            add("", None)
            add("[[themes]]", (THEMES, number))
            for key, value in record.items():
                if value:
                    add(f"{_key(key)} = {_text(value)}", (THEMES, number))
    for section, found in (("[thresholds]", limits), ("[terms]", terms)):
        for place, (line, where) in enumerate(found):
            if place == 0:
                add("", None)
                add(section, None)
            add(line, where)
    return "\n".join(lines) + "\n", places


def _pairs(table: TextTable) -> Iterator[tuple[str, str]]:
    return ((record.get("key", "").strip(), record.get("value", "").strip()) for record in table.records())


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else _text(key)


def _text(value: str) -> str:
    """A TOML text: JSON's escapes are TOML's, which also wants one for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _day(key: str, value: str) -> str:
    """A day where plan.toml wants one; anything else stays a text, so that reading says what is wrong with it."""
    is_day = key in DAY_KEYS and not isinstance(plain_cells.iso_day(value), plain_cells.Bad)
    return value if is_day else _text(value)


def _number(value: str) -> str:
    found = plain_cells.plain_number(value)
    if isinstance(found, plain_cells.Bad) or unsure_marks(value):
        return _text(value)
    return str(int(found)) if found.is_integer() else value.lstrip("+")
