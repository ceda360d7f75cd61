"""`token`: tokens on the command line."""

import json

import pytest

from tests.cli.conftest import Told


@pytest.mark.usefixtures("small")
def test_a_token_is_shown_once_listed_and_withdrawn(told: Told) -> None:
    assert told("user", "add", "Noor", "--no-password")[0] == 0
    words = ("token", "add", "Koppeling", "--user", "Noor", "--right", "hand-in", "--plan", "proef")
    code, made, _ = told(*words)
    assert (code, made.startswith("planpeil_")) == (0, True)
    again, _, why = told(*words)
    assert (again, "er is al een token" in why.lower()) == (2, True)
    listed = told("token", "list", "--json")[1]
    (found,) = json.loads(listed)
    assert (found["name"], found["user"], found["right"], found["plan"]) == ("Koppeling", "Noor", "hand-in", "proef")
    assert made.strip() not in listed
    assert told("token", "withdraw", "koppeling")[0] == 0
    assert json.loads(told("token", "list", "--json")[1]) == []
