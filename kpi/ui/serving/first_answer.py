"""The first answer of a page: what it shows stands in it already, until Streamlit's page takes its place.

Where that cannot be, or not in time, Streamlit's page goes out as it is.
"""

import asyncio
import gzip
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cache
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kpi.core.errors import PlanpeilError
from kpi.present.html.css import font_face
from kpi.present.html.markup import markup
from kpi.ui.serving.assets import INDEX, ROOT, file_at, page_html

FirstLight = Callable[[str, Mapping[str, Sequence[str]]], bytes | None]
PATIENCE_SECONDS = 1.0
# Two at a time: a view that nobody asked for before takes processor time, which the pages that stand need too.
_MAKERS = 2
_NAME, _TITLE, _ROOT = '<html lang="nl">', "<title>Planpeil</title>", '<div id="root"></div>'
_SHEET = re.compile(r'\s*<link rel="stylesheet"[^>]*>')
_NOSCRIPT = re.compile(r"\s*<noscript>.*?</noscript>", re.DOTALL)
_FONT = re.compile(r'href="(\./static/media/[^"]*Upright[^"]*\.woff2)"')
# Streamlit's scripts are fetched once the lights were drawn, with which they would share line and processor; in a
# window that draws nothing, soon after.
_ENTRY = re.compile(r'<script type="module" crossorigin src="([^"]+)"></script>')
_SCRIPTS = "static/js"
_NEEDED = ("Html", "Selectbox")
_IMPORTED = re.compile(r'(?:from|import)"\./([^"/]+\.js)"')
START = (
    "<script>{let begun=false;const begin=()=>{if(begun)return;begun=true;"
    'for(const one of document.querySelectorAll("link[data-rel]"))one.rel=one.dataset.rel;'
    'const script=document.createElement("script");script.type="module";script.crossOrigin="";'
    'script.src=document.querySelector("link[data-start]").href;document.head.append(script)};'
    "requestAnimationFrame(()=>requestAnimationFrame(()=>setTimeout(begin)));setTimeout(begin,300)}</script>"
)
_log = logging.getLogger("planpeil.serving")


@cache
def _parts() -> tuple[str, str, str, str]:
    """Streamlit's page in four: before its language, its title, what it shows, and what follows.

    Its style sheet comes after what it shows: before that a browser would wait for it. Its scripts are fetched
    and begun by `START`, which may be while the style sheet is still awaited: their place stands before it.
    """
    html = _NOSCRIPT.sub("", page_html())
    html = _ENTRY.sub(r'<link rel="modulepreload" crossorigin href="\1" data-start>', html)
    html = html.replace('rel="modulepreload"', 'data-rel="modulepreload"')
    sheets = "".join(_SHEET.findall(html))
    html = html.replace("</head>", f"{_fetched_early(html)}{_face()}</head>")
    before, rest = _SHEET.sub("", html).split(_NAME)
    head, rest = rest.split(_TITLE)
    between, after = rest.split(_ROOT)
    return before, head, between, _ROOT + START + sheets + after


def _fetched_early(html: str) -> str:
    """Links to the scripts that every page with a first light needs later, with what they import.

    Streamlit asks for them once it draws, one after another. A name that its files do not have is left out.
    """
    files, waiting = {}, [found.name for name in _NEEDED for found in (ROOT / _SCRIPTS).glob(f"{name}.*.js")]
    while waiting:
        name = waiting.pop()
        if name not in files and f"/{_SCRIPTS}/{name}" not in html:
            files[name] = (
                f'<link data-rel="preload" as="script" crossorigin fetchpriority="low" href="./{_SCRIPTS}/{name}">'
            )
            waiting += _IMPORTED.findall((ROOT / _SCRIPTS / name).read_text("utf-8"))
    return "".join(files.values())


def font() -> str:
    """Where Streamlit's page finds its font."""
    found = _FONT.search(page_html())
    return found[1] if found else ""


def _face() -> str:
    """The font of what the page shows, in its head: gone with what it shows, a browser would place all of it anew."""
    return f"<style>{font_face('First light', font(), 'optional')}</style>"


def document(lang: str, title: str, shown: Markup) -> str:
    """Streamlit's page with its language, its title, and what it shows until Streamlit does."""
    before, head, between, after = (Markup(part) for part in _parts())  # noqa: S704 - Streamlit's own file
    return markup(
        '{}<html lang="{}">{}<title>{}</title>{}<main id="first-light">{}</main>{}',
        before,
        lang,
        head,
        title,
        between,
        shown,
        after,
    )


class FirstAnswer:
    """ASGI middleware that answers for a page with its first light, for whoever came past the gate.

    `make` gives the document of a path and a query in gzip, or None. What it raises, what it has nothing for, and what
    takes longer than PATIENCE_SECONDS is passed on; what was begun is finished, and is there for the page itself.
    """

    def __init__(self, app: ASGIApp, *, make: FirstLight) -> None:
        self._app = app
        self._make = make
        self._makers = ThreadPoolExecutor(_MAKERS, "first-light")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asks = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and file_at(scope["path"]) == INDEX
        body = await self._in_time(scope) if asks else None
        if body is None:
            return await self._app(scope, receive, send)
        return await _response(body, Headers(scope=scope))(scope, receive, send)

    async def _in_time(self, scope: Scope) -> bytes | None:
        loop, asked = asyncio.get_running_loop(), scope["query_string"].decode("latin-1")
        making = loop.run_in_executor(self._makers, copy_context().run, self._made, scope["path"].strip("/"), asked)
        try:
            return await asyncio.wait_for(making, PATIENCE_SECONDS)
        except TimeoutError:
            return None

    def _made(self, path: str, asked: str) -> bytes | None:
        """The page itself says what is wrong with an address; what nobody foresaw goes to the log."""
        try:
            return self._make(path, parse_qs(asked))
        except PlanpeilError:
            return None
        except Exception:
            _log.exception("no first light for %r", path)
            return None


def _response(body: bytes, request: Headers) -> Response:
    headers = {"Cache-Control": "private, no-store", "Vary": "Accept-Encoding"}
    if "gzip" in request.get("accept-encoding", ""):
        return Response(body, headers={**headers, "Content-Encoding": "gzip"}, media_type="text/html")
    return Response(gzip.decompress(body), headers=headers, media_type="text/html")
