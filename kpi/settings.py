"""Planpeil's settings: `config.toml` and a few environment variables, read once and checked whole."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from kpi.core.calendar.deadline import Calendar
from kpi.core.errors import UsageError
from kpi.core.provider import Provider, read_provider
from kpi.core.reach import Reach, read_reach, served_as
from kpi.core.sending import HookSettings, MailSettings, read_hook, read_mail
from kpi.core.thresholds import Thresholds
from kpi.core.toml_words import flag_setting, only_known, text_setting, toml_words, wrong_setting

LANGUAGES = ("nl", "en")
_MOST_DAYS = 3660
ROOT = Path(__file__).resolve().parent.parent
_TOP = {
    *("organisation", "security_contact", "language", "database_url", "plans", "read_only"),
    *("thresholds", "calendar", "sources", "access", "serve", "auth", "log", "mail", "webhook"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A database of somebody else's to import from: its SQLAlchemy URL and one query that only reads."""

    url: str
    query: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; `plans` is an absolute folder and `database_url` is never empty.

    `kept`: the folder of what can be made anew at any time; it need not be there.
    """

    organisation: str
    language: str
    database_url: str
    plans: Path
    read_only: bool
    new_database: bool = False  # the database may be made: the usual one, or PLANPEIL_NEW_DATABASE says so
    thresholds: Thresholds = field(default_factory=Thresholds)
    calendar: Calendar = field(default_factory=Calendar)
    sources: Mapping[str, Source] = field(default_factory=dict)
    kept: Path = ROOT / "var"
    security_contact: str = ""  # where a weakness may be reported: an address of the web, for mail or for a telephone
    reach: Reach = field(default_factory=Reach)
    mail: MailSettings = field(default_factory=MailSettings)
    webhook: HookSettings = field(default_factory=HookSettings)
    auth: Provider | None = None

    @property
    def signs_in(self) -> bool:
        """Whether people sign in, with a password or elsewhere, so that other computers may connect."""
        return self.reach.users or self.auth is not None


def load_settings(path: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Read `config.toml` (None: `PLANPEIL_CONFIG`, else the one beside `app.py`); raises UsageError with what is wrong.

    `PLANPEIL_DATABASE_URL` and `PLANPEIL_READ_ONLY` go before the file; empty is as if they were not there.
    `PLANPEIL_NEW_DATABASE`: a database that was named may be made too. `PLANPEIL_METRICS_TOKEN`: as in `read_reach`.
    A file that `PLANPEIL_CONFIG` names must be there; else a missing file means defaults.
    """
    env = environ or {}
    path = path or _named(env.get("PLANPEIL_CONFIG", ""))
    content = _toml(path)
    only_known(content, _TOP, "config.toml")
    home = path.resolve().parent
    written = _text(content, "database_url", "")
    url = env.get("PLANPEIL_DATABASE_URL") or written
    read_only = _switch(env, "PLANPEIL_READ_ONLY", flag_setting("read_only", content.get("read_only", False)))
    reach = read_reach(_table(content, "access"), content.get("log", "text"), env)
    reach = served_as(reach, _table(content, "serve"))
    auth = read_provider(_table(content, "auth"), env)
    if read_only and (reach.users or auth):
        nl, en = (
            "met users = true kan read_only niet: kies een van beide",
            "users = true goes without read_only: choose one",
        )
        raise wrong_setting("access.users", nl, en)
    return Settings(
        organisation=text_setting("organisation", content.get("organisation", "Planpeil"), blank=False),
        language=_language(content.get("language", "nl")),
        database_url=url or _default_url(home),
        plans=home / _text(content, "plans", "data/plans"),
        read_only=read_only,
        new_database=_switch(env, "PLANPEIL_NEW_DATABASE", not url),
        thresholds=_thresholds(_table(content, "thresholds")),
        calendar=_calendar(_table(content, "calendar")),
        sources=_sources(content.get("sources", {})),
        kept=home / "var",
        security_contact=_contact(_text(content, "security_contact", "")),
        reach=reach,
        mail=read_mail(_table(content, "mail"), env),
        webhook=read_hook(_table(content, "webhook"), env),
        auth=auth,
    )


def _named(name: str) -> Path:
    """The file that the environment names, or the one that comes with Planpeil."""
    if name and not Path(name).is_file():
        raise UsageError(
            f"Er is geen bestand {name} met instellingen: controleer PLANPEIL_CONFIG.",
            f"There is no file {name} with settings: check PLANPEIL_CONFIG.",
        )
    return Path(name) if name else ROOT / "config.toml"


