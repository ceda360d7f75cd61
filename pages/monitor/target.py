"""A result: its course against its path, the sum behind its light, and what was recorded of it."""

from kpi.ui import cached, frame, show, widgets
from kpi.ui.results import explained, files

scene = frame.page()
code = widgets.pick_target(scene)
above, below = cached.target_parts(scene, code)
show.html(above)
show.chart(*cached.chart_of(scene, code, show.colours()))
files.offer_chart(scene, code)
show.html(explained.checkins_html(scene, code), below)
