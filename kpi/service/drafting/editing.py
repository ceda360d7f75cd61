"""Drafts of a plan as tables of text: where they begin, how they are checked, and what a deadline phrase says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpi.access.rights import Right
from kpi.core.calendar.deadline import Deadline, read_deadline
from kpi.core.history.revision import Difference
from kpi.core.issue import Issue, in_order, refuses
from kpi.core.light.assessment import Assessment
from kpi.core.light.snapshot import Snapshot
from kpi.core.model import Plan
from kpi.core.notation import day as day_text
from kpi.intake.edit.export import plan_tables
from kpi.intake.edit.starter import Beginning, starter_tables
from kpi.intake.plan.folder import Folder
from kpi.intake.plan.plan_file import NAME, PlanHeader, read_header
from kpi.intake.plan.text_table import EDITED, PLAN, Tables, files_of, located
from kpi.service.desk import Desk, allow
from kpi.service.examining import Examined, examine, missing_reasons, snapshots_of_draft
from kpi.service.missing import no_plan
from kpi.store.database.engine import read
from kpi.store.query import read_plan
from kpi.store.versions import stored_head


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan being edited: `plan` is the code of the stored plan it changes, empty for a new one.

    `revision`: what was newest when it was taken. `tables`: those of intake.plan.text_table.EDITED, every cell a text.
    """

    plan: str
    revision: int
    tables: Tables


@dataclass(frozen=True, slots=True)
class LightPair:
    """A target's light without and with the draft; None: it is not there."""

    code: str
    statement: str
    before: Assessment | None
    after: Assessment | None

    @property
    def differs(self) -> bool:
        """Whether light, status or flags become others."""
        return _shown(self.before) != _shown(self.after)


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What became of a draft. With an error among `issues` it cannot be published.

    The `file` of an issue is a table of the draft and `row` its row (header = 1). `plan`: as it would be stored, with
    what is kept; None when an error keeps it from being read. `differences` with the stored plan; `promises`: those
    that need a reason; `gone`: those by which a part that is left out goes out of the plan. `before`, `after`: the
    lights at one date; None when there is no such plan.
    """

    issues: tuple[Issue, ...]
    folder: Folder
    plan: Plan | None = None
    differences: tuple[Difference, ...] = ()
    promises: tuple[Difference, ...] = ()
    gone: tuple[Difference, ...] = ()
    before: Snapshot | None = None
    after: Snapshot | None = None

    @property
    def lights(self) -> tuple[LightPair, ...]:
        """Every target of either side, in the draft's order, those taken out last."""
        old = {row.target.code: row for row in self.before.rows} if self.before else {}
        new = {row.target.code: row for row in self.after.rows} if self.after else {}
        return tuple(
            LightPair(
                code,
                (new.get(code) or old[code]).target.statement,
                old[code].assessment if code in old else None,
                new[code].assessment if code in new else None,
            )
            for code in (*new, *(code for code in old if code not in new))
        )


@dataclass(frozen=True, slots=True)
class PhraseReading:
    """A deadline phrase as it is read, with a sentence that says so in both languages; `deadline` None: unreadable."""

    phrase: str
    deadline: Deadline | None
    nl: str
    en: str


def _shown(one: Assessment | None) -> tuple[object, ...] | None:
    return None if one is None else (one.light, one.status, one.flags)


def draft_of(desk: Desk, plan: str, revision: int | None = None) -> Draft:
    """A stored plan (None: as it is now) as a draft; raises NotFoundError."""
    allow(desk, Right.SEE, plan)
    with read(desk.engine) as connection:
        newest = stored_head(connection)
        at = newest if revision is None else revision
        found = read_plan(connection, plan, at)
        if found is None:
            raise no_plan(connection, plan, at)
    tables = plan_tables(found, thresholds=desk.settings.thresholds, calendar=desk.settings.calendar)
    return Draft(plan, newest, tables)


def new_draft(desk: Desk, beginning: Beginning, lang: str = "nl") -> Draft:
    """A draft of a new plan with the starter set's example rows; raises nothing, a code in use is an issue later."""
    tables = starter_tables(lang, beginning)
    with read(desk.engine) as connection:
        newest = stored_head(connection)
    return Draft("", newest, {name: tables[name] for name in EDITED if name in tables})


