"""An empty plan to begin with, as files or as a workbook."""

import re
from datetime import date

from kpi.core.errors import UsageError
from kpi.intake.edit.starter import Beginning, starter_files
from kpi.intake.edit.workbook import starter_workbook
from kpi.settings import Settings

__all__ = ["Beginning", "beginning", "starter_files", "starter_workbook"]

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def beginning(settings: Settings, code: str, title: str, start: date, end: date, organisation: str = "") -> Beginning:
    """What a new plan is called and when it runs; the organisation is that of the settings unless named.

    Raises UsageError for a code that cannot be part of an address, an empty title, or an end before the start.
    """
    if not _CODE.fullmatch(code):
        raise UsageError(
            f"Code {code!r}: gebruik kleine letters, cijfers en streepjes, zoals huisartsen-2025.",
            f"Code {code!r}: use small letters, digits and hyphens, such as practices-2025.",
        )
    if not title.strip():
        raise UsageError("Geef het plan een titel.", "Give the plan a title.")
    if start > end:
        raise UsageError(
            f"Het plan begint ({start}) na zijn einde ({end}): verbeter een van beide dagen.",
            f"The plan starts ({start}) after its end ({end}): correct one of the two days.",
        )
    return Beginning(code, title.strip(), organisation.strip() or settings.organisation, start, end)
