"""What the door of a shared Planpeil asks of the application, and the words of its pages."""

from urllib.parse import urlencode

from kpi.access.rights import Right, Role
from kpi.core.errors import PlanpeilError
from kpi.present.html.entrance import account_html, sign_in_html
from kpi.present.words import known, mark, text
from kpi.service.accounts.signing import SignedOutError, actor_of, change_own_password, sign_in, sign_out
from kpi.settings import Settings
from kpi.ui import cached
from kpi.ui.serving.door import SIGN_IN, Door
from kpi.ui.serving.tickets import ticket_now

ROLE_WORDS = {
    Role.VIEWER: mark("Viewer: sees figures and lights"),
    Role.UPLOADER: mark("Uploader: hands in figures and explains"),
    Role.APPROVER: mark("Approver: approves what others handed in"),
    Role.OWNER: mark("Plan owner: keeps the plan, its meetings and what is agreed"),
    Role.ADMIN: mark("Administrator: everything, also people and the log"),
}


def door_of(settings: Settings) -> Door | None:
    """The door of these settings; None where nobody signs in."""
    if not settings.reach.users:
        return None
    return Door(_knows, _brings, _enter, _leave, _renew, _sign_in_page, _account_page)


def _knows(ticket: str) -> bool:
    try:
        actor_of(cached.own_desk(), ticket)
    except SignedOutError:
        return False
    return True


def _brings(ticket: str) -> bool:
    """Whether a ticket is of somebody who may hand in figures or change a plan, of any plan."""
    try:
        held = actor_of(cached.own_desk(), ticket).grants
    except SignedOutError:
        return False
    return any(one.rights & {Right.HAND_IN, Right.EDIT} for one in held)


def _enter(name: str, password: str, address: str) -> str:
    return sign_in(cached.own_desk(), name, password, address=address)


def _leave(ticket: str, everywhere: bool) -> None:
    sign_out(cached.own_desk(), ticket, everywhere=everywhere)


def _renew(ticket: str, old: str, new: str, address: str) -> str:
    return change_own_password(cached.own_desk(), ticket, old, new, address=address)


def _sign_in_page(asked: str, wanted: str, fault: PlanpeilError | None) -> str:
    lang, settings = _language(asked), cached.own_desk().settings
    action = f"{SIGN_IN.strip('/')}?{urlencode({'naar': wanted, 'lang': lang})}"
    return sign_in_html(lang, settings.organisation, action, fault.said(lang) if fault else "")


def _account_page(asked: str, fault: PlanpeilError | None) -> str:
    lang, desk = _language(asked), cached.own_desk()
    actor, titles = actor_of(desk, ticket_now()), cached.titles(cached.newest_revision())
    everywhere = text(lang, "all plans")
    roles = [
        f"{text(lang, ROLE_WORDS[one.role])} · {titles.get(one.plan, one.plan) or everywhere}" for one in actor.grants
    ]
    said = fault.said(lang) if fault else ""
    return account_html(lang, desk.settings.organisation, actor.name, roles or [text(lang, "No role yet")], said)


def _language(asked: str) -> str:
    return known(asked or cached.own_desk().settings.language)
