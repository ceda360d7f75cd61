"""An empty plan to begin with: files with a header and one example row each, and words that explain every column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kpi.core.calendar.period import Frequency, period_of
from kpi.core.plain import plain
from kpi.intake.edit.starter_example import EXAMPLE
from kpi.intake.edit.starter_words import (
    KEYS_EXPLAINED,
    SHEETS_EXPLAINED,
    choices,
    explained,
    header,
    is_required,
    said,
)
from kpi.intake.plan.text_table import COLUMNS, PLAN, PLAN_KEYS, THEMES, TextTable, files_of, text_table_of

GUIDE = {"nl": "LEESMIJ.md", "en": "README.md"}
TABLES = (PLAN, THEMES, "targets", "indicators", "org_units", "context", "measurements")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new plan is called and when it runs; `start` and `end` inclusive."""

    code: str = "mijn-plan"
    title: str = "Mijn plan"
    organisation: str = "Mijn organisatie"
    start: date = date(2026, 1, 1)
    end: date = date(2028, 12, 31)


USUAL = Beginning()


def starter_tables(lang: str, beginning: Beginning = USUAL) -> dict[str, TextTable]:
    """The starter set as tables (kpi.intake.plan.text_table), with the example row of each; it reads without an error.

    `lang`: "nl" or "en". The measurements of the example stand apart, because they are invented.
    """
    return {name: text_table_of(name, rows) for name, rows in _records(lang, beginning).items()}


def starter_files(lang: str, beginning: Beginning = USUAL) -> dict[str, bytes]:
    """The starter set as the files of a plan folder, and a guide to them that reading leaves alone."""
    tables = starter_tables(lang, beginning)
    period = period_of(beginning.start, Frequency.QUARTER).code
    tables[f"measurements/voorbeeld-{period}"] = tables.pop("measurements")
    named = {name: _with_headers(name, table, lang) for name, table in tables.items()}
    files = files_of(named)
    files["plan.toml"] = _comments(lang) + files["plan.toml"]
    return {**files, GUIDE[lang]: _guide(lang).encode()}


def _with_headers(name: str, table: TextTable, lang: str) -> TextTable:
    if name in (PLAN, THEMES):
        return table
    kind = name.partition("/")[0]
    return TextTable(tuple(header(kind, column, lang) for column in table.columns), table.rows)


def _comments(lang: str) -> bytes:
    """What the top of plan.toml says about itself."""
    dutch = (
        "Het plan zelf. Tekst staat tussen aanhalingstekens, een dag is jaar-maand-dag.",
        *(f"{key}: {said(KEYS_EXPLAINED[key], 'nl')}" for key in PLAN_KEYS),
        "Elk thema is een blok [[themes]] met code, title, ambition en icon (een Material-symbool; mag leeg).",
    )
    english = (
        "The plan itself. Texts stand in quotes, a day is year-month-day.",
        *(f"{key}: {said(KEYS_EXPLAINED[key], 'en')}" for key in PLAN_KEYS),
        "Every theme is a block [[themes]] with code, title, ambition and icon (a Material symbol; optional).",
    )
    return "".join(f"# {line}\n" for line in (dutch if lang == "nl" else english)).encode()


def _guide(lang: str) -> str:
    """Every column of every file in a table of Markdown; an asterisk where a cell may not be empty."""
    heading = "# Uitleg bij de bestanden\n\n" if lang == "nl" else "# The files explained\n\n"
    example = (
        "Bij elk bestand staat één voorbeeldrij: vervang die. `*` is verplicht.\n"
        if lang == "nl"
        else "Every file holds one example row: replace it. `*` is required.\n"
    )
    parts = [heading, example]
    for name in TABLES[1:]:
        parts.append(f"\n## {name}: {said(SHEETS_EXPLAINED[name], lang)}\n\n")
        parts += [f"- `{_starred(name, column, lang)}`: {_told(name, column, lang)}\n" for column in COLUMNS[name]]
    return "".join(parts)


def _starred(table: str, column: str, lang: str) -> str:
    return header(table, column, lang) + ("*" if is_required(table, column) else "")


def _told(table: str, column: str, lang: str) -> str:
    """What a column is for, and its words unless the explanation names them all."""
    text, words = explained(table, column, lang), choices(table, column, lang)
    return text if all(word in text for word in words) else f"{text} ({', '.join(words)})"


def _records(lang: str, beginning: Beginning) -> Mapping[str, list[dict[str, str]]]:
    """The rows of each table: the plan's own page, and one example in the others."""
    page = {
        "code": beginning.code,
        "title": beginning.title,
        "organisation": beginning.organisation,
        "language": lang,
        "start": plain(beginning.start),
        "end": plain(beginning.end),
    }
    whole = (beginning.end.month, beginning.end.day) == (12, 31)
    known = {
        "start": beginning.start.year,
        "end": beginning.end.year if whole else said(("van het plan", "the plan"), lang),
        "quarter": period_of(beginning.start, Frequency.QUARTER).code,
    }
    rows = {
        name: [{column: said(words, lang).format(**known) for column, words in cells.items()}]
        for name, cells in EXAMPLE.items()
    }
    return {PLAN: [{"key": key, "value": page.get(key, "")} for key in PLAN_KEYS], **rows}
