"""Deliveries: what came and what did not, the templates, every upload, and taking one back."""

from kpi.ui import frame, upload_complete, upload_list

scene = frame.page()
upload_list.head(scene)
upload_complete.reporting(scene)
upload_list.deliveries(scene)
