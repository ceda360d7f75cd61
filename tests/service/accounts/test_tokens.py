"""Tokens: what they open, never more than their person has, and what opens nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from kpi.access.rights import Actor, Grant, Right, Role
from kpi.core.errors import NotFoundError, UsageError
from kpi.service.accounts.people import add_account, set_blocked, set_role
from kpi.service.accounts.signing import MOST_OF_ADDRESS, WINDOW, SignedOutError, TooOftenError
from kpi.service.accounts.tokens import MOST_DAYS, actor_by_token, add_token, token_list, withdraw_token
from kpi.service.desk import Desk
from kpi.service.upkeep.logbook import log_page
from kpi.store.audit import AuditFilter

HOME = "192.0.2.1"


@pytest.fixture(autouse=True)
def noor(desk: Desk) -> None:
    add_account(desk, "Noor", user="beheer")
    set_role(desk, "Noor", Grant(Role.UPLOADER), held=True, user="beheer")


def actor(desk: Desk, token: str, *, changes: bool = False, now: datetime | None = None) -> Actor:
    return actor_by_token(desk, token, address=HOME, changes=changes, now=now)


@pytest.mark.parametrize(
    ("right", "plan", "opens"),
    [
        ("see", "", {("", Right.LOOK), ("", Right.SEE), *(("proef", one) for one in (Right.LOOK, Right.SEE))}),
        ("see", "proef", {("proef", Right.LOOK), ("proef", Right.SEE)}),
        ("hand-in", "proef", {("proef", Right.LOOK), ("proef", Right.HAND_IN)}),
    ],
)
def test_a_token_opens_what_it_is_for_and_acts_as_its_person(
    desk: Desk, right: str, plan: str, opens: set[tuple[str, Right]]
) -> None:
    who = actor(desk, add_token(desk, "Koppeling", "noor", right, plan, user="beheer"))
    assert who.name == "Noor"
    assert {(of, one) for of in ("", "proef") for one in Right if who.may(one, of)} == opens
    assert who.units("ander", Right.HAND_IN) == (frozenset() if plan or right == "see" else None)


def test_it_never_gives_more_than_the_person_has_at_that_moment(desk: Desk) -> None:
    token = add_token(desk, "Koppeling", "Noor", "hand-in", user="beheer")
    assert actor(desk, token).may(Right.HAND_IN, "proef")
    set_role(desk, "Noor", Grant(Role.UPLOADER), held=False, user="beheer")
    assert not actor(desk, token).may(Right.HAND_IN, "proef")
    set_role(desk, "Noor", Grant(Role.VIEWER), held=True, user="beheer")
    assert {one for one in Right if actor(desk, token).may(one, "proef")} == {Right.LOOK}
    set_blocked(desk, "Noor", blocked=True, user="beheer")
    with pytest.raises(SignedOutError):
        actor(desk, token)


def test_the_same_words_for_what_is_unknown_withdrawn_or_over(desk: Desk) -> None:
    token = add_token(desk, "Koppeling", "Noor", "see", days=3, user="beheer")
    ends = token_list(desk)[0].ends_at
    assert actor(desk, token, now=ends - timedelta(seconds=1))
    said = []
    with pytest.raises(SignedOutError) as over:
        actor(desk, token, now=ends)
    said.append(over.value.nl)
    withdraw_token(desk, "koppeling", user="beheer")
    for secret in (token, "", "x", "Koppeling"):
        with pytest.raises(SignedOutError) as refused:
            actor(desk, secret)
        said.append(refused.value.nl)
    assert len(set(said)) == 1
    assert token_list(desk) == ()


def test_wrong_ones_are_counted_by_address_also_before_a_right_one(desk: Desk) -> None:
    token, now = add_token(desk, "Koppeling", "Noor", "see", user="beheer"), datetime.now(UTC)
    for _ in range(MOST_OF_ADDRESS):
        with pytest.raises(SignedOutError):
            actor(desk, "fout", now=now)
    with pytest.raises(TooOftenError):
        actor(desk, token, now=now)
    assert actor_by_token(desk, token, address="198.51.100.7", changes=False, now=now)
    assert actor(desk, token, now=now + WINDOW)


def test_the_log_tells_what_became_of_a_token_and_never_the_token_or_its_name(desk: Desk) -> None:
    token = add_token(desk, "Koppeling", "Noor", "hand-in", "proef", user="beheer")
    actor(desk, token)
    actor(desk, token, changes=True)
    with pytest.raises(SignedOutError):
        actor(desk, "fout")
    withdraw_token(desk, "Koppeling", user="beheer")
    lines = log_page(desk, AuditFilter()).lines[:4]
    assert [one.row.action for one in lines] == ["token-withdraw", "refused", "token-use", "token-add"]
    assert (lines[2].name, lines[2].row.subject, lines[2].row.plan) == ("Noor", "token 1", "proef")
    assert not any(word in str(lines) for word in (token, "Koppeling"))


@pytest.mark.parametrize(
    ("name", "whose", "right", "plan", "days", "fault"),
    [
        ("", "Noor", "see", "", 1, UsageError),
        ("a\nb", "Noor", "see", "", 1, UsageError),
        ("x" * 101, "Noor", "see", "", 1, UsageError),
        ("bezet", "Noor", "see", "", 1, UsageError),
        ("k", "Bob", "see", "", 1, NotFoundError),
        ("k", "Noor", "edit", "", 1, UsageError),
        ("k", "Noor", "see", "nee", 1, NotFoundError),
        ("k", "Noor", "see", "", 0, UsageError),
        ("k", "Noor", "see", "", MOST_DAYS + 1, UsageError),
    ],
)
def test_what_is_no_token(
    desk: Desk, name: str, whose: str, right: str, plan: str, days: int, fault: type[Exception]
) -> None:
    add_token(desk, "Bezet", "Noor", "see", user="beheer")
    with pytest.raises(fault):
        add_token(desk, name, whose, right, plan, days, user="beheer")
    assert [one.name for one in token_list(desk)] == ["Bezet"]


def test_only_a_token_that_is_there_is_withdrawn(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        withdraw_token(desk, "Koppeling", user="beheer")
