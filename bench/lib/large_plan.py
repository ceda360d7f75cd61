"""A plan of 2,000 targets with ten years of quarterly figures, as a plan folder; all names and figures are invented."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from itertools import cycle, islice
from pathlib import Path
from random import Random

from kpi.core.calendar.period import Frequency, periods_between

CODE = "veelplan"
START, END = date(2021, 1, 1), date(2030, 12, 31)
QUARTERS = periods_between(START, END, Frequency.QUARTER)
THEMES, TARGETS = 60, 2000
INDICATORS, OWN = 950, 550  # of the targets so many are measured under their own code
UNITS = tuple(f"praktijk-{number:02}" for number in range(1, 12))
REGIONS = ("noord", "midden", "zuid")
MEASUREMENTS = (INDICATORS * len(UNITS) + OWN) * len(QUARTERS)
_OF_INDICATOR = ("reach", "maintain", "cumulative", "reach")  # by indicator; its second target holds what is reached
_OF_OWN = ("milestone", "recurring", "milestone")
_SUBJECTS = ("Bereikbaarheid", "Wachttijd", "Medicatie", "Ouderenzorg", "Samenwerking", "Scholing", "Vragen online")
Row = tuple[object, ...]


def write_plan(folder: Path, *, seed: int = 2021) -> Path:
    """Write the plan into a folder of its own below `folder`, which is returned; the same seed gives the same bytes."""
    chance = Random(seed)
    home = folder / CODE
    (home / "measurements").mkdir(parents=True)
    (home / "plan.toml").write_text(_toml(), encoding="utf-8")
    _csv(home / "targets.csv", _HEADS["targets"], _targets())
    _csv(home / "indicators.csv", _HEADS["indicators"], _indicators())
    _csv(home / "org_units.csv", _HEADS["org_units"], _units())
    for place, quarter in enumerate(QUARTERS):
        rows = _measurements(quarter.code, place, chance)
        _csv(home / "measurements" / f"{quarter.code}.csv", _HEADS["measurements"], rows)
    return home


_HEADS = {
    "targets": ("target", "theme", "focus", "statement", "kind", "indicator", "value", "per", "baseline", "deadline",
                "owner"),
    "indicators": ("indicator", "name", "unit", "decimals", "direction", "aggregation", "frequency", "numerator",
                   "denominator", "min", "max"),
    "org_units": ("org_unit", "name", "kind", "parent"),
    "measurements": ("indicator", "period", "org_unit", "value", "numerator", "denominator", "provisional", "note"),
}  # fmt: skip


def _csv(path: Path, head: Row, rows: Iterator[Row]) -> None:
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def _toml() -> str:
    lines = [f'code = "{CODE}"', 'title = "Plan met veel resultaten"', 'organisation = "Huisartsen Voorbeeldstreek"']
    lines += [f"start = {START}", f"end = {END}"]
    for number in range(THEMES):
        subject = _SUBJECTS[number % len(_SUBJECTS)]
        lines += ["", "[[themes]]", f'code = "{_theme(number)}"', f'title = "{subject} {number + 1}"']
    return "\n".join(lines) + "\n"


def _theme(number: int) -> str:
    return f"thema-{number % THEMES + 1:02}"


def _indicator(number: int) -> str:
    return f"ind-{number:04}"


def _kind(indicator: int) -> str:
    return _OF_INDICATOR[indicator % len(_OF_INDICATOR)]


def _is_share(indicator: int) -> bool:
    return _kind(indicator) != "cumulative" and indicator % 3 != 0


def _targets() -> Iterator[Row]:
    for number, indicator in enumerate(islice(cycle(range(INDICATORS)), TARGETS - OWN)):
        kind = _kind(indicator) if number < INDICATORS or _kind(indicator) == "cumulative" else "maintain"
        value = {"cumulative": 40_000}.get(kind, 80 if _is_share(indicator) else 60)
        baseline = 40 if kind == "reach" else ""
        yield _target(number, kind, _indicator(indicator), value, "", baseline)
    for number, kind in enumerate(islice(cycle(_OF_OWN), OWN), start=TARGETS - OWN):
        yield _target(number, kind, "", 1 if kind == "recurring" else "", "year" if kind == "recurring" else "", "")


def _target(number: int, kind: str, indicator: str, value: object, per: str, baseline: object) -> Row:
    theme = _theme(number)
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    deadline = "" if kind in ("recurring", "maintain") else f"eind {2024 + number % 7}"
    statement = f"{subject} is op orde, onderdeel {number + 1}"
    owner = f"Programmaleider {number % 25 + 1}"
    focus = f"{subject} dichtbij, deel {number // THEMES % 4 + 1}"
    return f"R-{number:04}", theme, focus, statement, kind, indicator, value, per, baseline, deadline, owner


def _indicators() -> Iterator[Row]:
    for number in range(INDICATORS):
        subject, share = _SUBJECTS[number % len(_SUBJECTS)], _is_share(number)
        adds_up = "ratio" if share else "sum" if _kind(number) == "cumulative" else "mean"
        yield (
            _indicator(number), f"{subject}, meting {number + 1}", "%" if share else "punten", 1, "increase", adds_up,
            "quarter", "op orde" if share else "", "bekeken" if share else "", 0, 100 if share else "",
        )  # fmt: skip


def _units() -> Iterator[Row]:
    for region in REGIONS:
        yield region, f"Regio {region}", "regio", ""
    for number, unit in enumerate(UNITS):
        yield unit, f"Praktijk {number + 1}", "praktijk", REGIONS[number % len(REGIONS)]


def _measurements(quarter: str, place: int, chance: Random) -> Iterator[Row]:
    """A quarter of every indicator and unit, and of every target that has none; figures grow, and a few have a note."""
    for number in range(INDICATORS):
        for unit in UNITS:
            note = f"Zie verslag {chance.randrange(400)}" if chance.random() < 0.03 else ""
            provisional = "ja" if chance.random() < 0.01 else ""
            level = 45 + place + chance.randrange(-12, 13) + number % 9
            if _is_share(number):
                whole = chance.randrange(200, 2500)
                yield _indicator(number), quarter, unit, "", whole * min(level, 100) // 100, whole, provisional, note
            else:
                value = level if _kind(number) == "cumulative" else f"{level}.{chance.randrange(10)}"
                yield _indicator(number), quarter, unit, value, "", "", provisional, note
    for number in range(TARGETS - OWN, TARGETS):
        milestone = _OF_OWN[(number - TARGETS + OWN) % len(_OF_OWN)] == "milestone"
        value = min(100, place * 3 + chance.randrange(10)) if milestone else int(place % 4 == number % 4)
        yield f"R-{number:04}", quarter, "", value, "", "", "", ""
