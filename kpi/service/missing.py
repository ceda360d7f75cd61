"""A plan, or a part of one, that is asked for and is not there."""

from collections.abc import Iterable

from kpi.core.errors import NotFoundError, NotYetRecordedError
from kpi.core.model import Plan
from kpi.store import Connection
from kpi.store.query import stored_plan_codes
from kpi.store.versions import stored_head


def no_plan(connection: Connection, code: str, revision: int) -> NotFoundError:
    """The fault that names the plans there are at this revision, or says that this one came later."""
    if code in stored_plan_codes(connection, stored_head(connection)):
        return NotYetRecordedError(
            "Van dit plan was toen nog niets vastgelegd. Kies een latere dag.",
            "Nothing of this plan had been recorded by then. Choose a later day.",
        )
    known = ", ".join(stored_plan_codes(connection, revision))
    if not known:
        return NotFoundError(
            f"Er is geen plan {code!r}. Er is nog geen enkel plan: laad er een met python -m kpi load.",
            f"There is no plan {code!r}. There is no plan at all yet: load one with python -m kpi load.",
        )
    return NotFoundError(
        f"Er is geen plan {code!r}. Wel: {known}.",
        f"There is no plan {code!r}. There are: {known}.",
    )


def no_unit(plan: Plan, code: str) -> NotFoundError:
    """The fault that names the organisation units of a plan."""
    return no_part(("organisatie-eenheid", "organisation unit"), code, (one.code for one in plan.org_units), plan.code)


def no_result(plan: Plan, code: str) -> NotFoundError:
    """The fault of a plan that promises nothing under this code."""
    return NotFoundError(
        f"Het plan {plan.title} heeft geen resultaat {code!r}. Kies er een bij Alle resultaten.",
        f"The plan {plan.title} has no result {code!r}. Choose one from All results.",
    )


def no_part(what: tuple[str, str], code: str, known: Iterable[str], plan: str = "") -> NotFoundError:
    """The fault that names the parts of a plan there are; `what` they are, in Dutch and English; `plan` empty: this."""
    there = ", ".join(known)
    nl, en = (f"Het plan {plan}", f"The plan {plan}") if plan else ("Dit plan", "This plan")
    return NotFoundError(
        f"{nl} heeft geen {what[0]} {code!r}. {there_are(there)[0]}",
        f"{en} has no {what[1]} {code!r}. {there_are(there)[1]}",
    )


def there_are(known: str) -> tuple[str, str]:
    """What there is instead, named with commas between, in Dutch and English; empty: nothing yet."""
    if not known:
        return "Er is er nog geen enkele: voeg er eerst een toe.", "There are none yet: add one first."
    return f"Wel: {known}.", f"There are: {known}."
