"""Roles for an organisation unit of a plan."""

import sqlalchemy as sa
from alembic import op

revision = "0012_roles_of_units"
down_revision = "0011_accounts"


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    held = op.get_bind().execute(sa.text("SELECT account, role, plan FROM account_role")).mappings().all()
    op.drop_table("account_role")
    made = op.create_table(
        "account_role",
        sa.Column("account", sa.Integer(), nullable=False),
        *(sa.Column(name, words, nullable=False) for name in ("role", "plan", "unit")),
        sa.ForeignKeyConstraint(["account"], ["account.id"]),
        sa.PrimaryKeyConstraint("account", "role", "plan", "unit"),
    )
    op.bulk_insert(made, [{**one, "unit": ""} for one in held])
