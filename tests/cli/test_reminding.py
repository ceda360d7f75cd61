"""`asked`: somebody's list on the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kpi.settings import ROOT
from tests.databases import put, small_plan


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "PLANPEIL_DATABASE_URL": put(tmp_path / "list.db", small_plan)}


def kpi(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kpi", *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_the_list_of_a_person_is_printed_and_what_is_late_is_the_exit_code(env: dict[str, str]) -> None:
    done = kpi(env, "asked", "--who", "JAN", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert {(one["kind"], one["who"], one["late"]) for one in found} == {("figures", "Jan", True)}
    assert "Lever 1 cijfer aan over 2e kwartaal 2021" in kpi(env, "asked", "--who", "Jan", "--plan", "proef").stdout
    nobody = kpi(env, "asked", "--who", "Niemand")
    assert (nobody.returncode, "Er wordt nu niets gevraagd" in nobody.stdout) == (0, True)
    assert kpi(env, "asked", "--who", "Jan", "--plan", "nergens").returncode == 2
