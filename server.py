"""The dashboard with our own listener: `python -m kpi serve`."""

from app import app
from kpi.core.reach import Reach
from kpi.ui.serving.listening import serve


def run(address: str, port: int, *, open_browser: bool, reach: Reach | None = None) -> None:
    """Serve the dashboard until SIGTERM or Ctrl+C; who may connect is asked at every connection."""
    serve(app, address, port, open_browser=open_browser, reach=reach)
