"""The file of an upload as it came, where it was mended on the screen."""

import sqlalchemy as sa
from alembic import op

revision = "0003_repairs"
down_revision = "0002_uploads"


def upgrade() -> None:
    op.create_table(
        "upload_repair",
        sa.Column("revision", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "sha256", "cells")),
        sa.ForeignKeyConstraint(["revision"], ["commit.revision"]),
        sa.PrimaryKeyConstraint("revision"),
    )
