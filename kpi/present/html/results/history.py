"""What was recorded of a result, newest first, in the words of the screen: nothing is ever overwritten."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from itertools import groupby

from markupsafe import Markup

from kpi.core.calendar.period import YearStart, parse_period
from kpi.core.model import Plan
from kpi.core.notation import day, number, period
from kpi.core.view.target_view import Version
from kpi.core.vocabulary import FocusKind, Kind, Level, Origin
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import message
from kpi.present.html.uploads.deliveries import local_moment
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
    "value_of": mark("Value as a share of"),
    "benchmark": mark("Compared with"),
    "org_unit": mark("Organisation unit"),
    "per": mark("Per"),
    "baseline": mark("Baseline"),
    "baseline_date": mark("Day of the baseline"),
    "start": mark("First day"),
    "deadline": mark("Deadline in the plan"),
    "due_from": mark("Expected from"),
    "due": mark("Deadline"),
    "path": mark("Expected course"),
    "waypoints": mark("Waypoints"),
    "tolerance": mark("Tolerance"),
    "weight": mark("Weight"),
    "owner": mark("Owner"),
    "contributes_to": mark("Contributes to"),
    "source_ref": mark("Source"),
    "report_frequency": mark("How often reported"),
    "reported_from": mark("Day of the document"),
    "ended": mark("Ended"),
    "name": mark("Name"),
    "definition": mark("Definition"),
    "unit": mark("Unit"),
    "unit_en": mark("Unit in English"),
    "decimals": mark("Decimals"),
    "direction": mark("Direction"),
    "aggregation": mark("How units count together"),
    "frequency": mark("How often measured"),
    "numerator": mark("Numerator"),
    "denominator": mark("Denominator"),
    "on_track": mark("Largest shortfall that is still on track"),
    "at_risk": mark("Largest shortfall that is not red yet"),
    "maintain": mark("Tolerance of what must hold every time"),
    "grace_days": mark("Days of grace"),
    "notice_days": mark("Days of notice"),
    "kept": mark("Share of periods that must have held"),
    "quorum": mark("Share of units from which a value counts"),
    "measured_on": mark("Measured on"),
    "provisional": mark("Provisional"),
    "note": mark("Note"),
    "origin": mark("Origin"),
}

MOST_VERSIONS = 100
NAMED = ("theme", "indicator", "benchmark", "org_unit")  # fields that hold a code of the plan
YES_NO = {"ja": mark("yes"), "nee": mark("no")}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+\.\d+")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)")  # numerator and denominator of a measurement
CODES: dict[str, type[Kind] | type[Level] | type[FocusKind] | type[Origin]] = {
    "kind": Kind,
    "level": Level,
    "focus_kind": FocusKind,
    "origin": Origin,
}


def history_table(versions: Sequence[Version], plan: Plan, lang: str) -> Markup:
    """What was recorded, a delivery at a time, the newest first: nothing is ever overwritten.

    Units, themes and indicators of `plan` have their names.
    """
    if not versions:
        return message(text(lang, "No history"), text(lang, "Nothing was recorded for this result yet."))
    newest = sorted(versions, key=lambda one: (one.recorded_at, one.revision), reverse=True)
    groups = groupby(newest[:MOST_VERSIONS], key=lambda one: (one.revision, one.recorded_at, one.recorded_by))
    each = joined(_delivery(tuple(same), plan, lang) for _, same in groups)
    beyond = more(len(newest) - MOST_VERSIONS, text(lang, "the uploads have the rest"), lang)
    return markup('<ul class="pp pp-history" aria-label="{}">{}</ul>{}', text(lang, "History"), each, beyond)


def _delivery(versions: tuple[Version, ...], plan: Plan, lang: str) -> Markup:
    """Everything that one revision recorded of a result."""
    first = versions[0]
    when = local_moment(first.recorded_at.replace(tzinfo=first.recorded_at.tzinfo or UTC), lang)
    revision = text(lang, "revision {revision}", revision=first.revision)
    return markup(
        '<li><div class="pp-soft"><b>{}</b> · {} · {}</div><ul>{}</ul></li>',
        prose(when),
        first.recorded_by,
        revision,
        joined(field_line(one.what, one.before, one.after, plan, lang) for one in versions),
    )


def field_line(what: str, before: str, after: str, plan: Plan, lang: str) -> Markup:
    """One field (`what` as in Version): what it was and what it became, or only that when it was new."""
    names = _names(plan)
    became = _said(what, after, names, lang) if after else text(lang, "removed")
    was = markup("<s>{}</s> ", _said(what, before, names, lang)) if before else NOTHING
    return markup("<li>{}: {}{}</li>", _what(what, names, plan.year_starts, lang), was, became)


def _names(plan: Plan) -> Mapping[str, str]:
    """What the codes of a plan are called."""
    indicators = (target.indicator for target in plan.targets)
    return {
        **{one.code: one.name for one in plan.org_units},
        **{theme.code: theme.title for theme in plan.themes},
        **{one.code: one.name for one in indicators if one is not None},
    }


def _what(what: str, names: Mapping[str, str], year: YearStart, lang: str) -> str:
    """A field of the target in words; of a measurement its period, its unit and what else of it changed."""
    period_code, _, field = what.partition(": ")
    if not field:
        return text(lang, FIELD_WORDS[what]) if what in FIELD_WORDS else _period_words(what, names, year, lang)
    return f"{_period_words(period_code, names, year, lang)}: {text(lang, FIELD_WORDS.get(field, field))}"


def _period_words(what: str, names: Mapping[str, str], year: YearStart, lang: str) -> str:
    code, space, unit = what.partition(" ")
    bare = unit.removeprefix("(").removesuffix(")")
    try:
        return period(parse_period(code, year), lang) + (f"{space}({names.get(bare, bare)})" if unit else "")
    except ValueError:
        return what


def _said(what: str, cell: str, names: Mapping[str, str], lang: str) -> str:
    """A cell of the plan files as people write it: days, numbers and codes in the language of the screen."""
    field = what.rpartition(": ")[2]
    if what not in FIELD_WORDS and field == what and (parts := _SHARE.fullmatch(cell)):
        part, whole = (number(float(one), len(one.partition(".")[2]), lang) for one in parts.groups())
        return text(lang, "{part} of {whole}", part=part, whole=whole)
    if field in NAMED:
        return names.get(cell, cell)
    kind = CODES.get(field)
    if kind is not None and cell in tuple(kind):
        return code_word(kind(cell), lang)
    if cell in YES_NO:
        return text(lang, YES_NO[cell])
    if _DAY.fullmatch(cell):
        return day(date.fromisoformat(cell), lang)
    return cell.replace(".", ",") if lang == "nl" and _NUMBER.fullmatch(cell) else cell
