"""What this browser has in hand, kept on the server as it is typed: found again after a reload, gone when handed in."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from kpi.core.calendar.period import dutch_time
from kpi.core.errors import PlanpeilError
from kpi.core.notation import day as day_text
from kpi.present.html.markup import markup
from kpi.present.html.uploads import upload
from kpi.present.screen.scene import Scene
from kpi.service import drafts
from kpi.service.drafts import DraftKind, KeptDraft
from kpi.ui import cached, show
from kpi.ui.serving.browsers import COOKIE, is_browser

_KEY = "_kept"


@dataclass(frozen=True, slots=True)
class KeptLast:
    """What this session last kept of a draft, and when; `at` None: it could not be kept, so leaving loses it."""

    stamp: bytes
    at: datetime | None


def browser() -> str:
    """What names this browser, and who signed in on it: another one there finds nothing of theirs.

    Empty where cookies are refused, and without our server around the page. Raises SignedOutError as `cached.desk`.
    """
    value: object = st.context.cookies.get(COOKIE)
    if not isinstance(value, str) or not is_browser(value):
        return ""
    return f"{value} {cached.desk().who.name}".strip()


def find(kind: DraftKind, subject: str) -> KeptDraft | None:
    """What this browser kept, to go on with; None for nothing, also when the store does not answer."""
    try:
        found = drafts.kept_draft(cached.desk(), browser(), kind, subject)
    except PlanpeilError:
        return None
    if found:
        _remember(kind, subject, KeptLast(found.stamp, found.saved_at))
    return found


def subjects(kind: DraftKind) -> tuple[str, ...]:
    """What this browser keeps drafts of, the last one touched first."""
    try:
        return drafts.kept_list(cached.desk(), browser(), kind)
    except PlanpeilError:
        return ()


def keep(
    kind: DraftKind, subject: str, words: Mapping[str, Any], files: Mapping[str, bytes], *, allowed: bool = True
) -> None:
    """Keep a draft when it is another than the one kept last; `allowed` False: it may not be, and leaving asks."""
    stamp, before = drafts.stamp_of(words), kept_last(kind, subject)
    if before and before.stamp == stamp and (before.at is not None) is allowed:
        return
    found = None
    if allowed:
        with suppress(PlanpeilError):  # leaving asks instead
            found = drafts.keep_draft(cached.desk(), browser(), kind, subject, words, files)
    _remember(kind, subject, KeptLast(stamp, found.saved_at if found else None))


def drop(kind: DraftKind, subject: str) -> None:
    """Forget what this session kept, here and on the server; a later draft of another tab stays."""
    before = kept_last(kind, subject)
    if before is None:
        return
    _remember(kind, subject, None)
    try:
        drafts.drop_draft(cached.desk(), browser(), kind, subject, before.stamp)
    except PlanpeilError:
        return  # it is forgotten by itself after so many days


def kept_last(kind: DraftKind, subject: str) -> KeptLast | None:
    """What this session last kept of a draft; None for none."""
    found: KeptLast | None = st.session_state.get(_KEY, {}).get((kind, subject))
    return found


def _remember(kind: DraftKind, subject: str, one: KeptLast | None) -> None:
    known = {key: value for key, value in st.session_state.get(_KEY, {}).items() if key != (kind, subject)}
    st.session_state[_KEY] = known if one is None else {**known, (kind, subject): one}


def mark_loose() -> None:
    """Tell the page's script that leaving loses something; nothing where nothing is lost."""
    kept: Mapping[tuple[DraftKind, str], KeptLast] = st.session_state.get(_KEY, {})
    if any(one.at is None and kind is not DraftKind.PERSON for (kind, _), one in kept.items()):
        show.html(markup('<i class="pp-loose" hidden></i>'))


def tell_kept(scene: Scene, kind: DraftKind, subject: str, what: str, *, resumed: bool = False) -> None:
    """Show what is in hand, and whether and when it was kept; `resumed`: the visitor goes on with it."""
    held = kept_last(kind, subject)
    if held is None:
        said = what
    elif held.at is None:
        said = scene.text("{what}; not kept on the server: finish it before you leave.", what=what)
    else:
        said = kept_line(scene, what, held.at)
    on = scene.text("Carry on where you left off.")
    show.show_worded(scene, upload.verdict(on, said) if resumed else upload.aside(said))


def kept_line(scene: Scene, what: str, at: datetime) -> str:
    """ "Bewaard: wat u typte, vandaag 14:05": when something was kept, as seen now."""
    here = dutch_time(at)
    days = (dutch_time(datetime.now(UTC)).date() - here.date()).days
    word = {0: scene.text("today"), 1: scene.text("yesterday")}.get(days) or day_text(here.date(), scene.lang)
    return scene.text("Kept: {what}, {moment}", what=what, moment=f"{word} {here:%H:%M}")
