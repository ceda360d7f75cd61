"""What the page of changes says at its top."""

from itertools import chain, repeat

import pytest

from kpi.core.history.why_changed import Cause, ChangedLight
from kpi.present.screen.since import how_many
from tests.core.meeting.boards import board

SEEN = board(red=1, amber=1, green=1)
LIGHTS = {row.assessment.light.value: row.assessment for row in SEEN.rows}


def changed(before: str, after: str) -> ChangedLight:
    """A result whose light went from one colour to another; "": it was not there."""
    return ChangedLight(SEEN.rows[0].target, LIGHTS.get(before), LIGHTS.get(after), (Cause.NEW_DATA,))


@pytest.mark.parametrize(
    ("found", "dutch", "english"),
    [
        ([], "Geen resultaat is veranderd.", "No result changed."),
        ([("green", "red", 2), ("red", "amber", 1)], "2 verslechterd, 1 verbeterd", "2 worse, 1 better"),
        (
            [("", "green", 97), ("", "amber", 2)],
            "99 voor het eerst beoordeeld",
            "99 assessed for the first time",
        ),
        (
            [("red", "green", 1), ("", "green", 1), ("red", "", 1)],
            "1 verbeterd, 1 voor het eerst beoordeeld, 1 niet meer beoordeeld",
            "1 better, 1 assessed for the first time, 1 no longer assessed",
        ),
    ],
)
def test_what_no_light_became_is_left_out(found: list[tuple[str, str, int]], dutch: str, english: str) -> None:
    lights = list(chain.from_iterable(repeat(changed(one, other), times) for one, other, times in found))
    assert (how_many(lights, "nl"), how_many(lights, "en")) == (dutch, english)
