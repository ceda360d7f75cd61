"""The page of a result: its order, its log, and the ways around it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpi.access.rights import EVERYTHING, Right
from kpi.core.calendar.period import parse_period
from kpi.core.meeting.records import Accepted
from kpi.core.model import CheckIn
from kpi.core.plan_parts import OrgUnit
from kpi.core.view.filters import Filters
from kpi.core.view.target_view import TargetView, Version
from kpi.present.html.results.history import history_table
from kpi.present.pages import theme_path
from kpi.present.screen.target import target_screen, until, ways
from kpi.present.words import LANGUAGES
from tests.present.html.test_html import Reader
from tests.present.screen.linked import Links, at, seen

Look = Callable[[str], TargetView]
JULY = datetime(2021, 7, 12, 9, 30, tzinfo=UTC)
AUGUST = datetime(2021, 8, 2, 8, 0, tzinfo=UTC)


def _version(what: str, before: str = "", after: str = "1", when: datetime = JULY, revision: int = 3) -> Version:
    return Version(revision, when, "An de Wit", what, before, after)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ["behind", "down", "hold", "done", "often", "silent", "later"])
def test_a_result_has_one_title_and_stays_whole(look_at: Look, code: str, lang: str) -> None:
    view = look_at(code)
    read = Reader("".join(target_screen(at(view.snapshot, lang=lang), view)))
    assert read.tags.count("h1") == 1


def test_the_answer_comes_before_the_sum_and_the_log_is_folded(look_at: Look) -> None:
    view = look_at("behind")
    said = CheckIn("behind", parse_period("2021-Q2"), "Nog geen netwerk", "", "Vaste coördinator", "An")
    above, below, log = target_screen(at(view.snapshot), view, [said])
    top = Reader(above).text
    assert "Ouderenzorg · Samenwerken · eigenaar: coördinator · uiterlijk 31-12-2021" in top
    assert top.index("Resultaat behind") < top.index("eigenaar: coördinator") < top.index("Achter.")
    words = Reader(below).text
    assert words.index("Berekening") < words.index("Toelichting en plan") < words.index("Nog geen netwerk")
    assert "In het plan: “vóór 2022”, gelezen als uiterlijk 31-12-2021." in words
    assert log.count("<details") == 4
    assert "Alle metingen en aanleveringen" in Reader(log).text


@pytest.mark.parametrize(
    ("code", "period", "rights", "told", "way"),
    [
        ("behind", "", EVERYTHING, True, True),
        ("behind", "2021-Q1", EVERYTHING, False, False),
        ("behind", "2020-Q4", EVERYTHING, True, True),
        ("behind", "", frozenset({Right.LOOK, Right.SEE}), True, False),
        ("behind", "", frozenset({Right.LOOK, Right.EXPLAIN}), False, False),
        ("done", "", EVERYTHING, False, False),
        ("silent", "", EVERYTHING, False, False),
    ],
)
def test_a_light_that_asks_for_words_says_that_it_has_none_yet(
    look_at: Look, code: str, period: str, rights: frozenset[Right], told: bool, way: bool
) -> None:
    view = look_at(code)
    said = [CheckIn(code, parse_period(period), "Nog geen netwerk", "", "", "An")] if period else []
    page = target_screen(replace(at(view.snapshot), rights=rights), view, said)[1]
    assert ("nog niet toegelicht" in Reader(page).text) == told
    found = [words for address, words in Links(page).found if address.startswith("toelichtingen?")]
    assert found == ["toelichten"] * way


def test_what_a_result_contributes_to_is_named(look_at: Look) -> None:
    view = look_at("behind")
    own = view.snapshot.plan
    serving = replace(view.row.target, contributes_to=("down", "elders/hold", "elders/weg", "nergens/x"))
    others = {"elders": replace(own, code="elders", title="Regioplan")}
    log = target_screen(at(view.snapshot), replace(view, row=replace(view.row, target=serving)), (), others)[2]
    named = "Resultaat down; Resultaat hold (Regioplan); elders/weg; nergens/x"
    assert named in Reader(log).text


def test_the_history_is_told_a_delivery_at_a_time(look_at: Look) -> None:
    plan = look_at("behind").snapshot.plan
    told = (
        _version("2021-Q1"),
        _version("2021-Q1: note", "", "krap"),
        _version("2021-Q2", "", "2", AUGUST, 4),
    )
    read = Reader(history_table(told, plan, "nl"))
    assert read.text.count("An de Wit") == 2
    assert read.text.index("revisie 4") < read.text.index("revisie 3")


def test_the_history_has_names_and_the_time_of_here(look_at: Look) -> None:
    plan = replace(look_at("behind").snapshot.plan, org_units=(OrgUnit("west", "Praktijk West"),))
    told = (_version("2021-Q1 (west)"), _version("theme", "b", "a"), _version("indicator", "networks", "errors"))
    said = Reader(history_table(told, plan, "nl")).text
    assert "1e kwartaal 2021 (Praktijk West)" in said
    assert "Regio Ouderenzorg" in said
    assert "UTC" not in said
    assert "11:30" in said


def test_nothing_is_told_of_periods_after_the_date_that_is_looked_at(look_at: Look) -> None:
    view = replace(
        look_at("behind"),
        history=(_version("2021-Q2"), _version("2021-Q3"), _version("2021-Q3 (west): note"), _version("owner")),
    )
    assert [one.what for one in until(view)] == ["2021-Q2", "owner"]


def test_the_ways_lead_back_and_to_the_neighbours_in_the_order_of_the_list() -> None:
    snapshot = seen("thoon-2021", date(2021, 6, 30))
    scene = at(snapshot, "resultaat")
    links = {
        words: address for address, words in Links(ways(scene, snapshot, "T-CO-08", theme_path("ouderenzorg"))).found
    }
    assert links["‹ Terug naar Complexe ouderenzorg"].startswith("thema-ouderenzorg?")
    assert "van=thema-ouderenzorg" in links["Volgend resultaat ›"]
    back = next(
        part.removeprefix("target=") for part in links["‹ Vorig resultaat"].split("&") if part.startswith("target=")
    )
    theme = {row.target.code: row.target.theme for row in snapshot.rows}
    assert theme[back] == "ouderenzorg"


def test_a_result_outside_the_selection_has_no_neighbours() -> None:
    snapshot = seen("thoon-2021", date(2021, 6, 30))
    scene = at(snapshot, "resultaat", selection=Filters((("theme", ("continuiteit",)),)))
    assert ways(scene, snapshot, "T-CO-08", "") == ""


def test_what_is_accepted_for_a_while_stands_beside_the_light_with_its_reason(look_at: Look) -> None:
    view = look_at("behind")
    taken = Accepted("D1", "behind", 4.0, date(2021, 1, 1), date(2022, 12, 31), "ziekte & <b>verlof</b>")
    above, _, _ = target_screen(at(view.snapshot), view, accepted=[taken])
    words = Reader(above).text
    assert "afgesproken: 4 netwerken tot en met 31-12-2022" in words
    assert "ziekte & <b>verlof</b>" in words
    assert "afgesproken:" not in Reader(target_screen(at(view.snapshot), view)[0]).text


def test_what_the_next_figure_would_do_is_folded_and_in_words(look_at: Look) -> None:
    view = look_at("behind")
    read = Reader(target_screen(at(view.snapshot), view)[2])
    words = read.text
    assert "Als over de volgende periode (3e kwartaal 2021) wordt gemeld:" in words
    assert "6 netwerken of meer: op koers" in words
    assert "In gelijke stappen naar het doel: 3e kwartaal 2021" in words
    milestone = look_at("done")
    assert "Als over" not in Reader(target_screen(at(milestone.snapshot), milestone)[2]).text
