"""Uploads: receipts, undo, justifications, answers and frozen periods."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002_uploads"
down_revision = "0001_versions"


def upgrade() -> None:
    _receipts()
    _words()
    op.create_table(
        "frozen_version",
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("plan", "period", "revision"),
    )
    op.create_index("ix_measurement_version_revision", "measurement_version", ["revision"])


def _receipts() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("added", "revised", "unchanged", "absent")),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("revision"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "upload_undo",
        sa.Column("upload", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"]),
        sa.PrimaryKeyConstraint("upload"),
        sa.UniqueConstraint("revision"),
    )
    op.create_table(
        "upload_unchanged",
        *_key(),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("revision", "indicator", "org_unit", "period"),
        sqlite_with_rowid=False,
    )


def _words() -> None:
    op.create_table(
        "upload_reason",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("revision", "code"),
    )
    op.create_table(
        "upload_remark",
        *_key(),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("revision", "indicator", "org_unit", "period", "code"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "upload_answer",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("plan", "answered_by", "question")),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("plan", "answered_by", "question", "revision"),
    )


def _key() -> tuple[sa.Column[Any], ...]:
    """The columns that name a measurement in a commit; new ones for every table."""
    texts = (sa.Column(name, sa.String(), nullable=False) for name in ("indicator", "org_unit", "period"))
    return (sa.Column("revision", sa.Integer(), nullable=False), *texts)
