"""Explore: any selection of results, on screen and as a file."""

from kpi.ui import cached, frame, show
from kpi.ui.results import filter_widgets

scene = frame.page()
snapshot = cached.snapshot(scene)
show.html(cached.explore_head(scene))
filters = filter_widgets.pick_filters(scene, snapshot.known)
rows = cached.selection(scene, filters)
show.downloads(scene, snapshot, rows, filter_widgets.described(scene, snapshot.known, filters))
show.html(cached.explore_table(scene, filters))
