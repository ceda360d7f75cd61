"""A command imports what it needs and no more: that is what starting it costs."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_group

from kpi.cli.as_typed import asked_for
from kpi.cli.commands import app
from kpi.settings import ROOT

PLAN = str(ROOT / "data" / "plans" / "thoon-2021")
RUN = """
import atexit, sys
from kpi.cli.commands import main
atexit.register(lambda: print("|".join(sys.modules), file=sys.stderr))
main()
"""
DATABASE = {"sqlalchemy", "sqlmodel", "alembic"}
TABLES = {"pandas", "numpy", "pandera", "pyarrow"}
SCREENS = {"streamlit", "babel", "altair"}


def imported(*words: str) -> set[str]:
    """All modules that a command had imported when it ended."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.splitlines()[-1].split("|"))


@pytest.mark.parametrize(
    ("words", "not_needed"),
    [
        (["--help"], DATABASE | TABLES | SCREENS | {"pydantic"}),
        (["deadline", "eind 2021"], DATABASE | TABLES | SCREENS | {"pydantic", "rich"}),
        (["status", "--dir", PLAN], DATABASE | SCREENS | {"rich"}),
        (["plans"], TABLES | SCREENS | {"rich"}),
        (["uploads"], TABLES | SCREENS | {"rich"}),
    ],
    ids=["help", "deadline", "status-dir", "plans", "uploads"],
)
def test_a_command_imports_no_more_than_it_needs(words: list[str], not_needed: set[str]) -> None:
    assert imported(*words) & not_needed == set()


EVERY = get_group(app).commands


@pytest.mark.parametrize("name", EVERY)
def test_a_command_is_put_together_without_the_others(name: str) -> None:
    assert get_group(asked_for(app, [name, "--help"])).commands.keys() == {name}


@pytest.mark.parametrize("words", [[], ["--help"], ["--json", "status"], ["stat"], ["known-earlier"]])
def test_all_are_where_none_is_named(words: list[str]) -> None:
    assert get_group(asked_for(app, words)).commands.keys() == EVERY.keys()


def test_sqlite_needs_neither_alembic_nor_postgresql_once_the_database_is_there() -> None:
    imported("plans")
    assert imported("plans") & {"alembic", "sqlalchemy.dialects.postgresql"} == set()


def test_the_status_of_a_folder_that_was_found_right_needs_no_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.touch()
    monkeypatch.setenv("PLANPEIL_CONFIG", str(config))
    assert "pandera" in imported("status", "--dir", PLAN)
    assert imported("status", "--dir", PLAN) & (DATABASE | TABLES | SCREENS | {"pydantic", "rich"}) == set()
    assert (tmp_path / "var" / "verdicts.txt").is_file()
