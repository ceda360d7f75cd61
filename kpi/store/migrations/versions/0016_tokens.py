"""Tokens of programs."""

import sqlalchemy as sa
from alembic import op

from kpi.store.utc import Utc

revision = "0016_tokens"
down_revision = "0015_forecasts"


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    op.create_table(
        "api_token",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, words, nullable=False) for name in ("key", "name", "seal")),
        sa.Column("account", sa.Integer(), nullable=False),
        *(sa.Column(name, words, nullable=False) for name in ("right", "plan")),
        *(sa.Column(name, Utc(), nullable=False) for name in ("made_at", "ends_at")),
        sa.ForeignKeyConstraint(["account"], ["account.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("seal"),
        sqlite_autoincrement=True,
    )
