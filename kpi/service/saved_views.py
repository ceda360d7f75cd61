"""The selections that a browser saved under a name, of one plan; kept as long as it comes back within 400 days."""

from datetime import UTC, datetime

from kpi.core.errors import UsageError
from kpi.intake.read.names import masked
from kpi.service.desk import Desk
from kpi.service.drafts import browser_hash
from kpi.store.database.engine import read
from kpi.store.kept.saved_views import VIEW_ROOM, SavedView, drop_view, is_to_touch, keep_view, kept_views, touch_views

LONGEST_NAME = 60
_LONGEST_QUERY = 4_000


def may_save(desk: Desk, browser: str) -> bool:
    """Whether this browser can save views here; `browser` is empty where it has no name."""
    return bool(browser) and not desk.settings.read_only


def save_view(desk: Desk, browser: str, plan: str, view: SavedView) -> SavedView:
    """Save a view, in the place of the one of the same name, and return it as saved.

    Raises UsageError where it may not or cannot be, with what to do, and StoreError.
    """
    view = SavedView(" ".join(view.name.split()), view.page, view.query)
    if not may_save(desk, browser):
        raise UsageError("Hier wordt niets bewaard: gebruik Kopieer link.", "Nothing is saved here: use Copy link.")
    if not view.name or len(view.name) > LONGEST_NAME:
        raise UsageError(
            f"Geef een naam van 1 tot {LONGEST_NAME} tekens.", f"Give a name of 1 to {LONGEST_NAME} characters."
        )
    if any(masked(text) != text for text in (view.name, view.query)):
        raise UsageError(
            "Er lijkt een burgerservicenummer in te staan. Haal het eruit en probeer het opnieuw.",
            "There seems to be a citizen service number in it. Take it out and try again.",
        )
    if len(view.query) > _LONGEST_QUERY:
        raise UsageError(
            "Deze selectie is te lang om te bewaren. Kies er minder.", "This selection is too long. Choose fewer."
        )
    with desk.flight.commit():
        kept = keep_view(desk.engine, browser_hash(browser), plan, view, datetime.now(UTC))
    if not kept:
        raise UsageError(
            f"Er is geen plaats meer: er kunnen er {VIEW_ROOM.own} bewaard worden. Haal er eerst een weg.",
            f"There is no room: {VIEW_ROOM.own} can be saved. Choose one to remove first.",
        )
    return view


def saved_views(desk: Desk, browser: str, plan: str) -> tuple[SavedView, ...]:
    """What this browser saved of a plan, by name; none where nothing is saved. Raises StoreError."""
    if not may_save(desk, browser):
        return ()
    known, now = browser_hash(browser), datetime.now(UTC)
    with read(desk.engine) as connection:
        found = kept_views(connection, known, plan)
        old = is_to_touch(connection, known, plan, now)
    if old:
        with desk.flight.commit():
            touch_views(desk.engine, known, plan, now)
    return tuple(sorted(found, key=lambda view: view.name.casefold()))


def remove_view(desk: Desk, browser: str, plan: str, name: str) -> bool:
    """Take a saved view away and say whether it was there; raises StoreError."""
    if not may_save(desk, browser):
        return False
    with desk.flight.commit():
        return drop_view(desk.engine, browser_hash(browser), plan, name)
