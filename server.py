"""The dashboard as an ASGI application: `python -m kpi serve`, or any ASGI server with `server:app`."""

import os
from pathlib import Path

from kpi.service.desk import is_ready
from kpi.settings import load_settings
from kpi.ui import cached
from kpi.ui.first_light import first_light
from kpi.ui.serving import warm
from kpi.ui.serving.application import make_application
from kpi.ui.serving.hooks import Hooks
from kpi.ui.serving.run import serve

app = make_application(
    Path(__file__).resolve().with_name("app.py"),
    Hooks(
        anyone=load_settings(environ=os.environ).read_only,
        ready=lambda: is_ready(cached.desk()),
        warm_up=warm.warm_up,
        first_light=first_light,
        drain=lambda seconds: cached.desk().flight.drain(seconds),
    ),
)


def run(address: str, port: int, *, open_browser: bool) -> None:
    """Serve the dashboard until SIGTERM or Ctrl+C; who may connect is asked at every connection."""
    serve(app, address, port, open_browser=open_browser)
