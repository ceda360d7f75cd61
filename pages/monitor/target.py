"""A result: its course against its path, the sum behind its light, and what was recorded of it."""

from kpi.ui import frame, screens, show, widgets
from kpi.ui.results import files, result, units

scene = frame.page()
code = widgets.pick_target(scene)
above, below, log = result.target_parts(scene, code)
drawn = screens.chart_of(scene, code, show.colours())  # before anything is shown, so that nothing moves for it
show.html(result.ways_html(scene, code), above)
show.chart(*drawn)
files.offer_chart(scene, code)
show.html(below)
units.show_units(scene, code)
show.html(log)
