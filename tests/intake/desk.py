"""What the files of tests/bad_files and tests/good_files are held against: a plan, its history and a day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from kpi.core.calendar.period import Frequency, Period, following, parse_period
from kpi.core.model import Measurement, Plan
from kpi.core.vocabulary import Aggregation
from kpi.intake.parse.reading import Reading, read_upload
from kpi.intake.plan.folder import read_folder
from kpi.intake.validate.rules import judge

TODAY = date(2022, 2, 15)
FROZEN = frozenset({"2020-Q3"})
OTHERS = {"unit-not-yours.csv": frozenset({"west"})}  # units that its uploader does not hand in for
_PAST = {
    "verwijzingen": ("2020-Q1", (21.0, 20.5, 20.0, 19.8, 19.5, 19.4)),
    "netwerken": ("2020-Q1", (1, 0, 1, 1, 1, 2)),
    "overleggen": ("2021-Q1", (3, 2)),
    "wachttijd": ("2021-01", (3.1, 3.0, 2.9, 3.2, 3.0, 3.1, 2.8, 3.0)),
    "tevredenheid": ("2020-H1", (7.1, 7.2, 7.4)),
}
_COUNTED = (("2021-Q1", "", 50.0, 200.0), ("2021-Q2", "oost", 20.0, 100.0), ("2021-Q2", "west", 30.0, 100.0))


@cache
def plan() -> Plan:
    """The plan with all columns, two more indicators of the same name, and amounts of money."""
    found = read_folder(Path(__file__).parent / "plans" / "compleet").plan
    assert found is not None
    twins = tuple(replace(found.indicators[1], code=code, name="Dubbele naam") for code in ("dubbel-1", "dubbel-2"))
    money = replace(found.indicators[4], code="kosten", name="Kosten van het jaar", unit="euro", minimum=None,
                    decimals=2, frequency=Frequency.YEAR)  # fmt: skip
    reach = replace(found.indicators[3], code="bereik", name="Bereik van de zorg", aggregation=Aggregation.RATIO)
    done = replace(found.indicators[4], code="klaar", name="Klaar", unit="ja/nee", minimum=None, maximum=None)
    known = replace(found.indicators[3], code="bekendheid", name="Bekendheid", maximum=None)
    ready = replace(next(one for one in found.targets if one.indicator is None), code="T-KLAAR", indicator=done)
    more = (*twins, money, reach, known, done)
    return replace(found, indicators=(*found.indicators, *more), targets=(*found.targets, ready))


@cache
def history() -> dict[str, tuple[Measurement, ...]]:
    """What had been reported before."""
    lines = {code: tuple(_line(code, first, values)) for code, (first, values) in _PAST.items()}
    return lines | {
        "bereik": tuple(Measurement("bereik", parse_period(period), None, *one) for period, *one in _COUNTED)
    }


def _line(code: str, first: str, values: tuple[float, ...]) -> list[Measurement]:
    periods: list[Period] = [parse_period(first)]
    while len(periods) < len(values):
        periods.append(following(periods[-1]))
    return [Measurement(code, period, float(value)) for period, value in zip(periods, values, strict=True)]


def judged(
    content: bytes,
    name: str = "x.csv",
    expected: frozenset[str] = frozenset(),
    answers: Mapping[str, str] | None = None,
) -> Reading:
    """A file read and judged; many tests ask the same."""
    return _judged(content, name, expected, tuple((answers or {}).items()))


@lru_cache(maxsize=512)
def _judged(content: bytes, name: str, expected: frozenset[str], answers: tuple[tuple[str, str], ...]) -> Reading:
    reading = read_upload(content, name, plan=plan(), answers=dict(answers))
    others = OTHERS.get(name, frozenset())
    return judge(reading, plan(), history(), today=TODAY, frozen=FROZEN, expected=expected, others=others)
