"""Uploads that wait for somebody else's approval."""

import sqlalchemy as sa
from alembic import op

from kpi.store.utc import Utc

revision = "0013_four_eyes"
down_revision = "0012_roles_of_units"


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    op.create_table(
        "four_eyes_version",
        sa.Column("plan", words, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("plan", "revision"),
    )
    op.create_table(
        "handed_in",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, words, nullable=False) for name in ("plan", "file_name", "sha256", "handed_in_by", "words")),
        sa.Column("handed_in_at", Utc(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("seen", "added", "revised")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("unchanged", "absent")),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["sha256"], ["source_file.sha256"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_handed_in_plan", "handed_in", ["plan"])
    op.create_table(
        "handed_in_step",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("upload", "seq")),
        sa.Column("at", Utc(), nullable=False),
        *(sa.Column(name, words, nullable=False) for name in ("by", "state", "why")),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["upload"], ["handed_in.id"]),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("upload", "seq"),
    )
