"""A small plan in which every field holds something of its own, and short ways to make measurements."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, Table, text

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency, parse_period
from kpi.core.model import CheckIn, Indicator, Measurement, Plan, Target, Theme
from kpi.core.plan_parts import Activity, Fact, OrgUnit
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator, Direction, FocusKind, Kind, Level, Origin, PathKind
from kpi.store.bulk import insert_columns
from kpi.store.database.engine import MIGRATIONS, begin
from kpi.store.plans.apply import Saved, save_plan

NETWORKS = Indicator(
    code="networks",
    name="Wijknetwerken “actief”",
    unit="netwerken",
    unit_en="networks",
    direction=Direction.DECREASE,
    frequency=Frequency.HALF_YEAR,
    definition="Netwerken die\nminstens twee keer bijeenkwamen",
    decimals=2,
    aggregation=Aggregation.RATIO,
    numerator="actieve",
    denominator="alle",
    minimum=-1.5,
    maximum=12.25,
    owner="Manager wijkzorg",
    source="Registratie",
)
SIMPLE = Indicator("visits", "Bezoeken", "bezoeken", Direction.INCREASE, Frequency.QUARTER, unit_en="visits")
FULL = Target(
    code="T2",
    theme="samen",
    statement="Acht netwerken",
    kind=Kind.RECURRING,
    start=date(2021, 1, 1),
    due=date(2021, 12, 31),
    due_from=date(2021, 10, 1),
    value=8.5,
    value_high=9.75,
    comparator=Comparator.BETWEEN,
    indicator=NETWORKS,
    per=Per.HALF_YEAR,
    baseline=0.1,
    baseline_date=date(2020, 12, 31),
    path=PathKind.STEP,
    waypoints=((date(2021, 6, 30), 3.0), (date(2021, 12, 31), 8.0)),
    tolerance=0.5,
    weight=2.0,
    focus="Wijkgericht",
    focus_kind=FocusKind.ONGOING,
    activity="Opzetten",
    level=Level.NEIGHBOURHOOD,
    category="zorg",
    owner="Bestuur",
    deadline="eind 2021",
    contributes_to=("andere/T1", "andere/T9"),
    source_ref="Regioplan, Resultaten 2021",
)
BARE = Target("T1", "ict", "Plan gereed", Kind.MILESTONE, date(2021, 1, 1), date(2021, 5, 31))
PLAN = Plan(
    code="proef",
    title="Proefplan",
    organisation="Stichting",
    start=date(2021, 1, 1),
    end=date(2023, 12, 31),
    region="Twente",
    language="en",
    source="Document",
    themes=(Theme("samen", "Samen", "Beter samen", "groups"), Theme("ict", "ICT")),
    targets=(FULL, BARE),
    indicators=(SIMPLE, NETWORKS),
    org_units=(OrgUnit("west", "West", "gemeente", "regio", date(2022, 12, 31)), OrgUnit("regio", "Regio")),
    facts=(Fact("inwoners", "Inwoners", "samen", 1234.5, "personen", "2021", "2022", "Regiobeeld"), Fact("b", "B")),
    activities=(
        Activity("samen", "Wijkgericht", "Tweede", FocusKind.ONGOING, "Regioplan"),
        Activity("samen", "Wijkgericht", "Eerste"),
    ),
    thresholds=Thresholds(on_track=0.1, at_risk=0.2, maintain=0.3, grace_days=10, notice_days=20, kept=0.8, quorum=0.9),
)
FULLEST = Measurement(
    indicator="networks",
    period=parse_period("2021-H1"),
    value=66.5,
    org_unit="west",
    numerator=2.0,
    denominator=3.0,
    done=True,
    measured_on=date(2021, 6, 15),
    provisional=True,
    note="Voorlopig; “geschat”",
    origin=Origin.SAMPLE,
)
WORDS = CheckIn("T2", parse_period("2021-Q3"), "Ziekte", "Later", "Extra overleg", "Bestuur")
FILES = (("targets.csv", hashlib.sha256(b"target\n").hexdigest(), b"target\n"),)
NINE = datetime(2021, 7, 1, 9, 0, tzinfo=UTC)


def measured(period: str, value: float, *, unit: str = "", on: date | None = None, of: str = "networks") -> Measurement:
    """A measurement of the whole organisation, or of one unit."""
    return Measurement(of, parse_period(period), value, org_unit=unit, measured_on=on)


def save(
    engine: Engine, *measurements: Measurement, plan: Plan = PLAN, action: str = "load", at: datetime = NINE
) -> Saved:
    """Save a plan with these measurements and nothing else."""
    return save_plan(engine, plan, measurements, (), files=FILES, recorded_by="anna", action=action, recorded_at=at)


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows as insert_columns takes them."""
    columns = zip(*rows, strict=True)
    insert_columns(connection, table, dict(zip(names, columns, strict=False)))


def as_before(engine: Engine, migration: str) -> None:
    """Make a new database as this migration left it, with a measurement of a plan that was loaded then."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with begin(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, migration)
        connection.execute(text(OLD_COMMIT))
        connection.execute(text(OLD_MEASUREMENT), {"no": False})


OLD_COMMIT = (
    'INSERT INTO "commit" (recorded_at, recorded_by, action, plan, why) '
    "VALUES ('2021-07-01 09:00:00.000000', 'anna', 'load', 'proef', '')"
)
OLD_MEASUREMENT = (
    "INSERT INTO measurement_version VALUES ('proef', 'networks', '', '2021-H1', 1, :no, '2021-06-30', '2021-06-30', "
    "1, NULL, NULL, NULL, NULL, :no, '', 'report')"
)
