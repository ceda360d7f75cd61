"""The last administrator: who counts as one, and which changes nobody makes to the last."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kpi.access.rights import Actor, Grant, Role
from kpi.core.doctor import all_well
from kpi.core.provider import Provider
from kpi.service.accounts.last_one import ADMINISTRATOR, LastAdministratorError, administers
from kpi.service.accounts.people import account_list, add_account, set_blocked, set_mail, set_password, set_role
from kpi.service.accounts.signing import actor_of, sign_in
from kpi.service.desk import Desk
from kpi.service.upkeep.logbook import AuditFilter, log_page, verify_log
from kpi.store.accounts.people import AccountRecord

WORDS = "een zin die lang genoeg is"
Change = Callable[[Desk], object]


@pytest.mark.parametrize(
    ("grants", "blocked", "password", "elsewhere", "counts"),
    [
        ((ADMINISTRATOR,), False, "hash", False, True),
        ((ADMINISTRATOR, Grant(Role.VIEWER, "proef")), False, "hash", False, True),
        ((ADMINISTRATOR,), False, "", True, True),
        ((ADMINISTRATOR,), False, "", False, False),
        ((ADMINISTRATOR,), True, "hash", True, False),
        ((Grant(Role.ADMIN, "proef"),), False, "hash", False, False),
        ((Grant(Role.OWNER),), False, "hash", False, False),
        ((), False, "hash", True, False),
    ],
)
def test_who_administers(
    grants: tuple[Grant, ...], blocked: bool, password: str, elsewhere: bool, counts: bool
) -> None:
    assert administers(AccountRecord(1, "Ada", "", password, blocked, grants), elsewhere=elsewhere) is counts


def signed_in(desk: Desk) -> Desk:
    return replace(desk, who=Actor("Ada", (ADMINISTRATOR,)))


def take(name: str, grant: Grant = ADMINISTRATOR) -> Change:
    return lambda desk: set_role(signed_in(desk), name, grant, held=False, user="")


def block(name: str) -> Change:
    return lambda desk: set_blocked(signed_in(desk), name, blocked=True, user="")


@pytest.fixture
def ada(desk: Desk) -> str:
    add_account(desk, "Ada", "ada@example.nl", WORDS, user="beheer")
    set_role(desk, "Ada", ADMINISTRATOR, held=True, user="beheer")
    return sign_in(desk, "Ada", WORDS, address="")


def second(desk: Desk, password: str = WORDS, grant: Grant = ADMINISTRATOR, *, blocked: bool = False) -> None:
    add_account(desk, "Bert", password=password, user="beheer")
    set_role(desk, "Bert", grant, held=True, user="beheer")
    if blocked:
        set_blocked(desk, "Bert", blocked=True, user="beheer")


@pytest.mark.parametrize("change", [take("ADA"), block("ada")], ids=["her role", "a block"])
@pytest.mark.parametrize(
    "other",
    [
        lambda desk: None,
        lambda desk: second(desk, password=""),
        lambda desk: second(desk, blocked=True),
        lambda desk: second(desk, grant=Grant(Role.ADMIN, "proef")),
        lambda desk: second(desk, grant=Grant(Role.OWNER)),
    ],
    ids=["nobody else", "no password", "blocked", "of one plan", "an owner"],
)
def test_the_last_administrator_stays_one_and_stays_signed_in(
    desk: Desk, ada: str, other: Change, change: Change
) -> None:
    other(desk)
    with pytest.raises(LastAdministratorError, match=r"Ada is de laatste beheerder .* Geef eerst een ander de rol"):
        change(desk)
    assert ADMINISTRATOR in actor_of(desk, ada).grants
    (row,) = log_page(desk, AuditFilter(action="refused"), limit=1).lines
    assert (row.name, row.row.subject.split()[1]) == ("Ada", "refused")
    assert all_well(verify_log(desk))


@pytest.mark.parametrize(
    "change",
    [
        take("Bert"),
        block("Bert"),
        take("Ada", Grant(Role.VIEWER, "proef")),
        lambda desk: set_password(desk, "Ada", "nog een lange zin", user="beheer"),
        lambda desk: set_mail(desk, "Ada", "", "en", user="beheer"),
        lambda desk: set_blocked(desk, "Ada", blocked=False, user="beheer"),
    ],
)
def test_what_leaves_an_administrator_is_done(desk: Desk, ada: str, change: Change) -> None:
    second(desk)
    change(desk)
    assert any(administers(one, elsewhere=False) for one in account_list(desk))
    assert not log_page(desk, AuditFilter(action="refused")).count


@pytest.mark.parametrize("blocks", [True, False])
def test_who_holds_the_database_may_shut_out_the_last_one_too(desk: Desk, ada: str, blocks: bool) -> None:
    if blocks:
        set_blocked(desk, "Ada", blocked=True, user="beheer")
    else:
        set_role(desk, "Ada", ADMINISTRATOR, held=False, user="beheer")
    assert not any(administers(one, elsewhere=False) for one in account_list(desk))


def test_where_one_signs_in_elsewhere_an_administrator_without_a_password_counts(desk: Desk, ada: str) -> None:
    auth = Provider("https://idp.example", "planpeil", "x", "Elders", "email", "openid email")
    desk = replace(desk, settings=replace(desk.settings, auth=auth))
    second(desk, password="")
    block("Ada")(desk)
    with pytest.raises(LastAdministratorError, match="Bert"):
        take("Bert")(desk)


def test_where_nobody_administers_yet_anything_may_change(desk: Desk) -> None:
    second(desk, password="", blocked=True)
    take("Bert")(desk)
    assert [one.grants for one in account_list(desk)] == [()]


def test_of_two_administrators_who_block_each_other_at_once_one_is_left(desk: Desk, ada: str) -> None:
    second(desk)

    def refused(name: str) -> bool:
        try:
            block(name)(desk)
        except LastAdministratorError:
            return True
        return False

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(refused, ("Ada", "Bert"))) == [False, True]
    assert sorted(one.blocked for one in account_list(desk)) == [False, True]
