"""A page that is only read, by the same kind of server: `python still.py PORT FILE`.

FILE is a first answer of ours. Sent are as many bytes, what it shows among them, and its font; no script.
"""

import gzip
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from starlette.applications import Starlette  # noqa: E402
from starlette.requests import Request  # noqa: E402
from starlette.responses import Response  # noqa: E402
from starlette.routing import Route  # noqa: E402
from streamlit import file_util  # noqa: E402

from kpi.ui.serving.listening import serve  # noqa: E402

_ACTIVE = re.compile(r'<script.*?</script>|<link rel="(?:preload" as="script|stylesheet)"[^>]*>', re.DOTALL)
_CACHE = {"Cache-Control": "public, immutable, max-age=31536000"}


def still(document: str) -> bytes:
    """The document without what runs or is fetched besides its font, filled up to its size, in gzip."""
    plain = _ACTIVE.sub("", document)
    filling = "".join(_ACTIVE.findall(document)).replace("--", "")
    missing = len(document) - len(plain) - len("<!---->")
    return gzip.compress(plain.replace("</body>", f"<!--{filling[:missing].ljust(missing)}--></body>").encode(), 6)


BODY = still(Path(sys.argv[2]).read_text("utf-8"))


async def page(_request: Request) -> Response:
    """The page, as ours is sent."""
    headers = {"Content-Encoding": "gzip", "Cache-Control": "private, no-store"}
    return Response(BODY, headers=headers, media_type="text/html")


async def font(request: Request) -> Response:
    """The font of the page."""
    name = Path(request.url.path).name
    return Response((Path(file_util.get_static_dir()) / "static/media" / name).read_bytes(), headers=_CACHE)


async def health(_request: Request) -> Response:
    """That it answers."""
    return Response("ok")


routes = [
    Route("/_stcore/health", health),
    Route("/static/media/{name}", font),
    Route("/{rest:path}", page),
]
serve(Starlette(routes=routes), "127.0.0.1", int(sys.argv[1]), open_browser=False)
