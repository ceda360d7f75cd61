"""Plans: all plans side by side."""

from kpi.ui import frame, show
from kpi.ui.results import portfolio_cache, portfolio_pickers

scene = frame.page()
day = portfolio_pickers.same_day(scene)
show.html(portfolio_cache.plans_html(scene, day))
