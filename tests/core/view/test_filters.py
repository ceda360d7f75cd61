"""What the search of the explore page finds: a place in the document, a number, ordinary words."""

from dataclasses import replace
from functools import cache

import pytest

from kpi.core.light.assessment import Status
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.view import filters
from kpi.core.view.filters import Filters, options, select
from kpi.core.view.search import name_of, notes
from kpi.core.vocabulary import Kind
from tests.folders import EVERY, PLANS, folder_snapshot

WOUNDS = "Speerpunt JZOJP, Uitwerken van samenwerking rondom wondzorg"


@cache
def seen(plan: str) -> Snapshot:
    return folder_snapshot(PLANS / plan)


def rows(plan: str) -> tuple[Row, ...]:
    return seen(plan).rows


def found(plan: str, words: str) -> list[str]:
    return [row.target.code for row in select(rows(plan), Filters(words=words))]


@pytest.mark.parametrize("plan", EVERY)
def test_every_source_reference_finds_its_own_results_and_no_others(plan: str) -> None:
    every = {row.target.source_ref for row in rows(plan)}
    assert len(every) > 30
    for ref in every:
        own = [row.target.code for row in rows(plan) if f"{row.target.source_ref},".startswith(f"{ref},")]
        assert found(plan, ref) == own, ref


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (WOUNDS, [f"T-SR-{number:02d}" for number in range(8, 14)]),
        (f"{WOUNDS}, resultaat 1", ["T-SR-08", "T-SR-09"]),
        (f"  {WOUNDS.upper()},  resultaat 1, ", ["T-SR-08", "T-SR-09"]),
        ("hartfalen resultaat 2", ["T-SR-07"]),
        ("wondzorg, resultaat 2", ["T-SR-10", "T-SR-11"]),
        ("zorgprogramma's resultaat 1", ["T-IM-12", "T-CZ-14", "T-CZ-15", "T-CO-14"]),
        ("wijknetwerken 8", ["T-CO-08", "T-CO-09"]),
        ("t-sr-1 wond", ["T-SR-10", "T-SR-11", "T-SR-12", "T-SR-13"]),
        ("pharos, training", ["T-CO-26"]),
        ("resultaat, hartfalen", ["T-SR-06", "T-SR-07"]),
        ("wondzorg 77", []),
    ],
)
def test_words_find(words: str, codes: list[str]) -> None:
    assert found("thoon-2021", words) == codes


def test_a_place_and_another_filter_both_hold() -> None:
    milestones = Filters(chosen=(("kind", ("milestone",)),), words=WOUNDS)
    assert [row.target.code for row in select(rows("thoon-2021"), milestones)] == [
        "T-SR-08", "T-SR-09", "T-SR-10", "T-SR-11", "T-SR-13",
    ]  # fmt: skip


@pytest.mark.parametrize("plan", EVERY)
def test_every_figure_and_activity_is_found_by_its_source_reference(plan: str) -> None:
    for one in (*seen(plan).plan.facts, *seen(plan).plan.activities):
        assert one in notes(seen(plan).plan, one.source_ref)
        places = [found.source_ref for found in notes(seen(plan).plan, one.source_ref)]
        assert all(f"{place},".startswith(f"{one.source_ref},") for place in places)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("huisvesting", ["Contact over huisvesting", "Advies bij huisvestingsvragen"]),
        (
            "regiobeeld mantelzorgers",
            ["Mensen van 50 tot en met 64 jaar per 85-plusser (mogelijke mantelzorgers), verwachte verandering"],
        ),
        ("slaapapneu", ["Zorgpad slaapapneu evalueren en verbeteren"]),
        ("slaapapneu regiobeeld", []),
        ("  ", []),
    ],
)
def test_words_find_figures_and_activities(words: str, names: list[str]) -> None:
    assert [name_of(one) for one in notes(seen("thoon-2021").plan, words)] == names


def test_a_unit_finds_what_it_or_one_below_it_reported() -> None:
    seen_then = seen("huisartsenteam-2024")
    every = filters.options(seen_then, "unit")
    assert every == ("huisartsenteam", "tmz", "west-west", *(f"praktijk-{number}" for number in range(1, 7)))
    by_unit = {
        unit: [row.target.code for row in select(seen_then.known, Filters(chosen=(("unit", (unit,)),)))]
        for unit in every
    }
    assert set(map(tuple, by_unit.values())) == {("H-RP-03", "H-IS-07")}
    assert select(seen_then.known, Filters(chosen=(("unit", ("nergens",)),))) == ()
    assert Filters(chosen=(("theme", ("a",)), ("unit", ("tmz",)))).units == ("tmz",)
    assert Filters().units == ()


def test_a_unit_without_values_at_this_date_is_no_option_but_known() -> None:
    plan = seen("thoon-2021").plan
    assert filters.known_codes(plan, "unit") == ("thoon", "stad-a", "stad-b", "overig")
    assert set(filters.known_codes(plan, "status")) == set(Status)
    assert filters.known_codes(plan, "theme") == ()


def test_deadlines_from_and_until_a_day_are_inclusive() -> None:
    every = rows("thoon-2021")
    days = sorted({row.target.due for row in every})
    first, last = days[1], days[-2]
    chosen = select(every, Filters(since=first, until=last))
    assert chosen == tuple(row for row in every if first <= row.target.due <= last)
    assert {row.target.due for row in every} - {row.target.due for row in chosen} == {days[0], days[-1]}


def test_what_ended_is_found_only_when_asked_for() -> None:
    first, *others = rows("thoon-2021")
    every = (replace(first, ended=first.target.start), *others)
    asked = Filters(chosen=(("promise", ("ended",)),))
    assert first.target.code not in [row.target.code for row in select(every, Filters())]
    assert [row.target.code for row in select(every, asked)] == [first.target.code]


def test_options_of_a_field_are_what_occurs_in_their_own_order_or_that_of_the_plan() -> None:
    every = rows("thoon-2021")
    kinds = options(seen("thoon-2021"), "kind")
    assert kinds == tuple(kind for kind in Kind if kind in kinds)
    owners = options(seen("thoon-2021"), "owner")
    assert owners == tuple(dict.fromkeys(row.target.owner for row in every))
    assert set(kinds) == {row.target.kind.value for row in every}
    assert options(seen("thoon-2021"), "promise") == ()
