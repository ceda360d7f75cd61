"""The columns of what is kept without being a version: parts of drafts, and board packs made beside the page."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from kpi.store.utc import Utc


class KeptPartFields(SQLModel):
    """A part of what a browser keeps, by the hash of what names it."""

    browser: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    part: str = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)
    saved_at: datetime = Field(sa_type=Utc, index=True)


class PackJobFields(SQLModel):
    """One pack by its key (`kpi.core.meeting.pack`): what was asked as JSON, where its making stands, and the file.

    `ours`: the Planpeil that can make it. `worker`: who makes it. `template`: the bytes of an organisation's own.
    """

    key: str = Field(primary_key=True)
    asked: str
    ours: str
    template: bytes | None = Field(default=None, sa_type=LargeBinary)
    asked_by: str
    asked_at: datetime = Field(sa_type=Utc)
    state: str = Field(index=True)
    worker: str = ""
    heard_at: datetime | None = Field(default=None, sa_type=Utc)
    attempts: int = 0
    done: int = 0
    total: int = 0
    nl: str = ""
    en: str = ""
    content: bytes | None = Field(default=None, sa_type=LargeBinary)
    sha256: str = ""
