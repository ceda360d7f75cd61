"""What an indicator leaves unsaid: how its values add up and how fine they are, from what the other tables show."""

from pathlib import Path

import pytest

from kpi.core.light.snapshot import take
from kpi.core.vocabulary import Aggregation
from kpi.intake.plan.folder import read_folder

HEADER = """code = "p"
title = "P"
organisation = "O"
start = 2021-01-01
end = 2021-12-31
[[themes]]
code = "t"
title = "T"
"""
TARGETS = """target,theme,statement,kind,indicator,value,per,baseline
A,t,netwerken,cumulative,netwerken,8,,
B,t,cijfer,reach,cijfer,9,,7
C,t,sessies,recurring,sessies,1,quarter,
D,t,aandeel,reach,aandeel,80,,50
E,t,wachttijd,reach,wachttijd,5.25,,
"""
INDICATORS = """indicator,name,unit,direction,frequency
netwerken,Netwerken,netwerken,increase,quarter
cijfer,Cijfer,cijfer,increase,quarter
sessies,Sessies,keer,increase,quarter
aandeel,Aandeel,%,increase,quarter
wachttijd,Wachttijd,dagen,decrease,quarter
"""
MEASUREMENTS = """indicator,period,value,numerator,denominator
netwerken,2021-Q1,1,,
netwerken,2021-Q2,1,,
cijfer,2021-Q2,7.8,,
sessies,2021-Q1,1,,
aandeel,2021-Q2,,30,40
wachttijd,2021-Q1,7.0,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan whose indicators have the required columns only."""
    home = tmp_path / "p"
    (home / "measurements").mkdir(parents=True)
    for name, text in {
        "plan.toml": HEADER,
        "targets.csv": TARGETS,
        "indicators.csv": INDICATORS,
        "measurements/m.csv": MEASUREMENTS,
    }.items():
        (home / name).write_text(text, encoding="utf-8")
    return home


@pytest.mark.parametrize(
    ("code", "aggregation", "decimals"),
    [
        ("netwerken", Aggregation.SUM, 0),
        ("cijfer", Aggregation.LAST, 1),
        ("sessies", Aggregation.SUM, 0),
        ("aandeel", Aggregation.RATIO, 0),
        ("wachttijd", Aggregation.LAST, 2),
    ],
)
def test_what_is_left_out_is_seen_elsewhere(folder: Path, code: str, aggregation: Aggregation, decimals: int) -> None:
    plan = read_folder(folder).plan
    assert plan is not None
    found = {one.code: (one.aggregation, one.decimals) for one in plan.indicators}
    assert found[code] == (aggregation, decimals)


def test_what_is_filled_in_goes_before(folder: Path) -> None:
    (folder / "indicators.csv").write_text(
        "indicator,name,unit,direction,frequency,decimals,aggregation\n"
        "netwerken,N,n,increase,quarter,0,last\ncijfer,C,c,increase,quarter,0,mean\n"
        "sessies,S,k,increase,quarter,,\naandeel,A,%,increase,quarter,1,\nwachttijd,W,d,decrease,quarter,,\n",
        encoding="utf-8",
    )
    plan = read_folder(folder).plan
    assert plan is not None
    found = {one.code: (one.aggregation, one.decimals) for one in plan.indicators}
    assert found["netwerken"] == (Aggregation.LAST, 0)
    assert found["cijfer"] == (Aggregation.MEAN, 0)
    assert found["aandeel"] == (Aggregation.RATIO, 1)


def test_a_total_adds_up_without_being_told(folder: Path) -> None:
    """1 network a quarter is 2 after two quarters, where the path asked for 4."""
    read = read_folder(folder)
    assert read.plan is not None
    evidence = {"netwerken": tuple(one for one in read.measurements if one.indicator == "netwerken")}
    rows = {row.target.code: row.assessment for row in take(read.plan, evidence, as_of=read.measurements[1].day).rows}
    assert (rows["A"].value, rows["A"].status) == (2.0, "off_track")
