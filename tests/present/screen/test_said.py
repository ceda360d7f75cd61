"""How soon a board acts, in the sentence of Toelichtingen and by theme, which a phone folds."""

import pytest

from kpi.core.meeting.lasting import Lasting, Timeliness
from kpi.present.pages import SAID
from kpi.present.screen.said import by_theme, said_page
from tests.core.meeting.boards import AS_OF, board
from tests.present.html.test_html import Reader
from tests.present.screen.linked import at

SEEN = board(red=2, amber=1)


def sentence(corrected: int, days: float | None, overdue: int, lang: str) -> str:
    rows = [Lasting(row, AS_OF) for row in SEEN.rows]
    page = said_page(at(SEEN, lang=lang), rows, {}, Timeliness(3, corrected, corrected, days, overdue), AS_OF)
    return Reader(page).text


@pytest.mark.parametrize(
    ("corrected", "days", "overdue", "dutch", "english"),
    [
        (1, 2067, 0, "1 met bijsturing, na 2.067 dagen.", "1 with a correction, after 2,067 days."),
        (1, 1, 1, "1 met bijsturing, na 1 dag, 1 te laat.", "1 with a correction, after 1 day, 1 overdue."),
        (2, 30.0, 0, "2 met bijsturing, gemiddeld na 30 dagen.", "2 with a correction, after 30 days on average."),
        (3, 30.0, 2, "3 met bijsturing, meestal na 30 dagen, 2 te laat.", "usually after 30 days, 2 overdue."),
    ],
)
def test_after_how_many_days_something_was_done(
    corrected: int, days: float | None, overdue: int, dutch: str, english: str
) -> None:
    assert dutch in sentence(corrected, days, overdue, "nl")
    assert english in sentence(corrected, days, overdue, "en")
    assert ("meestal" in sentence(corrected, days, overdue, "nl")) == (corrected >= 3)


def test_of_what_nobody_explained_only_that_is_said() -> None:
    page = sentence(0, None, 0, "nl")
    assert "3 resultaten vragen om toelichting; 3 zijn nog niet toegelicht." in page
    assert "met bijsturing" not in page


def test_what_turned_red_on_the_day_itself_is_new() -> None:
    assert sentence(0, None, 0, "nl").count("nieuw") == 3


def test_how_soon_stands_open_on_a_wide_page_and_is_folded_on_a_narrow_one() -> None:
    theme = SEEN.plan.themes[0]
    page = by_theme(at(SEEN, SAID), [(theme, Timeliness(asking=3, told=2, corrected=1, days=12.0, overdue=0))])
    title = "Hoe snel bijgestuurd, per thema"
    assert f'{title}</h2><details class="pp pp-thin"><summary>{title}</summary><table' in page
    assert by_theme(at(SEEN, SAID), [(theme, Timeliness(0, 0, 0, None, 0))]) == ""


def test_where_nothing_asks_for_words_it_says_so() -> None:
    nobody = Timeliness(0, 0, 0, None, 0)
    assert "Geen resultaat vraagt om toelichting." in said_page(at(SEEN), [], {}, nobody, AS_OF)
    assert "No result needs an explanation." in said_page(at(SEEN, lang="en"), [], {}, nobody, AS_OF)
