"""What applied before, ended, is accepted for a while or is known otherwise now, as text beside what applies."""

from collections.abc import Mapping

from kpi.core.explain.promised import promise
from kpi.core.history.known_then import Differs, Otherwise
from kpi.core.light.snapshot import Row
from kpi.core.meeting.records import Accepted
from kpi.core.model import CheckIn, Target
from kpi.core.notation import day
from kpi.core.vocabulary import complete
from kpi.present.figures import measured_figure, window
from kpi.present.words import mark, text

_DIFFERS: Mapping[Differs, str] = complete(
    Differs,
    {
        Differs.VALUE: mark("value"),
        Differs.TARGET: mark("what is promised"),
        Differs.THRESHOLD: mark("threshold"),
        Differs.UNIT: mark("unit"),
        Differs.TEXT: mark("text"),
    },
)


def before(row: Row, lang: str) -> str:
    """The promise before this one and until when it applied, as text; nothing when it never changed."""
    if not row.earlier:
        return ""
    last = row.earlier[-1]
    until = day(last.replaced_at.date(), lang)
    return text(lang, "until {day}: {promise}", day=until, promise=_other(last.target, row.target, lang))


def _other(old: Target, new: Target, lang: str) -> str:
    """What an earlier promise said otherwise; something that only changes how it is judged has no words of its own."""
    parts = [old.statement if old.statement != new.statement else ""]
    if old.value is not None and promise(old, lang) != promise(new, lang):
        parts.append(promise(old, lang))
    if (old.due, old.due_from) != (new.due, new.due_from):
        parts.append(f"“{old.deadline}”" if old.deadline else window(old, lang))
    return ", ".join(part for part in parts if part) or text(lang, "assessed differently")


def ended(row: Row, lang: str) -> str:
    """From when it no longer counts, as text; nothing while it counts."""
    return text(lang, "ended on {day}", day=day(row.ended, lang)) if row.ended else ""


def differs_words(row: Row, otherwise: Otherwise, lang: str) -> str:
    """In what a result is known otherwise now, "waarde, eenheid"; nothing where it is not."""
    return ", ".join(text(lang, _DIFFERS[kind]) for kind in otherwise.get(row.target.code, ()))


def known_otherwise_words(row: Row, otherwise: Otherwise, lang: str) -> str:
    """The same as a remark; nothing where nothing of it is."""
    what = differs_words(row, otherwise, lang)
    return text(lang, "known differently now: {what}", what=what) if what else ""


def correction_words(one: CheckIn, lang: str) -> str:
    """What is done about a result, and by when."""
    if one.due is None or not one.correction:
        return one.correction
    said = one.correction.rstrip(" .;,")
    return text(lang, "{correction}, by {day}", correction=said, day=day(one.due, lang))


def accepted_words(target: Target, one: Accepted, lang: str) -> str:
    """What stands beside a light while a lower value is accepted: "afgesproken: 45% tot 31-12-2026"."""
    value = measured_figure(target, one.value, lang)
    return text(lang, "agreed: {value} until {day}", value=value, day=day(one.until, lang))
