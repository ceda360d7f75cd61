"""`user`: accounts on the command line."""

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
    return {**os.environ, "PLANPEIL_DATABASE_URL": put(tmp_path / "people.db", small_plan)}


def kpi(env: dict[str, str], *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kpi", *words]
    return subprocess.run(command, cwd=ROOT, env=env, input=typed, capture_output=True, text=True, check=False)


def test_an_account_is_added_given_a_role_blocked_and_listed(env: dict[str, str]) -> None:
    words = "een zin die lang genoeg is\n"
    assert kpi(env, "user", "add", "Noor", "--password-stdin", "--mail", "noor@example.nl", typed=words).returncode == 0
    assert kpi(env, "user", "role", "noor", "owner", "--plan", "proef").returncode == 0
    assert kpi(env, "user", "mail", "Noor", "--mail", "noor@example.nl", "--lang", "en").returncode == 0
    assert kpi(env, "user", "sign-out", "Noor").returncode == 0
    assert kpi(env, "user", "sign-out", "--everybody").stdout == "iedereen / everybody\n"
    assert json.loads(kpi(env, "user", "sign-out", "--everybody", "--json").stdout) == {"name": None}
    assert kpi(env, "user", "block", "Noor").returncode == 0
    found = json.loads(kpi(env, "user", "list", "--json").stdout)
    assert found == [
        {
            "name": "Noor",
            "mail": "noor@example.nl",
            "lang": "en",
            "blocked": True,
            "signs_in": True,
            "roles": [{"role": "owner", "plan": "proef", "unit": ""}],
        }
    ]
    assert json.loads(kpi(env, "audit", "verify", "--json").stdout)["ok"] is True


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        (("user", "add", "Noor", "--password-stdin"), "kort\n", "12 tot en met 200 tekens"),
        (("user", "role", "Noor", "baas"), "", "kies uit viewer"),
        (("user", "role", "Noor", "viewer"), "", "geen account"),
        (("user", "block", "Noor"), "", "geen account"),
        (("user", "sign-out"), "", "of --everybody"),
        (("user", "sign-out", "Noor", "--everybody"), "", "of --everybody"),
        (
            ("user", "role", "Noor", "owner", "--plan", "proef", "--unit", "u0"),
            "",
            "kies een plan, en een rol uit viewer, uploader",
        ),
        (("user", "role", "Noor", "viewer", "--unit", "u0"), "", "kies een plan"),
        (("user", "role", "Noor", "viewer", "--plan", "proef", "--unit", "u0"), "", "geen organisatie-eenheid 'u0'"),
        (("user", "mail", "Noor", "--mail", "a@b.nl,c@d.nl"), "", "geen mailadres"),
    ],
)
def test_what_cannot_be_is_said_in_words(env: dict[str, str], words: tuple[str, ...], typed: str, said: str) -> None:
    done = kpi(env, *words, typed=typed)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_keyboard_no_password_is_asked_for(env: dict[str, str]) -> None:
    command = [sys.executable, "-m", "kpi", "user", "add", "Noor"]
    # A session of its own has no terminal, as in cron.
    done = subprocess.run(
        command, cwd=ROOT, env=env, input="", capture_output=True, text=True, check=False, start_new_session=True
    )
    assert done.returncode == 2
    assert "--password-stdin" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_account_in_a_database_that_was_just_made_says_which(env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    other = {**env, "PLANPEIL_DATABASE_URL": f"sqlite:///{file}", "PLANPEIL_NEW_DATABASE": "1"}
    assert f"new database: {file}" in kpi(other, "user", "add", "Noor", "--no-password").stderr
    assert kpi(other, "user", "list").stderr == ""
