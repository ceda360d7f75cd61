"""Matrix: the selected results against the quarters."""

from kpi.ui import cached, frame, show
from kpi.ui.results import filter_widgets

scene = frame.page()
filter_widgets.pick(scene)
show.html(cached.matrix_tab(scene))
