"""Meetings, what was agreed and accepted in them, and their screens as they were seen."""

import sqlalchemy as sa
from alembic import op

revision = "0008_meetings"
down_revision = "0007_kept_drafts"

TABLES = ("meeting_version", "agreement_version", "accepted_version", "meeting_seen")


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    for table in TABLES:
        op.create_table(
            table,
            *(sa.Column(name, words, nullable=False) for name in ("plan", "code")),
            sa.Column("revision", sa.Integer(), nullable=False),
            sa.Column("ended", sa.Boolean(), nullable=False),
            sa.Column("content", words, nullable=False),
            sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
            sa.PrimaryKeyConstraint("plan", "code", "revision"),
        )
