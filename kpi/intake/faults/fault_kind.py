"""What a kind of fault is: its severity, what it is called, its words in two languages and its cure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kpi.core.issue import Severity
from kpi.intake.faults.hints import Hint

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault; `nl`, `en` and the cures (Dutch, English) are templates, filled with its own words.

    The titles (Dutch, English) say in a few words what every fault of the kind is, without a figure of its own.
    `upload`: the cure for who sends in figures, where `cure` speaks to who writes plan files; None: the same one.
    """

    severity: Severity
    title: str
    title_en: str
    nl: str
    en: str
    cure: str
    cure_en: str
    upload: Hint | None = None


def one_table(*tables: Mapping[str, Fault]) -> Mapping[str, Fault]:
    """All kinds of fault in these tables, by code, read-only; raises LookupError naming codes that stand in two."""
    if twice := [code for code, times in Counter(code for table in tables for code in table).items() if times > 1]:
        raise LookupError(f"in two tables of faults: {', '.join(twice)}")
    return MappingProxyType({code: kind for table in tables for code, kind in table.items()})
