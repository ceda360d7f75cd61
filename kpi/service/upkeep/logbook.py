"""The log of changes is read, verified, and a name in it replaced; what writes to it: kpi.service.logged."""

from dataclasses import dataclass
from datetime import UTC, datetime

from kpi.access.rights import Right
from kpi.core.audit import AuditLine
from kpi.core.doctor import HealthCheck
from kpi.core.errors import NotFoundError, UsageError
from kpi.service.desk import Desk, allow, allow_change
from kpi.store.audit import (
    AuditFilter,
    broken_at,
    count_audit,
    find_audit,
    log_head,
    rename_person,
    unlogged_revision,
)
from kpi.store.database.engine import begin, read
from kpi.store.versions import add_audit

__all__ = ["AuditFilter"]

RENAMED = "rename"  # the action of its row, which is no commit
_WHY = {
    "changed": ("is veranderd", "was changed"),
    "missing": ("ontbreekt of staat niet op zijn plaats", "is missing or out of place"),
    "cut": ("en alles erna ontbreekt", "and all after it are missing"),
}


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some rows of the log, newest first, and how many there are in all."""

    lines: tuple[AuditLine, ...]
    count: int


def log_page(desk: Desk, asked: AuditFilter, *, limit: int | None = None, skip: int = 0) -> LogPage:
    """The rows that are asked for, newest first, `limit` of them after the first `skip`; None: all."""
    allow(desk, Right.ADMINISTER)
    with read(desk.engine) as connection:
        found = find_audit(connection, asked, limit=limit, skip=skip)
        return LogPage(tuple(found), count_audit(connection, asked))


def rename(desk: Desk, name: str, new: str, *, user: str) -> tuple[str, ...]:
    """Replace a name in the log and return its pseudonyms; that this was done is a row too, without either name.

    The name that stands with a commit itself is not replaced. Raises RefusedError when read-only, UsageError without a
    new name, NotFoundError when nobody in the log is called so.
    """
    user = allow_change(desk, Right.ADMINISTER, user=user)
    if not new.strip():
        raise UsageError("Geef een nieuwe naam.", "Give a new name.")
    with desk.flight.commit(), begin(desk.engine) as connection:
        found = rename_person(connection, name, new.strip())
        if not found:
            raise NotFoundError(
                f"In het logboek heet niemand {name!r}: controleer de naam met audit list.",
                f"Nobody in the log is called {name!r}: check the name with audit list.",
            )
        subject = " ".join(found)
        by = new if user == name else user
        add_audit(connection, at=datetime.now(UTC), by=by.strip(), action=RENAMED, plan="", subject=subject)
        return found


def verify_log(desk: Desk) -> tuple[HealthCheck, ...]:
    """Whether every row of the log fits the one before it, and whether commits and log agree."""
    allow(desk, Right.ADMINISTER)
    with read(desk.engine) as connection:
        misfit, revision, (count, seal) = broken_at(connection), unlogged_revision(connection), log_head(connection)
    if misfit is None:
        chain = HealthCheck(
            "chain", True, f"{count} regels kloppen; zegel {seal}.", f"{count} rows fit; their seal is {seal}."
        )
    else:
        nl, en = _WHY[misfit.why]
        chain = HealthCheck(
            "chain",
            False,
            f"Regel {misfit.seq} {nl}: vergelijk met een kopie van eerder.",
            f"Row {misfit.seq} {en}: compare it with an earlier copy.",
        )
    if revision is None:
        return chain, HealthCheck(
            "commits", True, "Elke wijziging staat in het logboek.", "Every change is in the log."
        )
    return chain, HealthCheck(
        "commits",
        False,
        f"Wijziging {revision} en het logboek zeggen niet hetzelfde: vergelijk met een kopie van eerder.",
        f"Change {revision} and the log do not say the same: compare it with an earlier copy.",
    )
