"""All plans together: cards, coverage, cascade and the picture of the region."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.category import Category, CategoryGroup, Frame, category_codes
from kpi.core.contribution import Ref, circle, everything, links_of, read_ref
from kpi.core.light.assessment import Light
from kpi.core.plan_parts import Fact
from kpi.core.view.cascade import cascade, lineage, weave
from kpi.core.view.coverage import Coverage, coverage
from kpi.core.view.portfolio import by_level, plan_cards, upcoming, vision_of
from kpi.core.view.region import frame_picture, is_change, picture, region_plans
from tests.core.several import ALL, REGION, SUPPORT, VISION, N, P, R, plan, seen, target

FRAME = Frame(
    "kader", "Kader", "Bron", 2018,
    (Category("goed", "Goede zorg", CategoryGroup.GOAL), Category("ziekenhuis", "Ziekenhuis", CategoryGroup.PARTNER)),
)  # fmt: skip


def gaps(view: Coverage) -> dict[str, list[str]]:
    """The codes of the plans with nothing, by line."""
    lines = (*view.themes, *(line for _, each in view.groups for line in each))
    return {line.code: [one.plan.code for one in line.gaps] for line in lines}


def test_a_card_a_plan_with_its_own_lights_by_level() -> None:
    region, support, vision = plan_cards(ALL)
    assert (region.rollup.light, region.rollup.assessed, region.rollup.total) == (Light.RED, 2, 3)
    assert [(one.level, one.rollup.light, one.rollup.total) for one in region.levels] == [
        (R, Light.GREEN, 2), (P, Light.RED, 1),
    ]  # fmt: skip
    assert [one.level for one in support.levels] == [R, None]
    assert [one.theme.code for one in vision.themes] == ["instroom", "geld"]


def test_levels_are_never_added_up() -> None:
    rows = [row for one in ALL for row in one.rows]
    assert sum(one.rollup.total for one in by_level(rows)) == len(rows)
    assert [one.level for one in by_level(rows)] == [N, R, P, None]
    assert by_level([]) == ()


def test_next_deadlines_are_open_and_nearest_first() -> None:
    assert [row.target.code for row in upcoming(ALL[0])] == ["R3", "R2", "R1"]
    assert [row.target.code for row in upcoming(ALL[1])] == ["S2"]  # S1 is done
    assert upcoming(seen(REGION, as_of=date(2022, 1, 1))[0]) == ()


def test_the_vision_is_the_plan_that_asks_most_of_the_country() -> None:
    assert vision_of(ALL) is ALL[2]
    assert vision_of(ALL[:2]) is None
    assert vision_of(()) is None
    smaller = seen(plan("klein", target("K", "k", N)))[0]
    assert vision_of((smaller, *ALL)) is ALL[2]


def test_a_theme_is_covered_directly_and_through_other_plans() -> None:
    view = coverage(ALL, FRAME)
    assert [one.plan.code for one in view.plans] == ["regio", "steun"]
    inflow, money = view.themes
    assert [[row.target.code for row in cell.rows] for cell in inflow.cells] == [["R1", "R2"], ["S1"]]
    assert [row.target.code for row in inflow.asked] == ["V1", "V2"]
    assert (inflow.cells[0].rollup.light, [one.level for one in inflow.cells[0].levels]) == (Light.RED, [R, P])
    assert [one.plan.code for one in money.gaps] == ["regio", "steun"]


def test_categories_stand_by_group_and_what_the_frame_lacks_stands_last() -> None:
    view = coverage(ALL, FRAME)
    assert [(group, [line.code for line in lines]) for group, lines in view.groups] == [
        (CategoryGroup.GOAL, ["goed"]), (CategoryGroup.PARTNER, ["ziekenhuis"]), (CategoryGroup.OTHER, ["eigen"]),
    ]  # fmt: skip
    assert gaps(view) == {
        "instroom": [], "geld": ["regio", "steun"],
        "goed": ["steun"], "ziekenhuis": ["regio", "steun"], "eigen": ["steun"],
    }  # fmt: skip


def test_without_a_vision_or_a_frame_there_is_less_to_compare() -> None:
    view = coverage(ALL[:2], None)
    assert (view.vision, view.themes) == (None, ())
    assert [(group, [line.code for line in lines]) for group, lines in view.groups] == [
        (CategoryGroup.OTHER, ["eigen", "goed"])
    ]
    assert coverage((), FRAME).plans == ()


def test_the_cascade_stands_on_what_contributes_to_nothing() -> None:
    (stem,) = cascade(weave(ALL))
    assert (stem.snapshot.plan.code, stem.theme.code) == ("visie", "instroom")
    first, second = stem.branches
    assert [one.node.ref for one in first.children] == [("regio", "R1"), ("regio", "R2")]
    assert [one.node.ref for one in first.children[0].children] == [("steun", "S1")]
    assert [one.node.ref for one in second.children] == [("regio", "R2")]
    assert [(one.level, one.rollup.total, one.rollup.light) for one in first.levels] == [
        (R, 2, Light.GREEN), (P, 1, Light.RED),
    ]  # fmt: skip
    assert [(one.level, one.rollup.total) for one in stem.levels] == [(R, 2), (P, 1)]  # R2 counts once


def test_upwards_from_a_regional_target_and_downwards_from_it() -> None:
    web = weave(ALL)
    view = lineage(web, ("regio", "R1"))
    assert view is not None
    assert [one.node.ref for one in view.above] == [("visie", "V1")]
    assert [one.node.ref for one in view.below.children] == [("steun", "S1")]
    assert lineage(web, ("regio", "R3")) is None
    assert lineage(web, ("nergens", "X")) is None
    support = lineage(web, ("steun", "S1"))
    assert support is not None
    assert [one.node.ref for one in support.above[0].children] == [("visie", "V1")]


def test_a_reference_to_what_is_not_there_is_told_and_draws_nothing() -> None:
    web = weave(ALL)
    assert web.lost == ((("steun", "S1"), ("regio", "R9")),)
    assert weave(seen(REGION)).nodes == {}
    assert cascade(weave(())) == ()


def test_a_circle_in_older_data_ends() -> None:
    round_about = plan("rond", target("A", "a", R, "B"), target("B", "a", R, "rond/A"))
    web = weave(seen(round_about))
    assert cascade(web) == ()
    view = lineage(web, ("rond", "A"))
    assert view is not None
    assert [one.node.ref for one in view.below.children] == [("rond", "B")]
    assert view.below.children[0].children == ()


@pytest.mark.parametrize(
    ("links", "way"),
    [
        ({"A": "B", "B": "C", "C": ""}, ""),
        ({"A": "A"}, "AA"),
        ({"A": "BC", "B": "D", "C": "A", "D": "A"}, "ACA"),
        ({"A": "B", "B": "C", "C": "B"}, ""),
        ({"A": "Z"}, ""),
    ],
)
def test_circle_gives_the_shortest_way_back(links: dict[str, str], way: str) -> None:
    refs: dict[Ref, tuple[Ref, ...]] = {("p", one): tuple(("p", to) for to in above) for one, above in links.items()}
    assert "".join(code for _, code in circle(("p", "A"), refs)) == way


def test_references_name_a_plan_or_mean_the_own_one() -> None:
    assert read_ref("visie/V/1", "regio") == ("visie", "V/1")
    assert read_ref("R1", "regio") == ("regio", "R1")
    links = {ref: refs for one in (REGION, SUPPORT, VISION) for ref, refs in links_of(one).items()}
    assert everything(("steun", "S1"), links) == (("regio", "R1"), ("regio", "R9"), ("visie", "V1"))
    assert category_codes(" goed ;; eigen;") == ("goed", "eigen")


UP = Fact("f1", "Ouderen", "zorg", 32.0, "%", "2020", "2030", "Stuk, 1")
DOWN = replace(UP, code="f2", name="Mantelzorgers", value=-33.0)
SHARE = replace(UP, code="f3", name="Chronisch ziek", value=40.0, period="2030", period_to="")
PEAK = Fact("f4", "Jaar waarin de vergrijzing piekt", "elders", None, "", "", "2040", "Stuk, 2")


@pytest.mark.parametrize(
    ("fact", "change"),
    [
        (UP, True),
        (DOWN, True),
        (SHARE, False),
        (PEAK, False),
        (replace(UP, period_to="2020"), False),
        (replace(UP, unit="jaar"), False),
        (replace(UP, value=None), False),
        (replace(UP, period=""), False),
    ],
)
def test_a_change_is_a_share_between_two_periods(fact: Fact, change: bool) -> None:
    assert is_change(fact) is change


def test_a_picture_holds_every_fact_by_theme() -> None:
    view = picture(replace(REGION, facts=(DOWN, UP, SHARE, PEAK)))
    zorg, other = view.groups
    assert (zorg.title, sorted(one.code for one in (*zorg.needed, *zorg.rest))) == ("Thema zorg", ["f1", "f2", "f3"])
    assert (other.title, other.needed, other.rest) == ("", (PEAK,), ())
    assert picture(REGION).groups == ()
    assert frame_picture(replace(FRAME, facts=(SHARE,))).groups[0].needed == (SHARE,)


def test_a_region_is_all_plans_of_it_the_own_one_first() -> None:
    every = (REGION, SUPPORT, VISION)
    assert [one.code for one in region_plans(every, "steun")] == ["steun", "regio"]
    assert [one.code for one in region_plans(every, "visie")] == ["visie"]
