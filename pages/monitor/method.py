"""Method: how a light is decided, with worked examples."""

from kpi.ui import frame, screens, show

scene = frame.page()
show.html(screens.method(scene))
