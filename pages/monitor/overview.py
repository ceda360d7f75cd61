"""Overview: how the plan stands, what comes first, and the deadlines ahead."""

from kpi.ui import frame, screens, show

scene = frame.page()
show.html(screens.overview(scene))
