"""A small plan in which every kind of target stands, seen at 30 June 2021."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency, parse_period
from kpi.core.light.snapshot import Snapshot, take
from kpi.core.model import Indicator, Measurement, Plan, Target, Theme
from kpi.core.plan_parts import Activity, Fact
from kpi.core.view.target_view import TargetView, Version, target_view
from kpi.core.vocabulary import Comparator, Direction, FocusKind, Kind, Level, Origin

AS_OF = date(2021, 6, 30)
Made = tuple[Snapshot, dict[str, tuple[Measurement, ...]]]


@pytest.fixture
def small() -> Callable[..., Made]:
    """Make the plan; `word` is put into every text a person or a file can write."""
    return make


@pytest.fixture
def made() -> Made:
    return make()


@pytest.fixture
def seen(made: Made) -> Snapshot:
    return made[0]


@pytest.fixture
def look_at(made: Made) -> Callable[[str], TargetView]:
    """Open one target of the plan by its code."""

    def look(code: str) -> TargetView:
        view = target_view(made[0], code, made[1])
        assert view is not None
        return view

    return look


@pytest.fixture
def versions() -> tuple[Version, ...]:
    return (Version(3, datetime(2021, 7, 12, 9, 30), "an", "2021-Q2", "1", "2"),)  # noqa: DTZ001 - a stored UTC moment


def make(word: str = "", as_of: date = AS_OF) -> Made:
    networks = _indicator("networks", word or "netwerken", Direction.INCREASE, word)
    errors = _indicator("errors", "fouten", Direction.DECREASE, word)
    reserve = _indicator("reserve", "%", Direction.MAINTAIN, word)
    targets = (
        _target("behind", Kind.CUMULATIVE, word, value=8.0, indicator=networks, deadline=word or "vóór 2022"),
        _target("down", Kind.REACH, word, value=10.0, baseline=50.0, indicator=errors, comparator=Comparator.AT_MOST),
        _target("hold", Kind.MAINTAIN, word, value=25.0, indicator=reserve, comparator=Comparator.AT_MOST),
        _target("done", Kind.MILESTONE, word),
        _target("share", Kind.MILESTONE, word),
        _target("often", Kind.RECURRING, word, value=1.0, per=Per.QUARTER),
        _target("silent", Kind.MILESTONE, word, due=date(2021, 5, 15)),
        _target("later", Kind.MILESTONE, word, start=date(2021, 9, 1)),
    )
    plan = Plan(
        code="p",
        title=word or "Klein plan",
        organisation=word or "Org",
        start=date(2021, 1, 1),
        end=date(2021, 12, 31),
        themes=(Theme("a", word or "Ouderenzorg", word), Theme("b", word or "Regio", word)),
        targets=targets,
        facts=(Fact("f", word or "Ouderen", "a", 32.0, word or "personen", word, "", word or "Plan, hoofdstuk 3"),),
        activities=(
            Activity("a", word or "Samenwerken", word or "Overleg", source_ref=word or "Plan, hoofdstuk 2"),
            Activity("b", "Los", "Werk", FocusKind.ONGOING),
        ),
    )
    evidence = _evidence(word)
    return take(plan, evidence, as_of=as_of, revision=41), evidence


def _indicator(code: str, unit: str, direction: Direction, word: str) -> Indicator:
    return Indicator(
        code,
        word or code,
        unit,
        direction,
        Frequency.QUARTER,
        word,
        numerator=word,
        owner=word,
        source=word,
        minimum=0.0,
    )


def _target(code: str, kind: Kind, word: str, **known: object) -> Target:
    fields: dict[str, object] = {
        "theme": "b" if code in ("silent", "later") else "a",
        "statement": word or f"Resultaat {code}",
        "start": date(2021, 1, 1),
        "due": date(2021, 12, 31),
        "due_from": date(2021, 10, 1) if code == "share" else None,
        "focus": word or "Samenwerken",
        "activity": word,
        "owner": word or "coördinator",
        "source_ref": word or "Plan, hoofdstuk 1",
        "level": Level.REGION,
        **known,
    }
    return Target(code=code, kind=kind, **fields)  # type: ignore[arg-type]


def _evidence(word: str) -> dict[str, tuple[Measurement, ...]]:
    def one(code: str, period: str, value: float | None = None, **known: object) -> Measurement:
        return Measurement(code, parse_period(period), value, note=word, **known)  # type: ignore[arg-type]

    return {
        "networks": (one("networks", "2021-Q1", 1.0), one("networks", "2021-Q2", 2.0, origin=Origin.SAMPLE)),
        "errors": (one("errors", "2021-Q1", 40.0), one("errors", "2021-Q2", 32.0, provisional=True)),
        "reserve": (one("reserve", "2021-Q1", 20.0), one("reserve", "2021-Q2", 26.25)),
        "done": (one("done", "2021-Q2", done=True, measured_on=date(2021, 5, 14)),),
        "share": (one("share", "2021-Q1", 20.0), one("share", "2021-Q2", 55.0)),
        "often": (one("often", "2021-Q1", 1.0), one("often", "2021-Q2", 0.0)),
    }