def check_draft(desk: Desk, draft: Draft, *, as_of: date | None = None) -> DraftCheck:
    """Everything that is wrong with a draft, what it changes, and the lights before and after at the end of `as_of`.

    `as_of` None: the default day of the stored plan. Changes nothing.
    """
    found = examine(desk, files_of(draft.tables), plan=draft.plan, expected=draft.revision)
    before, after = snapshots_of_draft(found, as_of)
    return DraftCheck(
        issues=placed_issues(found, draft.tables),
        folder=found.folder,
        plan=found.plan,
        differences=found.differences,
        promises=found.promises,
        gone=found.gone,
        before=before,
        after=after,
    )


def placed_issues(found: Examined, tables: Tables, *, without_reason: bool = False) -> tuple[Issue, ...]:
    """The issues at their table and row; with those of missing reasons when there is none."""
    more = missing_reasons(found) if without_reason else ()
    return in_order(located((*found.issues, *more), tables))


def header_of(desk: Desk, draft: Draft) -> PlanHeader:
    """The plan's own page of a draft as it would be read, its themes left out."""
    header, _ = read_header(files_of({PLAN: draft.tables[PLAN]})[NAME], desk.settings.thresholds)
    return header


def read_phrase(desk: Desk, phrase: str, header: PlanHeader) -> PhraseReading:
    """A deadline phrase in a plan as it is typed; an empty one is the plan's end.

    Where the plan's days are not known only what leans on neither is read.
    """
    found = read_deadline(
        phrase,
        start=header.start,
        end=header.end,
        calendar=desk.settings.calendar,
        year_starts=header.year_starts,
        terms=header.terms,
    )
    span = header.span
    beyond = found is not None and found.due is not None and span is not None and not span[0] <= found.due <= span[1]
    return PhraseReading(phrase, found, _told(found, "nl", beyond=beyond), _told(found, "en", beyond=beyond))


def _told(found: Deadline | None, lang: str, *, beyond: bool) -> str:
    if found is None or found.due is None:
        return {"nl": "Niet te lezen als deadline.", "en": "Cannot be read as a deadline."}[lang]
    words = _WORDS[lang]
    parts = [words["due"].format(day=day_text(found.due, lang))]
    for name, value in (("due_from", found.due_from), ("start", found.start)):
        if value:
            parts.append(words[name].format(day=day_text(value, lang)))
    if found.recurrence:
        per = words[found.recurrence.per.value]
        parts.append(words["times"].format(times=found.recurrence.times, per=per))
    if found.moment:
        parts.append(words["moment"])
    return "; ".join(parts) + "." + (f" {words['beyond']}" if beyond else "")


_WORDS = {
    "nl": {
        "due": "Uiterlijk {day}",
        "due_from": "op zijn vroegst {day}",
        "start": "loopt vanaf {day}",
        "times": "{times} keer per {per}",
        "moment": "later in het jaar is ook op tijd",
        "beyond": "Let op: dat ligt buiten het plan; controleer het jaar.",
        "month": "maand",
        "quarter": "kwartaal",
        "half-year": "halfjaar",
        "year": "jaar",
        "2y": "2 jaar",
        "3y": "3 jaar",
        "4y": "4 jaar",
        "5y": "5 jaar",
        "plan": "plan",
    },
    "en": {
        "due": "By {day}",
        "due_from": "from {day}",
        "start": "runs from {day}",
        "times": "{times} times per {per}",
        "moment": "later in the year counts as on time too",
        "beyond": "Please note: that lies outside the plan; check the year.",
        "month": "month",
        "quarter": "quarter",
        "half-year": "half-year",
        "year": "year",
        "2y": "2 years",
        "3y": "3 years",
        "4y": "4 years",
        "5y": "5 years",
        "plan": "plan",
    },
}


def with_rows(draft: Draft, table: str, rows: Sequence[Sequence[str]]) -> Draft:
    """The draft with the rows of one table replaced, as a grid hands them back; raises KeyError for no such table."""
    known = draft.tables[table]
    width = len(known.columns)
    made = tuple(tuple([*map(str, row), *[""] * width][:width]) for row in rows)
    return replace(draft, tables={**draft.tables, table: replace(known, rows=made)})


def is_publishable(found: DraftCheck) -> bool:
    """Whether nothing but a reason stands in the way of publishing."""
    return found.plan is not None and not refuses(found.issues)
