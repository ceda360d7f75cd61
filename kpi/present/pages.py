"""Every page of the dashboard in one row: its path, its words, its icon, its place in the menu and its script.

Menu, pictures and the tests of pages are made from these rows: a page that is not here is nowhere.
"""

from dataclasses import dataclass
from enum import StrEnum

from kpi.core.model import Plan
from kpi.present.words import mark


class Section(StrEnum):
    """The groups of the menu, in its order; the value is the heading as a message, empty for none."""

    TOP = ""
    THEMES = mark("Themes")
    RESULTS = mark("All results")
    PLANS = mark("All plans")
    FIGURES = mark("Figures of the plan")
    KEEPING = mark("Keeping the plans")
    EXPLANATION = mark("Explanation")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `path` in the address, `words` as a message, `icon` a Material symbol, `script` from the top folder."""

    path: str
    words: str
    icon: str
    section: Section
    script: str


OVERVIEW, TARGET, MATRIX, TIMELINE, EXPLORE = "overzicht", "resultaat", "matrix", "tijdlijn", "verkennen"
PLANS, COVERAGE, CASCADE, FACTS = "plannen", "dekking", "doorwerking", "regiobeeld"
DELIVER, DELIVERIES = "aanleveren", "aanleveringen"
MANAGE, METHOD = "plan-beheren", "methode"
THEME = "thema-"  # followed by the code of a theme; the menu has an entry for each
EMPTY, UNKNOWN = "pages/monitor/empty.py", "pages/monitor/unknown.py"  # at any path: no plan yet, and no such page

PAGES = (
    Page(OVERVIEW, mark("Overview"), "dashboard", Section.TOP, "pages/monitor/overview.py"),
    Page(THEME, mark("Theme"), "topic", Section.THEMES, "pages/monitor/theme.py"),
    Page(TARGET, mark("Result"), "flag", Section.RESULTS, "pages/monitor/target.py"),
    Page(MATRIX, mark("Matrix"), "grid_on", Section.RESULTS, "pages/monitor/matrix.py"),
    Page(TIMELINE, mark("Timeline"), "calendar_month", Section.RESULTS, "pages/monitor/timeline.py"),
    Page(EXPLORE, mark("Explore"), "search", Section.RESULTS, "pages/monitor/explore.py"),
    Page(PLANS, mark("Plans"), "view_column", Section.PLANS, "pages/portfolio/plans.py"),
    Page(COVERAGE, mark("Coverage"), "border_all", Section.PLANS, "pages/portfolio/coverage.py"),
    Page(CASCADE, mark("Cascade"), "account_tree", Section.PLANS, "pages/portfolio/cascade.py"),
    Page(FACTS, mark("Picture of the region"), "bar_chart", Section.PLANS, "pages/portfolio/facts.py"),
    Page(DELIVER, mark("Deliver"), "upload_file", Section.FIGURES, "pages/data/upload.py"),
    Page(DELIVERIES, mark("Deliveries"), "inventory_2", Section.FIGURES, "pages/data/uploads.py"),
    Page(MANAGE, mark("Manage plan"), "edit_note", Section.KEEPING, "pages/admin/plan.py"),
    Page(METHOD, mark("Method"), "menu_book", Section.EXPLANATION, "pages/monitor/method.py"),
)


def page_at(path: str) -> Page | None:
    """The page at a path of the address, the overview at the root; None for a path that is no page's."""
    wanted = THEME if path.startswith(THEME) else path or OVERVIEW
    return next((one for one in PAGES if one.path == wanted), None)


def pages_of(section: Section) -> tuple[Page, ...]:
    """The pages of one group of the menu, in its order."""
    return tuple(one for one in PAGES if one.section is section)


def theme_path(code: str) -> str:
    """The path of a theme's page."""
    return f"{THEME}{code}"


def paths_of(plan: Plan) -> tuple[str, ...]:
    """Every path that a plan has a page at, those of its themes among them, in the order of the menu."""
    themes = [theme_path(theme.code) for theme in plan.themes]
    return tuple(path for one in PAGES for path in (themes if one.path == THEME else [one.path]))
