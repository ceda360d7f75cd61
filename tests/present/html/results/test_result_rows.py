"""One row design for every list of results: few parts, every word there, nothing twice."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.view.target_view import TargetView
from kpi.present.html.markup import markup
from kpi.present.html.results.result_rows import Heads, place_line, result_rows, small_bullet
from kpi.present.words import LANGUAGES
from tests.present.html.test_html import HOSTILE, Reader, href

MOST = 24  # elements a row: a page of fifty stays far below five thousand


def _body(html: str) -> str:
    return html[html.index("<tbody>") : html.index("</tbody>") + len("</tbody>")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_has_few_parts_and_one_link(seen: Snapshot, lang: str) -> None:
    for row in seen.rows:
        read = Reader(_body(result_rows([row], href, lang)))
        assert len(read.tags) - 1 <= MOST, row.target.code
        assert [value for name, value in read.attributes if name == "href"] == [href(row.target.code)]


def test_a_row_says_light_title_reason_value_and_deadline(seen: Snapshot) -> None:
    said = Reader(_body(result_rows([seen.rows[0]], href, "nl"))).text
    for words in ("achter", "Resultaat behind", "verwacht 4; 3 per kwartaal nodig", "2 van 8", "31-12-2021"):
        assert words in said


def test_the_pictures_of_a_row_have_words(seen: Snapshot) -> None:
    labels = Reader(_body(result_rows([seen.rows[0]], href, "nl"))).labels
    assert "gemeten 2 van 8, verwacht 4 netwerken, doel 8 netwerken" in labels
    assert "1e kwartaal 2021: aandacht; 2e kwartaal 2021: achter, voorbeeldcijfers" in labels


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("down", ["gemeten 32, verwacht 30 fouten, doel 10 fouten"]),
        ("hold", ["gemeten 26%"]),
        ("share", ["gemeten 55%, verwacht 50%, doel 100%"]),
        ("often", ["gemeten 0 van 1"]),
        ("done", []),
        ("silent", []),
        ("later", []),
    ],
)
def test_a_bar_says_what_it_draws(look_at: Callable[[str], TargetView], code: str, told: list[str]) -> None:
    assert Reader(small_bullet(look_at(code).row.assessment, "nl")).labels == told


@pytest.mark.parametrize(("as_of", "width"), [(date(2021, 3, 31), "25.0%"), (date(2021, 6, 30), "45.0%")])
def test_a_bar_grows_towards_a_lower_goal(small: Callable[..., Any], as_of: date, width: str) -> None:
    seen, _ = small(as_of=as_of)
    down = next(row for row in seen.rows if row.target.code == "down")
    assert f'class="pp-m-now" style="left:0.0%;width:max(2px,{width})"' in small_bullet(down.assessment, "nl")


def test_rows_stand_in_the_order_they_come(seen: Snapshot) -> None:
    said = Reader(result_rows(seen.rows[::-1], href, "nl")).text
    places = [said.index(row.target.statement) for row in seen.rows]
    assert places == sorted(places, reverse=True)


def test_a_deadline_that_passed_is_bold(seen: Snapshot) -> None:
    late = [row.target.code for row in seen.rows if "pp-late-due" in result_rows([row], href, "nl")]
    assert late == ["silent"]


def test_a_title_takes_the_place_of_the_first_heads(seen: Snapshot) -> None:
    plain, titled = (Reader(result_rows(seen.rows, href, "nl", title=title)) for title in ("", "Vraagt aandacht (8)"))
    assert "Status" in plain.said
    assert "Status" not in titled.said
    assert "Vraagt aandacht (8)" in titled.said
    assert [tag for tag in titled.tags if tag == "h2"] == ["h2"]
    for read in (plain, titled):
        assert [word for word in read.said if word in ("Deadline", "Q1", "Q2")] == ["Deadline", "Q1", "Q2"]


def test_heads_lines_and_what_stands_below_can_be_given(seen: Snapshot) -> None:
    heads = Heads(deadline=markup('<a href="{}">{}</a>', "?sort=due", "Deadline"))
    read = Reader(
        result_rows(seen.rows[:1], href, "nl", heads=heads, line=place_line, under=markup("<p>{}</p>", "nog 7"))
    )
    assert ("href", "?sort=due") in read.attributes
    assert "Ouderenzorg · coördinator" in read.text
    assert "verwacht 4;" not in read.text
    assert read.text.endswith("nog 7")


def test_invented_figures_are_told_where_others_are_not(seen: Snapshot) -> None:
    told = [Reader(_body(result_rows(rows, href, "nl"))).text.count("voorbeeldcijfers") for rows in _three(seen)]
    assert told == [1, 2, 0]


def _three(seen: Snapshot) -> Iterator[list[Row]]:
    """Only an invented figure, one beside a reported one, and only a reported one: the first is for screen readers."""
    behind, down = (next(row for row in seen.rows if row.target.code == code) for code in ("behind", "down"))
    yield from ([behind], [behind, down], [down])


def test_no_rows_are_nothing(seen: Snapshot) -> None:
    assert result_rows([], href, "nl", title="Vraagt aandacht (0)") == ""


def test_before_the_plan_begins_there_are_no_quarters(small: Callable[..., Any]) -> None:
    seen, _ = small(as_of=date(2020, 12, 1))
    read = Reader(result_rows(seen.rows, href, "nl"))
    assert "niets gemeld" in read.text
    assert "Q1" not in read.said


@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_stay_words_in_a_row(small: Callable[..., Any], word: str) -> None:
    plain, hostile = (Reader(result_rows(small(each)[0].rows, href, "nl")) for each in ("woord", word))
    assert plain.tags == hostile.tags
    assert plain.text.count("woord") == hostile.text.count(word) > 0
