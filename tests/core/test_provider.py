"""The settings of signing in elsewhere, and what of an answer names somebody."""

from typing import Any

import pytest

from kpi.core.errors import UsageError
from kpi.core.provider import Provider, named_by, read_provider

GOOD = {"issuer": "https://login.example.nl/tenant/", "client_id": "planpeil", "client_secret": "geheim"}


def test_nothing_is_set_by_itself() -> None:
    assert read_provider({}, {"PLANPEIL_AUTH_SECRET": "geheim"}) is None


def test_what_stands_in_the_settings_and_what_is_left_out() -> None:
    wanted = Provider("https://login.example.nl/tenant", "planpeil", "geheim", "login.example.nl", "email",
                      "openid profile email")  # fmt: skip
    assert read_provider(GOOD, {}) == wanted
    more = {"name": "Zorglogin", "claim": "upn", "scopes": "openid"}
    found = read_provider(GOOD | more, {"PLANPEIL_AUTH_SECRET": "ander"})
    assert found is not None
    assert (found.name, found.claim, found.scopes, found.secret) == ("Zorglogin", "upn", "openid", "ander")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"issuer": "login.example.nl"}, "auth.issuer"),
        ({"issuer": "http://login.example.nl"}, "auth.issuer"),
        ({"issuer": "https://login.example.nl?a=b"}, "auth.issuer"),
        ({"issuer": ""}, "auth.issuer"),
        ({"client_id": 5}, "auth.client_id"),
        ({"client_secret": ""}, "PLANPEIL_AUTH_SECRET"),
        ({"claim": "phone_number"}, "auth.claim"),
        ({"scopes": "profile"}, "auth.scopes"),
        ({"tenant": "x"}, "tenant is onbekend"),
    ],
)
def test_a_wrong_setting_is_refused_by_name_and_repeats_no_secret(change: dict[str, Any], named: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_provider(GOOD | change, {})
    assert named in refused.value.nl
    assert "geheim" not in refused.value.nl.replace("het geheim", "")


@pytest.mark.parametrize(
    ("claims", "claim", "name"),
    [
        ({"email": "noor@example.nl"}, "email", "noor@example.nl"),
        ({"email": "noor@example.nl", "email_verified": True}, "email", "noor@example.nl"),
        ({"email": "noor@example.nl", "email_verified": False}, "email", ""),
        ({"email": "noor@example.nl", "email_verified": "ja"}, "email", ""),
        ({"upn": " Noor "}, "upn", "Noor"),
        ({"upn": "Noor", "email_verified": False}, "upn", "Noor"),
        ({}, "email", ""),
        ({"sub": 5}, "sub", ""),
    ],
)
def test_what_an_answer_says_of_who_signed_in(claims: dict[str, Any], claim: str, name: str) -> None:
    assert named_by(claims, claim) == name
