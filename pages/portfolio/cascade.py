"""Cascade: a national result with what serves it, and upwards from a regional one."""

from kpi.ui import frame, show
from kpi.ui.results import portfolio_cache, portfolio_pickers

scene = frame.page()
day = portfolio_pickers.same_day(scene)
show.html(portfolio_cache.cascade_html(scene, day, portfolio_pickers.start(scene, day)))
