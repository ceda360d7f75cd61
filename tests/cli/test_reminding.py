"""`asked`: somebody's list on the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Told

pytestmark = pytest.mark.usefixtures("small")


def test_the_list_of_a_person_is_printed_and_what_is_late_is_the_exit_code(told: Told) -> None:
    code, out, _ = told("asked", "--who", "JAN", "--json")
    found = json.loads(out)
    assert code == 1
    assert {(one["kind"], one["who"], one["late"]) for one in found} == {("figures", "Jan", True)}
    assert "Lever 1 cijfer aan over het 2e kwartaal van 2022" in told("asked", "--who", "Jan", "--plan", "proef")[1]
    code, out, _ = told("asked", "--who", "Niemand")
    assert (code, "Er wordt nu niets gevraagd" in out) == (0, True)
    assert told("asked", "--who", "Jan", "--plan", "nergens")[0] == 2


def test_what_would_be_sent_is_told_and_nothing_is_where_nothing_is_set_up(told: Told) -> None:
    code, out, _ = told("remind", "--dry-run", "--json")
    found = json.loads(out)
    assert (code, found["mail"], found["webhook"], found["sent"]) == (0, False, False, 0)
    assert told("user", "add", "Jan", "--no-password", "--mail", "jan@example.nl")[0] == 0
    said = told("remind")[1]
    assert "[mail] staat niet in config.toml" in said
    assert "verstuurd / sent 0" in said


def test_a_wrong_setting_is_told(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[mail]\nserver = "x"\n', encoding="utf-8")
    monkeypatch.setenv("PLANPEIL_CONFIG", str(config))
    code, _, err = told("remind")
    assert (code, "mail.from" in err) == (2, True)
