"""A meeting in the room: its screens as one document, and what is agreed on them while it runs."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import quote, urlencode

import streamlit as st

from kpi.access.rights import Right
from kpi.core.errors import PlanpeilError, UsageError
from kpi.core.meeting.records import Agreement, AgreementKind, MeetingState
from kpi.present.deck.slide import SlideKind
from kpi.present.html.entrance import Letterhead, no_meeting_html
from kpi.present.pack.html import agreed_html, deck_html
from kpi.present.pack.screens import Live
from kpi.present.pages import MEETING, TARGET
from kpi.present.screen.meetings import CHOSEN
from kpi.present.words import known, text
from kpi.service.desk import allow
from kpi.service.meetings.agreeing import agree, agreement_list
from kpi.service.meetings.showing import MeetingShown, run_of
from kpi.ui import cached
from kpi.ui.requested import kept_language
from kpi.ui.rooted import rooted, rooted_font
from kpi.ui.serving.meeting_room import ROOM, SCRIPT_AT, RoomHooks

DECKS = 16


def room_address(plan: str, meeting: str, lang: str) -> str:
    """Where a meeting is presented, from the root of the host."""
    return rooted(f"{ROOM}/{quote(plan, safe='')}/{quote(meeting, safe='')}?{urlencode({'lang': lang})}")


@st.cache_resource(show_spinner=False, max_entries=DECKS)
def meeting_shown(head: int, plan: str, meeting: str, lang: str) -> MeetingShown:
    """A meeting with its screens, as it stands at revision `head`; raises NotFoundError."""
    return run_of(cached.own_desk(), plan, meeting, lang)


@st.cache_resource(show_spinner=False, max_entries=DECKS)
def _document(head: int, plan: str, meeting: str, lang: str, may_agree: bool) -> str:
    found = meeting_shown(head, plan, meeting, lang)
    one, address = found.meeting.one, room_address(plan, meeting, lang)
    asked = {"plan": plan, "as_of": one.as_of.isoformat(), "lang": lang}
    then = {"known_at": found.known_at.isoformat()} if found.known_at else {}
    live = Live(
        script=rooted(SCRIPT_AT),
        result=rooted(f"/{TARGET}?{urlencode({**asked, **then})}&target="),
        agreements=address.replace("?", "/agreements?", 1),
        leave=rooted(f"/{MEETING}?{urlencode({**asked, CHOSEN: meeting})}"),
        font=rooted_font(),
        notes=may_agree and one.state is not MeetingState.CLOSED and not cached.own_desk().settings.read_only,
    )
    return deck_html(found.deck, live)


def room_document(plan: str, meeting: str, asked: str) -> str:
    """The screens of a meeting as one document; raises NotFoundError. `asked`: the language in the address."""
    lang = known(asked or kept_language())
    allow(cached.desk(), Right.SEE, plan)
    may_agree = cached.desk().who.may(Right.AGREE, plan)
    return _document(_head(plan), plan, meeting, lang, may_agree)


def _head(plan: str) -> int:
    return cached.own_revision(cached.newest_revision(), plan)


def agreements(plan: str, meeting: str, asked: str) -> str:
    """What was agreed, as it now stands inside its screen; raises NotFoundError."""
    allow(cached.desk(), Right.SEE, plan)
    deck = meeting_shown(_head(plan), plan, meeting, known(asked or kept_language())).deck
    slide = next(one for one in deck.slides if one.kind is SlideKind.AGREED)
    return agreed_html(slide, deck.lang)


def note(plan: str, meeting: str, asked: str, said: Mapping[str, str]) -> str:
    """Record what was written down on a screen, once, and give what was agreed as it then stands.

    The same words of the same kind, target, owner and day in one meeting are one agreement: a browser that heard no
    answer sends them again. Raises PlanpeilError as `agree` does, UsageError for a kind or day that is none.
    """
    new = _agreement(meeting, said)
    if not any(_same(one.one, new) for one in agreement_list(cached.desk(), plan)):
        agree(cached.desk(), plan, new, user=said.get("user", ""))
    return agreements(plan, meeting, asked)


def _agreement(meeting: str, said: Mapping[str, str]) -> Agreement:
    try:
        kind = AgreementKind(said.get("kind", ""))
        due = date.fromisoformat(said["due"]) if said.get("due") else None
    except ValueError as fault:
        raise UsageError(
            "Kies besluit of actie, en een dag uit de kalender.",
            "Choose decision or action, and a day from the calendar.",
        ) from fault
    words, target, owner = (said.get(name, "").strip() for name in ("text", "target", "owner"))
    return Agreement("", kind, words, meeting, target, owner, due)


def _same(one: Agreement, new: Agreement) -> bool:
    return all(
        getattr(one, name) == getattr(new, name) for name in ("kind", "text", "meeting", "target", "owner", "due")
    )


def refusal(fault: PlanpeilError, asked: str) -> str:
    """What went wrong, in the language of the address."""
    lang = known(asked or kept_language())
    return f"{text(lang, 'Not recorded')}: {fault.said(lang)}"


def no_room(fault: PlanpeilError, plan: str, asked: str) -> str:
    """The page that says why a meeting is not shown, and leads to the meetings of its plan."""
    lang = known(asked or kept_language())
    head = Letterhead(lang, cached.own_desk().settings.organisation, rooted_font())
    return no_meeting_html(head, fault.said(lang), rooted(f"/{MEETING}?{urlencode({'plan': plan, 'lang': lang})}"))


HOOKS = RoomHooks(room_document, agreements, note, refusal, no_room)
