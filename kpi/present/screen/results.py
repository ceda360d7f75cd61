"""The screens of a plan and of a theme, and what stands under every page of a plan."""

from markupsafe import Markup

from kpi.core.errors import NotFoundError
from kpi.core.light.assessment import Flag
from kpi.core.light.snapshot import Snapshot
from kpi.core.view.views import theme_view
from kpi.present.html import empty, heading
from kpi.present.html.markup import markup
from kpi.present.html.parts import spoken
from kpi.present.pages import MANAGE, THEME
from kpi.present.screen.overview import overview_page
from kpi.present.screen.scene import Scene
from kpi.present.screen.theme import theme_page
from kpi.present.words import text


def overview_screen(scene: Scene, snapshot: Snapshot) -> Markup:
    """How the plan stands, what needs attention now, and the deadlines ahead."""
    if snapshot.rows:
        return overview_page(scene, snapshot)
    title = heading.head(snapshot.plan.title, _subtitle(snapshot))
    return spoken(scene.lang, title, empty.no_results(scene.href(MANAGE), scene.lang))


def theme_screen(scene: Scene, snapshot: Snapshot) -> Markup:
    """The theme in the scene's path; raises NotFoundError when the plan has none."""
    code = scene.page.removeprefix(THEME)
    view = theme_view(snapshot, code)
    if view is None:
        raise NotFoundError(
            f"Het plan {snapshot.plan.title} heeft geen thema {code!r}. Kies er een uit het menu.",
            f"The plan {snapshot.plan.title} has no theme {code!r}. Choose one from the menu.",
        )
    return theme_page(scene, view)


def plan_footer(scene: Scene, snapshot: Snapshot) -> Markup:
    """Where the figures come from, and their revision where an earlier state of them is looked at."""
    lang = scene.lang
    parts = [text(lang, "Source: {source}", source=snapshot.plan.source or snapshot.plan.title)]
    if scene.known_at:
        parts.append(text(lang, "revision {revision}", revision=snapshot.revision))
    if has_samples(snapshot):
        parts.append(text(lang, "Figures marked as sample figures are invented, not measured."))
    return spoken(scene.lang, markup('<footer class="pp pp-soft pp-foot">{}</footer>', " · ".join(parts)))


def has_samples(snapshot: Snapshot) -> bool:
    """Whether any light rests on invented figures."""
    return any(Flag.SAMPLE in row.assessment.flags for row in snapshot.rows)


def _subtitle(snapshot: Snapshot) -> str:
    return " · ".join(part for part in (snapshot.plan.organisation, snapshot.plan.region) if part)
