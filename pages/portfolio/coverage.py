"""Coverage: plans against the themes of the national vision and against categories, and the gaps."""

from kpi.ui import frame, show
from kpi.ui.results import portfolio_cache, portfolio_pickers

scene = frame.page()
day = portfolio_pickers.same_day(scene)
show.html(portfolio_cache.coverage_html(scene, day, *portfolio_pickers.line()))
