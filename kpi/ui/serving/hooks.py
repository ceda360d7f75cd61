"""What the listener asks of the application, passed in so that this layer knows no database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.routing import BaseRoute

from kpi.core.meeting.pack import PackFile
from kpi.core.reach import Reach
from kpi.service.desk import Tally
from kpi.ui.serving.door import Door
from kpi.ui.serving.meeting_room import RoomHooks


def _yes() -> bool:
    return True


def _nothing() -> None:
    """Prepare nothing: the first visitor does."""


def _no_first_light(_path: str, _query: Mapping[str, Sequence[str]]) -> None:
    """Streamlit's page shows nothing until its script ran."""


def _no_work_in_flight(_seconds: float) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the listener asks; the functions are called in a thread.

    `ready` says whether the database answers; False or any exception means no, and a PlanpeilError says why.
    `warm_up` runs once before the first request: slow imports and the first query.
    `anyone`: also other computers may connect, and hand in nothing; the settings say so, once a process.
    `first_light` makes what a page shows before its script ran, as a whole document in gzip, from its path and query;
    None or any exception means that there is nothing to show yet.
    `room` answers for meetings in the room; None: there are none.
    `pack` gives a board pack that is made, by its key; None: there are none.
    `beside`: addresses of others than pages.
    `drain` ends what can be made again later, waits at most that many seconds for commits in flight, and says whether
    all of them ended.
    `security_contact`: where a weakness may be reported, empty: nowhere that is said.
    `reach`: the proxies whose word is taken, and who may read the figures of the server, and how its log looks.
    `door`: how people sign in; None: nobody does. `tally`: what is counted.
    """

    ready: Callable[[], bool] = _yes
    warm_up: Callable[[], None] = _nothing
    anyone: bool = False
    first_light: Callable[[str, Mapping[str, Sequence[str]]], bytes | None] = _no_first_light
    room: RoomHooks | None = None
    pack: Callable[[str], PackFile] | None = None
    beside: Sequence[BaseRoute] = ()
    drain: Callable[[float], bool] = _no_work_in_flight
    security_contact: str = ""
    reach: Reach = field(default_factory=Reach)
    door: Door | None = None
    tally: Tally = field(default_factory=Tally)
