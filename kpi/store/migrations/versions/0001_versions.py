"""Commits, source files and append-only versions."""

import sqlalchemy as sa
from alembic import op

revision = "0001_versions"
down_revision = None

KINDS = ("plan", "target", "indicator", "org_unit", "fact", "activity", "checkin")


def upgrade() -> None:
    _commits()
    for kind in KINDS:
        _contents(f"{kind}_version")
    _measurements()


def _commits() -> None:
    op.create_table(
        "commit",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("revision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_commit_recorded_at", "commit", ["recorded_at"])
    op.create_table(
        "source_file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "commit_file",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.ForeignKeyConstraint(["sha256"], ["source_file.sha256"]),
        sa.PrimaryKeyConstraint("revision", "name"),
    )


def _contents(name: str) -> None:
    op.create_table(
        name,
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("plan", "code", "revision"),
    )


def _measurements() -> None:
    op.create_table(
        "measurement_version",
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("org_unit", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("numerator", sa.Float(), nullable=True),
        sa.Column("denominator", sa.Float(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=True),
        sa.Column("measured_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("plan", "indicator", "org_unit", "period", "revision"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_measurement_version_period_end", "measurement_version", ["plan", "period_end"])
