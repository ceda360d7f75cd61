"""Accounts, their roles and sessions, and attempts to sign in that failed."""

import sqlalchemy as sa
from alembic import op

from kpi.store.utc import Utc

revision = "0011_accounts"
down_revision = "0010_audit"


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, words, nullable=False) for name in ("key", "name", "mail", "password")),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "account_role",
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("role", words, nullable=False),
        sa.Column("plan", words, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"]),
        sa.PrimaryKeyConstraint("account", "role", "plan"),
    )
    op.create_table(
        "signed_in",
        sa.Column("seal", words, nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("begun_at", Utc(), nullable=False),
        sa.Column("seen_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"]),
        sa.PrimaryKeyConstraint("seal"),
    )
    op.create_index("ix_signed_in_account", "signed_in", ["account"])
    op.create_index("ix_signed_in_seen_at", "signed_in", ["seen_at"])
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("of", words, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sign_in_failure_at", "sign_in_failure", ["at"])
    op.create_index("ix_sign_in_failure_of", "sign_in_failure", ["of"])
