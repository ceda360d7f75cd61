"""The part of a result's screen that shows it by organisation unit."""

from markupsafe import Markup

from kpi.core.calendar.period import Period
from kpi.core.view.target_view import TargetView
from kpi.core.view.units_view import of_part, units_view
from kpi.present.html.markup import markup
from kpi.present.html.parts import columns, spoken
from kpi.present.html.results.unit_bars import unit_bars
from kpi.present.html.results.units import unit_table
from kpi.present.screen.scene import Scene


def by_unit_head(scene: Scene) -> Markup:
    """The heading."""
    return spoken(
        scene.lang, markup('<div class="pp"><h2 class="pp-h2">{}</h2></div>', scene.text("By organisation unit"))
    )


def by_unit_screen(scene: Scene, view: TargetView, period: Period) -> Markup:
    """The units of a result in one period: the table with its sum, and the units compared."""
    found = units_view(view.row, view.known, view.snapshot.plan.org_units, period)
    if view.snapshot.part is not None:
        found = of_part(found, view.snapshot.part)
    table, bars = unit_table(found, scene.lang), unit_bars(found, scene.lang)
    return spoken(scene.lang, markup('<div class="pp">{}</div>', columns(table, bars)))
