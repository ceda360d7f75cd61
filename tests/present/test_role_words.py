"""Roles in words."""

import pytest

from kpi.access.rights import Grant, Role
from kpi.present.role_words import ROLE_NAMES, ROLE_WORDS, grant_words


@pytest.mark.parametrize(
    ("grant", "plan", "unit", "lang", "said"),
    [
        (Grant(Role.ADMIN), "", "", "nl", "Beheerder van alle plannen"),
        (Grant(Role.ADMIN), "", "", "en", "Administrator of all plans"),
        (Grant(Role.OWNER, "p"), "THOON 2021", "", "nl", "Planeigenaar van THOON 2021"),
        (Grant(Role.UPLOADER, "p", "a"), "THOON 2021", "Stad A", "nl", "Aanleveraar voor Stad A (THOON 2021)"),
        (Grant(Role.VIEWER, "p", "a"), "{plan}", "Stad A", "en", "Viewer for Stad A ({plan})"),
    ],
)
def test_a_role_says_for_what_it_is(grant: Grant, plan: str, unit: str, lang: str, said: str) -> None:
    assert grant_words(grant, plan, unit, lang) == said


def test_every_role_has_its_words() -> None:
    assert set(ROLE_WORDS) == {Role(one) for one in ROLE_NAMES} == set(Role)
