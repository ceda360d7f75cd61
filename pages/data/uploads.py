"""Deliveries: what came and what did not, the templates, every upload, and taking one back."""

from kpi.ui import frame
from kpi.ui.upload import listing

scene = frame.page()
listing.show_deliveries(scene)
