"""What a browser has put in and not handed in yet."""

import sqlalchemy as sa
from alembic import op

revision = "0007_kept_drafts"
down_revision = "0006_no_value"


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    op.create_table(
        "kept_part",
        *(sa.Column(name, words, nullable=False) for name in ("browser", "kind", "subject", "part")),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("browser", "kind", "subject", "part"),
    )
    op.create_index("ix_kept_part_saved_at", "kept_part", ["saved_at"])
