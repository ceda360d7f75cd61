"""Matrix: the selected results against the quarters."""

from kpi.ui import frame, screens, show
from kpi.ui.results import filter_widgets

scene = frame.page()
filter_widgets.pick(scene)
show.html(screens.matrix_tab(scene))
