"""Accounts as an administrator keeps them."""

from pathlib import Path

import pytest

from kpi.access.rights import Grant, Role
from kpi.core.doctor import all_well
from kpi.core.errors import NotFoundError, PlanpeilError, UsageError
from kpi.service.accounts.people import (
    AccountOvertakenError,
    account_list,
    add_account,
    is_obvious,
    set_blocked,
    set_mail,
    set_password,
    set_role,
    sign_out_all,
)
from kpi.service.accounts.signing import SignedOutError, actor_of, change_own_password, sign_in
from kpi.service.desk import Desk
from kpi.service.plans import load_folder
from kpi.service.upkeep.logbook import AuditFilter, log_page, verify_log
from tests.service.small_plan import write_plan

WORDS = "een zin die lang genoeg is"


@pytest.fixture
def with_units(desk: Desk, tmp_path: Path) -> Desk:
    assert load_folder(desk, write_plan(tmp_path / "units" / "proef", units=2), user="beheer").changed
    return desk


@pytest.fixture
def noor(desk: Desk) -> str:
    add_account(desk, "Noor", "noor@example.nl", WORDS, user="beheer")
    set_role(desk, "noor", Grant(Role.VIEWER, "proef"), held=True, user="beheer")
    return sign_in(desk, "NOOR", WORDS, address="192.0.2.1")


def test_a_role_for_a_unit_is_kept_beside_that_for_the_plan(with_units: Desk) -> None:
    add_account(with_units, "Noor", user="beheer")
    both = (Grant(Role.VIEWER, "proef"), Grant(Role.VIEWER, "proef", "u1"))
    for grant in both:
        set_role(with_units, "Noor", grant, held=True, user="beheer")
    assert account_list(with_units)[0].grants == both
    set_role(with_units, "Noor", both[0], held=False, user="beheer")
    assert account_list(with_units)[0].grants == both[1:]
    rows = log_page(with_units, AuditFilter(action="role-give"), limit=5).lines
    assert rows[0].row.subject.endswith("viewer u1")


def test_an_account_has_its_roles_and_no_password_that_can_be_read(desk: Desk, noor: str) -> None:
    (found,) = account_list(desk)
    assert (found.name, found.mail, found.grants) == ("Noor", "noor@example.nl", (Grant(Role.VIEWER, "proef"),))
    assert found.password.startswith("$argon2id$")
    assert WORDS not in found.password


@pytest.mark.parametrize(
    "change",
    [
        lambda desk: set_role(desk, "Noor", Grant(Role.OWNER, "proef"), held=True, user="beheer"),
        lambda desk: set_role(desk, "Noor", Grant(Role.VIEWER, "proef"), held=False, user="beheer"),
        lambda desk: set_blocked(desk, "Noor", blocked=True, user="beheer"),
        lambda desk: set_password(desk, "Noor", "een andere lange zin", user="beheer"),
    ],
    ids=["given a role", "a role taken", "blocked", "another password"],
)
def test_what_changes_an_account_signs_it_out(desk: Desk, noor: str, change: object) -> None:
    assert actor_of(desk, noor).name == "Noor"
    assert callable(change)
    change(desk)
    with pytest.raises(SignedOutError):
        actor_of(desk, noor)


def test_a_role_is_there_at_the_next_sign_in_and_a_blocked_account_does_not_come_in(desk: Desk, noor: str) -> None:
    set_role(desk, "Noor", Grant(Role.OWNER), held=True, user="beheer")
    assert actor_of(desk, sign_in(desk, "Noor", WORDS, address="")).role("proef") == "owner"
    set_blocked(desk, "Noor", blocked=True, user="beheer")
    with pytest.raises(UsageError):
        sign_in(desk, "Noor", WORDS, address="")
    set_blocked(desk, "Noor", blocked=False, user="beheer")
    assert sign_in(desk, "Noor", WORDS, address="")


def test_an_administrator_signs_one_out_or_everybody(desk: Desk, noor: str) -> None:
    add_account(desk, "Els", password=WORDS, user="beheer")
    els = sign_in(desk, "Els", WORDS, address="")
    sign_out_all(desk, "noor", user="beheer")
    with pytest.raises(SignedOutError):
        actor_of(desk, noor)
    noor = sign_in(desk, "Noor", WORDS, address="")
    assert actor_of(desk, els).name == "Els"
    sign_out_all(desk, "", user="beheer")
    for ticket in (noor, els):
        with pytest.raises(SignedOutError):
            actor_of(desk, ticket)
    rows = log_page(desk, AuditFilter(action="user-sign-out")).lines
    assert [(one.name, one.row.subject) for one in rows] == [("beheer", ""), ("beheer", rows[1].row.subject)]
    assert rows[1].row.subject
    assert all_well(verify_log(desk))


