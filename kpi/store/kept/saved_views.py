"""Selections that a browser saved under a name: no revision is made, nothing that is shown depends on them.

They lie beside its drafts (drafts.py): the plan is the subject and the name the part. A draft has a part without
a name and goes by its age; a view has none such and stays for VIEW_DAYS.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, func, insert, select, update

from kpi.store.database.engine import begin
from kpi.store.kept.drafts import PART

VIEW_DAYS = 400  # as long as a browser keeps a cookie at most
_TOUCH_DAYS = 30  # what was seen longer ago is written down as seen again
_KIND = "view"


@dataclass(frozen=True, slots=True)
class SavedView:
    """A name, the path of a page, and the query of its selection and arrangement."""

    name: str
    page: str
    query: str


@dataclass(frozen=True, slots=True)
class ViewRoom:
    """How many views may be kept: of one browser and plan, and of all together."""

    own: int = 30
    everybody: int = 50_000


VIEW_ROOM = ViewRoom()


def keep_view(
    engine: Engine, browser: str, plan: str, view: SavedView, now: datetime, room: ViewRoom = VIEW_ROOM
) -> bool:
    """Save a view in the place of the one of that name; False, with nothing changed, where there is no room for it.

    `browser`: the hash of what names it. What was not seen for VIEW_DAYS goes on the way. Raises StoreError as `begin`
    does.
    """
    own = _own(browser, plan)
    same = and_(own, PART.c.part == view.name)
    with begin(engine) as connection:
        old = PART.c.saved_at < now - timedelta(days=VIEW_DAYS)
        connection.execute(delete(PART).where(PART.c.kind == _KIND, old))
        others = select(func.count()).select_from(PART).where(PART.c.kind == _KIND, ~same)
        if connection.execute(others.where(own)).scalar_one() >= room.own:
            return False
        if connection.execute(others).scalar_one() >= room.everybody:
            return False
        connection.execute(delete(PART).where(same))
        content = json.dumps([view.page, view.query]).encode()
        place = {"browser": browser, "kind": _KIND, "subject": plan, "part": view.name}
        connection.execute(insert(PART).values(**place, content=content, saved_at=now))
    return True


def kept_views(connection: Connection, browser: str, plan: str) -> tuple[SavedView, ...]:
    """The views that a browser saved of a plan, by name."""
    own = select(PART.c.part, PART.c.content).where(_own(browser, plan)).order_by(PART.c.part)
    return tuple(SavedView(name, *json.loads(content)) for name, content in connection.execute(own))


def is_to_touch(connection: Connection, browser: str, plan: str, now: datetime) -> bool:
    """Whether it is time to write down that the views of a browser and plan are still seen."""
    old = PART.c.saved_at < now - timedelta(days=_TOUCH_DAYS)
    return connection.execute(select(PART.c.part).where(_own(browser, plan), old).limit(1)).first() is not None


def touch_views(engine: Engine, browser: str, plan: str, now: datetime) -> None:
    """Write down that the views of a browser and plan are still seen."""
    with begin(engine) as connection:
        connection.execute(update(PART).where(_own(browser, plan)).values(saved_at=now))


def drop_view(engine: Engine, browser: str, plan: str, name: str) -> bool:
    """Take a saved view away and say whether it was there."""
    with begin(engine) as connection:
        return connection.execute(delete(PART).where(_own(browser, plan), PART.c.part == name)).rowcount > 0


def _own(browser: str, plan: str) -> ColumnElement[bool]:
    return and_(PART.c.browser == browser, PART.c.kind == _KIND, PART.c.subject == plan)
