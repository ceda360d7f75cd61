"""Security headers on every response, with a content policy that allows this origin and nothing else."""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def script_hashes(html: str) -> list[str]:
    """List the CSP sources `'sha256-...'` of the inline scripts in `html`, in order."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(html))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def content_policy(html: str) -> str:
    """Build the Content-Security-Policy for the page `html`: its own inline scripts by hash, the rest from this origin.

    Styles may be inline: Streamlit writes its style sheets from JavaScript and offers no nonce.
    Workers and images may be blobs: st.dataframe and downloads of charts make them in the browser.
    """
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *script_hashes(html)]),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )


class SecurityHeaders:
    """ASGI middleware that adds the headers to each HTTP response, including errors and redirects.

    What says nothing of being kept is kept nowhere.
    """

    def __init__(self, app: ASGIApp, *, policy: str) -> None:
        self._app = app
        self._headers = {**_FIXED, "Content-Security-Policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                headers.setdefault("Cache-Control", "no-store")  # a file that somebody took along, for one
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
