"""Each screen of one plan as HTML, made once for each revision of that plan."""

from typing import Any

from markupsafe import Markup

from kpi.core.history.known_then import NOTHING_OTHERWISE
from kpi.core.view.search import notes
from kpi.present.chart import charts
from kpi.present.chart.chart_alt import chart_alt
from kpi.present.screen import method as method_content
from kpi.present.screen import results, selection
from kpi.present.screen import smart as smart_content
from kpi.present.screen.scene import Scene
from kpi.service.outlook import forecast_score
from kpi.ui import cached


@cached.of_its_plan
def overview(scene: Scene) -> Markup:
    """The overview as HTML."""
    return results.overview_screen(scene, cached.snapshot(scene))


@cached.of_its_plan
def theme(scene: Scene) -> Markup:
    """The theme in the scene's path as HTML; raises NotFoundError."""
    return results.theme_screen(scene, cached.snapshot(scene))


@cached.of_its_plan
def chart_of(scene: Scene, code: str, colours: str) -> tuple[dict[str, Any], str]:
    """The path chart of one target, and its text; `colours` is "light" or "dark"."""
    view = cached.target(scene, code)
    return charts.path_chart(view, scene.lang, colours), chart_alt(view, scene.lang)


@cached.of_its_plan
def method(scene: Scene) -> Markup:
    """The method page as HTML."""
    seen = cached.snapshot(scene)
    return method_content.method_screen(scene, seen, forecast_score(cached.own_desk(), seen))


@cached.of_its_plan
def smart_page(scene: Scene) -> tuple[Markup, Markup]:
    """The SMART test as HTML: its head, and what follows."""
    return smart_content.smart_screen(scene, cached.smart_of(scene))


@cached.of_its_plan
def selection_chips(scene: Scene) -> Markup:
    """What is selected as HTML, each with the way to take it away."""
    return selection.chosen(scene, cached.snapshot(scene).plan)


@cached.of_its_plan
def results_screen(scene: Scene) -> Markup:
    """One page of the selected rows as HTML, and what else the words find; raises UsageError."""
    seen = cached.snapshot(scene)
    besides = notes(seen.plan, scene.selection.words)
    return selection.table_screen(
        scene,
        seen,
        cached.arranged(scene),
        besides,
        cached.units_asked(scene, scene.selection.units),
        cached.otherwise_of(scene) or NOTHING_OTHERWISE,
    )


@cached.of_its_plan
def matrix_tab(scene: Scene) -> Markup:
    """The selected rows as a matrix, as HTML; raises UsageError."""
    return selection.matrix_screen(scene, cached.snapshot(scene), cached.selected(scene))


@cached.of_its_plan
def timeline_tab(scene: Scene) -> Markup:
    """The selected rows as a timeline, as HTML; raises UsageError."""
    return selection.timeline_screen(scene, cached.snapshot(scene), cached.selected(scene))


@cached.of_its_plan
def footer_of_plan(scene: Scene) -> Markup:
    """The foot of every page as HTML."""
    return results.plan_footer(scene, cached.snapshot(scene))
