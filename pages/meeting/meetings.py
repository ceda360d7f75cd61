"""Meetings: prepared, presented, closed, and looked back at."""

from kpi.ui import frame
from kpi.ui.meeting import preparing

preparing.meetings_page(frame.page())
