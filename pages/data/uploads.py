"""Deliveries: what came and what did not, the templates, every upload, and taking one back."""

from kpi.ui import frame
from kpi.ui.upload import complete, listing

scene = frame.page()
listing.just_done(scene)
complete.reporting(scene)
listing.show_deliveries(scene)
