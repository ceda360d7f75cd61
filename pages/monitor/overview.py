"""Overview: how the plan stands, what comes first, and the deadlines ahead."""

from kpi.ui import cached, frame, show
from kpi.ui.results import projection

scene = frame.page()
screens = cached.overview(scene)
projection.controls(scene, cached.snapshot(scene).plan, len(screens))
show.show_screen(scene, screens)
