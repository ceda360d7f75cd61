"""Explore: any selection of results, on screen and as a file."""

from kpi.ui import cached, frame, show, widgets

scene = frame.page()
snapshot = cached.snapshot(scene)
show.html(cached.explore_head(scene))
filters = widgets.explore(scene, snapshot.rows)
rows = cached.selection(scene, filters)
show.downloads(scene, snapshot, rows, widgets.described(scene, snapshot.rows, filters))
show.html(cached.explore_table(scene, filters))
