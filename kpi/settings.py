"""Planpeil's settings: `config.toml` and a few environment variables, read once and checked whole."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from kpi.core.deadline import Calendar
from kpi.core.errors import UsageError
from kpi.core.model import Thresholds

LANGUAGES = ("nl", "en")
ROOT = Path(__file__).resolve().parent.parent
_TOP = {"organisation", "language", "database_url", "plans", "read_only", "thresholds", "calendar", "sources"}


@dataclass(frozen=True, slots=True)
class Source:
    """A database of somebody else's to import from: its SQLAlchemy URL and one query that only reads."""

    url: str
    query: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; `plans` is an absolute folder and `database_url` is never empty."""

    organisation: str
    language: str
    database_url: str
    plans: Path
    read_only: bool
    thresholds: Thresholds = field(default_factory=Thresholds)
    calendar: Calendar = field(default_factory=Calendar)
    sources: Mapping[str, Source] = field(default_factory=dict)


def load_settings(path: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Read `config.toml` (None: `PLANPEIL_CONFIG`, else the one beside `app.py`); raises UsageError with what is wrong.

    `PLANPEIL_DATABASE_URL` and `PLANPEIL_READ_ONLY` (`1` or `true`) go before the file. A missing file means defaults.
    """
    env = environ or {}
    path = path or Path(env.get("PLANPEIL_CONFIG", ROOT / "config.toml"))
    content = _toml(path)
    _known(content, _TOP, "config.toml")
    home = path.resolve().parent
    return Settings(
        organisation=str(content.get("organisation", "Planpeil")),
        language=_language(content.get("language", "nl")),
        database_url=env.get("PLANPEIL_DATABASE_URL") or str(content.get("database_url") or _default_url(home)),
        plans=home / str(content.get("plans", "data/plans")),
        read_only=env.get("PLANPEIL_READ_ONLY", "").lower() in ("1", "true") or content.get("read_only") is True,
        thresholds=_thresholds(content.get("thresholds", {})),
        calendar=_calendar(content.get("calendar", {})),
        sources=_sources(content.get("sources", {})),
    )


def _toml(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise _wrong(path.name, str(fault)) from fault


def _default_url(home: Path) -> str:
    return f"sqlite:///{home / 'var' / 'planpeil.db'}"


def _language(value: object) -> str:
    if value not in LANGUAGES:
        raise _wrong("language", f"{value!r}: nl, en")
    return str(value)


def _thresholds(table: Mapping[str, Any]) -> Thresholds:
    names = {one.name for one in fields(Thresholds)}
    _known(table, names, "[thresholds]")
    for name, value in table.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise _wrong(f"thresholds.{name}", f"{value!r}: >= 0")
    found = Thresholds(**table)
    if found.on_track > found.at_risk:
        raise _wrong("thresholds", "on_track <= at_risk")
    return found


def _sources(tables: object) -> dict[str, Source]:
    if not isinstance(tables, dict):
        raise _wrong("sources", "[sources.naam]")
    return {name: _source(name, table) for name, table in tables.items()}


def _source(name: str, table: object) -> Source:
    """Both keys are asked for; a value is never repeated in a message, because a URL may hold a password."""
    if not isinstance(table, dict):
        raise _wrong(f"sources.{name}", '{ url = "...", query = "..." }')
    _known(table, {"url", "query"}, f"[sources.{name}]")
    for key in ("url", "query"):
        if not isinstance(table.get(key), str) or not table[key].strip():
            raise _wrong(f"sources.{name}.{key}", "ontbreekt of is geen tekst / missing or no text")
    return Source(table["url"], table["query"])


def _calendar(table: Mapping[str, Any]) -> Calendar:
    _known(table, {"mid_from", "mid_to"}, "[calendar]")
    usual = Calendar()
    return replace(
        usual,
        mid_from=_month_day("mid_from", table["mid_from"]) if "mid_from" in table else usual.mid_from,
        mid_to=_month_day("mid_to", table["mid_to"]) if "mid_to" in table else usual.mid_to,
    )


def _month_day(name: str, value: object) -> tuple[int, int]:
    try:
        month, day = (int(part) for part in str(value).split("-"))
    except ValueError as fault:
        raise _wrong(f"calendar.{name}", f"{value!r}: mm-dd") from fault
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise _wrong(f"calendar.{name}", f"{value!r}: mm-dd")
    return month, day


def _known(table: Mapping[str, Any], names: set[str], where: str) -> None:
    unknown = sorted(set(table) - names)
    if unknown:
        raise _wrong(where, f"{', '.join(unknown)}: onbekend / unknown")


def _wrong(where: str, what: str) -> UsageError:
    return UsageError(f"Instelling klopt niet: {where}: {what}", f"Wrong setting: {where}: {what}")
