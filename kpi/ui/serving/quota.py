"""How much may be handed in at the door for uploads, which whoever has a websocket can reach without any page."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

DOOR = "/_stcore/upload_file/"
SESSION_FILES = 20
SESSION_BYTES = 40 * 1024 * 1024
ALL_BYTES = 160 * 1024 * 1024
_FRAMING = 64 * 1024  # what a browser writes around a file, and more

Words = tuple[str, str]
NOTHING: Words = (
    "Deze Planpeil staat op alleen-lezen: er wordt niets ingeleverd.",
    "This Planpeil is read-only: nothing is handed in.",
)
TOO_MUCH: Words = (
    "Dit venster heeft al te veel bestanden ingeleverd. Haal er een weg, of laad de pagina opnieuw.",
    "This window has handed in too many files. Take one away, or load the page again.",
)
# Streamlit says 400; a proxy asks another server of the same Planpeil on a 404.
ELSEWHERE: Words = (
    "Dit venster is hier niet bekend. Laad de pagina opnieuw en lever het bestand nog eens in.",
    "This window is not known here. Load the page again and hand in the file once more.",
)
CROWDED: Words = (
    "Er worden nu te veel bestanden tegelijk ingeleverd. Probeer het over een paar minuten opnieuw.",
    "Too many files are being handed in at once. Try again in a few minutes.",
)


class Quota:
    """ASGI middleware that refuses an upload when its session, or all together, would keep too much.

    Counted are the files that Streamlit keeps and those on their way; `none_at_all`: every upload is refused.
    """

    def __init__(self, app: ASGIApp, *, none_at_all: bool) -> None:
        self._app = app
        self._none_at_all = none_at_all
        self._coming: dict[str, list[int]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "PUT" or DOOR not in scope["path"]:
            return await self._app(scope, receive, send)
        session, size = _session(scope), _size(scope)
        if not self._none_at_all and not runtime.get_instance().is_active_session(session):
            return await PlainTextResponse("\n".join(ELSEWHERE), 404)(scope, receive, send)
        if refused := self._refusal(session, size):
            status, words = refused
            return await PlainTextResponse("\n".join(words), status)(scope, receive, send)
        self._coming.setdefault(session, []).append(size)
        try:
            return await self._app(scope, receive, send)
        finally:
            self._coming[session].remove(size)
            if not self._coming[session]:
                del self._coming[session]

    def _refusal(self, session: str, size: int) -> tuple[int, Words] | None:
        if self._none_at_all:
            return 403, NOTHING
        kept = _kept()
        own = [*kept.get(session, ()), *self._coming.get(session, ())]
        if len(own) >= SESSION_FILES or sum(own) + size > SESSION_BYTES:
            return 413, TOO_MUCH
        everything = sum(map(sum, kept.values())) + sum(map(sum, self._coming.values()))
        return (429, CROWDED) if everything + size > ALL_BYTES else None


def _session(scope: Scope) -> str:
    return str(scope["path"].partition(DOOR)[2].partition("/")[0])


def _size(scope: Scope) -> int:
    """What a request says it brings; the most that Streamlit takes when it does not say."""
    most = int(config.get_option("server.maxUploadSize")) * 1024 * 1024 + _FRAMING
    said = Headers(scope=scope).get("content-length", "")
    return min(int(said), most) if said.isdecimal() else most


def _kept() -> dict[str, list[int]]:
    """The sizes of the files that Streamlit keeps, by session: until they are taken away or their session ends."""
    manager = runtime.get_instance().uploaded_file_mgr
    assert isinstance(manager, MemoryUploadedFileManager)
    kept = list(manager.file_storage.items())
    return {session: [len(one.data) for one in list(files.values())] for session, files in kept}
