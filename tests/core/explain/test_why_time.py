"""How long something takes or is ago, in words."""

import pytest

from kpi.core.explain.why_languages import WORDS
from kpi.core.explain.why_time import length


@pytest.mark.parametrize(
    ("days", "nl", "en"),
    [
        (0, "0 dagen", "0 days"),
        (1, "1 dag", "1 day"),
        (182, "182 dagen", "182 days"),
        (183, "6 maanden", "6 months"),
        (305, "10 maanden", "10 months"),
        (730, "24 maanden", "24 months"),
        (731, "2 jaar", "2 years"),
        (821, "ruim 2 jaar", "over 2 years"),
        (1080, "bijna 3 jaar", "almost 3 years"),
        (1096, "3 jaar", "3 years"),
        (1280, "ruim 3 jaar", "over 3 years"),
        (1188, "ruim 3 jaar", "over 3 years"),
        (1491, "ruim 4 jaar", "over 4 years"),
    ],
)
def test_a_length_is_as_exact_as_a_reader_wants_it(days: int, nl: str, en: str) -> None:
    assert (length(days, WORDS["nl"]), length(days, WORDS["en"])) == (nl, en)
