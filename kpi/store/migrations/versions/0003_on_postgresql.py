"""On PostgreSQL: text in the order SQLite has, by its characters' numbers, whatever language the server sorts in.

And an index of period ends that is of no use for finding later versions, so that the right one is taken for that.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003_on_postgresql"
down_revision = "0002_uploads"


# The text columns of every table there is; a later migration makes its own `COLLATE "C"` at once.
CONTENT = ("plan", "code", "content")
VALUE = ("indicator", "org_unit", "period")
COLUMNS = {
    "commit": ("recorded_by", "action", "plan", "why"),
    "source_file": ("sha256",),
    "commit_file": ("name", "sha256"),
    **{
        f"{kind}_version": CONTENT
        for kind in ("plan", "target", "indicator", "org_unit", "fact", "activity", "checkin")
    },
    "measurement_version": ("plan", *VALUE, "note", "origin"),
    "upload_unchanged": VALUE,
    "upload_reason": ("code", "why"),
    "upload_remark": (*VALUE, "code", "why"),
    "upload_answer": ("plan", "answered_by", "question", "answer"),
    "frozen_version": ("plan", "period"),
}


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, columns in COLUMNS.items():
        op.execute(f'ALTER TABLE "{table}" {", ".join(map(_in_order, columns))}')
    index, table = "ix_measurement_version_period_end", "measurement_version"
    op.drop_index(index, table)
    op.create_index(index, table, ["plan", "period_end"], postgresql_where=sa.text("NOT ended"))


def _in_order(column: str) -> str:
    return f'ALTER COLUMN "{column}" TYPE VARCHAR COLLATE "C"'
