"""Picture of the region: the facts that its plans lean on."""

from kpi.ui import frame, show
from kpi.ui.results import portfolio_cache

scene = frame.page()
show.html(portfolio_cache.facts_html(scene))
