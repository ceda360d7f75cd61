"""Board packs that are made beside the page, and the files that came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0009_report_jobs"
down_revision = "0008_meetings"


def upgrade() -> None:
    words = sa.String(collation="C") if op.get_bind().dialect.name == "postgresql" else sa.String()
    op.create_table(
        "report_job",
        *(sa.Column(name, words, nullable=False) for name in ("key", "asked", "ours", "asked_by", "state", "worker")),
        *(sa.Column(name, words, nullable=False) for name in ("nl", "en", "sha256")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("attempts", "done", "total")),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("template", sa.LargeBinary(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_report_job_state", "report_job", ["state"])
