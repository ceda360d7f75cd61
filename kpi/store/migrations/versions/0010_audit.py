"""The log of changes, with a row for each commit there was."""

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

from kpi.core.audit import BEGIN, AuditRow, files_subject, row_seal
from kpi.store.utc import Utc

revision = "0010_audit"
down_revision = "0009_report_jobs"

AT_A_TIME = 10_000


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    person = op.create_table(
        "person",
        *(sa.Column(name, words, nullable=False) for name in ("id", "name")),
        sa.PrimaryKeyConstraint("id"),
    )
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("seal", words, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    log = op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        *(sa.Column(name, words, nullable=False) for name in ("who", "role", "action", "plan", "subject")),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("seal", words, nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    _begin_with_what_was(person, head, log)
    op.create_index("ix_person_name", "person", ["name"])
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_revision", "audit", ["revision"])


def _begin_with_what_was(person: sa.Table, head: sa.Table, log: sa.Table) -> None:
    connection = op.get_bind()
    names: list[sa.ColumnClause[object]] = [sa.column(name) for name in ("revision", "recorded_by", "action", "plan")]
    commit = sa.table("commit", *names, sa.column("recorded_at", Utc()))
    file = sa.table("commit_file", *(sa.column(name) for name in ("revision", "name", "sha256")))
    files: dict[int, list[tuple[str, str]]] = {}
    for number, name, sha256 in connection.execute(sa.select(file.c.revision, file.c.name, file.c.sha256)):
        files.setdefault(number, []).append((name, sha256))
    known: dict[str, str] = {}
    rows, seal, seq = [], BEGIN, 0
    for seq, one in enumerate(connection.execute(sa.select(commit).order_by(commit.c.revision)), start=1):
        who = known.setdefault(one.recorded_by, token_hex(8)) if one.recorded_by else ""
        subject = files_subject(files.get(one.revision, ()))
        row = AuditRow(seq, one.recorded_at, who, "", one.action, one.plan, subject, one.revision)
        seal = row_seal(seal, row)
        rows.append({name: getattr(row, name) for name in AuditRow.__dataclass_fields__} | {"seal": seal})
    if known:
        connection.execute(sa.insert(person), [{"id": who, "name": name} for name, who in known.items()])
    for at in range(0, len(rows), AT_A_TIME):
        connection.execute(sa.insert(log), rows[at : at + AT_A_TIME])
    connection.execute(sa.insert(head), [{"id": 1, "length": seq, "seal": seal}])
