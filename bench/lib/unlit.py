"""`python -m kpi serve` without the first light of its pages: `python unlit.py PORT`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

import streamlit as st  # noqa: E402

from kpi.ui import warm  # noqa: E402
from kpi.ui.serving.application import around  # noqa: E402
from kpi.ui.serving.hooks import Hooks  # noqa: E402
from kpi.ui.serving.listening import serve  # noqa: E402

app = st.App(ROOT / "app.py", **around(Hooks(warm_up=warm.warm_up)))
serve(app, "127.0.0.1", int(sys.argv[1]), open_browser=False)
