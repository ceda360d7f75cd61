"""What cannot be answered, as problem details (RFC 9457): in Dutch, or in English for who asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from kpi.core.errors import NotFoundError, PlanpeilError, UsageError
from kpi.service.accounts.signing import SignedOutError, TooOftenError
from kpi.service.as_json import json_text
from kpi.service.desk import DeniedError

PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem: its name in `type`, its status, and its title in Dutch and English."""

    name: str
    status: int
    nl: str
    en: str

    @property
    def urn(self) -> str:
        """The `type` of such a problem: a name, and no address to visit."""
        return f"urn:planpeil:problem:{self.name}"


SIGNED_OUT = ProblemKind("signed-out", 401, "Niet aangemeld", "Not signed in")
DENIED = ProblemKind("denied", 403, "Geen toegang", "No access")
WRONG_QUESTION = ProblemKind("wrong-question", 400, "De vraag klopt niet", "The question is wrong")
NOT_FOUND = ProblemKind("not-found", 404, "Niet gevonden", "Not found")
ONLY_READING = ProblemKind("only-reading", 405, "Hier kan alleen worden gelezen", "Reading is all that can be done")
ONLY_HANDING_IN = ProblemKind("only-handing-in", 405, "Hier kan alleen worden aangeleverd", "Handing in is all here")
MOVED = ProblemKind("moved", 409, "Intussen gewijzigd", "Changed meanwhile")
TOO_LARGE = ProblemKind("too-large", 413, "Het bestand is te groot", "The file is too large")
REFUSED_FILE = ProblemKind("refused-file", 422, "Het bestand is niet geaccepteerd", "The file was not accepted")
TOO_OFTEN = ProblemKind("too-often", 429, "Te vaak geprobeerd", "Tried too often")
FAULT = ProblemKind("fault", 500, "Een fout in Planpeil", "A fault in Planpeil")
UNAVAILABLE = ProblemKind("unavailable", 503, "Nu niet beschikbaar", "Not available now")
PROBLEMS = (
    *(SIGNED_OUT, DENIED, WRONG_QUESTION, NOT_FOUND, ONLY_READING, ONLY_HANDING_IN),
    *(MOVED, TOO_LARGE, REFUSED_FILE, TOO_OFTEN, FAULT, UNAVAILABLE),
)


def problem_of(fault: PlanpeilError) -> ProblemKind:
    """What kind of problem a fault is that was met while answering; what is no fault of the question is the store's."""
    if isinstance(fault, SignedOutError):
        return SIGNED_OUT
    if isinstance(fault, TooOftenError):
        return TOO_OFTEN
    if isinstance(fault, DeniedError):
        return DENIED
    if isinstance(fault, NotFoundError):
        return NOT_FOUND
    return WRONG_QUESTION if isinstance(fault, UsageError) else UNAVAILABLE


def problem(
    kind: ProblemKind, fault: PlanpeilError, lang: str, more: Mapping[str, Any] | None = None, **headers: str
) -> Response:
    """The answer, with `more` beside what every problem tells: no program keeps it."""
    body: dict[str, Any] = {
        "type": kind.urn,
        "title": kind.en if lang == "en" else kind.nl,
        "status": kind.status,
        "detail": fault.said(lang),
        **(more or {}),
    }
    kept = {"Cache-Control": "no-store", "Content-Language": lang, "Vary": "Accept-Language"}
    if kind is SIGNED_OUT:
        headers = {"WWW-Authenticate": "Bearer", **headers}
    return Response(json_text(body), kind.status, {**kept, **headers}, PROBLEM)
