"""Streamlit's application with our routes, gate, headers and lifespan around it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from kpi.ui.serving.assets import CompressedAssets, page_html
from kpi.ui.serving.browsers import BrowserCookies
from kpi.ui.serving.first_answer import START, FirstAnswer
from kpi.ui.serving.gate import Gate
from kpi.ui.serving.headers import SecurityHeaders, content_policy
from kpi.ui.serving.hooks import Hooks
from kpi.ui.serving.lifespan import lifespan
from kpi.ui.serving.quota import Quota
from kpi.ui.serving.routes import health_routes


def make_application(script: Path, hooks: Hooks) -> st.App:
    """Wrap the Streamlit script at `script` (absolute) as an ASGI application that asks `hooks` for its state."""
    return st.App(
        script,
        routes=health_routes(hooks),
        lifespan=lifespan(hooks),
        middleware=[
            Middleware(SecurityHeaders, policy=content_policy(page_html() + START)),
            Middleware(Gate, anyone=hooks.anyone),
            Middleware(Quota, none_at_all=hooks.anyone),
            Middleware(BrowserCookies, none_at_all=hooks.anyone),
            Middleware(FirstAnswer, make=hooks.first_light),
            Middleware(CompressedAssets),
        ],
    )
