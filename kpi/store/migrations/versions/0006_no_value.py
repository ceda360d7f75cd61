"""That an upload said that there is no value."""

import sqlalchemy as sa
from alembic import op

revision = "0006_no_value"
down_revision = "0005_repairs"


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    op.create_table(
        "upload_no_value",
        sa.Column("revision", sa.Integer(), nullable=False),
        *(sa.Column(name, words, nullable=False) for name in ("indicator", "org_unit", "period")),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("revision", "indicator", "org_unit", "period"),
        sqlite_with_rowid=False,
    )
