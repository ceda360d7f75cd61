"""plan.toml: the plan's own words, period, themes and thresholds, with the line of everything that is wrong."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

from kpi.core.calendar.deadline import Term
from kpi.core.calendar.period import JANUARY, Frequency, YearStart, year_start
from kpi.core.issue import Issue
from kpi.core.model import Theme
from kpi.core.thresholds import Thresholds
from kpi.core.toml_words import toml_words
from kpi.intake.faults.catalogue import fault
from kpi.intake.faults.hints import Hint, nearest
from kpi.intake.parse.cells import plain_cells
from kpi.intake.parse.head import synonyms
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.text_rows import decode, doubtful

NAME = "plan.toml"
_TEXTS = ("code", "title", "organisation", "region", "language", "source")
_DAYS = ("start", "end")
_REPORTS = ("report_frequency", "dated", "year_starts")
_FREQUENCY = plain_cells.choice(Frequency, synonyms.FREQUENCIES)
_REQUIRED = ("code", "title", "organisation", *_DAYS)
_THEME = ("code", "title", "ambition", "icon")
_WHOLE_DAYS = ("grace_days", "notice_days")
_AS_UTF8 = Hint("Sla het bestand op als UTF-8.", "Save the file as UTF-8.")  # it is no CSV, of which the cures speak
_SECTION = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]\]?")
_KEY = re.compile(r"\s*[\"']?([\w-]+(?: [\w-]+)*)[\"']?\s*=")

Place = tuple[str, int, str]  # section ("" at the top), its number in the file from 0, key ("": the section itself)


@dataclass(frozen=True, slots=True)
class PlanHeader:
    """plan.toml as read; `start`, `end` None when missing or wrong; `complete` False: themes may be missing."""

    texts: Mapping[str, str] = field(default_factory=dict)
    start: date | None = None
    end: date | None = None
    themes: tuple[Theme, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    lines: Mapping[Place, int] = field(default_factory=dict)
    complete: bool = True
    report_frequency: Frequency = Frequency.QUARTER
    dated: date | None = None
    year_starts: YearStart = JANUARY
    terms: tuple[Term, ...] = ()

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day of the plan; None while they are not known or not in order."""
        return (self.start, self.end) if self.start and self.end and self.start <= self.end else None

    def theme_line(self, code: str) -> int | None:
        """The line of a theme's own section; None when it could not be found."""
        place = next((place for place, theme in enumerate(self.themes) if theme.code == code), 0)
        return self.lines.get(("themes", place, ""))


def read_header(content: bytes, thresholds: Thresholds) -> tuple[PlanHeader, tuple[Issue, ...]]:
    """Read plan.toml; what its [thresholds] leave out is taken from `thresholds`."""
    try:
        text, _ = decode(content)
        data = tomllib.loads(text)
    except Refusal as refusal:
        return PlanHeader(complete=False), (fault(refusal.code, file=NAME, row=refusal.row, hint=_AS_UTF8),)
    except (ValueError, RecursionError) as error:  # ValueError: also a number or date Python cannot hold
        return PlanHeader(complete=False), (_broken(error),)
    lines = dict(_lines(text))
    reader = _Reader(lines, [])
    header = replace(reader.header(data, thresholds), terms=reader.terms(data.get("terms", {})))
    return header, (*reader.issues, *_doubts(text))


def _doubts(text: str) -> Iterator[Issue]:
    """The lines whose letters were probably read wrongly."""
    for number, line in enumerate(text.splitlines(), start=1) if doubtful(text) else ():
        if part := doubtful(line):
            yield fault("doubtful-characters", file=NAME, row=number, value=line, part=part, hint=_AS_UTF8)


def _broken(error: Exception) -> Issue:
    nl, en, line = toml_words(error)
    return fault("broken-toml", file=NAME, row=line, reason=nl, reason_en=en)


def _lines(text: str) -> Iterator[tuple[Place, int]]:
    """Where sections and keys stand; a line inside a multi-line text that looks like a key is taken for one."""
    section, seen = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _SECTION.match(line):
            section = found[1]
            seen[section] = seen.get(section, -1) + 1
            yield (section, seen[section], ""), number
        elif found := _KEY.match(line):
            yield (section, seen.get(section, 0), found[1]), number


