"""The words of roles: what each is called, what it may do, and for what somebody has it."""

from collections.abc import Mapping
from types import MappingProxyType

from kpi.access.rights import Grant, Role
from kpi.present.words import mark, text

ROLE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "viewer": mark("viewer"),
        "uploader": mark("uploader"),
        "approver": mark("approver"),
        "owner": mark("plan owner"),
        "admin": mark("administrator"),
    }
)
ROLE_WORDS: Mapping[Role, str] = MappingProxyType(
    {
        Role.VIEWER: mark("Viewer: sees figures and lights"),
        Role.UPLOADER: mark("Uploader: hands in figures and explains"),
        Role.APPROVER: mark("Approver: approves what others handed in"),
        Role.OWNER: mark("Plan owner: manages the plan, its meetings and what is agreed"),
        Role.ADMIN: mark("Administrator: everything, including accounts and the log"),
    }
)


def grant_words(grant: Grant, plan: str, unit: str, lang: str) -> str:
    """ "Aanleveraar voor Stad A (THOON 2021)"; `plan` and `unit`: their names, empty for every plan and all of it."""
    name = text(lang, ROLE_NAMES[grant.role.value])
    role = name[:1].upper() + name[1:]
    if not plan:
        return text(lang, "{role} of all plans", role=role)
    if not unit:
        return text(lang, "{role} of {plan}", role=role, plan=plan)
    return text(lang, "{role} for {unit} ({plan})", role=role, unit=unit, plan=plan)
