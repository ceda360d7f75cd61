"""Signing in elsewhere, at a real provider on this computer: who comes in, and all that is refused."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from kpi.access.rights import Grant, Role
from kpi.core.errors import UsageError
from kpi.core.provider import Provider
from kpi.service.accounts.elsewhere import ProviderError, Way, came_back, reach_provider, read_way, way_there
from kpi.service.accounts.people import add_account, set_blocked, set_role
from kpi.service.accounts.signing import ABSOLUTE, actor_of
from kpi.service.desk import Desk
from kpi.service.upkeep.logbook import AuditFilter, log_page
from tests.provider import WAIT, provider_with

BACK = "http://planpeil.example/aanmelden/terug"
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    people: dict[str, dict[str, object]] = {
        "noor": {"email": "Noor@Example.nl"},
        "noor-sinds": {"email": "Noor@Example.nl", "auth_time": int(NOW.timestamp())},
        "noor-ooit": {"email": "Noor@Example.nl", "auth_time": None},
        "onbekend": {"email": "wie@example.nl"},
    }
    with provider_with(people) as address:
        yield Provider(address, "planpeil", "geheim", "Zorglogin", "email", "openid profile email")


@pytest.fixture
def noor(desk: Desk) -> Desk:
    add_account(desk, "Noor", "noor@example.nl", user="beheer")
    set_role(desk, "Noor", Grant(Role.VIEWER, "proef"), held=True, user="beheer")
    return desk


def agreed(provider: Provider, sub: str) -> tuple[Way, dict[str, str]]:
    """What the browser held, and the query it comes back with after somebody agreed."""
    address, way = way_there(provider, BACK, "/resultaten")
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=WAIT)
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return way, {name: values[0] for name, values in query.items()}


def refusals(desk: Desk) -> list[str]:
    rows = log_page(desk, AuditFilter(action="refused"), limit=9).lines
    return [line.name for line in rows if line.row.subject == "sign-in provider"]


def test_the_way_there_asks_for_us_with_a_proof_of_its_own(provider: Provider) -> None:
    address, way = way_there(provider, BACK, "/resultaten")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{provider.issuer}/")
    assert (asked["client_id"], asked["redirect_uri"], asked["state"]) == ("planpeil", BACK, way.state)
    assert (asked["code_challenge_method"], asked["nonce"], asked["response_type"]) == ("S256", way.nonce, "code")
    assert asked["max_age"] == str(12 * 60 * 60)
    assert way.verifier not in address
    assert read_way(way.written()) == way
    assert way_there(provider, BACK, "/")[1].state != way.state


@pytest.mark.parametrize("written", ["", "x", "e30=", "W10=", "eyJzdGF0ZSI6IDF9"])
def test_another_cookie_than_ours_is_none(written: str) -> None:
    assert read_way(written) is None


def test_who_has_an_account_comes_in_with_their_own_roles(noor: Desk, provider: Provider) -> None:
    way, asked = agreed(provider, "noor")
    secret = came_back(noor, provider, BACK, way, asked)
    actor = actor_of(noor, secret)
    assert (actor.name, actor.grants) == ("Noor", (Grant(Role.VIEWER, "proef"),))
    newest = log_page(noor, AuditFilter()).lines[0]
    assert (newest.row.action, newest.row.subject, newest.name) == ("sign-in", "provider", "Noor")
    with pytest.raises(ProviderError):  # the code was used
        came_back(noor, provider, BACK, way, asked)


def test_who_has_none_is_blocked_or_is_two_people_does_not(noor: Desk, provider: Provider) -> None:
    with pytest.raises(UsageError, match="geen account"):
        came_back(noor, provider, BACK, *agreed(provider, "onbekend"))
    set_blocked(noor, "Noor", blocked=True, user="beheer")
    with pytest.raises(UsageError, match="geen account"):
        came_back(noor, provider, BACK, *agreed(provider, "noor"))
    set_blocked(noor, "Noor", blocked=False, user="beheer")
    add_account(noor, "Noor Jansen", "NOOR@example.nl", user="beheer")
    with pytest.raises(UsageError, match="geen account"):
        came_back(noor, provider, BACK, *agreed(provider, "noor"))
    assert sorted(refusals(noor)) == ["", "", "Noor"]


def test_who_signed_in_there_longer_ago_than_a_session_lasts_does_it_again(noor: Desk, provider: Provider) -> None:
    later, soon = NOW + ABSOLUTE + timedelta(minutes=2), NOW + ABSOLUTE - timedelta(minutes=2)
    with pytest.raises(UsageError, match="te lang geleden"):
        came_back(noor, provider, BACK, *agreed(provider, "noor-sinds"), now=later)
    assert came_back(noor, provider, BACK, *agreed(provider, "noor-sinds"), now=soon)
    assert came_back(noor, provider, BACK, *agreed(provider, "noor-ooit"), now=later)  # of whom it is not said


@pytest.mark.parametrize("change", [{"state": "anders"}, {"state": ""}, {"code": ""}])
def test_who_did_not_leave_from_this_browser_begins_again(
    noor: Desk, provider: Provider, change: dict[str, str]
) -> None:
    way, asked = agreed(provider, "noor")
    with pytest.raises(UsageError, match="Begin opnieuw"):
        came_back(noor, provider, BACK, way, asked | change)
    with pytest.raises(UsageError, match="Begin opnieuw"):
        came_back(noor, provider, BACK, None, asked)


def test_an_answer_to_another_question_is_refused(noor: Desk, provider: Provider) -> None:
    way, asked = agreed(provider, "noor")
    with pytest.raises(ProviderError):
        came_back(noor, provider, BACK, replace(way, nonce="x" * 50), asked)


def test_an_answer_for_somebody_else_is_refused(noor: Desk, provider: Provider) -> None:
    way, asked = agreed(provider, "noor")
    with pytest.raises(ProviderError):
        came_back(noor, replace(provider, client="een ander"), BACK, way, asked)


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:9", "{}/elders"])
def test_a_provider_that_does_not_answer_is_said_in_words(provider: Provider, issuer: str) -> None:
    gone = replace(provider, issuer=issuer.format(provider.issuer))
    for ask in (lambda: way_there(gone, BACK, "/"), lambda: reach_provider(gone)):
        with pytest.raises(ProviderError, match="antwoordt niet"):
            ask()
    reach_provider(provider)


class Leading(BaseHTTPRequestHandler):
    """A provider that leads elsewhere to hear who it is."""

    def do_GET(self) -> None:
        at = f"http://127.0.0.1:{self.server.server_address[1]}"
        if self.path != "/elders":
            self.send_response(302)
            self.send_header("Location", f"{at}/elders")
            self.end_headers()
            return
        names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"issuer": at} | {name: f"{at}/{name}" for name in names}).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_a_provider_that_leads_elsewhere_is_not_followed(provider: Provider) -> None:
    with HTTPServer(("127.0.0.1", 0), Leading) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            with pytest.raises(ProviderError):
                reach_provider(replace(provider, issuer=f"http://127.0.0.1:{server.server_address[1]}"))
        finally:
            server.shutdown()
