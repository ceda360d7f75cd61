"""Plans: all plans side by side."""

from kpi.ui import frame, portfolio_cache, portfolio_pickers, show

scene = frame.page()
day = portfolio_pickers.same_day(scene)
show.html(portfolio_cache.plans(scene, day))
