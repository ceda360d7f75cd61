"""Every page of the dashboard in one row: its path, its words, its place in the menu and its script.

Menu, tabs, pictures and the tests of pages are made from these rows: a page that is not here is nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kpi.access.rights import EVERYTHING, Right
from kpi.core.model import Plan
from kpi.present.words import mark


class Section(StrEnum):
    """The entries of the menu, in its order; the value is the entry as a message.

    A section of several pages is one entry with a tab for each; that of the themes has an entry for each theme.
    """

    OVERVIEW = mark("Overview")
    THEMES = mark("Themes")
    RESULTS = mark("All results")
    MEETING = mark("Meeting")
    PLANS = mark("Other plans")
    FIGURES = mark("Figures")
    KEEPING = mark("Administration")
    METHOD = mark("Method")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `path` in the address, `words` as a message, `script` from the top folder; `tab`: it can be chosen,
    `right`: what who opens it must be allowed."""

    path: str
    words: str
    section: Section
    script: str
    tab: bool = True
    right: Right = Right.SEE


OVERVIEW, RESULTS, MATRIX, TIMELINE, TARGET = "overzicht", "resultaten", "matrix", "tijdlijn", "resultaat"
SELECTING = (RESULTS, MATRIX, TIMELINE)  # one selection; its pickers stand above the tabs
PLANS, COVERAGE, CASCADE, FACTS = "plannen", "dekking", "doorwerking", "regiobeeld"
MEETING, SINCE, THEN = "vergadering", "wat-veranderde", "toen-en-nu"
AGREED, SAID = "besluiten-en-acties", "toelichtingen"
DELIVER, DELIVERIES, MY_LIST = "aanleveren", "aanleveringen", "mijn-lijst"
HANDED_IN = "ingediend"  # the upload that waits, in the address
PERIOD, OWNER = "rapportage", "eigenaar"  # what of the figures that are asked for stands in the address
MANAGE, SMART, PEOPLE, LOG, METHOD = "plan-beheren", "smart-toets", "mensen", "logboek", "methode"
WITHOUT_PLAN = (MANAGE, PEOPLE, LOG)  # what there is to do before there is any plan
ACCOUNT, FIND = "account", "zoek"  # whose account is looked at, by its number, and what is looked for among them
THEME = "thema-"  # followed by the code of a theme; the menu has an entry for each
EMPTY, UNKNOWN = "pages/monitor/empty.py", "pages/monitor/unknown.py"  # at any path: no plan yet, and no such page
MOVED: Mapping[str, str] = MappingProxyType({"verkennen": RESULTS})  # what an address was, and where that is now
MOVED_SCRIPT = "pages/monitor/moved.py"

PAGES = (
    Page(OVERVIEW, mark("Overview"), Section.OVERVIEW, "pages/monitor/overview.py", right=Right.LOOK),
    Page(THEME, mark("Theme"), Section.THEMES, "pages/monitor/theme.py", right=Right.LOOK),
    Page(RESULTS, mark("Table"), Section.RESULTS, "pages/monitor/results.py", right=Right.LOOK),
    Page(MATRIX, mark("Matrix"), Section.RESULTS, "pages/monitor/matrix.py", right=Right.LOOK),
    Page(TIMELINE, mark("Timeline"), Section.RESULTS, "pages/monitor/timeline.py", right=Right.LOOK),
    Page(TARGET, mark("Result"), Section.RESULTS, "pages/monitor/target.py", tab=False, right=Right.LOOK),
    Page(MEETING, mark("Meetings"), Section.MEETING, "pages/meeting/meetings.py"),
    Page(SINCE, mark("What changed"), Section.MEETING, "pages/meeting/since.py"),
    Page(THEN, mark("Then and now"), Section.MEETING, "pages/meeting/then_and_now.py"),
    Page(AGREED, mark("Decisions and actions"), Section.MEETING, "pages/meeting/agreed.py"),
    Page(SAID, mark("Explanations"), Section.MEETING, "pages/meeting/said.py"),
    Page(PLANS, mark("Plans"), Section.PLANS, "pages/portfolio/plans.py"),
    Page(COVERAGE, mark("Coverage"), Section.PLANS, "pages/portfolio/coverage.py"),
    Page(CASCADE, mark("Cascade"), Section.PLANS, "pages/portfolio/cascade.py"),
    Page(FACTS, mark("Regional facts"), Section.PLANS, "pages/portfolio/facts.py"),
    Page(DELIVER, mark("Upload"), Section.FIGURES, "pages/data/upload.py", right=Right.HAND_IN),
    Page(DELIVERIES, mark("Uploads"), Section.FIGURES, "pages/data/uploads.py", right=Right.LOOK),
    Page(MY_LIST, mark("My list"), Section.FIGURES, "pages/data/my_list.py"),
    Page(MANAGE, mark("Manage plan"), Section.KEEPING, "pages/admin/plan.py", right=Right.EDIT),
    Page(SMART, mark("SMART test"), Section.KEEPING, "pages/admin/smart.py"),
    Page(PEOPLE, mark("People"), Section.KEEPING, "pages/admin/people.py", right=Right.ADMINISTER),
    Page(LOG, mark("Log"), Section.KEEPING, "pages/admin/log.py", right=Right.ADMINISTER),
    Page(METHOD, mark("Method"), Section.METHOD, "pages/monitor/method.py", right=Right.LOOK),
)


def page_at(path: str) -> Page | None:
    """The page at a path of the address, the overview at the root; None for a path that is no page's."""
    wanted = THEME if path.startswith(THEME) else path or OVERVIEW
    return next((one for one in PAGES if one.path == wanted), None)


def pages_of(section: Section, rights: frozenset[Right] = EVERYTHING) -> tuple[Page, ...]:
    """The pages of one entry of the menu for who has these rights, in the order of its tabs; the first is where the
    entry leads.
    """
    return tuple(one for one in PAGES if one.section is section and one.right in rights)


def theme_path(code: str) -> str:
    """The path of a theme's page."""
    return f"{THEME}{code}"


def paths_of(plan: Plan) -> tuple[str, ...]:
    """Every path that a plan has a page at, those of its themes among them, in the order of the menu."""
    themes = [theme_path(theme.code) for theme in plan.themes]
    return tuple(path for one in PAGES for path in (themes if one.path == THEME else [one.path]))
