"""The tables: every change is a commit, and everything a commit brought is a version that is never changed again."""

import re
from datetime import date, datetime

from sqlalchemy import Column, Index, LargeBinary, Table
from sqlalchemy.orm import declared_attr, registry
from sqlmodel import Field, SQLModel

from kpi.store.kept_fields import KeptPartFields, PackJobFields
from kpi.store.utc import Utc


class Base(SQLModel, registry=registry()):
    """Its own registry: a reloaded module makes its tables anew, where the shared one would refuse them.

    A table is called as its class is, in small letters with underscores.
    """

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


class Commit(Base, table=True):
    """One committed change; `revision` numbers them without end, `plan` is the code of the plan it was about."""

    __table_args__ = {"sqlite_autoincrement": True}

    revision: int | None = Field(default=None, primary_key=True)
    recorded_at: datetime = Field(sa_column=Column(Utc(), nullable=False, index=True))
    recorded_by: str
    action: str
    plan: str
    why: str = ""


class SourceFile(Base, table=True):
    """The bytes of a file as they were received, once for each content."""

    sha256: str = Field(primary_key=True)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class CommitFile(Base, table=True):
    """Which files a commit was read from, by the name they had."""

    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    name: str = Field(primary_key=True)
    sha256: str = Field(foreign_key="source_file.sha256")


class ContentVersion(Base):
    """One version of one thing of a plan: `content` is JSON (plans/content.py), `ended` says it was taken out."""

    plan: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    ended: bool = False
    content: str


class PlanVersion(ContentVersion, table=True):
    """The plan itself: its page of plan.toml with themes and thresholds, and the order of its parts."""


class TargetVersion(ContentVersion, table=True):
    """What is promised; the indicator is named by its code."""


class IndicatorVersion(ContentVersion, table=True):
    """What is measured."""


class OrgUnitVersion(ContentVersion, table=True):
    """Where it is measured."""


class FactVersion(ContentVersion, table=True):
    """A figure the plan leans on."""


class ActivityVersion(ContentVersion, table=True):
    """What is done."""


class CheckinVersion(ContentVersion, table=True):
    """A person's words on a target for a period."""


class MeetingVersion(ContentVersion, table=True):
    """A meeting about a plan, and where it stands."""


class AgreementVersion(ContentVersion, table=True):
    """A decision or an action."""


class AcceptedVersion(ContentVersion, table=True):
    """A lower value that a board accepts for a while."""


class MeetingSeen(ContentVersion, table=True):
    """The screens of a meeting as they were seen when it was closed, by language."""


class MeasurementVersion(Base, table=True):
    """One version of a measurement; `day` is the day it is evidence of.

    SQLite keeps the rows in the order of the key, so all that is known of an indicator lies together. There is no other
    index: what a commit wrote is found by its scope.
    """

    __table_args__ = {"sqlite_with_rowid": False}

    plan: str = Field(primary_key=True)
    indicator: str = Field(primary_key=True)
    org_unit: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    ended: bool = False
    day: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    done: bool | None = None
    measured_on: date | None = None
    provisional: bool = False
    note: str = ""
    origin: str


class CommitScope(Base, table=True):
    """An indicator and a period of which a commit wrote at least one version; `period_end` is the period's last day."""

    __table_args__ = (
        Index("ix_commit_scope_period_end", "plan", "period_end"),
        {"sqlite_with_rowid": False},
    )

    plan: str = Field(primary_key=True)
    indicator: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    period_end: date


class Upload(Base, table=True):
    """One file that was delivered; who, when, which plan and which file stand with its commit.

    `added`, `revised` and `unchanged` count the values it held, `absent` those only the uploader's file before it held.
    """

    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    revision: int = Field(foreign_key="commit.revision", unique=True)
    added: int
    revised: int
    unchanged: int
    absent: int


class UploadUndo(Base, table=True):
    """That an upload was taken back, and by which commit."""

    upload: int = Field(primary_key=True, foreign_key="upload.id")
    revision: int = Field(foreign_key="commit.revision", unique=True)


class UploadKey(Base):
    """A value of an upload, by what names it."""

    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    indicator: str = Field(primary_key=True)
    org_unit: str = Field(primary_key=True)
    period: str = Field(primary_key=True)


class UploadUnchanged(UploadKey, table=True):
    """A value that an upload held and that was there already, so that it made no version."""

    __table_args__ = {"sqlite_with_rowid": False}


class UploadReason(Base, table=True):
    """The uploader's line of justification for one kind of warning."""

    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    code: str = Field(primary_key=True)
    why: str


class UploadRemark(UploadKey, table=True):
    """The justification as it travels with one version of a value: of the warning with this code."""

    __table_args__ = {"sqlite_with_rowid": False}

    code: str = Field(primary_key=True)
    why: str


class UploadAnswer(Base, table=True):
    """What an uploader answered to a question about a column; the newest of a question is remembered."""

    plan: str = Field(primary_key=True)
    answered_by: str = Field(primary_key=True)
    question: str = Field(primary_key=True)
    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    answer: str


class UploadRepair(Base, table=True):
    """The file of an upload as it came, when a mended one was recorded; `cells`: what was typed over, as JSON."""

    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    name: str
    sha256: str
    cells: str


class UploadNoValue(UploadKey, table=True):
    """That an upload said of an indicator, unit and period that there is no value (n.v.t.): an answer all the same."""

    __table_args__ = {"sqlite_with_rowid": False}


class FrozenVersion(Base, table=True):
    """A reporting period whose values may no longer change; `ended` says it was opened again."""

    plan: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    ended: bool = False


class KeptPart(KeptPartFields, Base, table=True):
    """A part of a draft of one browser, or a view it saved (kpi.store.kept.drafts, saved_views): never a version."""


class ReportJob(PackJobFields, Base, table=True):
    """A board pack that is made beside the page (kpi.store.kept.packs): never a version."""


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements without objects."""
    return Base.metadata.tables[str(model.__tablename__)]
