"""Every fault that intake can find, and the issue it becomes at a place (docs/issues.md).

The words stand in one row a code: faults_folder.py and faults_rows.py those of plan folders, faults_file.py (opening)
and faults_upload.py (content) those of uploads, faults_plan.py those of a plan that is changed.
"""

from collections.abc import Mapping

from kpi.core.issue import Issue, Severity
from kpi.intake.fault_kind import Fault
from kpi.intake.faults_file import FILES
from kpi.intake.faults_folder import FOLDER
from kpi.intake.faults_plan import EDITING
from kpi.intake.faults_rows import ROWS
from kpi.intake.faults_upload import CONTENT
from kpi.intake.hints import Hint

LONGEST_VALUE = 120  # characters of a cell that an issue repeats
CATALOGUE: Mapping[str, Fault] = {**FOLDER, **ROWS}
UPLOADS: Mapping[str, Fault] = {**FILES, **CONTENT}
EVERY: Mapping[str, Fault] = {**CATALOGUE, **UPLOADS, **EDITING}


def fault(
    code: str,
    *,
    file: str,
    row: int | None = None,
    column: str = "",
    value: str = "",
    hint: Hint | None = None,
    **words: object,
) -> Issue:
    """The issue of this code at a place; `hint` (Dutch) replaces the catalogue's cure, `words` fill its templates.

    `row` None: the whole file. Raises KeyError for a code that is not in the catalogue or a word its template lacks.
    """
    kind, value = EVERY[code], value[:LONGEST_VALUE]
    known = {"file": file, "column": column, "value": value} | words
    return Issue(
        code=code,
        severity=kind.severity,
        row=row,
        column=column,
        value=value,
        message=kind.nl.format(**known),
        message_en=kind.en.format(**known),
        suggestion=hint.nl if hint else kind.cure.format(**known),
        suggestion_en=hint.en if hint else kind.cure_en.format(**known),
        file=file,
    )


def severity_of(code: str) -> Severity:
    """How serious an issue of this code is; raises KeyError for a code that is not in the catalogue."""
    return EVERY[code].severity
