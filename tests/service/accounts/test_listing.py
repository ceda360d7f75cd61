"""Accounts as an administrator looks for them."""

import pytest

from kpi.access.rights import Grant, Role
from kpi.core.errors import NotFoundError
from kpi.service.accounts.listing import account_at, account_page
from kpi.service.accounts.people import add_account, set_role
from kpi.service.desk import Desk

ROLE = Grant(Role.VIEWER, "proef")


@pytest.fixture
def numbers(desk: Desk) -> dict[str, int]:
    each = (("Noor Jansen", "n.jansen@A.example"), ("Émile 100%", ""), ("Jan_Piet", "post@b.example"), ("bo", ""))
    found = {name: add_account(desk, name, mail, user="beheer") for name, mail in each}
    set_role(desk, "noor jansen", ROLE, held=True, user="beheer")
    return found


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ["bo", "Jan_Piet", "Noor Jansen", "Émile 100%"]),
        ("JAN", ["Jan_Piet", "Noor Jansen"]),
        (" noor j ", ["Noor Jansen"]),
        ("@a.EXAMPLE", ["Noor Jansen"]),
        ("éMIL", ["Émile 100%"]),
        ("0%", ["Émile 100%"]),
        ("n_p", ["Jan_Piet"]),
        ("%", ["Émile 100%"]),
        ("niemand", []),
    ],
)
def test_words_of_a_name_or_an_address_find_somebody(
    desk: Desk, numbers: dict[str, int], words: str, names: list[str]
) -> None:
    found = account_page(desk, words, limit=10)
    assert sorted(one.name for one in found.accounts) == sorted(names)
    assert found.count == len(names)


def test_some_at_a_time_with_their_roles_and_all_of_them_counted(desk: Desk, numbers: dict[str, int]) -> None:
    every = account_page(desk, limit=10).accounts
    pages = [account_page(desk, limit=3, skip=skip) for skip in (0, 3, 6)]
    assert [one.count for one in pages] == [4, 4, 4]
    assert tuple(one for page in pages for one in page.accounts) == every
    assert {one.name: one.grants for one in every}["Noor Jansen"] == (ROLE,)


def test_one_is_found_by_number(desk: Desk, numbers: dict[str, int]) -> None:
    found = account_at(desk, numbers["Noor Jansen"])
    assert (found.name, found.grants) == ("Noor Jansen", (ROLE,))
    with pytest.raises(NotFoundError, match="geen account 99"):
        account_at(desk, 99)
