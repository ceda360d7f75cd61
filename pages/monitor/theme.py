"""A theme: its ambition, its results by focus, and why each light has its colour."""

from kpi.ui import cached, frame, projection, show

scene = frame.page()
screens = cached.theme(scene)
projection.controls(scene, cached.snapshot(scene).plan, len(screens))
show.screen(scene, screens)
