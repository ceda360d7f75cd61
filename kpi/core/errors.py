"""What can go wrong for a person, said so that they can act on it; every message is in Dutch and English."""


class PlanpeilError(Exception):
    """A fault a person meets: a Dutch sentence, an English one, and a code for scripts."""

    code = "error"

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(f"{nl} / {en}")
        self.nl = nl
        self.en = en


class NotFoundError(PlanpeilError):
    """A plan, theme or target that does not exist."""

    code = "not-found"


class RefusedError(PlanpeilError):
    """A change that is not allowed here, for instance because this Planpeil is read-only."""

    code = "refused"


class UsageError(PlanpeilError):
    """A wrong argument: a date that is none, a folder that is not there."""

    code = "usage"
