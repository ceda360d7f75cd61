"""What stands around Streamlit's application: our routes, gate, headers and lifespan."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, TypedDict

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from kpi.ui.serving.assets import CompressedAssets, page_html
from kpi.ui.serving.base_path import BasePath
from kpi.ui.serving.browsers import BrowserCookies, HostCookies
from kpi.ui.serving.door import SignedInOnly, door_routes
from kpi.ui.serving.elsewhere import ways_elsewhere
from kpi.ui.serving.first_answer import START, FirstAnswer
from kpi.ui.serving.gate import Gate
from kpi.ui.serving.headers import SecurityHeaders, content_policy
from kpi.ui.serving.hooks import Hooks
from kpi.ui.serving.lifespan import lifespan
from kpi.ui.serving.meeting_room import room_routes
from kpi.ui.serving.metrics import CountedRequests, metrics_route
from kpi.ui.serving.packs import pack_routes
from kpi.ui.serving.proxies import Proxies
from kpi.ui.serving.quota import Quota
from kpi.ui.serving.routes import health_routes
from kpi.ui.serving.security import security_route
from kpi.ui.serving.standing import figures_now


class AroundScript(TypedDict):
    """What `st.App` takes besides its script."""

    routes: Sequence[BaseRoute]
    lifespan: Callable[[st.App], AbstractAsyncContextManager[dict[str, Any] | None]]
    middleware: Sequence[Middleware]


def around(hooks: Hooks) -> AroundScript:
    """What goes around a script: `st.App(script, **around(hooks))` asks `hooks` for the state of the application.

    `st.App` is called where the script is named: `streamlit run` looks for those very words.
    """
    return {
        "routes": [
            *health_routes(hooks),
            security_route(hooks.security_contact),
            metrics_route(hooks.reach, hooks.tally, lambda: figures_now(hooks.ready)),
            *door_routes(hooks.door),
            *ways_elsewhere(hooks.door, hooks.reach),
            *room_routes(hooks.room),
            *pack_routes(hooks.pack),
            *hooks.beside,
        ],
        "lifespan": lifespan(hooks),
        "middleware": [
            Middleware(SecurityHeaders, policy=content_policy(page_html() + START)),
            Middleware(CountedRequests, tally=hooks.tally),
            Middleware(Proxies, named=hooks.reach.proxies),
            Middleware(HostCookies, shared=bool(hooks.reach.base_path)),
            Middleware(Gate, anyone=hooks.anyone or hooks.door is not None),
            Middleware(BasePath, reach=hooks.reach),
            Middleware(SignedInOnly, door=hooks.door),
            Middleware(Quota, none_at_all=hooks.anyone),
            Middleware(BrowserCookies, none_at_all=hooks.anyone),
            Middleware(FirstAnswer, make=hooks.first_light),
            Middleware(CompressedAssets),
        ],
    }
