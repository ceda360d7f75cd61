"""The file of an upload as it came, where it was mended on the screen."""

import sqlalchemy as sa
from alembic import op

revision = "0005_repairs"
down_revision = "0004_commit_scope"


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    op.create_table(
        "upload_repair",
        sa.Column("revision", sa.Integer(), nullable=False),
        *(sa.Column(name, words, nullable=False) for name in ("name", "sha256", "cells")),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("revision"),
    )
