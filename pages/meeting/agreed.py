"""Decisions and actions: what is open, and what came of it."""

from kpi.ui import frame
from kpi.ui.meeting import agreeing

scene = frame.page()
agreeing.agreements_page(scene)
