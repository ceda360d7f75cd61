"""A small plan of our own as a folder: two indicators, a milestone, and as many units as asked."""

from pathlib import Path

PLAN = """code = "proef"
title = "Proefplan"
organisation = "Stichting Proef"
start = 2021-01-01
end = 2022-12-31

[[themes]]
code = "samen"
title = "Samen"

[[themes]]
code = "ict"
title = "ICT"
"""
INDICATORS = """indicator,name,unit,decimals,direction,aggregation,frequency,min,max,owner
netwerken,Netwerken,netwerken,0,increase,sum,quarter,0,,Els
tevreden,Tevredenheid,%,1,increase,last,quarter,0,100,Jan
"""
TARGETS = """target,theme,statement,kind,indicator,value,baseline,deadline,owner
T1,samen,Acht netwerken,cumulative,netwerken,8,0,eind 2022,Els
T2,samen,Tevreden,reach,tevreden,80,60,eind 2022,Jan
T3,ict,Plan gereed,milestone,,,,vóór juli 2021,Piet
"""
MEASUREMENTS = """indicator,period,value
netwerken,2021-Q1,0
tevreden,2021-Q1,61.5
"""


def write_plan(folder: Path, units: int = 0) -> Path:
    """The files of the plan, with units named u0, u1, ..."""
    (folder / "measurements").mkdir(parents=True)
    texts = {"plan.toml": PLAN, "indicators.csv": INDICATORS, "targets.csv": TARGETS}
    for name, text in {**texts, "measurements/2021-Q1.csv": MEASUREMENTS}.items():
        (folder / name).write_text(text, encoding="utf-8")
    if units:
        lines = [f"u{n},Eenheid {n}" for n in range(units)]
        (folder / "org_units.csv").write_text("\n".join(["org_unit,name", *lines, ""]), encoding="utf-8")
    return folder
