"""What the page of a meeting begins with, of however large a plan."""

import re

import pytest

from kpi.core.meeting.run import make_run
from kpi.present.deck.making import make_deck
from kpi.present.screen.meetings import run_list, unexplained
from tests.core.meeting.boards import board, material
from tests.present.html.test_html import Reader
from tests.present.screen.linked import at


@pytest.mark.parametrize(
    ("count", "tables", "more", "beyond"),
    [(1, [1], "", ""), (6, [6], "", ""), (7, [6, 1], "en nog 1", ""), (1142, [6, 54], "en nog 1.136", "en nog 1.082")],
)
def test_what_is_not_explained_begins_with_six_and_counts_what_it_leaves_out(
    count: int, tables: list[int], more: str, beyond: str
) -> None:
    shown = board(red=count)
    page = unexplained(at(shown), shown.rows)
    assert [part.count("<tr>") - 1 for part in re.findall(r"<table.*?</table>", page, re.DOTALL)] == tables
    assert re.findall(r"<summary>(.*?)</summary>", page) == [more] * bool(more)
    assert len(re.findall(r'<span class="pp-act"><a [^>]*>toelichten</a>', page)) == sum(tables)
    assert Reader(page).text.count("en nog") == bool(more) + bool(beyond)
    assert beyond in Reader(page).text


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (8, ""),
        (40, "passen er niet bij; ze staan in de lijst van schermen."),
        (200, "passen er niet bij; de 60 ernstigste staan in de lijst van schermen."),
    ],
)
def test_what_does_not_fit_is_told_to_stand_in_the_list_as_far_as_it_does(count: int, words: str) -> None:
    shown = board(red=count)
    said = Reader(run_list(at(shown), make_deck(make_run(material(shown)), {}, "nl"))).text
    assert words in said
    assert ("lijst van schermen" in said) is bool(words)
