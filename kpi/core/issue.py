"""A fault in a file as a value: where it stands, what is wrong and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error refuses the file; a warning asks for a justification; a notice only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault; `row` is the file's own row (header = 1, None: the whole file), `column` the header as written."""

    code: str
    severity: Severity
    row: int | None
    column: str
    value: str
    message: str
    message_en: str
    suggestion: str = ""
    suggestion_en: str = ""
    file: str = ""

    def cure(self, lang: str) -> str:
        """What to do, in "nl" or "en"."""
        return self.suggestion_en if lang == "en" else self.suggestion

    def said(self, lang: str) -> str:
        """What is wrong, in English for "en", else in Dutch."""
        return self.message_en if lang == "en" else self.message


def in_order(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Sorted by file, row, column and code, so that the same file always gives the same list."""
    return tuple(sorted(issues, key=lambda one: (one.file, one.row or 0, one.column, one.code)))


def refuses(issues: Iterable[Issue]) -> bool:
    """Whether at least one of them is an error."""
    return any(one.severity is Severity.ERROR for one in issues)
