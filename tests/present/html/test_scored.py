"""How often forecasts were right, in words."""

import pytest

from kpi.core.outlook.likely import Likely
from kpi.core.outlook.score import Foreseen, Score
from kpi.present.html.scored import score_table
from tests.present.html.test_html import Reader

ENDED = Score(12, 5, 4, 3, 0.1834, (Foreseen(Likely.PROBABLY_NOT, 2, 0, 0.2), Foreseen(Likely.PROBABLY, 3, 3, 0.81)))


@pytest.mark.parametrize(("kept", "said"), [(0, ""), (1, " 1 verwachting is bewaard.")])
def test_while_none_has_ended_only_that_is_said(kept: int, said: str) -> None:
    shown = score_table(Score(kept), "nl")
    assert Reader(shown).text.endswith(f"Bij geen enkele is de deadline al voorbij.{said}")
    assert "<table" not in shown


def test_what_ended_is_told_and_stands_by_its_word() -> None:
    words = Reader(score_table(ENDED, "nl")).text
    assert words.startswith(
        "12 verwachtingen zijn bewaard, van 5 is de deadline voorbij. Van de 4 die toen zijn gemeten"
    )
    assert "kwamen er 3 tussen" in words
    assert "Brier-score: 0,18" in words
    assert "waarschijnlijk niet gehaald220%0 van 2waarschijnlijk wel gehaald381%3 van 3" in words
    assert "4 of" not in Reader(score_table(ENDED, "en")).text
