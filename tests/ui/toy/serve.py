"""Serve script.py with hooks that read and write files in the folder given, so that a test can see and steer them."""

import gc
import json
import sys
from pathlib import Path

import streamlit as st

from kpi.core.errors import PlanpeilError
from kpi.core.reach import Reach, token_seal
from kpi.ui.serving.application import around
from kpi.ui.serving.hooks import Hooks
from kpi.ui.serving.listening import serve

folder, drain_seconds = Path(sys.argv[1]), int(sys.argv[2])


def ready() -> bool:
    if (folder / "broken").exists():
        raise OSError("geheim-pad")
    if (folder / "moved").exists():
        raise PlanpeilError("De database is verplaatst.", "The database was moved.")
    return not (folder / "down").exists()


def drain(seconds: float) -> bool:
    collector = {"frozen": gc.get_freeze_count(), "runs": gc.isenabled()}
    (folder / "drained").write_text(json.dumps({"seconds": seconds, **collector}))
    return True


gc.disable()  # as `python -m kpi serve` does
hooks = Hooks(
    ready=ready, warm_up=(folder / "warm").touch, drain=drain, reach=Reach(metrics=token_seal("token"), log="json")
)
serve(
    st.App(Path(__file__).with_name("script.py"), **around(hooks)),
    "127.0.0.1",
    0,
    open_browser=False,
    reach=Reach(drain=drain_seconds),
)
