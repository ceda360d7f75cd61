"""What a plan lacks to be held to: as plain rows for scripts, and as a file for its author."""

from typing import Any

from kpi.core.errors import UsageError
from kpi.core.view.smart import Demand, SmartRow, SmartTest
from kpi.present.smart_words import lacking_words

SMART_FORMS = ("xlsx", "docx")


def smart_rows(test: SmartTest) -> list[dict[str, Any]]:
    """A plain row a result, theme after theme: whether it meets each demand, and what is missing in words.

    `missing` in Dutch, `missing_en` in English; empty for a result that lacks nothing.
    """
    return [_line(one) for one in test.rows]


def _line(one: SmartRow) -> dict[str, Any]:
    target = one.row.target
    return {
        "target": target.code,
        "theme": target.theme,
        "statement": target.statement,
        **{demand.value: one.meets(demand) for demand in Demand},
        "missing": lacking_words(one.lacking, "nl"),
        "missing_en": lacking_words(one.lacking, "en"),
    }


def smart_file(test: SmartTest, form: str, lang: str) -> bytes:
    """The list for the author of the plan; `form`: "xlsx" or "docx". Raises UsageError for another."""
    from kpi.present.files.smart_list import smart_docx, smart_xlsx

    if form not in SMART_FORMS:
        raise UsageError(
            f"De SMART-toets kan niet als {form!r}: kies een bestand dat op .xlsx of .docx eindigt.",
            f"No SMART test as {form!r}: choose a file that ends in .xlsx or .docx.",
        )
    return smart_xlsx(test, lang) if form == "xlsx" else smart_docx(test, lang)
