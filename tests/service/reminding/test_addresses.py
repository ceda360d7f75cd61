"""The secret address of a list, on both databases: it opens that list alone, until it is renewed or withdrawn."""

from dataclasses import replace

import pytest
from icalendar import Calendar

from kpi.access.rights import Actor, Grant, Role
from kpi.core.errors import NotFoundError, RefusedError, UsageError
from kpi.core.reach import token_seal
from kpi.service.accounts.people import add_account, set_blocked, set_role
from kpi.service.desk import DeniedError, Desk
from kpi.service.reminding.addresses import (
    calendar_at,
    list_address_made,
    renew_list_address,
    withdraw_list_address,
)
from kpi.service.upkeep.logbook import AuditFilter, log_page
from kpi.store.account_tables import LIST_ADDRESS
from kpi.store.database.engine import read

GRANTS = (Grant(Role.VIEWER, "proef"),)


def names(content: bytes) -> set[str]:
    return {str(one["uid"]).split("-")[0] for one in Calendar.from_ical(content).walk("VEVENT")}


def shared(desk: Desk) -> Desk:
    return replace(desk, settings=replace(desk.settings, reach=replace(desk.settings.reach, users=True)))


def test_it_opens_the_list_until_another_is_made_or_it_is_withdrawn(desk: Desk) -> None:
    assert list_address_made(desk, "Jan") is None
    first = renew_list_address(desk, "Jan")
    assert names(calendar_at(desk, first)) == {"delivery"}
    assert list_address_made(desk, " JAN ") is not None
    second = renew_list_address(desk, "jan")
    for gone in (first, "", "onzin"):
        with pytest.raises(NotFoundError):
            calendar_at(desk, gone)
    withdraw_list_address(desk, "Jan")
    with pytest.raises(NotFoundError):
        calendar_at(desk, second)
    actions = [one.row.action for one in log_page(desk, AuditFilter()).lines]
    assert actions[:3] == ["list-address-end", "list-address", "list-address"]


def test_the_store_holds_no_secret(desk: Desk) -> None:
    token = renew_list_address(desk, "Jan")
    with read(desk.engine) as connection:
        (row,) = connection.execute(LIST_ADDRESS.select()).all()
    assert row.seal == token_seal(token)
    assert token not in str(row)


def test_where_people_sign_in_it_is_of_an_account_with_its_rights_of_now(desk: Desk) -> None:
    by_name = renew_list_address(desk, "Jan")
    add_account(desk, "Jan", user="beheer")
    jan = replace(shared(desk), who=Actor("Jan", GRANTS))
    with pytest.raises(NotFoundError):
        calendar_at(jan, by_name)
    token = renew_list_address(jan, "Els")  # whatever name is asked for: one's own
    assert names(calendar_at(jan, token)) == set()
    set_role(desk, "Jan", GRANTS[0], held=True, user="beheer")
    assert names(calendar_at(jan, token)) == {"delivery"}
    set_blocked(desk, "Jan", blocked=True, user="beheer")
    with pytest.raises(NotFoundError):
        calendar_at(jan, token)


def test_who_has_no_role_or_no_name_makes_none(desk: Desk) -> None:
    with pytest.raises(DeniedError):
        renew_list_address(replace(shared(desk), who=Actor("Jan")), "Jan")
    with pytest.raises(UsageError):
        renew_list_address(desk, " ")
    with pytest.raises(RefusedError):
        renew_list_address(replace(desk, settings=replace(desk.settings, read_only=True)), "Jan")
