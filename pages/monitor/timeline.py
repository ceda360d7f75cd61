"""Timeline: the deadlines of the selected results on one axis."""

from kpi.ui import frame, screens, show
from kpi.ui.results import filter_widgets

scene = frame.page()
filter_widgets.pick(scene)
show.html(screens.timeline_tab(scene))
