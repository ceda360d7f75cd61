"""A theme: its ambition, its results by focus, and why each light has its colour."""

from kpi.ui import frame, screens, show

scene = frame.page()
show.html(screens.theme(scene))
