"""Small files that once went wrong, each for a kind of fault, with a plan of invented practices that they are for.

What becomes of them is the same on the command line (tests/cli/test_arrivals.py) and on the page
(tests/ui/upload/test_arrivals.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from kpi.service.desk import Desk
from kpi.service.plans import load_folder

PLAN = "praktijken"
TEXTS = {
    "plan.toml": """code = "praktijken"
title = "Praktijken vooruit"
organisation = "Stichting Voorbeeld"
start = 2021-01-01
end = 2022-12-31

[[themes]]
code = "zorg"
title = "**Zorg** [klik](http://127.0.0.1:9/y) :red[rood] & <i>meer</i>"
""",
    "indicators.csv": """indicator,name,unit,decimals,direction,aggregation,frequency,min,max,numerator,denominator
overleggen,Overleggen,overleggen,0,increase,sum,quarter,0,,,
scans,Praktijken met scan,praktijken,0,increase,sum,quarter,0,,,
bereik,Bereik,%,1,increase,ratio,quarter,0,100,bereikte mensen,alle mensen
overname,Duur van een overname,jaar,1,decrease,last,quarter,0,,,
""",
    "targets.csv": """target,theme,statement,kind,indicator,value,baseline,deadline
T1,zorg,Acht overleggen,cumulative,overleggen,8,0,eind 2022
T2,zorg,Zes scans,cumulative,scans,6,0,eind 2022
T3,zorg,De helft bereikt,reach,bereik,50,20,eind 2022
T4,zorg,Hoogstens twee jaar,maintain,overname,2,,eind 2022
""",
    "org_units.csv": "org_unit,name,kind\n" + "".join(f"p{n},Praktijk {n},praktijk\n" for n in range(1, 7)),
    "measurements/2021-Q1.csv": "indicator,period,org_unit,value,numerator,denominator\n"
    + "".join(f"overleggen,2021-Q1,p{n},1,,\nbereik,2021-Q1,p{n},,60,200\n" for n in range(1, 7)),
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file and what becomes of it: the codes of its issues, the rules of its repairs that are told, its records.

    `records`: how many values can be recorded; None: the file is refused.
    """

    name: str
    content: bytes
    codes: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    records: int | None = None


def write_practices(folder: Path) -> Path:
    """The files of the plan."""
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def practices(desk: Desk) -> None:
    """The plan `praktijken`, with six practices."""
    with TemporaryDirectory() as folder:
        assert load_folder(desk, write_practices(Path(folder) / PLAN), user="beheer").changed


def _book(*rows: tuple[object, ...], then: Callable[[Worksheet], None] = lambda _: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    then(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _months(sheet: Worksheet) -> None:
    sheet["C2"].number_format = '0 "maanden"'


def _merge(place: str) -> Callable[[Worksheet], None]:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells(place)

    return merge


HEADER = ("Indicator", "Periode", "Waarde")
ARRIVALS = (
    Arrival(
        "aandeel-per-praktijk.csv",
        b"Indicator;Organisatie;Periode;Waarde\nbereik;Praktijk 1;2021-Q2;10%\nbereik;Praktijk 2;2021-Q2;12%\n",
        codes=frozenset({"share-without-counts"}),
    ),
    Arrival(
        "een-praktijk.csv",
        b"Indicator;Organisatie;Periode;Teller;Noemer\nbereik;Praktijk 1;2021-Q2;10;200\n",
        rules=frozenset({"org-unit-name"}),
        records=1,
    ),
    Arrival(
        "geheel-boven-delen.csv",
        b"Indicator;Periode;Waarde\noverleggen;2021-Q1;1\n",
        codes=frozenset({"whole-beside-parts"}),
        records=1,
    ),
    Arrival(
        "eenheid-opmaak.xlsx",
        _book(HEADER, ("overname", "2021-Q2", 12), then=_months),
        codes=frozenset({"unit-mark"}),
    ),
    Arrival(
        "samengevoegd.xlsx",
        _book(
            ("Thema", *HEADER), ("Zorg", "scans", "2021-Q2", 1), (None, "overname", "2021-Q2", 1), then=_merge("A2:A3")
        ),
        records=2,
    ),
    Arrival(
        "twee-koppen.xlsx",
        _book(("", 2021, None), ("Indicator", "Q2", "Q3"), ("scans", 1, 2), then=_merge("B1:C1")),
        rules=frozenset({"two-headers"}),
        records=2,
    ),
    Arrival(
        "som-van-waarde.xlsx",
        _book(("Indicator", "Periode", "Som van Waarde"), ("scans", "2021-Q2", 1), ("overname", "2021-Q2", 1)),
        codes=frozenset({"column-unclear"}),
    ),
    Arrival(
        "gedraaid.xlsx",
        _book(("Kwartaal", "scans", "overname"), ("Q2 2021", 1, 1), ("Q3 2021", 2, 1)),
        rules=frozenset({"turned"}),
        records=4,
    ),
    Arrival(
        "draaitabel.xlsx",
        _book(
            ("Indicator", "Praktijk", "Periode", "Teller", "Noemer"),
            ("bereik", "Praktijk 1", "2021-Q2", 61, 200),
            *((None, f"Praktijk {n}", None, 60 + n, 200) for n in range(2, 7)),
            ("Totaal bereik", None, None, 381, 1200),
        ),
        codes=frozenset({"total-row"}),
        rules=frozenset({"fill-down", "org-unit-name"}),
        records=6,
    ),
    Arrival(
        "kop-herhaald.csv",
        b"Indicator;Periode;Waarde\nscans;2021-Q2;1\nIndicator;Periode;Waarde\novername;2021-Q2;1\n",
        codes=frozenset({"header-repeated"}),
        records=2,
    ),
    Arrival(
        "null.csv",
        b"Indicator;Periode;Waarde;Teller;Noemer\nscans;2021-Q2;1;NULL;NULL\nbereik;2021-Q2;NULL;61;130\n",
        rules=frozenset({"null"}),
        records=2,
    ),
    Arrival(
        "is-tekst.csv",
        b'Indicator;Periode;Waarde\n="scans";="2021-Q2";="1"\n',
        rules=frozenset({"text-formula"}),
        records=1,
    ),
    Arrival(
        "jaar-met-komma.csv",
        b"Indicator;Jaar;Kwartaal;Waarde\nscans;2021,0;2,0;1\n",
        rules=frozenset({"period-notation"}),
        records=1,
    ),
)  # fmt: skip
FIRST = b"indicator;periode;waarde;voorlopig;opmerking\nscans;2021-Q3;3;ja;nog een telling\n"
SECOND = b"indicator;periode;waarde\nscans;2021-Q3;3\n"
