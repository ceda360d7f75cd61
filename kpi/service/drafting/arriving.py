"""A plan that comes as a file, a ZIP of its folder or a workbook, as a draft to look at before it is published."""

from dataclasses import dataclass

from kpi.core.issue import Issue, in_order, refuses
from kpi.intake.edit.export import measured_tables, plan_tables
from kpi.intake.edit.plan_zip import read_archive
from kpi.intake.edit.workbook_read import placed, read_workbook_plan, workbook_tables
from kpi.service.desk import Desk
from kpi.service.drafting.editing import Draft
from kpi.service.examining import Examined, examine


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was read; `draft` None: an error keeps it from being one. Issues stand at the file's own places."""

    name: str
    issues: tuple[Issue, ...]
    draft: Draft | None = None


def draft_of_file(desk: Desk, content: bytes, name: str) -> Arrived:
    """The plan in a ZIP or, when `name` ends in .xlsx, a workbook, with the figures it holds; changes nothing.

    A plan that is stored already becomes a draft of its next version, any other a new one.
    """
    if name.casefold().endswith(".xlsx"):
        files, issues = read_workbook_plan(content, name=name)
        tables = workbook_tables(content, name=name)[0] if files else {}
    else:
        (files, issues), tables = read_archive(content, name=name), {}
    if refuses(issues):
        return Arrived(name, issues)
    found = examine(desk, files, plan=None)
    told = in_order((*issues, *(placed(found.issues, tables) if tables else found.issues)))
    return Arrived(name, told, None if refuses(told) else _draft(desk, found))


def _draft(desk: Desk, found: Examined) -> Draft | None:
    plan = found.folder.plan
    if plan is None:
        return None
    settings = desk.settings
    tables = {
        **plan_tables(plan, thresholds=settings.thresholds, calendar=settings.calendar),
        **measured_tables(found.folder.measurements, found.folder.checkins),
    }
    return Draft(plan.code if found.stored.plan else "", found.stored.revision, tables)
