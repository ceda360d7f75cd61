"""A fault in a file as a value: where it stands, what is wrong and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SHOWN = 3  # places that are named of issues that are alike


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


@dataclass(frozen=True, slots=True)
class Alike:
    """Issues of one kind with one cure in one column of one file, told once; `issues` in the order they came."""

    issues: tuple[Issue, ...]

    @property
    def first(self) -> Issue:
        """The one that speaks for all."""
        return self.issues[0]

    @property
    def shown(self) -> tuple[Issue, ...]:
        """Those whose place is named; the others are counted."""
        return self.issues[:SHOWN]

    @property
    def more(self) -> int:
        """How many are only counted."""
        return len(self.issues) - len(self.shown)

    @property
    def differs(self) -> bool:
        """Whether they are about several values."""
        return len({one.value for one in self.issues}) > 1


def alike(issues: Iterable[Issue]) -> tuple[Alike, ...]:
    """Issues put together where only their row and value differ; in the order of the first of each.

    An issue about a whole file or a whole table is always by itself.
    """
    found: dict[tuple[object, ...], list[Issue]] = {}
    for at, one in enumerate(issues):
        alone = None if one.row is not None and one.column else at
        found.setdefault((one.code, one.severity, one.file, one.column, one.suggestion, alone), []).append(one)
    return tuple(Alike(tuple(each)) for each in found.values())
