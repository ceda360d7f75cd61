"""Handing in a file with a token: the same use case as `import`, answered with its row or as problem details."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from kpi.api import problems
from kpi.api.operations import UPLOAD_PARAMETERS
from kpi.api.parameters import read_code, read_question
from kpi.api.preferring import preferred_language
from kpi.core.errors import RefusedError, UsageError
from kpi.service.accounts.tokens import actor_by_token
from kpi.service.as_json import json_text
from kpi.service.desk import Desk
from kpi.service.uploads.checking import check_file
from kpi.service.uploads.importing import Result, import_file
from kpi.service.uploads.rows import checked_row, receipt_row

MOST_BYTES = 10 * 1024 * 1024 + 64 * 1024  # a file of the largest size, and what frames it
_STATUS = {Result.IMPORTED: 201, Result.WAITING: 202, Result.SAME: 200}
_MOVED = (Result.OVERTAKEN, Result.FROZEN)
_TOLD = ("issues", "questions")


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as a program sends it, with its answers to questions and a line by code of a warning."""

    name: str
    content: bytes
    answers: Mapping[str, str]
    reasons: Mapping[str, str]


def bearer(request: Request) -> str | None:
    """The token of a request; None when it comes without."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else None


def desk_by_token(own: Callable[[], Desk], request: Request, *, changes: bool = False) -> Desk:
    """The desk of who a token acts as; errors as `actor_by_token`, without a token too."""
    opened, address = own(), request.client.host if request.client else ""
    return opened.asked_by(actor_by_token(opened, bearer(request) or "", address=address, changes=changes))


async def sent_file(request: Request) -> SentFile | None:
    """The file of a request, as its body or as the part `file` of a form; None when it is too large.

    Raises UsageError for a form that cannot be read, and without a file or its name.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return None
    name = request.query_params.get("name", "")
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        return SentFile(_named(name), bytes(body), {}, {})
    return await _of_form(request, bytes(body), name)


async def _of_form(request: Request, body: bytes, name: str) -> SentFile:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        form = await Request(request.scope, receive).form(max_files=1)
    except HTTPException as fault:
        raise UsageError(
            "Dit formulier is niet te lezen: geef het bestand opnieuw.",
            "This form cannot be read: give the file again.",
        ) from fault
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise UsageError(
            "Het bestand ontbreekt in het formulier: geef het mee zoals in docs/koppelen.md.",
            "The form lacks the file: give it as in docs/koppelen.md.",
        )
    given = (_pairs([one for one in form.getlist(key) if isinstance(one, str)]) for key in ("answer", "why"))
    content = await file.read()
    await form.close()
    return SentFile(_named(name or file.filename or ""), content, *given)


def _named(name: str) -> str:
    if not name.strip():
        raise UsageError("Geef de naam van het bestand: ?name=cijfers.xlsx.", "Give its name: ?name=figures.xlsx.")
    return read_code(name.strip())


def _pairs(words: list[str]) -> dict[str, str]:
    pairs = [word.partition("=") for word in words]
    if any(not key or not sign for key, sign, _ in pairs):
        raise UsageError("Schrijf answer en why als sleutel=waarde.", "Write answer and why as key=value.")
    return {key: value for key, _, value in pairs}


def is_to_be_kept(request: Request) -> bool:
    """Whether a file is to be imported, not just checked; raises UsageError for a question it does not know."""
    said = read_question(UPLOAD_PARAMETERS, request.query_params.multi_items()).code("commit")
    if said not in ("true", "false"):
        raise UsageError("commit: schrijf true of false.", "commit: write true or false.")
    return said == "true"


def handed_in(desk: Desk, request: Request, sent: SentFile) -> Response:
    """Check a file or import it, and say what became of it; nothing is imported of a file that is refused."""
    plan, lang = read_code(request.path_params["plan"]), preferred_language(request.headers.get("accept-language", ""))
    if not is_to_be_kept(request):
        checked = check_file(desk, plan, sent.content, sent.name, answers=sent.answers, user=desk.who.name)
        row = checked_row(checked)
        return _given(row, 200) if checked.valid else _refusal(Result.FAULTY, row, lang)
    receipt = import_file(
        desk, plan, sent.content, sent.name, user=desk.who.name, answers=sent.answers, justifications=sent.reasons
    )
    row = receipt_row(receipt)
    return _given(row, _STATUS[receipt.result]) if receipt.done else _refusal(receipt.result, row, lang)


def _given(row: Mapping[str, Any], status: int) -> Response:
    return Response(json_text(row), status, {"Cache-Control": "no-store"}, "application/json")


def _refusal(result: Result, row: Mapping[str, Any], lang: str) -> Response:
    fault = RefusedError(
        "Er is niets vastgelegd: controleer issues, questions, missing en frozen.",
        "Nothing was recorded: check issues, questions, missing and frozen.",
    )
    kind = problems.MOVED if result in _MOVED else problems.REFUSED_FILE
    told = {"result": result.value, **{name: row[name] for name in _TOLD}}
    told |= {name: row.get(name, []) for name in ("missing", "frozen")}
    return problems.problem(kind, fault, lang, told)
