"""What an export says of each result: one column after another, with real numbers and dates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from kpi.core.calendar.period import Period
from kpi.core.explain.figures import unit_of
from kpi.core.explain.promised import promise
from kpi.core.explain.why import why
from kpi.core.history.known_then import Otherwise
from kpi.core.light.assessment import Flag
from kpi.core.light.evidence import Point
from kpi.core.light.snapshot import Row
from kpi.core.view.units_view import UnitValues
from kpi.present.promise_words import before, differs_words, ended
from kpi.present.style import CHARACTERS, code_word, flag_words, status_word
from kpi.present.words import mark, text

Value = str | float | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `title` is a msgid, `width` in characters, `value` gives a row's cell in a language.

    `unit`: the name of the organisation unit it is of; empty: the whole.
    """

    title: str
    width: int
    value: Callable[[Row, str], Value]
    unit: str = ""

    def head(self, lang: str) -> str:
        """What stands above it."""
        title = text(lang, self.title)
        return f"{self.unit}: {title}" if self.unit else title


def _sample(row: Row, lang: str) -> str:
    return text(lang, "sample figures") if Flag.SAMPLE in row.assessment.flags else ""


def _status(row: Row, lang: str) -> str:
    return f"{CHARACTERS[row.assessment.light]} {status_word(row.assessment.status, lang)}"


def _flags(row: Row, lang: str) -> str:
    return ", ".join(part for part in (ended(row, lang), *flag_words(row.assessment.flags, lang)) if part)


def _period(row: Row, _lang: str) -> str:
    point: Period | None = row.assessment.point.period if row.assessment.point else None
    return point.code if point else ""


def _expected(row: Row, _lang: str) -> float | None:
    return row.assessment.comparison.expected if row.assessment.comparison else None


def _shortfall(row: Row, _lang: str) -> float | None:
    return max(0.0, row.assessment.comparison.short) if row.assessment.comparison else None


def _promise(row: Row, lang: str) -> str:
    return promise(row.target, lang) if row.target.value is not None else text(lang, "done")


def _numerator(row: Row, _lang: str) -> float | None:
    return row.assessment.point.numerator if row.assessment.point else None


def _denominator(row: Row, _lang: str) -> float | None:
    return row.assessment.point.denominator if row.assessment.point else None


COLUMNS = (
    Column(mark("Code"), 11, lambda row, lang: row.target.code),
    Column(mark("Theme"), 22, lambda row, lang: row.theme.title),
    Column(mark("Focus"), 26, lambda row, lang: row.target.focus),
    Column(mark("Result"), 46, lambda row, lang: row.target.statement),
    Column(mark("Status"), 20, _status),
    Column(mark("Remarks"), 24, _flags),
    Column(mark("Reason"), 60, lambda row, lang: why(row.assessment, lang)),
    Column(mark("Measured"), 10, lambda row, lang: row.assessment.value),
    Column(mark("Numerator"), 10, _numerator),
    Column(mark("Denominator"), 10, _denominator),
    Column(mark("Expected"), 10, _expected),
    Column(mark("Shortfall"), 10, _shortfall),
    Column(mark("Unit"), 12, lambda row, lang: unit_of(row.target, lang)),
    Column(mark("Promised"), 22, _promise),
    Column(mark("Promised before"), 30, before),
    Column(mark("Period"), 10, _period),
    Column(mark("Deadline in the plan"), 22, lambda row, lang: row.target.deadline),
    Column(mark("Expected from"), 13, lambda row, lang: row.target.due_from),
    Column(mark("Deadline"), 13, lambda row, lang: row.target.due),
    Column(mark("Kind"), 18, lambda row, lang: code_word(row.target.kind, lang)),
    Column(mark("Level"), 14, lambda row, lang: code_word(row.target.level, lang) if row.target.level else ""),
    Column(mark("Owner"), 24, lambda row, lang: row.target.owner),
    Column(mark("Source"), 50, lambda row, lang: row.target.source_ref),
    Column(mark("Sample figures"), 16, _sample),
)


def columns_of(units: UnitValues, otherwise: Otherwise | None = None) -> tuple[Column, ...]:
    """The columns with, for each unit that is asked for, its own value and counts behind them.

    `otherwise`: what is known otherwise now, in a column of its own before those; None: of what is known now.
    """
    named = {one.unit: one.name for each in units.values() for one in each}
    known = () if otherwise is None else (_of_otherwise(otherwise),)
    return (*COLUMNS, *known, *(column for unit, name in named.items() for column in _of_unit(unit, name, units)))


def _of_otherwise(otherwise: Otherwise) -> Column:
    def told(row: Row, lang: str) -> str:
        return differs_words(row, otherwise, lang) or text(lang, "no")

    return Column(mark("Known differently now"), 22, told)


def _of_unit(unit: str, name: str, units: UnitValues) -> Iterator[Column]:
    def point(row: Row) -> Point | None:
        return next((one.point for one in units.get(row.target.code, ()) if one.unit == unit), None)

    def part(row: Row, field: str) -> float | None:
        found = point(row)
        return getattr(found, field) if found else None

    def when(row: Row, _lang: str) -> str:
        found = point(row)
        return found.period.code if found else ""

    yield Column(mark("Measured"), 10, lambda row, lang: part(row, "value"), name)
    yield Column(mark("Numerator"), 10, lambda row, lang: part(row, "numerator"), name)
    yield Column(mark("Denominator"), 10, lambda row, lang: part(row, "denominator"), name)
    yield Column(mark("Period"), 10, when, name)
