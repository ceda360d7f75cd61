"""How long something takes or is ago, in words."""

import pytest

from kpi.core.explain.why_languages import WORDS
from kpi.core.explain.why_time import length


@pytest.mark.parametrize(
    ("days", "nl", "en"),
    [
        (0, "0 dagen", "0 days"),
        (1, "1 dag", "1 day"),
        (91, "91 dagen", "91 days"),
        (92, "3 maanden", "3 months"),
        (122, "4 maanden", "4 months"),
        (137, "ruim 4 maanden", "over 4 months"),
        (169, "ruim 5 maanden", "over 5 months"),
        (182, "6 maanden", "6 months"),
        (183, "6 maanden", "6 months"),
        (290, "ruim 9 maanden", "over 9 months"),
        (298, "bijna 10 maanden", "almost 10 months"),
        (305, "10 maanden", "10 months"),
        (349, "ruim 11 maanden", "over 11 months"),
        (351, "een jaar", "a year"),
        (365, "een jaar", "a year"),
        (380, "een jaar", "a year"),
        (400, "ruim 13 maanden", "over 13 months"),
        (548, "18 maanden", "18 months"),
        (730, "2 jaar", "2 years"),
        (731, "2 jaar", "2 years"),
        (821, "ruim 2 jaar", "over 2 years"),
        (1080, "bijna 3 jaar", "almost 3 years"),
        (1096, "3 jaar", "3 years"),
        (1188, "ruim 3 jaar", "over 3 years"),
        (1280, "3,5 jaar", "3.5 years"),
        (1491, "ruim 4 jaar", "over 4 years"),
    ],
)
def test_a_length_is_as_exact_as_a_reader_wants_it(days: int, nl: str, en: str) -> None:
    assert (length(days, WORDS["nl"]), length(days, WORDS["en"])) == (nl, en)
