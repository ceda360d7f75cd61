"""Explore: any selection of results, on screen and as a file."""

from kpi.ui import cached, frame, show
from kpi.ui.results import downloads, filter_widgets

scene = frame.page()
show.html(cached.explore_head(scene))
filters = filter_widgets.pick_filters(scene, cached.snapshot(scene))
downloads.downloads(scene, cached.selection(scene, filters), filters)
show.html(cached.explore_table(scene, filters))