@pytest.mark.parametrize(
    ("name", "password"),
    [("noor", WORDS), ("", WORDS), ("a\nb", WORDS), ("x" * 101, WORDS), ("Bob", "kort"), ("Bob", "x" * 201)],
)
def test_what_is_no_account_is_refused_in_words(desk: Desk, noor: str, name: str, password: str) -> None:
    with pytest.raises(UsageError):
        add_account(desk, name, password=password, user="beheer")
    assert len(account_list(desk)) == 1


def test_an_address_that_somebody_else_changed_since_is_not_written_over_unseen(desk: Desk, noor: str) -> None:
    before = ("noor@example.nl", "")
    set_mail(desk, "Noor", "nieuw@example.nl", "", user="beheer", seen=before)
    with pytest.raises(AccountOvertakenError, match=r"Daar staat nu: nieuw@example\.nl"):
        set_mail(desk, "Noor", "noor@example.nl", "en", user="bert", seen=before)
    (found,) = account_list(desk)
    assert (found.mail, found.lang) == ("nieuw@example.nl", "")
    (row,) = log_page(desk, AuditFilter(action="refused")).lines
    assert (row.name, row.row.subject) == ("bert", "user-mail overtaken")
    set_mail(desk, "Noor", "noor@example.nl", "en", user="bert", seen=("nieuw@example.nl", ""))
    set_mail(desk, "Noor", "", "nl", user="beheer")
    assert [(one.mail, one.lang) for one in account_list(desk)] == [("", "nl")]


def test_nobody_and_no_plan_are_refused(desk: Desk, noor: str) -> None:
    with pytest.raises(NotFoundError, match="geen account"):
        set_blocked(desk, "Bob", blocked=True, user="beheer")
    with pytest.raises(NotFoundError, match="geen account"):
        sign_out_all(desk, "Bob", user="beheer")
    with pytest.raises(NotFoundError, match="geen plan"):
        set_role(desk, "Noor", Grant(Role.VIEWER, "anders"), held=True, user="beheer")


def test_the_log_names_nobody_in_its_words_and_stays_whole(desk: Desk, noor: str) -> None:
    set_password(desk, "Noor", "een andere lange zin", user="beheer")
    lines = log_page(desk, AuditFilter()).lines
    assert [one.row.action for one in lines][:4] == ["user-password", "sign-in", "role-give", "user-add"]
    assert all("Noor" not in one.row.subject and "zin" not in one.row.subject for one in lines)
    assert all_well(verify_log(desk))


def test_an_account_without_a_password_does_not_sign_in_here(desk: Desk) -> None:
    add_account(desk, "Els", user="beheer")
    for typed in ("", WORDS):
        with pytest.raises(PlanpeilError):
            sign_in(desk, "Els", typed, address="")


@pytest.mark.parametrize(
    ("password", "obvious"),
    [
        ("Planpeil2026!", True),
        ("wachtwoord123", True),
        ("noor.jansen-1985", True),
        ("ZorggroepWest2", True),
        ("welkom-welkom", True),
        ("westwestwestwest", True),
        ("planpeil is een mooi woord", False),
        ("een zin die lang genoeg is", False),
        ("", True),
    ],
)
def test_a_password_is_more_than_words_that_everybody_here_knows(password: str, obvious: bool) -> None:
    assert is_obvious(password, ("Noor Jansen", "Zorggroep West")) is obvious


def test_an_obvious_password_is_refused_wherever_one_is_chosen(desk: Desk, noor: str) -> None:
    organisation = f"{desk.settings.organisation}-12345"
    for change in (
        lambda: add_account(desk, "Bob", password="wachtwoord-12", user="beheer"),
        lambda: set_password(desk, "Noor", "noor-noor-noor", user="beheer"),
        lambda: set_password(desk, "Noor", organisation, user="beheer"),
        lambda: change_own_password(desk, noor, WORDS, "planpeil-1234", address=""),
    ):
        with pytest.raises(UsageError, match="andere woorden"):
            change()
    assert sign_in(desk, "Noor", WORDS, address="")
