"""What can go wrong for a person, said so that they can act on it; every message is in Dutch and English."""


class PlanpeilError(Exception):
    """A fault a person meets, said in Dutch and in English: what is wrong, where, what to do; `code` is for scripts."""

    code = "error"

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(f"{nl} / {en}")
        self.nl = nl
        self.en = en

    def said(self, lang: str) -> str:
        """The sentence in English for "en", else in Dutch."""
        return self.en if lang == "en" else self.nl


class NotFoundError(PlanpeilError):
    """A plan, theme or target that does not exist."""

    code = "not-found"


class NotYetRecordedError(NotFoundError):
    """A plan that is there, but was not yet recorded at the moment whose knowledge is asked for."""


class RefusedError(PlanpeilError):
    """A change that is not allowed here, for instance because this Planpeil is read-only."""

    code = "refused"


class UsageError(PlanpeilError):
    """A wrong argument: a date that is none, a folder that is not there."""

    code = "usage"
