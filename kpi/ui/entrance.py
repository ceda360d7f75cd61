"""What the door of a shared Planpeil asks of the application, and the words of its pages."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from kpi.access.rights import Right
from kpi.core.errors import PlanpeilError, UsageError
from kpi.core.provider import Provider
from kpi.present.html.entrance import Letterhead, account_html, sign_in_html
from kpi.present.role_words import ROLE_WORDS
from kpi.present.words import known, text
from kpi.service.accounts.elsewhere import came_back, read_way, way_there
from kpi.service.accounts.people import SHORTEST
from kpi.service.accounts.signing import SignedOutError, actor_of, change_own_password, sign_in, sign_out
from kpi.settings import Settings
from kpi.ui import cached
from kpi.ui.rooted import rooted_font
from kpi.ui.serving.door import SIGN_IN, Door
from kpi.ui.serving.elsewhere import AWAY
from kpi.ui.serving.tickets import ticket_now


def door_of(settings: Settings) -> Door | None:
    """The door of these settings; None where nobody signs in."""
    if not settings.signs_in:
        return None
    own = (_knows, _brings, _enter, _leave, _renew, _sign_in_page, _account_page)
    return (
        Door(*own)
        if settings.auth is None
        else Door(*own, partial(_away, settings.auth), partial(_back, settings.auth))
    )


def _away(provider: Provider, back: str, wanted: str) -> tuple[str, str]:
    address, way = way_there(provider, back, wanted)
    return address, way.written()


def _back(provider: Provider, back: str, held: str, asked: Mapping[str, str]) -> tuple[str, str]:
    way = read_way(held)
    return came_back(cached.own_desk(), provider, back, way, asked), way.wanted if way else "/"


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
    if not cached.own_desk().settings.reach.users:
        raise UsageError(
            "Hier meldt men zich niet met een wachtwoord aan: kies de knop.",
            "Nobody signs in with a password here: choose the button.",
        )
    return sign_in(cached.own_desk(), name, password, address=address)


def _leave(ticket: str, everywhere: bool) -> None:
    sign_out(cached.own_desk(), ticket, everywhere=everywhere)


def _renew(ticket: str, old: str, new: str, address: str) -> str:
    return change_own_password(cached.own_desk(), ticket, old, new, address=address)


def _sign_in_page(asked: str, wanted: str, name: str, fault: PlanpeilError | None) -> str:
    lang, settings = _language(asked), cached.own_desk().settings
    query = urlencode({"naar": wanted, "lang": lang})
    form = settings.reach.at(f"{SIGN_IN}?{query}") if settings.reach.users else ""
    other = (settings.auth.name, settings.reach.at(f"{AWAY}?{query}")) if settings.auth else None
    return sign_in_html(_head(lang), form, fault.said(lang) if fault else "", name, other)


def _account_page(asked: str, fault: PlanpeilError | None) -> str:
    desk = cached.own_desk()
    actor, head = actor_of(desk, ticket_now()), cached.newest_revision()
    titles = cached.titles(head)
    lang = _language(asked or actor.lang)
    roles = []
    for one in actor.grants:
        where = titles.get(one.plan, one.plan) or text(lang, "all plans")
        unit = cached.unit_name(head, one)
        roles.append(f"{text(lang, ROLE_WORDS[one.role])} · {f'{unit} ({where})' if unit else where}")
    said = fault.said(lang) if fault else ""
    return account_html(_head(lang), actor.name, roles or [text(lang, "No role yet")], SHORTEST, said)


def _head(lang: str) -> Letterhead:
    return Letterhead(lang, cached.own_desk().settings.organisation, rooted_font())


def _language(asked: str) -> str:
    return known(asked or cached.own_desk().settings.language)
