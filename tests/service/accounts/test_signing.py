"""Signing in, how long it lasts, and what is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from kpi.access.rights import Grant, Role
from kpi.core.errors import UsageError
from kpi.service.accounts.people import add_account, set_password, set_role
from kpi.service.accounts.signing import (
    ABSOLUTE,
    IDLE,
    MOST_OF_ADDRESS,
    MOST_OF_NAME,
    WINDOW,
    SignedOutError,
    TooOftenError,
    actor_of,
    change_own_password,
    sign_in,
    sign_out,
)
from kpi.service.desk import Desk
from kpi.service.upkeep.logbook import log_page
from kpi.store.accounts.people import change_person, find_account
from kpi.store.audit import AuditFilter
from kpi.store.database.engine import begin, read

WORDS, NOW = "een zin die lang genoeg is", datetime(2026, 11, 27, 9, tzinfo=UTC)
HOME = "192.0.2.1"


@pytest.fixture(autouse=True)
def noor(desk: Desk) -> None:
    add_account(desk, "Noor", password=WORDS, user="beheer")
    set_role(desk, "Noor", Grant(Role.VIEWER, "proef"), held=True, user="beheer")


def test_a_session_is_of_whoever_signed_in_with_what_they_may_do(desk: Desk) -> None:
    ticket = sign_in(desk, "Noor", WORDS, address=HOME)
    assert (actor_of(desk, ticket).name, actor_of(desk, ticket).grants) == ("Noor", (Grant(Role.VIEWER, "proef"),))
    assert ticket != sign_in(desk, "Noor", WORDS, address=HOME)


@pytest.mark.parametrize("ticket", ["", "x", "0" * 43])
def test_what_is_no_session_is_nobody(desk: Desk, ticket: str) -> None:
    with pytest.raises(SignedOutError):
        actor_of(desk, ticket)


def test_it_ends_when_nothing_was_asked_for_long_and_at_the_end_of_a_day_of_work(desk: Desk) -> None:
    ticket = sign_in(desk, "Noor", WORDS, address=HOME, now=NOW)
    at, step = NOW, IDLE - timedelta(seconds=1)
    while at + step < NOW + ABSOLUTE:
        at += step
        assert actor_of(desk, ticket, now=at)
    with pytest.raises(SignedOutError):
        actor_of(desk, ticket, now=NOW + ABSOLUTE)

    other = sign_in(desk, "Noor", WORDS, address=HOME, now=NOW)
    with pytest.raises(SignedOutError):
        actor_of(desk, other, now=NOW + IDLE)


def test_who_signs_out_is_out_and_a_kept_ticket_is_worth_nothing(desk: Desk) -> None:
    one, other = (sign_in(desk, "Noor", WORDS, address=HOME) for _ in range(2))
    sign_out(desk, one)
    sign_out(desk, one)
    with pytest.raises(SignedOutError):
        actor_of(desk, one)
    assert actor_of(desk, other)


def test_signing_out_everywhere_ends_every_session(desk: Desk) -> None:
    one, other = (sign_in(desk, "Noor", WORDS, address=HOME) for _ in range(2))
    sign_out(desk, one, everywhere=True)
    for ticket in (one, other):
        with pytest.raises(SignedOutError):
            actor_of(desk, ticket)


def test_the_same_words_for_a_wrong_name_and_a_wrong_password(desk: Desk) -> None:
    said = set()
    for name, password in (("Bob", WORDS), ("Noor", "x"), ("", ""), ("Noor", WORDS + " ")):
        with pytest.raises(UsageError) as refused:
            sign_in(desk, name, password, address=HOME)
        said.add(str(refused.value))
    assert len(said) == 1


def test_too_many_attempts_on_a_name_wait_also_with_the_right_password_and_from_elsewhere(desk: Desk) -> None:
    for _ in range(MOST_OF_NAME):
        with pytest.raises(UsageError):
            sign_in(desk, "Noor", "fout", address=HOME, now=NOW)
    with pytest.raises(TooOftenError):
        sign_in(desk, "noor", WORDS, address="198.51.100.7", now=NOW)
    assert told(desk)[: MOST_OF_NAME + 1] == ["refused sign-in wait", *["refused sign-in password"] * MOST_OF_NAME]
    assert sign_in(desk, "Noor", WORDS, address=HOME, now=NOW + WINDOW)


def test_a_password_that_the_administrator_gives_ends_the_wait(desk: Desk) -> None:
    for _ in range(MOST_OF_NAME):
        with pytest.raises(UsageError):
            sign_in(desk, " noor ", "fout", address=HOME)
    set_password(desk, "noor", "een andere lange zin", user="beheer")
    assert sign_in(desk, "Noor", "een andere lange zin", address=HOME)


def test_too_many_attempts_from_an_address_wait_whatever_the_name(desk: Desk) -> None:
    for number in range(MOST_OF_ADDRESS):
        with pytest.raises(UsageError):
            sign_in(desk, f"naam {number}", "fout", address=HOME, now=NOW)
    with pytest.raises(TooOftenError):
        sign_in(desk, "Noor", WORDS, address=HOME, now=NOW)
    assert sign_in(desk, "Noor", WORDS, address="198.51.100.7", now=NOW)


def test_another_password_of_ones_own_asks_the_old_one_and_ends_the_other_sessions(desk: Desk) -> None:
    one, other = (sign_in(desk, "Noor", WORDS, address=HOME) for _ in range(2))
    with pytest.raises(UsageError):
        change_own_password(desk, one, "fout", "een nieuwe lange zin", address=HOME)
    with pytest.raises(UsageError):
        change_own_password(desk, one, WORDS, "kort", address=HOME)
    fresh = change_own_password(desk, one, WORDS, "een nieuwe lange zin", address=HOME)
    assert actor_of(desk, fresh).name == "Noor"
    assert told(desk)[:5] == [
        "user-password ",
        *("sign-in password", "refused sign-in password", "sign-in password", "sign-in password"),
    ]
    for ticket in (one, other):
        with pytest.raises(SignedOutError):
            actor_of(desk, ticket)
    with pytest.raises(UsageError):
        sign_in(desk, "Noor", WORDS, address=HOME)
    assert sign_in(desk, "Noor", "een nieuwe lange zin", address=HOME)


@pytest.mark.usefixtures("heavy_passwords")
def test_a_password_that_was_hashed_more_lightly_is_hashed_anew_at_signing_in(desk: Desk) -> None:
    lighter = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(WORDS)
    with begin(desk.engine) as connection:
        found = find_account(connection, "Noor")
        assert found is not None
        change_person(connection, found.id, password=lighter)
    with pytest.raises(UsageError):
        sign_in(desk, "Noor", "fout", address=HOME)
    assert kept(desk) == lighter
    assert sign_in(desk, "Noor", WORDS, address=HOME)
    renewed = kept(desk)
    assert renewed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert sign_in(desk, "Noor", WORDS, address=HOME)
    assert kept(desk) == renewed


def told(desk: Desk) -> list[str]:
    """What the log says, newest first."""
    return [f"{one.row.action} {one.row.subject}" for one in log_page(desk, AuditFilter()).lines]


def kept(desk: Desk) -> str:
    """The hash that is kept of the one account."""
    with read(desk.engine) as connection:
        found = find_account(connection, "Noor")
    assert found is not None
    return found.password
