"""Databases to start from: each is made once in a process and copied after that, those of SQLite here."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi.service.desk import Desk, at_desk
from kpi.service.plans import load_folder, load_missing
from kpi.settings import ROOT, load_settings
from tests.service.small_plan import write_plan

Fill = Callable[[Desk], object]


def put(file: Path, fill: Fill) -> str:
    """Put a database with all tables and what `fill` puts into it at `file`; returns its address."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_made(fill))
    return f"sqlite:///{file}"


@cache
def _made(fill: Fill) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.db"
        fill_new(f"sqlite:///{file}", fill)
        return file.read_bytes()


def fill_new(address: str, fill: Fill) -> None:
    """Make all tables in a new database of either kind, and put in them what `fill` puts."""
    with at_desk(load_settings(environ={"PLANPEIL_DATABASE_URL": address, "PLANPEIL_NEW_DATABASE": "1"})) as desk:
        fill(desk)


def nothing(desk: Desk) -> None:
    """The tables alone."""


@cache
def small_plan_of(units: int) -> Fill:
    """The plan `proef` with so many units: each time the same answer, as what it fills is kept."""

    def fill(desk: Desk) -> None:
        with TemporaryDirectory() as folder:
            assert load_folder(desk, write_plan(Path(folder) / "proef", units), user="beheer").changed

    return fill


small_plan = small_plan_of(0)


def all_plans(desk: Desk) -> None:
    """Every plan that comes with Planpeil."""
    assert all(one.changed for one in load_missing(desk, user="test"))


@cache
def plans(*codes: str) -> Fill:
    """These of the plans that come with Planpeil and no others: each time the same answer, as what it fills is kept."""

    def fill(desk: Desk) -> None:
        for code in codes:
            assert load_folder(desk, ROOT / "data/plans" / code, user="beheer").changed

    return fill
