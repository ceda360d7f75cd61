"""Meetings: prepared, presented, closed, and looked back at."""

from kpi.ui import frame
from kpi.ui.meeting import preparing

scene = frame.page()
preparing.meetings_page(scene)
