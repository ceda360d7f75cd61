"""What is due for a period: the pre-filled template to report it with, and whether it came."""

from datetime import date

from kpi.access.rights import Right
from kpi.core.batch import Key
from kpi.core.calendar.period import Frequency, Period, dutch_time, periods_between
from kpi.core.delivery.completeness import Completeness, Report, reports_of_dues
from kpi.core.delivery.completeness import completeness as set_against
from kpi.core.delivery.due import Due, due_in
from kpi.core.errors import UsageError
from kpi.core.model import Plan
from kpi.core.view.part import Part
from kpi.service.desk import Desk, allow
from kpi.service.snapshots import part_of, plan_in
from kpi.service.texts import read_period
from kpi.service.uploads.checking import raw_evidence, today
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.uploads.arrivals import Arrival, arrivals, said_empty
from kpi.store.uploads.uploads import UPLOADED
from kpi.store.versions import stored_head

FORMS = ("xlsx", "csv")


def period_template(
    desk: Desk, plan: str, period: str, owner: str | None = None, *, form: str = "xlsx", lang: str | None = None
) -> bytes:
    """The pre-filled template of a period as a file: only what is due, of one owner or (None) of everybody.

    `form`: "xlsx" or "csv", the latter as Dutch Excel writes it; `lang` None: the language of the settings.
    Raises NotFoundError for an unknown plan, UsageError for another form, for what is no period, and when nothing is
    due.
    """
    allow(desk, Right.LOOK, plan)
    from kpi.present.files.template import template_csv, template_xlsx

    if form not in FORMS:
        raise UsageError(
            f"Een sjabloon kan niet als {form!r}: kies xlsx of csv.", f"No template as {form!r}: choose xlsx or csv."
        )
    with read(desk.engine) as connection:
        revision = stored_head(connection)
        known = plan_in(connection, plan, revision)
        asked = read_period(period, known.year_starts)
        evidence = raw_evidence(connection, known, revision)
    dues = _of_part(due_in(known, asked, evidence, owner), part_of(desk, known))
    if not dues:
        raise UsageError(
            f"Over {period} hoeft {owner or 'niemand'} niets aan te leveren: controleer periode en eigenaar.",
            f"For {period} nothing is due from {owner or 'anybody'}: check the period and the owner.",
        )
    said = lang or desk.settings.language
    return template_xlsx(known, asked, dues, said) if form == "xlsx" else template_csv(known, dues, said)


def completeness_report(
    desk: Desk, plan: str, period: str, *, on: date | None = None, part: Part | None = None
) -> Completeness:
    """What was due in a period, what came and what is late, as a whole and by theme and owner; `on` None: today.

    `part`: of these units alone, None: of all that who asks may see.

    That there is no value (n.v.t.) is an answer too.

    Raises NotFoundError for an unknown plan and UsageError for what is no period.
    """
    allow(desk, Right.LOOK, plan)
    with read(desk.engine) as connection:
        known = plan_in(connection, plan, stored_head(connection))
        asked = read_period(period, known.year_starts)
        seen = part_of(desk, known) if part is None else part
        return completeness_in(connection, known, asked, on or today(), stored_head(connection), seen)


def _of_part(dues: tuple[Due, ...], part: Part | None) -> tuple[Due, ...]:
    return dues if part is None else tuple(one for one in dues if one.org_unit in part)


def completeness_in(
    connection: Connection, plan: Plan, period: Period, on: date, revision: int, part: Part | None = None
) -> Completeness:
    """As `completeness_report`, of a plan that was read at a revision, within a transaction that is open already."""
    dues, came = _due_and_came(connection, plan, period, revision)
    return set_against(plan, period, _of_part(dues, part), came, on)


def reports_in(connection: Connection, plan: Plan, period: Period, on: date, revision: int) -> tuple[Report, ...]:
    """What was due in a period with what came of it, as `completeness_in` without its groups."""
    return reports_of_dues(plan, *_due_and_came(connection, plan, period, revision), on)


def _due_and_came(
    connection: Connection, plan: Plan, period: Period, revision: int
) -> tuple[tuple[Due, ...], dict[Key, date | None]]:
    evidence = raw_evidence(connection, plan, revision)
    came = arrivals(connection, plan.code, _codes(period), revision)
    without = said_empty(connection, plan.code, _codes(period), revision)
    arrived: dict[Key, date | None] = {key: dutch_time(at).date() for key, at in without.items()}
    arrived |= {(one.indicator, one.org_unit, one.period): _delivered(one) for one in came}
    return due_in(plan, period, evidence), arrived


def _codes(period: Period) -> set[str]:
    """The codes of every period that shares a day with this one."""
    return {one.code for kind in Frequency for one in periods_between(period.first, period.last, kind, period.year)}


def _delivered(one: Arrival) -> date | None:
    """The day of an upload; what was loaded with its plan has no day of delivery."""
    return dutch_time(one.first_at).date() if one.action == UPLOADED else None
