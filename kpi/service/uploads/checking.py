"""Checking a file: what it says, what is wrong with it, what it would change and which lights follow."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from kpi.access.rights import Right
from kpi.core.batch import key_of
from kpi.core.calendar.period import dutch_time
from kpi.core.delivery.due import due_in
from kpi.core.history.change import ChangeSet, LightChange, change_set, light_changes, partly_heard
from kpi.core.issue import Severity, refuses
from kpi.core.light.snapshot import Evidence, newest_day
from kpi.core.light.units import Heard
from kpi.core.model import Plan, Target
from kpi.core.outlook.forecast import LEAST
from kpi.core.outlook.score import KeptForecast, kept_forecast
from kpi.core.stages import WATCH, Stage
from kpi.core.view.part import Part, own_rows
from kpi.core.vocabulary import Origin
from kpi.service.desk import Desk, allow
from kpi.service.snapshots import part_of, plan_in
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.query import newest_period_end, read_evidence
from kpi.store.uploads.frozen import frozen_codes
from kpi.store.uploads.upload_query import delivered_codes, last_held, remembered_answers, values_in_force
from kpi.store.versions import stored_head

if TYPE_CHECKING:
    from kpi.intake.parse.reading import Reading


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as read and judged for `user`, and what importing it would do; lights at the end of `as_of`.

    `revision` and `day`: the newest commit and the date when it was judged; with another of either it may be judged
    otherwise. `answers`: those used, `remembered` the questions among them whose answer came from an earlier upload.
    `changes` None: the file cannot be imported as it is, because of an error or an open question. `lights`: every
    touched target. `partial`: the periods of which, with this file, not every expected unit is heard.
    """

    plan: Plan
    user: str
    reading: "Reading"
    revision: int
    day: date
    as_of: date
    answers: Mapping[str, str]
    remembered: tuple[str, ...]
    changes: ChangeSet | None
    lights: tuple[LightChange, ...] = ()
    partial: tuple[tuple[Target, Heard], ...] = ()

    @property
    def valid(self) -> bool:
        """Whether nothing blocks an import but justifications."""
        return self.changes is not None

    @property
    def answered_now(self) -> Mapping[str, str]:
        """What the user said now; what was remembered is remembered already."""
        return {key: answer for key, answer in self.answers.items() if key not in self.remembered}

    @property
    def from_memory(self) -> Mapping[str, str]:
        """The answers of earlier uploads that count here too, by question; but that a sheet goes by its name."""
        return {key: self.answers[key] for key in self.remembered if key != "sheet" and self.answers[key]}

    @property
    def forecasts(self) -> tuple[KeptForecast, ...]:
        """What is forecast with this file of the targets it touches; those with too few figures are not even asked."""
        enough = (one.after for one in self.lights if len(one.after.series) >= LEAST)
        return tuple(made for one in enough if (made := kept_forecast(one)) is not None)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The codes that each ask for a line of justification, sorted."""
        return tuple(sorted({one.code for one in self.reading.issues if one.severity is Severity.WARNING}))


def today() -> date:
    """The day it is in the Netherlands."""
    return dutch_time(datetime.now(UTC)).date()


def raw_evidence(connection: Connection, plan: Plan, revision: int, part: Part | None = None) -> Evidence:
    """All measurements in force of everything that is promised, of every date, and of every unit or of a part."""
    codes = sorted({code for target in plan.targets for code in target.sources} | {one.code for one in plan.indicators})
    found = read_evidence(connection, plan.code, codes, date.max, revision)
    return found if part is None else {code: own_rows(rows, part) for code, rows in found.items()}


def check_file(
    desk: Desk, plan: str, content: bytes, name: str, *, answers: Mapping[str, str] | None = None, user: str = ""
) -> Checked:
    """Read and judge a file for a plan and say what importing it would change.

    `answers`: by question, before those this user gave with earlier uploads. Who may hand in for some units is told
    nothing of others. Raises NotFoundError for an unknown plan.
    """
    user = allow(desk, Right.HAND_IN, plan, user=user)
    from kpi.intake.parse.reading import read_upload

    with read(desk.engine) as connection:
        revision = stored_head(connection)
        known = plan_in(connection, plan, revision)
        earlier = remembered_answers(connection, plan, user)
    given = dict(answers or {})
    if watch := WATCH.get(None):
        watch(Stage.READING)
    reading = read_upload(content, name, plan=known, answers={**earlier, **given})
    return judged(desk, known, reading, revision, earlier, given, user)


def judged(
    desk: Desk,
    plan: Plan,
    reading: "Reading",
    revision: int,
    earlier: Mapping[str, str],
    given: Mapping[str, str],
    user: str,
) -> Checked:
    """A file that was read, held against its plan's history and rules as they were at `revision`."""
    from kpi.intake.validate.rules import judge

    watch = WATCH.get(None)
    if watch:
        watch(Stage.JUDGING)
    records, day, part = reading.records.batch(), today(), part_of(desk, plan, Right.HAND_IN)
    with read(desk.engine) as connection:
        evidence = raw_evidence(connection, plan, revision, part)
        frozen = frozen_codes(connection, plan.code, revision)
        usual = delivered_codes(connection, plan.code, user)
        newest = newest_period_end(connection, plan.code, revision)
        last_time = last_held(connection, plan.code, user, {one.code for one in reading.records.period.used()})
        absent = values_in_force(
            connection, plan.code, {key[0] for key in last_time}, {key[2] for key in last_time}, revision
        )
    expected = _expected(plan, reading, evidence, usual)
    reading = judge(reading, plan, evidence, today=day, frozen=frozen, expected=expected, others=_others(plan, part))
    ends = [one.last for one in reading.records.period.used()] + ([newest] if newest else [])
    checked = Checked(
        plan=plan,
        user=user,
        reading=reading,
        revision=revision,
        day=day,
        as_of=newest_day(ends, plan),
        answers={**earlier, **given},
        remembered=tuple(sorted(set(earlier) - set(given))),
        changes=None,
    )
    if refuses(reading.issues) or reading.questions:
        return checked
    if watch:
        watch(Stage.COMPARING)
    current = absent | {key_of(one): one for rows in evidence.values() for one in rows}
    changes = change_set(plan, current, records, last_time=last_time, untold=reading.untold)
    if part is not None:
        return replace(checked, changes=changes)  # what becomes of the lights tells of the others
    lights = light_changes(plan, evidence, changes, as_of=checked.as_of)
    return replace(checked, changes=changes, lights=lights, partial=partly_heard(plan, evidence, changes))


def _others(plan: Plan, part: Part | None) -> Collection[str]:
    """The units that who may hand in for a part may not hand in for, the whole (empty) among them."""
    return () if part is None else {"", *(one.code for one in plan.org_units)} - part


def _expected(plan: Plan, reading: "Reading", evidence: Evidence, usual: Collection[str]) -> Collection[str]:
    """The codes still due for the file's newest period that this uploader delivers: `usual`, everything so far."""
    periods = reading.records.period.used()
    if not periods or not usual:
        return frozenset()
    newest = max(periods, key=lambda period: (period.last, period.frequency.months))
    there = {key_of(one) for rows in evidence.values() for one in rows if one.origin is not Origin.SAMPLE}
    wanted = (due for due in due_in(plan, newest, evidence) if due.code in usual)
    return frozenset(due.code for due in wanted if (due.code, due.org_unit, due.period.code) not in there)
