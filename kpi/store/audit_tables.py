"""The tables of the log: its rows, what is kept of them apart, and the names that stand beside them."""

from datetime import datetime

from sqlmodel import Field

from kpi.store.tables import Base, table_of
from kpi.store.utc import Utc

ASKED_BY = "asked_by"  # the option of an engine: the Actor whose rows say with which role they were done


class Audit(Base, table=True):
    """A change, an export or a refusal (kpi.core.audit); never changed again, never removed."""

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Utc, index=True)
    who: str
    role: str = ""
    action: str
    plan: str
    subject: str
    revision: int | None = Field(default=None, index=True)
    seal: str


class AuditHead(Base, table=True):
    """How many rows there are and the seal of the last; one row, whose lock lets one writer at a time add to them."""

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    length: int
    seal: str


class Person(Base, table=True):
    """The name behind a pseudonym; it may be replaced without a row of the log changing."""

    id: str = Field(primary_key=True)
    name: str = Field(index=True)


AUDIT, AUDIT_HEAD, PERSON = table_of(Audit), table_of(AuditHead), table_of(Person)
