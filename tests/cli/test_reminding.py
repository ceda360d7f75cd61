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
    assert "Lever 1 cijfer aan over 2e kwartaal 2022" in kpi(env, "asked", "--who", "Jan", "--plan", "proef").stdout
    nobody = kpi(env, "asked", "--who", "Niemand")
    assert (nobody.returncode, "Er wordt nu niets gevraagd" in nobody.stdout) == (0, True)
    assert kpi(env, "asked", "--who", "Jan", "--plan", "nergens").returncode == 2


def test_what_would_be_sent_is_told_and_nothing_is_where_nothing_is_set_up(env: dict[str, str]) -> None:
    done = kpi(env, "remind", "--dry-run", "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["mail"], found["webhook"], found["sent"]) == (0, False, False, 0)
    assert kpi(env, "user", "add", "Jan", "--no-password", "--mail", "jan@example.nl").returncode == 0
    said = kpi(env, "remind").stdout
    assert "[mail] staat niet in config.toml" in said
    assert "verstuurd / sent 0" in said


def test_a_wrong_setting_is_told(env: dict[str, str], tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[mail]\nserver = "x"\n', encoding="utf-8")
    done = kpi({**env, "PLANPEIL_CONFIG": str(config)}, "remind")
    assert (done.returncode, "mail.from" in done.stderr) == (2, True)