def _switch(env: Mapping[str, str], name: str, otherwise: bool) -> bool:
    """A variable that says yes or no; `otherwise` when it is empty or not there."""
    said = env.get(name, "")
    if said.lower() not in ("", "1", "true", "0", "false"):
        raise UsageError(
            f"Een instelling klopt niet ({name}): {said!r}; schrijf 1, true, 0 of false.",
            f"A setting is wrong ({name}): {said!r}; write 1, true, 0 or false.",
        )
    return said.lower() in ("1", "true") if said else otherwise


def _text(content: Mapping[str, Any], name: str, otherwise: str) -> str:
    return text_setting(name, content.get(name, otherwise))


def _contact(value: str) -> str:
    """An address as RFC 9116 wants it, or empty."""
    if value and not re.fullmatch(r"(mailto:|https://|tel:)[!-~]+", value):
        wanted = '"mailto:naam@organisatie.nl" of "https://..."'
        raise wrong_setting("security_contact", f"schrijf {wanted}", f"write {wanted.replace(' of ', ' or ')}")
    return value


def _toml(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise UsageError(
            f"{path} is niet te lezen: controleer het bestand.", f"{path} cannot be read: check it."
        ) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        nl, en, line = toml_words(fault)
        at = f":{line}" if line else ""
        raise UsageError(f"{path}{at} is niet te lezen: {nl}.", f"{path}{at} cannot be read: {en}.") from fault


def _default_url(home: Path) -> str:
    return f"sqlite:///{home / 'var' / 'planpeil.db'}"


def _language(value: object) -> str:
    if value not in LANGUAGES:
        raise wrong_setting("language", f'{value!r}; schrijf "nl" of "en"', f'{value!r}; write "nl" or "en"')
    return str(value)


def _table(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = content.get(name, {})
    if not isinstance(table, dict):
        raise wrong_setting(name, f"schrijf de waarden onder [{name}]", f"write its values under [{name}]")
    return table


def _thresholds(table: Mapping[str, Any]) -> Thresholds:
    names = {one.name for one in fields(Thresholds)}
    only_known(table, names, "[thresholds]")
    for name, value in table.items():
        _limit(name, value)
    found = Thresholds(**table)
    if found.on_track > found.at_risk:
        raise wrong_setting("thresholds", "zorg dat on_track <= at_risk", "see that on_track <= at_risk")
    return found


def _limit(name: str, value: object) -> None:
    """Whole days of at most ten years, or a share 0..1 of the distance: as in a plan's own file."""
    whole = name.endswith("_days")
    fits = type(value) is int and 0 <= value <= _MOST_DAYS if whole else type(value) in (int, float) and _share(value)
    if not fits:
        nl, en = (f"hele dagen van 0 tot en met {_MOST_DAYS}", f"whole days from 0 to {_MOST_DAYS}")
        if not whole:
            nl, en = "een getal van 0 tot en met 1", "a number from 0 to 1"
        raise wrong_setting(f"thresholds.{name}", f"{value!r}; schrijf {nl}", f"{value!r}; write {en}")


def _share(value: object) -> bool:
    return 0 <= float(str(value)) <= 1


def _sources(tables: object) -> dict[str, Source]:
    if not isinstance(tables, dict):
        raise wrong_setting(
            "sources", "schrijf elke bron onder [sources.naam]", "write each source under [sources.name]"
        )
    return {name: _source(name, table) for name, table in tables.items()}


def _source(name: str, table: object) -> Source:
    """Both keys are asked for; a value is never repeated in a message, because a URL may hold a password."""
    if not isinstance(table, dict):
        wanted = 'url = "..." en query = "..."'
        raise wrong_setting(f"sources.{name}", f"schrijf {wanted}", f"write {wanted.replace(' en ', ' and ')}")
    only_known(table, {"url", "query"}, f"[sources.{name}]")
    for key in ("url", "query"):
        if not isinstance(table.get(key), str) or not table[key].strip():
            raise wrong_setting(f"sources.{name}.{key}", f'schrijf {key} = "..."', f'write {key} = "..."')
    return Source(table["url"], table["query"])


def _calendar(table: Mapping[str, Any]) -> Calendar:
    only_known(table, {"mid_from", "mid_to"}, "[calendar]")
    days: dict[str, Any] = {name: _month_day(name, value) for name, value in table.items()}
    try:
        return replace(Calendar(), **days)
    except ValueError as fault:
        raise wrong_setting(
            "calendar", "mid_from ligt na mid_to; verwissel ze", "mid_from lies after mid_to; swap"
        ) from fault


def _month_day(name: str, value: object) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"2021-{value}")
    except ValueError as fault:
        nl, en = f"{value!r}; schrijf maand-dag: 05-15", f"{value!r}; write month-day: 05-15"
        raise wrong_setting(f"calendar.{name}", nl, en) from fault
    return day.month, day.day
