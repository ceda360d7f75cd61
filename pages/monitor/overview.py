"""Overview: how the plan stands, what comes first, and the deadlines ahead."""

from kpi.ui import cached, frame, show

scene = frame.page()
show.html(cached.overview(scene))
