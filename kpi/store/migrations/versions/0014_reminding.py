"""The language of an account, secret addresses of lists, and what waits to be sent."""

import sqlalchemy as sa
from alembic import op

from kpi.store.utc import Utc

revision = "0014_reminding"
down_revision = "0013_four_eyes"


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    op.add_column("account", sa.Column("lang", words, nullable=False, server_default=""))
    op.create_table(
        "list_address",
        *(sa.Column(name, words, nullable=False) for name in ("key", "name", "seal")),
        sa.Column("account", sa.Integer(), nullable=True),
        sa.Column("made_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"]),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("seal"),
    )
    op.create_table(
        "outgoing",
        *(sa.Column(name, words, nullable=False) for name in ("key", "kind", "who", "plan", "state", "fault")),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("made_at", Utc(), nullable=False),
        sa.Column("due_at", Utc(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_outgoing_due_at", "outgoing", ["due_at"])
