"""Every fault that intake can find, and the issue it becomes at a place (docs/issues.md).

The words stand in one row a code: of_folders.py and of_rows.py those of plan folders; of_files.py (opening),
of_layout.py, of_cells.py and of_values.py those of uploads; of_edits.py those of a plan that is changed.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from kpi.core.issue import Issue, Severity
from kpi.intake.faults.fault_kind import one_table
from kpi.intake.faults.hints import Hint
from kpi.intake.faults.of_cells import CELLS
from kpi.intake.faults.of_edits import EDITING
from kpi.intake.faults.of_files import FILES
from kpi.intake.faults.of_folders import FOLDER
from kpi.intake.faults.of_layout import LAYOUT
from kpi.intake.faults.of_rows import ROWS
from kpi.intake.faults.of_values import VALUES

Word = str | float | date
LONGEST_VALUE = 120  # characters of a cell that an issue repeats
CATALOGUE = one_table(FOLDER, ROWS)
CONTENT = one_table(LAYOUT, CELLS, VALUES)
UPLOADS = one_table(FILES, CONTENT)
EVERY = one_table(CATALOGUE, UPLOADS, EDITING)


def fault(
    code: str,
    *,
    file: str,
    row: int | None = None,
    column: str = "",
    value: Word = "",
    hint: Hint | None = None,
    **words: object,
) -> Issue:
    """The issue of this code at a place; `hint` (Dutch) replaces the catalogue's cure, `words` fill its templates.

    Numbers and days among them, and `value`, are said as each language writes them, a Hint in the words of its own.
    `row` None: the whole file. Raises KeyError for a code that is not in the catalogue or a word its template lacks.
    """
    kind = EVERY[code]
    value = value[:LONGEST_VALUE] if isinstance(value, str) else value
    nl, en = ({name: _said(word, lang) for name, word in _known(file, column, value, words)} for lang in ("nl", "en"))
    return Issue(
        code=code,
        severity=kind.severity,
        row=row,
        column=column,
        value=str(_said(value, "en")),
        message=kind.nl.format(**nl),
        message_en=kind.en.format(**en),
        suggestion=hint.nl if hint else kind.cure.format(**nl),
        suggestion_en=hint.en if hint else kind.cure_en.format(**en),
        file=file,
    )


def _known(file: str, column: str, value: Word, words: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    return {"file": file, "column": column, "value": value, **words}.items()


def _said(word: object, lang: str) -> object:
    """A word of a message in one language; without thousands marks, so that a number can be found in the file."""
    if isinstance(word, Hint):
        return word.nl if lang == "nl" else word.en
    if isinstance(word, date):
        return f"{word:%d-%m-%Y}" if lang == "nl" else word.isoformat()
    if isinstance(word, float):
        return f"{word:.15g}".replace(".", "," if lang == "nl" else ".")
    return word


def upload_cure(code: str) -> Hint | None:
    """The cure of a code for who sends in figures; None where that of the catalogue serves both.

    Raises KeyError for a code that is not in the catalogue.
    """
    return EVERY[code].upload


def severity_of(code: str) -> Severity:
    """How serious an issue of this code is; raises KeyError for a code that is not in the catalogue."""
    return EVERY[code].severity


def title_of(code: str, lang: str) -> str:
    """What a kind of fault is called, in English for "en", else in Dutch; the code itself where no kind has it.

    Deliveries outlive codes: a justification may have been written for one that has since gone.
    """
    kind = EVERY.get(code)
    if kind is None:
        return code
    return kind.title_en if lang == "en" else kind.title
