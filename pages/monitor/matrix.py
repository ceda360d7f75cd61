"""Matrix: all results against the quarters."""

from kpi.ui import cached, frame, show

scene = frame.page()
show.html(cached.matrix(scene))
