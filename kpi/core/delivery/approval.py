"""Four eyes: what is handed in counts only once somebody else approved it."""

from enum import StrEnum


class ApprovalState(StrEnum):
    """Where something that was handed in stands; only what is `approved` is evidence."""

    WAITING = "waiting"
    RETURNED = "returned"  # with a note, to be mended by who handed it in
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"  # by who handed it in
    REPLACED = "replaced"  # it was returned, and a mended file was handed in since


# Something is still asked of somebody.
STILL_OPEN = frozenset({ApprovalState.WAITING, ApprovalState.RETURNED})


def same_person(one: str, other: str) -> bool:
    """Whether two names are of one person: capitals and spaces make no difference."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
