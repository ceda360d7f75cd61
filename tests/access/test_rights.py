"""Who may do what: a table of every role and every right."""

import pytest

from kpi.access.rights import EVERYTHING, LOCAL, NOBODY, RIGHTS, Actor, Grant, Right, Role

MAY = {
    Role.VIEWER: {Right.LOOK, Right.SEE},
    Role.UPLOADER: {Right.LOOK, Right.SEE, Right.HAND_IN, Right.EXPLAIN},
    Role.APPROVER: {Right.LOOK, Right.SEE, Right.APPROVE, Right.EXPLAIN},
    Role.OWNER: {Right.LOOK, Right.SEE, Right.HAND_IN, Right.EXPLAIN, Right.APPROVE, Right.AGREE, Right.EDIT},
    Role.ADMIN: set(Right),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_a_role_may_do_what_the_table_says_of_its_plan_and_nothing_of_another(role: Role, right: Right) -> None:
    somebody = Actor("Noor", (Grant(role, "proef"),))
    assert somebody.may(right, "proef") is (right in MAY[role])
    assert not somebody.may(right, "ander")
    assert not somebody.may(right, "")


@pytest.mark.parametrize("role", Role)
def test_a_role_for_every_plan_holds_for_each_and_for_what_belongs_to_none(role: Role) -> None:
    somebody = Actor("Noor", (Grant(role),))
    assert somebody.rights("proef") == somebody.rights("") == RIGHTS[role]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.VIEWER, {Right.LOOK}),
        (Role.UPLOADER, {Right.LOOK, Right.HAND_IN}),
        (Role.APPROVER, set()),
        (Role.OWNER, set()),
        (Role.ADMIN, set()),
    ],
)
def test_a_role_for_a_unit_gives_little_of_the_plan_and_nothing_of_another(role: Role, may: set[Right]) -> None:
    somebody = Actor("Noor", (Grant(role, "proef", "west"),))
    assert somebody.rights("proef") == may
    assert somebody.rights("ander") == somebody.rights("") == frozenset()


@pytest.mark.parametrize(
    ("grants", "right", "units"),
    [
        ((Grant(Role.UPLOADER, "proef", "west"),), Right.HAND_IN, {"west"}),
        ((Grant(Role.UPLOADER, "proef", "west"), Grant(Role.VIEWER, "proef", "oost")), Right.LOOK, {"west", "oost"}),
        ((Grant(Role.UPLOADER, "proef", "west"), Grant(Role.VIEWER, "proef")), Right.LOOK, None),
        ((Grant(Role.UPLOADER, "proef", "west"), Grant(Role.VIEWER, "proef")), Right.HAND_IN, {"west"}),
        ((Grant(Role.ADMIN),), Right.HAND_IN, None),
        ((Grant(Role.UPLOADER, "ander", "west"),), Right.HAND_IN, set()),
        ((), Right.LOOK, set()),
    ],
)
def test_for_which_units_a_right_holds(grants: tuple[Grant, ...], right: Right, units: set[str] | None) -> None:
    assert Actor("Noor", grants).units("proef", right) == units
    assert LOCAL.units("proef", right) is None


def test_roles_add_up() -> None:
    somebody = Actor("Noor", (Grant(Role.VIEWER), Grant(Role.APPROVER, "proef"), Grant(Role.UPLOADER, "proef")))
    assert somebody.rights("ander") == {Right.LOOK, Right.SEE}
    assert somebody.rights("proef") == {Right.LOOK, Right.SEE, Right.APPROVE, Right.EXPLAIN, Right.HAND_IN}
    assert (somebody.role("ander"), somebody.role("proef")) == ("viewer", "uploader+approver")


@pytest.mark.parametrize(
    ("grants", "role"),
    [
        ((), ""),
        ((Grant(Role.VIEWER, "ander"),), ""),
        ((Grant(Role.UPLOADER, "proef", "stad-a"),), "uploader"),
        ((Grant(Role.OWNER, "proef"), Grant(Role.VIEWER), Grant(Role.UPLOADER, "proef")), "owner"),
        ((Grant(Role.APPROVER, "proef"), Grant(Role.UPLOADER, "proef")), "uploader+approver"),
        ((Grant(Role.ADMIN), Grant(Role.OWNER, "proef")), "admin"),
    ],
)
def test_the_role_for_a_plan_is_the_one_that_gives_most(grants: tuple[Grant, ...], role: str) -> None:
    assert Actor("Noor", grants).role("proef") == role
    assert LOCAL.role("proef") == ""


def test_nobody_may_do_nothing_and_who_sits_at_this_computer_everything() -> None:
    assert NOBODY.rights("proef") == NOBODY.rights("") == frozenset()
    assert LOCAL.rights("proef") == LOCAL.rights("") == EVERYTHING
    assert NOBODY.role("proef") == ""


def test_only_the_administrator_may_do_everything() -> None:
    assert [role for role in Role if RIGHTS[role] == EVERYTHING] == [Role.ADMIN]
