"""What changed since the previous meeting, or since another day."""

from kpi.ui import frame
from kpi.ui.meeting import since

scene = frame.page()
since.since_page_of(scene)
