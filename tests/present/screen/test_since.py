"""What the page of changes says at its top, and what of its lists is folded or only counted."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, repeat

import pytest

from kpi.core.history.why_changed import Cause, ChangedLight
from kpi.core.light.assessment import Flag
from kpi.core.light.snapshot import Snapshot
from kpi.present.pages import SINCE
from kpi.present.screen.since import how_many, since_page
from kpi.present.style import flag_word, label, status_word
from tests.core.meeting.boards import AS_OF, board
from tests.present.html.test_html import Reader
from tests.present.screen.linked import Links, at

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


def coming(count: int) -> Snapshot:
    """So many results with their deadline in the days ahead."""
    seen = board(amber=count)
    rows = (
        replace(row, target=replace(row.target, due=AS_OF + timedelta(days=1 + place % 9)))
        for place, row in enumerate(seen.rows)
    )
    return replace(seen, rows=tuple(rows))


@pytest.mark.parametrize(
    ("count", "more", "cut"),
    [(6, "", ""), (7, "en nog 1", ""), (40, "en nog 34", ""), (2000, "en nog 1.994", "en nog 1.960")],
)
def test_a_list_of_deadlines_folds_after_six_and_says_what_it_leaves_out(count: int, more: str, cut: str) -> None:
    shown = coming(count)
    page = since_page(at(shown, SINCE), shown, date(2021, 3, 31), (), None, ())
    told = Reader(page).text
    assert len([one for one, _ in Links(page).found if "target=" in one]) == min(count, 40)
    assert page.count("<details") == 1 + bool(more)
    assert [one for one in (more, cut) if one not in told] == []
    assert told.count("en nog") == bool(more) + bool(cut)
    assert f"Deadlines die komen ({count if count < 1000 else '2.000'})" in told


def test_a_change_says_in_words_only_what_a_light_is_now() -> None:
    judged = replace(LIGHTS["red"], flags=(Flag.JUDGEMENT, Flag.STALE))
    one = ChangedLight(
        SEEN.rows[0].target, replace(LIGHTS["green"], flags=(Flag.JUDGEMENT,)), judged, (Cause.NEW_DATA,)
    )
    page = Reader(since_page(at(SEEN, SINCE), SEEN, date(2021, 3, 31), [one], None, ()))
    words = (status_word(LIGHTS["red"].status, "nl"), flag_word(Flag.STALE, "nl"))
    assert [word for word in words if word not in page.text] == []
    assert flag_word(Flag.JUDGEMENT, "nl") not in page.text
    was = label(LIGHTS["green"].status, (Flag.JUDGEMENT,), "nl")
    assert ("aria-label", was) in page.attributes
