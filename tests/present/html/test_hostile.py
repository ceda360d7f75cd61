"""Every screen of plans, uploads and drafts whose every text is hostile: it stays text, and is escaped once."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.category import Category, CategoryGroup, Frame
from kpi.core.contribution import write_ref
from kpi.core.delivery.completeness import completeness
from kpi.core.delivery.due import due_in
from kpi.core.delivery.repair import MendedCell
from kpi.core.earlier_promises import EarlierTarget, Ending
from kpi.core.history.change import ChangeSet, LightChange
from kpi.core.history.renaming import Swap
from kpi.core.history.revision import Difference
from kpi.core.issue import Issue, Severity
from kpi.core.light.snapshot import Snapshot, take
from kpi.core.model import CheckIn, Ended, Measurement
from kpi.core.plan_parts import OrgUnit
from kpi.core.view.arranging import GROUPS
from kpi.core.view.cascade import weave
from kpi.core.view.coverage import coverage
from kpi.core.view.filters import Filters
from kpi.core.view.smart import smart_test
from kpi.core.view.target_view import Version, target_view
from kpi.present.html import empty, values
from kpi.present.html.markup import joined
from kpi.present.html.parts import message
from kpi.present.html.plans import plan
from kpi.present.html.results import checkin
from kpi.present.html.uploads import deliveries, reporting, upload
from kpi.present.html.uploads.deliveries import DeliveryLine
from kpi.present.pages import theme_path
from kpi.present.screen import results, selection, selection_pictures, smart, target, together
from kpi.present.screen.scene import Scene
from kpi.present.words import LANGUAGES
from tests.core.several import ALL
from tests.present.hostile import WORD, hostile

DAY, PERIOD, MOMENT = date(2021, 6, 30), parse_period("2021-Q1"), datetime(2021, 3, 1, 9, 30, tzinfo=UTC)
FRAME = Frame("k", "Kader", "Bron", 2018, (Category("goed", "Goede zorg", CategoryGroup.GOAL, "Kader"),))
ESCAPED = "&lt;script&gt;&amp;&#34;&#39;"


def scene(lang: str) -> Scene:
    return Scene(41, 41, "p", DAY, "", lang, "")


def of_one_plan(seen: Snapshot, evidence: dict[str, tuple[Measurement, ...]], at: Scene) -> Iterator[tuple[str, str]]:
    """The pages of a plan."""
    screens = [results.overview_screen(at, seen)]
    for theme in seen.plan.themes:
        page = replace(at, page=theme_path(theme.code))
        screens.append(results.theme_screen(page, seen))
        chosen = Filters((("owner", (WORD,)),), words=WORD)
        screens.append(results.theme_screen(replace(page, selection=chosen), seen))
    recorded = tuple(Version(3, MOMENT, WORD, what, WORD, WORD) for what in (WORD, "owner", f"2021-Q2 {WORD}: note"))
    for row in seen.known:
        ended = (Ending(row.ended, 4, MOMENT, WORD, WORD),)
        view = target_view(seen, row.target.code, evidence, recorded, ended)
        assert view is not None
        said = (CheckIn(row.target.code, PERIOD, WORD, WORD, WORD, WORD),) * 2
        screens += target.target_screen(at, view, said)
    yield from ((f"plan {number}", screen) for number, screen in enumerate(screens))
    found = (*seen.plan.facts, *seen.plan.activities)
    at = replace(at, selection=Filters(words=WORD).but("owner", *{row.target.owner for row in seen.known}))
    yield "selection", selection.results_title(at) + selection.chosen(at, seen.plan)
    yield "table", selection.table_screen(at, seen, seen.known, found)
    for group in GROUPS:
        yield f"by {group}", selection.table_screen(at.arranged(group=group), seen, seen.known)
    yield "matrix", selection.matrix_screen(at, seen, seen.known)
    yield "timeline", selection.timeline_screen(at, seen, seen.known)
    yield "matrix as a picture", selection_pictures.matrix_svg(at, seen, seen.known)
    yield "timeline as a picture", selection_pictures.timeline_svg(at, seen, seen.known)
    yield "SMART test", joined(smart.smart_screen(at, smart_test(seen)))
    yield "footer", results.plan_footer(at, seen)


def of_all_plans(plans: tuple[Snapshot, ...], at: Scene) -> Iterator[tuple[str, str]]:
    """The pages of all plans together."""
    at, frame = replace(at, plan=plans[0].plan.code), hostile(FRAME)
    yield "plans", together.plans_page(at, plans, None)
    view = coverage(plans, frame)
    lines = [f"thema/{line.code}" for line in view.themes]
    lines += [f"categorie/{line.code}" for _, each in view.groups for line in each]
    for line in ("", *lines):
        for one in plans:
            yield f"coverage {line}", together.coverage_page(at, plans, DAY, frame, line, one.plan.code)
    for ref in (None, *weave(plans).nodes):
        yield f"cascade {ref}", together.cascade_page(at, plans, DAY, write_ref(ref) if ref else "")
    yield "facts", together.facts_page(at, plans, frame)
    yield "footer of all", together.plans_footer(replace(at, page="dekking"), plans, frame)


def of_an_upload(seen: Snapshot, lang: str) -> Iterator[tuple[str, str]]:
    """The pages of handing in and of deliveries."""
    old = Measurement("behind", PERIOD, 1.0, org_unit="unit", note=WORD)
    said = values.Values(seen.plan, lang)
    rows = [Issue("x", severity, 1, WORD, WORD, WORD, WORD, WORD, WORD) for severity in Severity]
    yield "head", upload.title(WORD, WORD) + upload.step(WORD) + upload.aside(WORD) + upload.verdict(WORD, WORD)
    yield "read", upload.understood([(WORD,) * 3], [[WORD, "y"], [WORD]], {WORD: WORD}, lang)
    yield "issues", upload.issue_table(rows, lang) + upload.repairs([(None, WORD, WORD, WORD)], lang)
    yield "receipt", upload.receipt(WORD, [(WORD,) * 3], [(WORD, WORD), (WORD, WORD)], lang)
    yield (
        "values",
        values.value_changes(ChangeSet(), said, lang) + values.both_table(WORD, [(old, old), (None, old)], said, lang),
    )
    lit = [LightChange(row.assessment, row.assessment) for row in seen.rows]
    yield (
        "lights",
        values.light_changes_table(lit, seen.plan, lambda code: WORD, lang)
        + values.folded(WORD, values.light_changes_table((), seen.plan, str, lang)),
    )
    one = DeliveryLine(1, WORD, WORD, MOMENT, 1, 2, 3, 4)
    yield "deliveries", deliveries.deliveries([one, replace(one, undone=WORD)], lambda number: WORD, lang)
    came = completeness(seen.plan, PERIOD, due_in(seen.plan, PERIOD, {}), {}, date(2022, 6, 1))
    yield (
        "complete",
        (
            reporting.reporting_lead(came, lang)
            + reporting.owners_open(came.owners, lang)
            + reporting.themes_open(came.themes, lang)
        ),
    )
    cells = (MendedCell(1, 0, WORD, WORD, ""),)
    yield "files", deliveries.files((WORD, WORD), (WORD, WORD), cells, lang) + deliveries.reasons([(WORD, WORD)], lang)


def of_a_draft(seen: Snapshot, lang: str) -> Iterator[tuple[str, str]]:
    """The page on which a plan is kept, check-ins and screens without anything."""
    row = seen.rows[0]
    rows = [Issue("x", severity, 1, WORD, WORD, WORD, WORD, WORD, WORD) for severity in Severity]
    changed = [Difference("targets", WORD, WORD, before, after) for before, after in ((WORD, WORD), ("", WORD))]
    yield "draft", plan.plan_issue_table(rows, lambda one: WORD, lambda one: WORD, lang) + plan.phrase_reading(WORD)
    yield "readings", plan.readings([(WORD,) * 4], lang)
    yield (
        "changes",
        plan.field_changes(changed, lambda one: WORD, lang) + plan.swapped([Swap(row.target, row.target)], lang),
    )
    yield "lights of a draft", plan.plan_lights([(WORD, WORD, None, row.assessment)], lang)
    said = CheckIn("behind", PERIOD, WORD, WORD, WORD, WORD)
    yield "check-ins", checkin.checkins([said], lang)
    yield "empty", message(WORD, WORD, WORD) + empty.no_results(WORD, lang) + empty.command(WORD, WORD)


@pytest.fixture
def whole(made: tuple[Snapshot, dict[str, tuple[Measurement, ...]]]) -> tuple[Snapshot, Any]:
    """The small plan with units, a result that ended and a promise that changed, hostile throughout."""
    seen, evidence = made
    target, near, *others = seen.plan.targets
    full = replace(
        seen.plan,
        targets=(target, replace(near, due=date(2021, 8, 31)), *others),
        region="x",
        source="x",
        org_units=(OrgUnit("unit", "Praktijk"),),
        ended=(Ended(replace(target, code="gone"), date(2021, 5, 1)),),
    )
    earlier = {target.code: (EarlierTarget(target, 3, MOMENT, MOMENT, "x", "x"),)}
    return hostile(take(full, evidence, as_of=DAY, revision=41, earlier=earlier)), hostile(evidence)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text_is_escaped_once_on_every_page(whole: tuple[Snapshot, Any], lang: str) -> None:
    seen, evidence = whole
    at = scene(lang)
    pages = dict(
        [
            *of_one_plan(seen, evidence, at),
            *of_all_plans(hostile(ALL), at),
            *of_an_upload(seen, lang),
            *of_a_draft(seen, lang),
        ]
    )
    assert [name for name, page in pages.items() if ESCAPED not in page] == []
    for name, page in pages.items():
        assert "<script" not in page, name
        page = page.replace("<wbr>", "")  # which cuts what stands where a hash belongs
        assert re.findall(r"&lt;(?!script&gt;&amp;&#34;&#39;)|&amp;(?:lt|gt|amp|#\d+);", page) == [], name
