"""Streamlit's own files, compressed once and kept: it sends them uncompressed to spare its processor."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from kpi.present.html.css import head_rules

ROOT = Path(file_util.get_static_dir())
INDEX = ROOT / "index.html"
SCRIPT, SCRIPT_AT = Path(__file__).with_name("planpeil.js"), "/planpeil.js"
KEEPING, KEEPING_AT = Path(__file__).with_name("keeping.js"), "/planpeil-keeping.js"
# Where Streamlit keeps the theme that was chosen in its menu; without a choice the browser's setting holds.
COLOURS = (
    "try{const chosen=JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`));"
    'if(chosen==="Light"||chosen==="Dark")document.documentElement.dataset.colours=chosen.toLowerCase()}catch{}'
)
_HEAD = f"<style>{head_rules()}</style>"
_COMPRESSIBLE = {".js", ".css", ".html", ".json", ".svg"}
# Bundles carry a hash in their names, so a name never changes its content.
_FOREVER = "public, immutable, max-age=31536000"
_PAGE = re.compile(r"/[A-Za-z0-9_-]*")
_NOT_A_PAGE = {
    "/_stcore",
    "/aanmelden",
    "/account",
    "/api",
    "/component",
    "/healthz",
    "/media",
    "/metrics",
    "/readyz",
    "/static",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file ready to send: `body` is gzip, `tag` its entity tag, `cache` the Cache-Control value."""

    body: bytes
    media_type: str
    tag: str
    cache: str


def page_html() -> str:
    """Return Streamlit's page with our name and language in it, so that screen readers speak Dutch from the start.

    And with the room of our pages and our scripts: drawn links are followed within the session, leaving with something
    unsaved asks, and a line says which colours a visitor chose before.
    """
    ours = "".join(f'<script src=".{at}" defer></script>' for at in (SCRIPT_AT, KEEPING_AT))
    html = INDEX.read_text(encoding="utf-8").replace("</head>", f"<script>{COLOURS}</script>{ours}{_HEAD}</head>")
    return html.replace('<html lang="en">', '<html lang="nl">').replace("<title>Streamlit<", "<title>Planpeil<")


@cache
def _files() -> dict[str, Path]:
    """Map every address of a compressible file to the file; a closed list, so no path can leave the folder."""
    found = (path for path in ROOT.rglob("*") if path.suffix in _COMPRESSIBLE and path != INDEX)
    return {SCRIPT_AT: SCRIPT, KEEPING_AT: KEEPING, **{f"/{path.relative_to(ROOT).as_posix()}": path for path in found}}


@cache
def compressed(path: Path) -> Asset:
    """Read and compress one file of the closed list; kept for the life of the process (7 MB if all are asked)."""
    plain = page_html().encode() if path == INDEX else path.read_bytes()
    hashed = path.is_relative_to(ROOT / "static")
    return Asset(
        body=gzip.compress(plain, 9, mtime=0),
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        tag=f'"{hashlib.sha256(plain).hexdigest()[:32]}"',
        cache=_FOREVER if hashed else "no-cache",
    )


def file_at(address: str) -> Path | None:
    """Return the file to send for the path of a request; None when it is for Streamlit to answer.

    A page of the application is one path segment without a dot, and gets the index page.
    """
    if _PAGE.fullmatch(address) and address not in _NOT_A_PAGE:
        return INDEX
    return _files().get(address)


def prepare() -> None:
    """Compress the page and every file it names, so that the first visitor does not wait for it."""
    html = page_html()
    for address, path in _files().items():
        if address in html:
            compressed(path)
    compressed(INDEX)


def asset_response(asset: Asset, request: Headers) -> Response:
    """Make the response: 304 without a body when the browser has this version, else 200."""
    headers = {"Cache-Control": asset.cache, "ETag": asset.tag, "Vary": "Accept-Encoding"}
    if asset.tag in request.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.get("accept-encoding", ""):
        return Response(asset.body, headers={**headers, "Content-Encoding": "gzip"}, media_type=asset.media_type)
    return Response(gzip.decompress(asset.body), headers=headers, media_type=asset.media_type)


class CompressedAssets:
    """ASGI middleware that answers for the files above and passes everything else on, websockets included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        readable = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        if not readable or (path := file_at(scope["path"])) is None:
            return await self._app(scope, receive, send)
        asset = await to_thread.run_sync(compressed, path)
        return await asset_response(asset, Headers(scope=scope))(scope, receive, send)
