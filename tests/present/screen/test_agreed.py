"""What the page of decisions and actions folds, however many meetings there have been."""

import re
from datetime import timedelta

import pytest

from kpi.core.meeting.records import Accepted, Agreement, AgreementKind
from kpi.present.pages import AGREED
from kpi.present.screen.agreed import agreed_page
from tests.core.meeting.boards import AS_OF, board
from tests.present.screen.linked import at

SEEN = board(red=1)
LATER = AS_OF + timedelta(days=1)


def page(count: int) -> str:
    """So many open actions, decisions and accepted deviations."""
    target = SEEN.rows[0].target.code
    each = [(kind, f"{kind}-{number}") for kind in AgreementKind for number in range(count)]
    agreed = [Agreement(words, kind, words) for kind, words in each]
    accepted = [Accepted(f"D{number}", target, 1.0, AS_OF, LATER, "Zo is het") for number in range(count)]
    return str(agreed_page(at(SEEN, AGREED), SEEN.plan, agreed, {}, accepted, AS_OF))


@pytest.mark.parametrize(("count", "more"), [(1, ""), (6, ""), (7, "en nog 1"), (1006, "en nog 1.000")])
def test_each_list_begins_with_six_and_folds_the_rest_with_its_count(count: int, more: str) -> None:
    found = page(count)
    tables = [part.count("<tr>") - 1 for part in re.findall(r"<table.*?</table>", found, re.DOTALL)]
    assert tables == ([6, count - 6] * 3 if more else [count] * 3)
    assert found.count(f"<summary>{more}</summary>") == (3 if more else 0)
    told = set(re.findall(r"<b>(\w+-\d+)</b>", found))
    assert told == {f"{kind}-{number}" for kind in AgreementKind for number in range(count)}


def test_on_a_narrow_page_what_is_settled_folds_under_its_title_with_its_number() -> None:
    folds = re.findall(r'<details class="pp pp-thin"><summary><b>(.*?)</b></summary>', page(7))
    assert folds == ["Besloten en gedaan (7)", "Tijdelijk geaccepteerd (7)"]
