"""The screens of all plans together: pure functions from snapshots to HTML."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from kpi.core.category import CategoryGroup, Frame
from kpi.core.contribution import Ref, read_ref, write_ref
from kpi.core.errors import NotFoundError
from kpi.core.light.rollup import roll_up
from kpi.core.light.snapshot import Snapshot
from kpi.core.notation import day
from kpi.core.view.cascade import cascade, lineage, weave
from kpi.core.view.coverage import Coverage, CoverLine, coverage
from kpi.core.view.portfolio import plan_cards, vision_of
from kpi.core.view.region import frame_picture, picture, region_plans
from kpi.core.view.views import date_range
from kpi.present.html.heading import legend
from kpi.present.html.markup import NOTHING, markup
from kpi.present.html.parts import folded_when_narrow, message, spoken
from kpi.present.html.plans import cascade as html_cascade
from kpi.present.html.plans import coverage as html_coverage
from kpi.present.html.plans import portfolio, region
from kpi.present.pages import CASCADE, COVERAGE, FACTS, theme_path
from kpi.present.screen.scene import Scene
from kpi.present.words import text

FROM = "vanuit"  # the parameter that names the target a cascade is seen from
LINE, BY = "regel", "bij"  # those that name the line of the coverage that is opened, and the plan
MOMENT, OWN, SAME = "peilen", "eigen", "samen"  # at which date the plans are seen
THEMES, CATEGORIES = "thema", "categorie"
Snapshots = tuple[Snapshot, ...]


def plans_page(scene: Scene, snapshots: Snapshots, same_day: date | None) -> Markup:
    """All plans side by side; `same_day` None: each plan at its own newest day."""
    lang, cards = scene.lang, plan_cards(snapshots)
    to = _Links(scene, snapshots, same_day)
    return _whole(
        scene,
        _head(scene, text(lang, "Plans"), portfolio.cards_lead(cards, lang), snapshots, same_day),
        portfolio.plan_card_grid(cards, to.plan, to.theme, to.target, lang),
        legend(lang),
    )


def coverage_page(
    scene: Scene, snapshots: Snapshots, same_day: date | None, frame: Frame | None, opened: str, by: str
) -> Markup:
    """Plans against the themes of the vision and against categories; `opened`: one line of plan `by` instead.

    Raises NotFoundError for a line that is not there.
    """
    lang, view, to = scene.lang, coverage(snapshots, frame), _Links(scene, snapshots, same_day)
    head = _head(scene, text(lang, "Coverage"), html_coverage.coverage_lead(view, lang), snapshots, same_day)
    if opened:
        line = _line(view, opened)
        one = html_coverage.opened_line(line, by, view, to.target, to.here(COVERAGE), lang)
        return _whole(scene, head, one, legend(lang))
    title = text(lang, "Themes of the vision")
    themes = html_coverage.cover_grid(title, view.themes, view, to.theme_line, lang)
    groups = (_group(group, lines, view, to, lang) for group, lines in view.groups)
    sources = html_coverage.category_sources(frame, lang) if frame else NOTHING
    return _whole(scene, head, themes, *groups, sources, legend(lang))


def _line(view: Coverage, opened: str) -> CoverLine:
    kind, _, code = opened.partition("/")
    lines = view.themes if kind == THEMES else tuple(line for _, each in view.groups for line in each)
    found = next((line for line in lines if line.code == code), None)
    if found is None:
        raise NotFoundError(
            f"Er is geen regel {opened} in de dekking. Kies er een in de tabel.",
            f"There is no line {opened} in the coverage. Choose one in the table.",
        )
    return found


def _group(group: CategoryGroup, lines: tuple[CoverLine, ...], view: Coverage, to: "_Links", lang: str) -> Markup:
    """Goals and initiatives stand open on a wide page, partners and what the frame does not know are folded."""
    title = text(lang, html_coverage.GROUP_WORDS[group])
    grid = html_coverage.cover_grid(title, lines, view, to.category_line, lang)
    if group in (CategoryGroup.GOAL, CategoryGroup.INITIATIVE):
        return folded_when_narrow(title, grid)
    return html_coverage.folded_grid(title, grid, html_coverage.gaps_note(lines, lang))


def cascade_page(scene: Scene, snapshots: Snapshots, same_day: date | None, start: str) -> Markup:
    """All trees, or those around one target; raises NotFoundError when `start` is linked to nothing."""
    lang, web, to = scene.lang, weave(snapshots), _Links(scene, snapshots, same_day)
    ways = html_cascade.Ways(to.target, to.cascade, lang)
    lead = html_cascade.cascade_lead(web, vision_of(snapshots), lang)
    head = _head(scene, text(lang, "Cascade"), lead, snapshots, same_day)
    if not start:
        trees = html_cascade.stems(cascade(web), web, ways)
        own = text(lang, "The light of a result is its own: the results below it do not count towards it.")
        said = markup('<p class="pp pp-soft">{}</p>', own)
        return _whole(scene, head, said, trees, html_cascade.lost(web.lost, lang), legend(lang, opens=True))
    view = lineage(web, read_ref(start, scene.plan))
    if view is None:
        raise NotFoundError(
            f"Het resultaat {start} is aan geen ander resultaat verbonden. Kies er een uit de lijst.",
            f"The result {start} is linked to no other. Choose one from the list.",
        )
    return _whole(scene, head, html_cascade.lineage_tree(view, web, ways), legend(lang, opens=True))


def cascade_options(snapshots: Iterable[Snapshot]) -> dict[str, str]:
    """Every target that is linked: its reference and what it is called."""
    nodes = weave(snapshots).nodes
    return {
        write_ref(ref): f"{one.snapshot.plan.organisation}: {one.row.target.statement}" for ref, one in nodes.items()
    }


def facts_page(scene: Scene, snapshots: Snapshots, frame: Frame | None) -> Markup:
    """The facts that the plans of one region lean on, and those of the frame."""
    lang = scene.lang
    seen = [picture(plan) for plan in region_plans((one.plan for one in snapshots), scene.plan)]
    if frame:
        seen.append(frame_picture(frame))
    own = next(one.plan for one in snapshots if one.plan.code == scene.plan)
    lead = text(
        lang, "What the plans of {region} are based on; every figure names its source.", region=own.region or own.title
    )
    bodies = [region.fact_lists(one, lang, closed=at > 0) for at, one in enumerate(one for one in seen if one.groups)]
    nothing = message(text(lang, "No facts"), text(lang, "This plan names no facts of its region."))
    head = portfolio.together(text(lang, "Regional facts"), lead, "", False, lang)
    return _whole(scene, head, *(bodies or [nothing]))


def plans_footer(scene: Scene, snapshots: Snapshots, frame: Frame | None) -> Markup:
    """Where the figures come from, and their revision where an earlier state of them is looked at."""
    lang = scene.lang
    parts = [text(lang, "Source: {source}", source="; ".join(_sources(scene, snapshots, frame)))]
    if scene.known_at:
        parts.append(text(lang, "revision {revision}", revision=scene.revision))
    if scene.page != FACTS and _sample(snapshots):
        parts.append(text(lang, "Figures marked as sample figures are invented, not measured."))
    return _whole(scene, markup('<footer class="pp pp-soft pp-foot">{}</footer>', " · ".join(parts)))


def _sources(scene: Scene, snapshots: Snapshots, frame: Frame | None) -> tuple[str, ...]:
    """The documents behind a page and no other: of the plans it shows, and of the frame where it speaks."""
    plans = tuple(one.plan for one in snapshots)
    shown = region_plans(plans, scene.plan) if scene.page == FACTS else plans
    framed = (frame,) if frame and scene.page in (FACTS, COVERAGE) else ()
    return tuple(one.source or one.title for one in (*shown, *framed))


def _head(scene: Scene, title: str, lead: str, snapshots: Snapshots, same_day: date | None) -> Markup:
    """The title; that figures are invented is said above it when those of the plan at the top are."""
    lang = scene.lang
    if same_day:
        when = text(lang, "all plans as of {day}", day=day(same_day, lang))
    else:
        when = text(lang, "each plan with its latest figures")
    own = tuple(one for one in snapshots if one.plan.code == scene.plan)
    return portfolio.together(title, lead, when, _sample(snapshots) and not _sample(own), lang)


def _sample(snapshots: Snapshots) -> bool:
    return any(roll_up(row.assessment for row in one.rows).sample for one in snapshots)


def _whole(scene: Scene, *parts: Markup) -> Markup:
    return spoken(scene.lang, *parts)


def _shown_day(snapshot: Snapshot) -> date:
    """The date of a link to a plan: that of its lights, or the nearest that a page of the plan can be seen at."""
    first, last = date_range(snapshot.plan)
    return min(max(snapshot.as_of, first), last)


class _Links:
    """Links to the pages of any plan, each at the date that its lights were shown at."""

    def __init__(self, scene: Scene, snapshots: Snapshots, same_day: date | None) -> None:
        self._scene = scene
        self._same = {MOMENT: SAME if same_day else OWN}
        self._days = {one.plan.code: _shown_day(one) for one in snapshots}

    def _of(self, plan: str) -> Scene:
        return replace(self._scene, plan=plan, as_of=self._days[plan])

    def here(self, page: str, more: Mapping[str, str] | None = None) -> str:
        """Another view of all plans, at the same dates."""
        return self._scene.href(page, {**self._same, **(more or {})})

    def plan(self, plan: str) -> str:
        return self._of(plan).href("")

    def theme(self, plan: str, theme: str) -> str:
        return self._of(plan).href(theme_path(theme))

    def target(self, plan: str, target: str) -> str:
        return self._of(plan).target_href(target)

    def theme_line(self, plan: str, line: str) -> str:
        return self.here(COVERAGE, {LINE: f"{THEMES}/{line}", BY: plan})

    def category_line(self, plan: str, line: str) -> str:
        return self.here(COVERAGE, {LINE: f"{CATEGORIES}/{line}", BY: plan})

    def cascade(self, ref: Ref) -> str:
        return self.here(CASCADE, {FROM: write_ref(ref)})
