"""Timeline: the deadlines of the selected results on one axis."""

from kpi.ui import cached, frame, show
from kpi.ui.results import filter_widgets

scene = frame.page()
filter_widgets.pick(scene)
show.html(cached.timeline_tab(scene))
