"""`token`: tokens on the command line."""

import json

from tests.cli.test_people import env, kpi

__all__ = ["env"]


def test_a_token_is_shown_once_listed_and_withdrawn(env: dict[str, str]) -> None:
    assert kpi(env, "user", "add", "Noor", "--no-password").returncode == 0
    words = ("token", "add", "Koppeling", "--user", "Noor", "--right", "hand-in", "--plan", "proef")
    made = kpi(env, *words)
    assert (made.returncode, made.stdout.startswith("planpeil_")) == (0, True)
    again = kpi(env, *words)
    assert (again.returncode, "er is al een token" in again.stderr.lower()) == (2, True)
    listed = kpi(env, "token", "list", "--json").stdout
    (found,) = json.loads(listed)
    assert (found["name"], found["user"], found["right"], found["plan"]) == ("Koppeling", "Noor", "hand-in", "proef")
    assert made.stdout.strip() not in listed
    assert kpi(env, "token", "withdraw", "koppeling").returncode == 0
    assert json.loads(kpi(env, "token", "list", "--json").stdout) == []
