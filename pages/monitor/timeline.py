"""Timeline: all deadlines on one axis."""

from kpi.ui import cached, frame, show

scene = frame.page()
show.html(cached.timeline(scene))
