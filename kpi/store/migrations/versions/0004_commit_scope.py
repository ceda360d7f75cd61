"""What a commit wrote of, in a table of its own, instead of two indexes on every measurement."""

import sqlalchemy as sa
from alembic import op

revision = "0004_commit_scope"
down_revision = "0003_on_postgresql"


def upgrade() -> None:
    _scope()
    op.execute(
        "INSERT INTO commit_scope (plan, indicator, period, revision, period_end) "
        "SELECT DISTINCT plan, indicator, period, revision, period_end FROM measurement_version"
    )
    op.drop_index("ix_measurement_version_period_end", "measurement_version")
    op.drop_index("ix_measurement_version_revision", "measurement_version")
    op.drop_column("measurement_version", "period_end")


def _scope() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    op.create_table(
        "commit_scope",
        *(sa.Column(name, words, nullable=False) for name in ("plan", "indicator", "period")),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("plan", "indicator", "period", "revision"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_commit_scope_period_end", "commit_scope", ["plan", "period_end"])
