"""Table: the selected results, the most serious first."""

from kpi.ui import frame, screens, show
from kpi.ui.results import filter_widgets

scene = frame.page()
filter_widgets.pick(scene)
show.html(screens.results_screen(scene))
