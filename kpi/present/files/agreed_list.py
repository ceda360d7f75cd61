"""Decisions and actions as files: a CSV for a spreadsheet and a document."""

from collections.abc import Sequence
from datetime import date

from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.core.model import Plan
from kpi.core.notation import day
from kpi.present.files.result_columns import Value
from kpi.present.files.result_tables import csv_of
from kpi.present.files.word import document_bytes, new_document, word_table
from kpi.present.words import mark, text

_COLUMNS = (
    mark("Code"),
    mark("Kind"),
    mark("What"),
    mark("Result"),
    mark("Who"),
    mark("Due"),
    mark("Meeting"),
    mark("State"),
    mark("What came of it"),
)
_DOCUMENT = (mark("Code"), mark("What"), mark("Who"), mark("Due"), mark("State"))


def agreed_csv(plan: Plan, each: Sequence[Agreement], on: date, lang: str) -> bytes:
    """One row a decision or action, for a spreadsheet in this language; `on`: the day that says what is late."""
    statements = {one.code: one.statement for one in plan.targets}
    lines: list[list[Value]] = [
        [
            one.code,
            _kind(one, lang),
            one.text,
            statements.get(one.target, one.target),
            one.owner,
            one.due,
            one.meeting,
            _state(one, on, lang),
            one.outcome,
        ]
        for one in each
    ]
    return csv_of([text(lang, head) for head in _COLUMNS], lines, lang)


def agreed_docx(plan: Plan, each: Sequence[Agreement], on: date, lang: str) -> bytes:
    """A document with the decisions, then the actions."""
    document = new_document(f"{text(lang, 'Decisions and actions')}: {plan.title}", on, lang)
    document.add_paragraph(text(lang, "as of {day}", day=day(on, lang)))
    for kind, title in ((AgreementKind.DECISION, mark("Decisions")), (AgreementKind.ACTION, mark("Actions"))):
        found = [one for one in each if one.kind is kind]
        if found:
            document.add_heading(text(lang, title), level=2)
            word_table(document, [text(lang, head) for head in _DOCUMENT], [_line(one, on, lang) for one in found])
    if not each:
        document.add_paragraph(text(lang, "Nothing has been agreed yet."))
    return document_bytes(document)


def _line(one: Agreement, on: date, lang: str) -> list[str]:
    state = " ".join(part for part in (_state(one, on, lang), one.outcome) if part)
    return [one.code, one.text, one.owner, day(one.due, lang) if one.due else "", state]


def _kind(one: Agreement, lang: str) -> str:
    return text(lang, "Decision") if one.kind is AgreementKind.DECISION else text(lang, "Action")


def _state(one: Agreement, on: date, lang: str) -> str:
    if one.kind is AgreementKind.DECISION:
        return ""
    if one.closed_on is not None:
        return text(lang, "closed on {day}", day=day(one.closed_on, lang))
    return text(lang, "late") if one.is_late(on) else text(lang, "open")
