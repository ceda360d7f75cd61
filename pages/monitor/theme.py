"""A theme: its ambition, its results by focus, and why each light has its colour."""

from kpi.ui import cached, frame, show

scene = frame.page()
show.html(cached.theme(scene))
