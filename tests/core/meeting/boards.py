"""Plans of any size for the tests of a meeting: so many red, amber and green results over so many themes."""

from dataclasses import replace
from datetime import date
from typing import Any

from kpi.core.light.snapshot import Snapshot, take
from kpi.core.meeting.records import Meeting
from kpi.core.meeting.screens import Material
from kpi.core.model import Plan, Target, Theme
from kpi.core.vocabulary import Kind
from tests.core.make import target
from tests.core.plan import measured

AS_OF = date(2021, 6, 30)
MEETING = Meeting("M2", "Kwartaaloverleg", date(2021, 7, 20), AS_OF)
# Due, and what was reported: missed, close to its day and not done, done.
_KINDS = {"red": ("2021-05-31", "nee"), "amber": ("2021-08-15", "nee"), "green": ("2021-06-01", "ja")}


def board(*, red: int = 0, amber: int = 0, green: int = 0, themes: int = 1) -> Snapshot:
    """A plan whose results are called red1, red2, ..., amber1, ..., dealt out over themes t0, t1, ..."""
    names = [
        f"{light}{n}"
        for light, count in (("red", red), ("amber", amber), ("green", green))
        for n in range(1, count + 1)
    ]
    targets = tuple(_one(name, f"t{at % themes}") for at, name in enumerate(names))
    parts = tuple(Theme(f"t{at}", f"Thema {at}") for at in range(themes))
    plan = Plan("p", "Plan", "Organisatie", date(2021, 1, 1), date(2022, 12, 31), themes=parts, targets=targets)
    evidence = {name: measured(name, f"2021-Q2={_KINDS[name.rstrip('0123456789')][1]}") for name in names}
    return take(plan, evidence, as_of=AS_OF, revision=7)


def _one(name: str, theme: str) -> Target:
    due = date.fromisoformat(_KINDS[name.rstrip("0123456789")][0])
    return replace(target(Kind.MILESTONE), code=name, theme=theme, due=due, statement=f"Resultaat {name}")


def material(shot: Snapshot, **given: Any) -> Material:
    """What the run of MEETING is made of; `added` and `left_out` are those of the meeting."""
    shown = {name: given.pop(name) for name in ("added", "left_out") if name in given}
    return Material(replace(MEETING, **shown), shot, **given)
