"""What a browser put in and did not hand in yet: kept until it is handed in, thrown away or forgotten.

Of a browser only what it sends is known, and of that only the hash: who cannot send it gets nothing.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from kpi.intake.read.names import masked
from kpi.intake.read.refusal import Refusal
from kpi.intake.read.sniff import Container, container
from kpi.service.desk import Desk
from kpi.store.database.engine import read
from kpi.store.kept.drafts import DraftPlace, drop_parts, keep_parts, kept_parts, kept_subjects


class DraftKind(StrEnum):
    """What a browser keeps: who works there, what is delivered for a plan, a plan that is edited or about to begin.

    And what is typed about a meeting and not recorded yet.
    """

    PERSON = "person"
    UPLOAD = "upload"
    PLAN = "plan"
    BEGINNING = "beginning"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it was kept: its words, its files by SHA-256, and when; `stamp` tells it from a later one."""

    words: Mapping[str, Any]
    files: Mapping[str, bytes]
    saved_at: datetime
    stamp: bytes


def keep_draft(
    desk: Desk, browser: str, kind: DraftKind, subject: str, words: Mapping[str, Any], files: Mapping[str, bytes]
) -> KeptDraft | None:
    """Keep the latest of a draft; None where it may not be kept: read-only, no browser, no room, a citizen number.

    `words`: what JSON can say. `files` by SHA-256; whoever calls has looked for citizen numbers in them. Raises
    StoreError.
    """
    if desk.settings.read_only or not browser or any(masked(text) != text for text in _texts(words)):
        return None
    stamp, now = stamp_of(words), datetime.now(UTC)
    with desk.flight.commit():
        kept = keep_parts(desk.engine, _place(browser, kind, subject), stamp, files, now)
    return KeptDraft(words, files, now, stamp) if kept else None


def stamp_of(words: Mapping[str, Any]) -> bytes:
    """The words of a draft as they are kept; the same words give the same bytes."""
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def kept_draft(desk: Desk, browser: str, kind: DraftKind, subject: str) -> KeptDraft | None:
    """What this browser kept; None for nothing, and where nothing is kept."""
    if desk.settings.read_only or not browser:
        return None
    with read(desk.engine) as connection:
        found = kept_parts(connection, _place(browser, kind, subject))
    return KeptDraft(json.loads(found.words), found.files, found.saved_at, found.words) if found else None


def kept_list(desk: Desk, browser: str, kind: DraftKind) -> tuple[str, ...]:
    """What this browser keeps drafts of, the last one touched first."""
    if desk.settings.read_only or not browser:
        return ()
    with read(desk.engine) as connection:
        return kept_subjects(connection, _place(browser, kind, "").browser, kind)


def drop_draft(desk: Desk, browser: str, kind: DraftKind, subject: str, stamp: bytes | None = None) -> bool:
    """Throw a kept draft away and say whether it was there; `stamp`: only while it is that one, not a later one."""
    if desk.settings.read_only or not browser:
        return False
    with desk.flight.commit():
        return drop_parts(desk.engine, _place(browser, kind, subject), stamp)


def surely_without_citizen_number(content: bytes) -> bool:
    """Whether nothing in a file looks like a citizen number.

    False for a workbook, which must be opened to see it, and for what is no table: nobody looks what is in it.
    """
    try:
        if container(content) is not Container.TEXT:
            return False
    except Refusal:
        return False
    text = content.replace(b"\0", b"").decode("latin-1")
    return masked(text) == text


def _place(browser: str, kind: DraftKind, subject: str) -> DraftPlace:
    return DraftPlace(browser_hash(browser), kind.value, subject)


def browser_hash(browser: str) -> str:
    """By what the store knows a browser."""
    return sha256(f"browser {browser}".encode()).hexdigest()


def _texts(words: object) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    elif isinstance(words, Mapping):
        for key, value in words.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(words, list | tuple):
        for one in words:
            yield from _texts(one)
