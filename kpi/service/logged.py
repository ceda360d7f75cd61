"""What a use case adds to the log of changes: each commit that is refused, and each file that leaves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256

from kpi.core.audit import files_subject
from kpi.core.errors import RefusedError
from kpi.service.desk import Desk
from kpi.store.database.engine import begin
from kpi.store.versions import add_audit

EXPORT, REFUSED = "export", "refused"  # actions of rows that are no commit


@contextmanager
def committing(desk: Desk, *, plan: str, user: str, action: str) -> Iterator[None]:
    """Count one commit in flight; one that is refused has its row in the log, and is raised as it was."""
    try:
        with desk.flight.commit():
            yield
    except RefusedError as fault:
        note_refusal(desk, plan=plan, user=user, action=action, code=fault.code)
        raise


def note_refusal(desk: Desk, *, plan: str, user: str, action: str, code: str) -> None:
    """A row for a change that was refused: which action, and by what rule (`code` of the fault)."""
    if not desk.settings.read_only:
        _note(desk, user, REFUSED, plan, f"{action} {code}")


def noted_export(desk: Desk, content: bytes, name: str, *, plan: str, user: str = "") -> bytes:
    """A file that leaves, as it is, after its row in the log: its name and hash, for `user` (empty: who asks).

    Where nothing may be changed no row is written. Raises StoreError when the row cannot be written: then nothing
    leaves either.
    """
    if not desk.settings.read_only:
        _note(desk, user, EXPORT, plan, files_subject([(name, sha256(content).hexdigest())]))
    return content


def _note(desk: Desk, user: str, action: str, plan: str, subject: str) -> None:
    with desk.flight.commit(), begin(desk.engine) as connection:
        by = user.strip() or desk.who.name
        add_audit(connection, at=datetime.now(UTC), by=by, action=action, plan=plan, subject=subject)
