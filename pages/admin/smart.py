"""SMART test: what the plan itself lacks to be held to, by theme and by result."""

from kpi.ui import frame, screens, show
from kpi.ui.results import files

scene = frame.page()
above, below = screens.smart_page(scene)
show.html(above)
files.offer_smart_list(scene)
show.html(below)
