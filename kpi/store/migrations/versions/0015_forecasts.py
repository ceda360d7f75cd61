"""Forecasts of targets, kept with the commit that brought their evidence."""

import sqlalchemy as sa
from alembic import op

revision = "0015_forecasts"
down_revision = "0014_reminding"


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    op.create_table(
        "target_forecast",
        sa.Column("plan", words, nullable=False),
        sa.Column("target", words, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("goal", sa.Float(), nullable=True),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("low", "mid", "high", "chance")),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("plan", "target", "revision"),
        sqlite_with_rowid=False,
    )
