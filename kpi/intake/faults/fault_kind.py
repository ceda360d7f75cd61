"""What a kind of fault is: its severity, its words in two languages and its cure."""

from dataclasses import dataclass

from kpi.core.issue import Severity

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault; `nl`, `en` and the cures (Dutch, English) are templates, filled with its own words."""

    severity: Severity
    nl: str
    en: str
    cure: str
    cure_en: str
