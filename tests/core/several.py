"""A national plan and two regional ones that are linked, for the tests of all plans together."""

from datetime import date
from typing import Any

from kpi.core.light.snapshot import Snapshot, take
from kpi.core.model import Plan, Target, Theme
from kpi.core.plan_parts import Fact
from kpi.core.vocabulary import Kind, Level
from tests.core.plan import measured

N, R, W, P = Level.NATIONAL, Level.REGION, Level.NEIGHBOURHOOD, Level.PRACTICE


def target(code: str, theme: str, level: Level | None, to: str = "", **changes: Any) -> Target:
    """A milestone of 2021; `to`: what it contributes to, separated by spaces."""
    given = {"start": date(2021, 1, 1), "due": date(2021, 12, 31), "source_ref": f"Stuk, {code}"} | changes
    return Target(
        code, theme, f"Resultaat {code}", Kind.MILESTONE, level=level, contributes_to=tuple(to.split()), **given
    )


def plan(code: str, *targets: Target, region: str = "", facts: tuple[Fact, ...] = ()) -> Plan:
    """A plan of 2021 with a theme for every code that its targets name."""
    themes = tuple(Theme(one, f"Thema {one}") for one in dict.fromkeys(each.theme for each in targets))
    return Plan(
        code, f"Plan {code}", f"Club {code}", date(2021, 1, 1), date(2021, 12, 31), region, "nl", f"Stuk {code}",
        themes, targets, facts=facts,
    )  # fmt: skip


VISION = plan(
    "visie",
    target("V1", "instroom", N, category="goed;ziekenhuis"),
    target("V2", "instroom", R),
    target("V3", "geld", N),
)
REGION = plan(
    "regio",
    target("R1", "zorg", R, "visie/V1", category="goed"),
    target("R2", "zorg", P, "visie/V1 visie/V2", category="goed; eigen"),
    target("R3", "zorg", R, due=date(2021, 9, 30)),
    region="Twente",
)
SUPPORT = plan("steun", target("S1", "huis", R, "regio/R1 regio/R9"), target("S2", "huis", None), region="Twente")
EVIDENCE = {
    "R1": measured("R1", "2021-Q1=25 2021-Q2=50"),
    "R2": measured("R2", "2021-Q1=0 2021-Q2=5"),
    "S1": measured("S1", "2021-Q2=ja"),
}


def seen(*plans: Plan, as_of: date = date(2021, 6, 30)) -> tuple[Snapshot, ...]:
    """The plans at one day."""
    return tuple(take(one, EVIDENCE, as_of=as_of) for one in plans)


ALL = seen(REGION, SUPPORT, VISION)
