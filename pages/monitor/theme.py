"""A theme: its ambition, its results by focus, and why each light has its colour."""

from kpi.ui import cached, frame, show
from kpi.ui.results import projection

scene = frame.page()
screens = cached.theme(scene)
projection.controls(scene, cached.snapshot(scene).plan, len(screens))
show.show_screen(scene, screens)
