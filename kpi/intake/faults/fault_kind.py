"""What a kind of fault is: its severity, what it is called, its words in two languages and its cure."""

from dataclasses import dataclass

from kpi.core.issue import Severity

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault; `nl`, `en` and the cures (Dutch, English) are templates, filled with its own words.

    The titles (Dutch, English) say in a few words what every fault of the kind is, without a figure of its own.
    """

    severity: Severity
    title: str
    title_en: str
    nl: str
    en: str
    cure: str
    cure_en: str
