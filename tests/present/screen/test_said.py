"""What the page of explanations folds on a phone."""

from kpi.core.meeting.lasting import Timeliness
from kpi.present.pages import SAID
from kpi.present.screen.said import by_theme
from tests.core.meeting.boards import board
from tests.present.screen.linked import at

SEEN = board(red=1)


def test_how_soon_stands_open_on_a_wide_page_and_is_folded_on_a_narrow_one() -> None:
    theme = SEEN.plan.themes[0]
    page = by_theme(at(SEEN, SAID), [(theme, Timeliness(asking=3, told=2, corrected=1, days=12.0, overdue=0))])
    title = "Hoe snel, per thema"
    assert f'{title}</h2><details class="pp pp-thin"><summary>{title}</summary><table' in page
    assert by_theme(at(SEEN, SAID), [(theme, Timeliness(0, 0, 0, None, 0))]) == ""
