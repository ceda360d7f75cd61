"""Picture of the region: the facts that its plans lean on."""

from kpi.ui import frame, portfolio_cache, show

scene = frame.page()
show.html(portfolio_cache.facts(scene))
