"""The files of bench/intake.py, the plan they are for, and what somebody writes by hand to read and check them."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from itertools import product

import pandas as pd

from kpi.core.calendar.period import Frequency, periods_between
from kpi.core.model import Indicator, Measurement, Plan, Target, Theme
from kpi.core.plan_parts import OrgUnit
from kpi.core.vocabulary import Direction, Kind

START, END, NOW = date(2021, 1, 1), date(2025, 12, 31), datetime(2026, 1, 1, tzinfo=UTC)
QUARTERS = periods_between(START, END, Frequency.QUARTER)
EARLIER = periods_between(date(2019, 1, 1), date(2020, 12, 31), Frequency.QUARTER)
CODES = tuple(f"i{number:02}" for number in range(50))
SHARES = frozenset(CODES[1::2])  # in %, with numerator and denominator; the others are plain numbers
HEADER = ("indicator", "periode", "eenheid", "waarde", "teller", "noemer", "toelichting")


@dataclass(frozen=True, slots=True)
class Case:
    """One file and the plan it is for; `history` are earlier measurements to judge it by."""

    name: str
    rows: int
    plan: Plan
    content: bytes
    history: Mapping[str, tuple[Measurement, ...]]


def the_plan(units: int) -> Plan:
    """50 indicators, a target each, and so many organisation units."""
    indicators = tuple(
        Indicator(code, code, "%" if code in SHARES else "stuks", Direction.INCREASE, Frequency.QUARTER,
                  decimals=1, minimum=0.0, maximum=100.0 if code in SHARES else None)
        for code in CODES
    )  # fmt: skip
    targets = tuple(
        Target(f"t{one.code}", "a", "s", Kind.REACH, START, END, value=90.0, baseline=10.0, indicator=one)
        for one in indicators
    )
    org_units = tuple(OrgUnit(f"u{number}", f"Unit {number}") for number in range(units))
    return Plan("m", "M", "O", START, END, themes=(Theme("a", "A"),), targets=targets, indicators=indicators,
                org_units=org_units)  # fmt: skip


def lines(rows: int, decimal: str) -> Iterator[tuple[str, ...]]:
    """The rows of the file, in the order of units, indicators and quarters; figures differ from row to row."""
    keys = product(range(rows // 1000), CODES, QUARTERS)
    for number, (unit, code, period) in enumerate(keys):
        whole, part = 100 + number % 397, 10 + number % 89
        share = code in SHARES
        value = f"{100 * part / whole:.1f}" if share else f"{number * 37 % 100_003 / 10:.1f}"
        note = f"Zie verslag {number % 50}" if number % 20 == 0 else ""
        parts = (str(part), str(whole)) if share else ("", "")
        yield code, period.code, f"u{unit}", value.replace(".", decimal), *parts, note


def made(rows: int, *, dutch: bool = True, history: bool = False) -> Case:
    """A file as Dutch Excel writes it (semicolons, decimal commas), or with commas and points."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if dutch else ",")
    writer.writerows((HEADER, *lines(rows, "," if dutch else ".")))
    plan = the_plan(rows // 1000)
    units = [one.code for one in plan.org_units] if history else []
    past = {code: tuple(before(code, units)) for code in CODES} if history else {}
    name = f"{rows:,}" + ("" if dutch else ", commas and points") + (", with history" if history else "")
    return Case(name, rows, plan, out.getvalue().encode(), past)


def before(code: str, units: list[str]) -> Iterator[Measurement]:
    """Eight earlier quarters of each unit, spread so wide that nothing in the file is far from them."""
    for (place, period), unit in product(enumerate(EARLIER), units):
        yield Measurement(code, period, (1.0 + place * 13) if code in SHARES else 1300.0 * place, unit)


def right(so: bool) -> None:
    """Stop when a side did not do what it is measured for."""
    if not so:
        raise SystemExit("a file of this bench was not read as it is meant")


def masks(case: Case) -> pd.DataFrame:
    """What somebody writes by hand for one known layout: the C engine, and a mask a rule."""
    dutch = case.content.startswith(b"indicator;")
    frame = pd.read_csv(BytesIO(case.content), sep=";" if dutch else ",", decimal="," if dutch else ".")
    share = 100 * frame["teller"] / frame["noemer"]
    top = frame["indicator"].map({code: 100.0 if code in SHARES else float("inf") for code in CODES})
    faults = {
        "indicator": ~frame["indicator"].isin(CODES),
        "unit": ~frame["eenheid"].isin([one.code for one in case.plan.org_units]),
        "period": ~frame["periode"].isin([one.code for one in QUARTERS]),
        "twice": frame.duplicated(["indicator", "periode", "eenheid"]),
        "numerator": frame["teller"] < 0,
        "denominator": frame["noemer"] < 0,
        "above": frame["teller"] > frame["noemer"],
        "half": frame["teller"].isna() != frame["noemer"].isna(),
        "nothing": frame["waarde"].isna() & frame["teller"].isna(),
        "range": (frame["waarde"] < 0) | (frame["waarde"] > top),
        "disagrees": (frame["waarde"] - share).abs() > 0.051,
    }
    right(not any(mask.any() for mask in faults.values()))
    return frame
