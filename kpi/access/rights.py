"""The roles, what each may do, and for which plan: the one place that says so."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Right(StrEnum):
    """What can be asked for."""

    LOOK = "look"  # the lights of a plan, and the figures of one's own organisation units
    SEE = "see"  # all figures and words of a plan, and its files
    HAND_IN = "hand-in"  # figures of a plan
    EXPLAIN = "explain"  # words on a result
    APPROVE = "approve"  # what somebody else handed in; closing and opening a period
    AGREE = "agree"  # meetings, decisions, actions, accepted deviations
    EDIT = "edit"  # what a plan promises
    ADMINISTER = "administer"  # people, the log, what holds for all plans


class Role(StrEnum):
    """What somebody is for a plan, or for all plans."""

    VIEWER = "viewer"
    UPLOADER = "uploader"
    APPROVER = "approver"
    OWNER = "owner"
    ADMIN = "admin"


_VIEWER = frozenset({Right.LOOK, Right.SEE})
_UPLOADER = _VIEWER | {Right.HAND_IN, Right.EXPLAIN}
_APPROVER = _VIEWER | {Right.APPROVE, Right.EXPLAIN}
_OWNER = _UPLOADER | _APPROVER | {Right.AGREE, Right.EDIT}
RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.VIEWER: _VIEWER,
        Role.UPLOADER: _UPLOADER,
        Role.APPROVER: _APPROVER,
        Role.OWNER: _OWNER,
        Role.ADMIN: frozenset(Right),
    }
)
EVERYTHING = frozenset(Right)
# What a role for organisation units gives; no other role can be for a part of a plan.
RIGHTS_IN_PART: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.VIEWER: frozenset({Right.LOOK}),
        Role.UPLOADER: frozenset({Right.LOOK, Right.HAND_IN}),
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """A role for one plan; `plan` empty: for every plan, those to come among them.

    `unit`: only for this organisation unit of that plan and those below it; empty: for the whole plan.
    """

    role: Role
    plan: str = ""
    unit: str = ""

    @property
    def rights(self) -> frozenset[Right]:
        """What it gives for its plan."""
        return RIGHTS_IN_PART.get(self.role, frozenset()) if self.unit else RIGHTS[self.role]


@dataclass(frozen=True, slots=True)
class Limit:
    """The rights and the plan beyond which somebody does not go, whatever their roles; `plan` empty: every plan."""

    rights: frozenset[Right]
    plan: str = ""

    def lets(self, right: Right, plan: str) -> bool:
        """Whether it leaves a right for a plan; what belongs to no plan (empty) is not of one plan."""
        return right in self.rights and self.plan in ("", plan)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `name`: as it stands with what they do, empty where nobody signed in. `is_free`: may do everything.

    `limit`: of a program that acts as somebody; None: all that the roles give. `lang`: what they read, empty: not said.
    """

    name: str = ""
    grants: Collection[Grant] = field(default_factory=tuple)
    is_free: bool = False
    limit: Limit | None = None
    lang: str = ""

    def rights(self, plan: str) -> frozenset[Right]:
        """What may be done with a plan; what belongs to no plan (`plan` empty) takes a role for every plan."""
        if self.is_free:
            return EVERYTHING
        held = frozenset(right for one in self.grants if one.plan in ("", plan) for right in one.rights)
        return held if self.limit is None else frozenset(one for one in held if self.limit.lets(one, plan))

    def units(self, plan: str, right: Right) -> frozenset[str] | None:
        """The organisation units that a right is limited to, those below them too; None: it holds for the whole plan.

        Empty when it is not held at all.
        """
        left = self.limit is None or self.limit.lets(right, plan)
        held = [one for one in self.grants if left and one.plan in ("", plan) and right in one.rights]
        if self.is_free or any(not one.unit for one in held):
            return None
        return frozenset(one.unit for one in held)

    def may(self, right: Right, plan: str) -> bool:
        """Whether something may be done with a plan, or with what belongs to none (empty)."""
        return right in self.rights(plan)

    def role(self, plan: str) -> str:
        """The role for a plan, empty for none; where no role gives all that another gives, each of them ("a+b")."""
        held = {one.role for one in self.grants if one.plan in ("", plan)}
        return "+".join(one.value for one in Role if one in held and not any(RIGHTS[one] < RIGHTS[two] for two in held))


# Whoever sits at this computer, where nobody signs in; and the command line of whoever holds the database.
LOCAL = Actor(is_free=True)
NOBODY = Actor()
