"""The tables of four eyes: which plans ask for them, what was handed in, and what was decided about it."""

from datetime import datetime

from sqlmodel import Field

from kpi.store.tables import Base, table_of
from kpi.store.utc import Utc


class FourEyesVersion(Base, table=True):
    """That a plan asks somebody else's approval of an upload; `ended` says it no longer does."""

    plan: str = Field(primary_key=True)
    revision: int = Field(primary_key=True, foreign_key="commit.revision")
    ended: bool = False


class HandedIn(Base, table=True):
    """A file that was handed in for approval: nothing of it is evidence. It shares the numbers of uploads.

    `seen`: the revision it was decided on. `words`: answers, justifications and what was mended, as JSON. `replaces`:
    the number that was returned and that this one mends.
    """

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    plan: str = Field(index=True)
    file_name: str
    sha256: str = Field(foreign_key="source_file.sha256")
    handed_in_by: str
    handed_in_at: datetime = Field(sa_type=Utc)
    seen: int
    words: str
    added: int
    revised: int
    unchanged: int
    absent: int
    replaces: int | None = None


class HandedInStep(Base, table=True):
    """What became of it: a state of `kpi.core.delivery.approval`, by whom and why; the newest counts.

    `revision`: of the commit that an approval made.
    """

    upload: int = Field(primary_key=True, foreign_key="handed_in.id")
    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)
    by: str
    state: str
    why: str = ""
    revision: int | None = Field(default=None, foreign_key="commit.revision")


FOUR_EYES, HANDED_IN, STEP = table_of(FourEyesVersion), table_of(HandedIn), table_of(HandedInStep)