@dataclass(frozen=True, slots=True)
class _Reader:
    """Collects the issues of one plan.toml while its parts are read."""

    lines: Mapping[Place, int]
    issues: list[Issue]

    def header(self, data: Mapping[str, object], usual: Thresholds) -> PlanHeader:
        self._unknown(data, "", 0, (*_TEXTS, *_DAYS, *_REPORTS, "themes", "thresholds", "terms"))
        texts = self._texts(data, "", 0, _TEXTS, [key for key in _REQUIRED if key not in _DAYS])
        if texts.get("language", "nl") not in ("nl", "en"):
            nl, en = 'language = "nl" of "en"', 'language = "nl" or "en"'
            self._bad("", 0, "language", texts["language"], nl=nl, en=en)
        start, end = self._day(data, "start"), self._day(data, "end")
        if start and end and start > end:
            self._add("plan-start-after-end", "", 0, "start", start.isoformat())
        themes, complete = self._themes(data.get("themes"))
        limits = self._thresholds(data.get("thresholds", {}), usual)
        dated = self._day(data, "dated") if "dated" in data else None
        frequency, year = self._frequency(data), self._year_starts(data)
        return PlanHeader(texts, start, end, themes, limits, self.lines, complete, frequency, dated, year)

    def _frequency(self, data: Mapping[str, object]) -> Frequency:
        said = data.get("report_frequency", Frequency.QUARTER.value)
        found = _FREQUENCY(said) if isinstance(said, str) else None
        if isinstance(found, Frequency):
            return found
        nl, en = "month, quarter, half-year of year", "month, quarter, half-year or year"
        self._bad("", 0, "report_frequency", str(said), nl=nl, en=en)
        return Frequency.QUARTER

    def _year_starts(self, data: Mapping[str, object]) -> YearStart:
        said = str(data.get("year_starts", JANUARY))
        try:
            return year_start(said)
        except ValueError:
            nl = 'een dag en een maand, tot en met dag 28: 1 augustus (in plan.toml "08-01")'
            en = 'a day and a month, up to day 28: 1 August (in plan.toml "08-01")'
            self._bad("", 0, "year_starts", said, nl=nl, en=en)
            return JANUARY

    def _add(
        self, code: str, section: str, index: int, key: str, value: str = "", hint: Hint | None = None, **words: str
    ) -> None:
        row = self.lines.get((section, index, key), self.lines.get((section, index, "")))
        self.issues.append(fault(code, file=NAME, row=row, column=key, value=value, hint=hint, **words))

    def _bad(self, section: str, index: int, key: str, value: str, *, nl: str, en: str) -> None:
        """A value that does not fit, with what is wanted in both languages."""
        self._add("bad-setting", section, index, key, value, wanted=nl, wanted_en=en)

    def _unknown(self, part: Mapping[str, object], section: str, index: int, known: Sequence[str]) -> None:
        for key in part.keys() - set(known):
            self._add("unknown-key", section, index, key, str(part[key]), hint=nearest(key, known))

    def _texts(
        self, part: Mapping[str, object], section: str, index: int, known: Sequence[str], required: Sequence[str]
    ) -> dict[str, str]:
        found = {}
        for key in known:
            value = part.get(key, "")
            if not isinstance(value, str):
                nl, en = f'tekst: {key} = "..."', f'text: {key} = "..."'
                self._bad(section, index, key, str(value), nl=nl, en=en)
            elif value.strip():
                found[key] = value.strip()
            elif key in required:
                self._add("missing-key", section, index, key)
        return found

    def _day(self, data: Mapping[str, object], key: str) -> date | None:
        value = data.get(key)
        if value is None:
            self._add("missing-key", "", 0, key)
            return None
        said = value.isoformat() if isinstance(value, date) else str(value)
        found = plain_cells.iso_day(said)
        if isinstance(found, date) and not isinstance(value, datetime):
            return found
        self._bad("", 0, key, said, nl=f"{key} = 2021-01-01", en=f"{key} = 2021-01-01")
        return None

    def _themes(self, part: object) -> tuple[tuple[Theme, ...], bool]:
        """All themes that have a code, and whether these are all there are."""
        if not part:
            self._add("missing-key", "", 0, "themes")
            return (), False
        if not isinstance(part, list) or not all(isinstance(one, dict) for one in part):
            self._bad("", 0, "themes", str(part), nl="elk thema als [[themes]]", en="every theme as [[themes]]")
            return (), False
        found = [self._theme(index, one) for index, one in enumerate(part)]
        self._duplicates(found)
        return tuple(theme for theme in found if theme.code), all(theme.code for theme in found)

    def _theme(self, index: int, part: Mapping[str, object]) -> Theme:
        self._unknown(part, "themes", index, _THEME)
        texts = self._texts(part, "themes", index, _THEME, ("code", "title"))
        return replace(Theme("", ""), **texts)

    def _duplicates(self, themes: Sequence[Theme]) -> None:
        first: dict[str, int] = {}
        for index, theme in enumerate(themes):
            if theme.code and first.setdefault(theme.code, index) != index:
                line = self.lines.get(("themes", first[theme.code], ""))
                self._add("duplicate-code", "themes", index, "code", theme.code, first=NAME, first_row=str(line or "?"))

    def terms(self, part: object) -> tuple[Term, ...]:
        """The terms of office with a name and two days in order; every other is an issue."""
        if not isinstance(part, dict):
            nl, en = "elke periode onder [terms]", "every term under [terms]"
            self._bad("", 0, "terms", str(part), nl=nl, en=en)
            return ()
        found = {name: plain_cells.both_days(str(said)) for name, said in part.items()}
        found |= {name: plain_cells.Bad("not-a-date") for name in found if not name.strip()}
        for name in (name for name, days in found.items() if isinstance(days, plain_cells.Bad)):
            form = f'"{name}" = "2022-03-30/2026-03-18"'
            self._bad("terms", 0, name, str(part[name]), nl=form, en=form)
        return tuple((name, *days) for name, days in found.items() if isinstance(days, tuple))

    def _thresholds(self, part: object, usual: Thresholds) -> Thresholds:
        if not isinstance(part, dict):
            nl, en = "de grenzen onder [thresholds]", "the thresholds under [thresholds]"
            self._bad("", 0, "thresholds", str(part), nl=nl, en=en)
            return usual
        known = [one.name for one in fields(Thresholds)]
        self._unknown(part, "thresholds", 0, known)
        good = {key: value for key, value in part.items() if key in known and self._is_limit(key, value)}
        found = replace(usual, **good)
        if found.at_risk < found.on_track:
            self._add("threshold-order", "thresholds", 0, "at_risk", str(found.at_risk))
        return found

    def _is_limit(self, key: str, value: object) -> bool:
        """Whether it is whole days of at most ten years, or a share 0..1 of the distance."""
        if key in _WHOLE_DAYS:
            fits = type(value) is int and 0 <= value <= 3660
        else:
            fits = type(value) in (int, float) and 0 <= float(str(value)) <= 1
        if not fits:
            days, share = ("hele dagen: 30", "whole days: 30"), ("een deel van één: 0.05", "a part of one: 0.05")
            nl, en = days if key in _WHOLE_DAYS else share
            self._bad("thresholds", 0, key, str(value), nl=nl, en=en)
        return fits
