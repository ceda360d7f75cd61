"""`user`: accounts on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kpi.settings import ROOT
from tests.cli.conftest import Told

pytestmark = pytest.mark.usefixtures("small")


def test_an_account_is_added_given_a_role_blocked_and_listed(told: Told) -> None:
    words = "een zin die lang genoeg is\n"
    code, _, _ = told("user", "add", "Noor", "--password-stdin", "--mail", "noor@example.nl", typed=words)
    assert code == 0
    assert told("user", "role", "noor", "owner", "--plan", "proef")[0] == 0
    assert told("user", "mail", "Noor", "--mail", "noor@example.nl", "--lang", "en")[0] == 0
    assert told("user", "sign-out", "Noor")[0] == 0
    assert told("user", "sign-out", "--everybody")[1] == "iedereen / everybody\n"
    assert json.loads(told("user", "sign-out", "--everybody", "--json")[1]) == {"name": None}
    assert told("user", "block", "Noor")[0] == 0
    found = json.loads(told("user", "list", "--json")[1])
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
    assert json.loads(told("audit", "verify", "--json")[1])["ok"] is True


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
def test_what_cannot_be_is_said_in_words(told: Told, words: tuple[str, ...], typed: str, said: str) -> None:
    code, _, err = told(*words, typed=typed)
    assert code == 2
    assert said in err


def test_without_a_keyboard_no_password_is_asked_for() -> None:
    command = [sys.executable, "-m", "kpi", "user", "add", "Noor"]
    # A session of its own has no terminal, as in cron.
    done = subprocess.run(
        command, cwd=ROOT, input="", capture_output=True, text=True, check=False, start_new_session=True
    )
    assert done.returncode == 2
    assert "--password-stdin" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_account_in_a_database_that_was_just_made_says_which(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "other.db"
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("PLANPEIL_NEW_DATABASE", "1")
    assert f"new database: {file}" in told("user", "add", "Noor", "--no-password")[2]
    assert told("user", "list")[2] == ""
