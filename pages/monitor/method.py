"""Method: how a light is decided, with worked examples."""

from kpi.ui import cached, frame, show

scene = frame.page()
show.html(cached.method(scene))
