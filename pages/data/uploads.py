"""Deliveries: what came and what did not, the templates, every upload, and taking one back."""

from kpi.ui import frame
from kpi.ui.upload import approving, closing, complete, listing

scene = frame.page()
complete.show_quarter(scene)
listing.just_done(scene)
user = approving.show_handed_in(scene)
complete.reporting(scene)
user = listing.show_deliveries(scene, user)
closing.offer_closing(scene, user)
