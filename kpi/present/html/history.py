"""What was recorded of a result, newest first, in the words of the screen: nothing is ever overwritten."""

import re
from datetime import date

from markupsafe import Markup

from kpi.core.calendar.period import parse_period
from kpi.core.notation import day, period
from kpi.core.view.target_view import Version
from kpi.core.vocabulary import FocusKind, Kind, Level, Origin
from kpi.present.html.markup import markup, prose
from kpi.present.html.parts import message, soft, table
from kpi.present.html.values import more
from kpi.present.style import code_word
from kpi.present.words import mark, text

# The fields of a target and of a measurement as people call them.
FIELD_WORDS = {
    "target": mark("Result"),
    "theme": mark("Theme"),
    "focus": mark("Focus"),
    "focus_kind": mark("Kind of focus"),
    "activity": mark("Activity"),
    "statement": mark("Statement"),
    "level": mark("Level"),
    "category": mark("Category"),
    "kind": mark("Kind"),
    "indicator": mark("Indicator"),
    "comparator": mark("Comparison"),
    "value": mark("Value"),
    "value_high": mark("Highest value"),
    "per": mark("Per"),
    "baseline": mark("Baseline"),
    "baseline_date": mark("Day of the baseline"),
    "start": mark("First day"),
    "deadline": mark("Deadline in the plan"),
    "due_from": mark("Expected from"),
    "due": mark("Deadline"),
    "path": mark("Path"),
    "waypoints": mark("Waypoints"),
    "tolerance": mark("Tolerance"),
    "weight": mark("Weight"),
    "owner": mark("Owner"),
    "contributes_to": mark("Serves"),
    "source_ref": mark("Source"),
    "report_frequency": mark("How often reported"),
    "reported_from": mark("Day of the document"),
    "ended": mark("Ended"),
    "measured_on": mark("Measured on"),
    "provisional": mark("Provisional"),
    "note": mark("Note"),
    "origin": mark("Origin"),
}

MOST_VERSIONS = 100
YES_NO = {"ja": mark("yes"), "nee": mark("no")}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+\.\d+")
CODES: dict[str, type[Kind] | type[Level] | type[FocusKind] | type[Origin]] = {
    "kind": Kind,
    "level": Level,
    "focus_kind": FocusKind,
    "origin": Origin,
}


def history_table(versions: tuple[Version, ...], lang: str) -> Markup:
    """What was recorded, newest first: nothing is ever overwritten."""
    if not versions:
        return message(text(lang, "No history"), text(lang, "Nothing was recorded for this result yet."))
    headers = [
        text(lang, "Revision"),
        text(lang, "Recorded"),
        text(lang, "What"),
        text(lang, "Was"),
        text(lang, "Became"),
    ]
    newest = sorted(versions, key=lambda one: (one.recorded_at, one.revision), reverse=True)
    rows = (_version(one, lang) for one in newest[:MOST_VERSIONS])
    where = text(lang, "the deliveries have the rest")
    beyond = more(len(newest) - MOST_VERSIONS, where, lang)
    return markup('<div class="pp">{}{}</div>', table(headers, rows, text(lang, "History")), beyond)


def _version(one: Version, lang: str) -> tuple[str, ...]:
    when = f"{day(one.recorded_at.date(), lang)} {one.recorded_at:%H:%M} UTC"
    was = _said(one, one.before, lang) if one.before else soft(text(lang, "new"))
    became = _said(one, one.after, lang) if one.after else soft(text(lang, "taken out"))
    who = prose(when) + soft(one.recorded_by)
    return str(one.revision), who, _what(one.what, lang), was, became


def _what(what: str, lang: str) -> str:
    """A field of the target in words; of a measurement its period, its unit and what else of it changed."""
    period_code, _, field = what.partition(": ")
    if not field:
        return text(lang, FIELD_WORDS[what]) if what in FIELD_WORDS else _period_words(what, lang)
    return f"{_period_words(period_code, lang)}: {text(lang, FIELD_WORDS.get(field, field))}"


def _period_words(what: str, lang: str) -> str:
    code, space, unit = what.partition(" ")
    try:
        return period(parse_period(code), lang) + space + unit
    except ValueError:
        return what


def _said(one: Version, cell: str, lang: str) -> str:
    """A cell of the plan files as people write it: days, numbers and codes in the language of the screen."""
    field = one.what.rpartition(": ")[2]
    kind = CODES.get(field)
    if kind is not None and cell in tuple(kind):
        return code_word(kind(cell), lang)
    if cell in YES_NO:
        return text(lang, YES_NO[cell])
    if _DAY.fullmatch(cell):
        return day(date.fromisoformat(cell), lang)
    return cell.replace(".", ",") if lang == "nl" and _NUMBER.fullmatch(cell) else cell
