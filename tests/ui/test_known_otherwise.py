"""The line above a page of what was known then: which results are known otherwise now."""

import gzip
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kpi.access.rights import Right
from kpi.present.screen.scene import Scene
from kpi.service.uploads.importing import Result, import_file
from kpi.ui import around, cached, screens
from kpi.ui.first_light import first_light
from kpi.ui.requested import scene_of
from tests.ui.dashboard import open_page, seen

FILE = "Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;{}\r\n"
WORDS = "Van 1 resultaat is nu iets anders bekend: Acht netwerken"


pytestmark = pytest.mark.usefixtures("own_small_plan")


@pytest.fixture
def known() -> str:
    """A moment after which a figure came."""
    moment = datetime.now(UTC).isoformat()
    done = import_file(cached.own_desk(), "proef", FILE.format(3).encode(), "q2.csv", user="els")
    assert done.result is Result.IMPORTED
    return moment


def asked(known: str = "", page: str = "") -> Scene:
    query = {"plan": ["proef"], "as_of": ["2021-06-30"], **({"known_at": [known]} if known else {})}
    return scene_of(query, page)


@pytest.mark.parametrize("page", ["", "resultaten", "matrix", "tijdlijn", "resultaat", "thema-samen"])
def test_a_page_of_what_was_known_then_says_what_is_known_otherwise(known: str, page: str) -> None:
    line = around.otherwise_html(asked(known, page))
    assert WORDS in line
    assert "toen-en-nu?plan=proef" in line
    assert "known_at=" in line


@pytest.mark.parametrize("page", ["toen-en-nu", "vergadering", "aanleveren", "plannen", "methode", "nergens"])
def test_other_pages_say_nothing(known: str, page: str) -> None:
    assert not around.otherwise_html(asked(known, page))


def test_nothing_is_said_of_today_nor_where_nothing_differs(known: str) -> None:
    assert not around.otherwise_html(asked())
    assert not around.otherwise_html(asked(datetime.now(UTC).isoformat()))


def test_who_may_see_a_part_alone_is_told_nothing_of_the_whole(known: str) -> None:
    scene = asked(known)
    assert not around.otherwise_html(replace(scene, part=frozenset({"west"})))
    assert not around.otherwise_html(replace(scene, rights=frozenset({Right.LOOK})))


def test_the_page_and_its_first_answer_say_it(known: str) -> None:
    assert WORDS in seen(open_page("monitor/overview", plan="proef", as_of="2021-06-30", known_at=known))
    query = {"plan": ["proef"], "as_of": ["2021-06-30"], "known_at": [known]}
    first = first_light("overzicht", query)
    assert first is not None
    assert WORDS in gzip.decompress(first).decode()


def test_a_figure_that_came_later_changes_the_line(known: str) -> None:
    assert "Van 1 resultaat" in around.otherwise_html(asked(known))
    later = b"Indicator;Periode;Waarde\r\ntevreden;2021-Q2;62\r\n"
    assert import_file(cached.own_desk(), "proef", later, "t.csv", user="els").result is Result.IMPORTED
    assert "Van 2 resultaten is nu iets anders bekend" in around.otherwise_html(asked(known))


def test_the_rows_of_all_results_and_their_files_say_it_too(known: str) -> None:
    scene = asked(known, "resultaten")
    assert "nu anders bekend: waarde" in screens.results_screen(scene)
    assert cached.otherwise_of(scene)
    assert cached.otherwise_of(asked(page="resultaten")) is None
    assert "nu anders bekend" not in screens.results_screen(asked(page="resultaten"))
    part = replace(scene, part=frozenset({"u0"}))
    assert cached.otherwise_of(part) is None
