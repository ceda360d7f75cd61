"""The run of a meeting: which screens it has, in which order, and what does not fit."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.delivery.completeness import Report, ReportGroup
from kpi.core.delivery.due import Due
from kpi.core.history.why_changed import Cause, ChangedLight
from kpi.core.light.snapshot import Change
from kpi.core.meeting.records import Accepted, Agreement, AgreementKind
from kpi.core.meeting.run import MOST, change_of, make_run, on_its_own, result_screen
from kpi.core.meeting.screens import (
    AgreedScreen,
    DeadlinesScreen,
    ResultScreen,
    ResultsScreen,
    Run,
    SinceScreen,
    ThemesScreen,
    TitleScreen,
    UndeliveredScreen,
)
from kpi.core.model import CheckIn
from tests.core.meeting.boards import AS_OF, board, material

ENDS = ("DeadlinesScreen", "UndeliveredScreen", "AgreedScreen")


def shape(run: Run) -> dict[str, int]:
    """How many screens there are of each kind."""
    names = [type(one).__name__ for one in run.screens]
    return {name: names.count(name) for name in dict.fromkeys(names)}


@pytest.mark.parametrize(
    ("plan", "single", "together", "themes", "beyond"),
    [
        ({"green": 4}, 0, 0, 1, 0),  # nothing is red or amber
        ({"red": 1}, 1, 0, 1, 0),
        ({"amber": 2}, 2, 0, 1, 0),  # fewer than three are red: others get a screen of their own
        ({"amber": 9}, 3, 2, 1, 0),
        ({"red": 2, "amber": 4}, 3, 1, 1, 0),
        ({"red": 6}, 6, 0, 1, 0),
        ({"red": 9, "amber": 1}, 6, 2, 1, 0),
        ({"red": 6, "amber": 30}, 6, 3, 1, 21),
        ({"red": 60, "themes": 60}, 6, 1, 3, 51),
        ({"red": 6, "amber": 3, "themes": 6}, 6, 1, 2, 0),
    ],
)
def test_a_run_has_at_most_fifteen_screens_and_counts_the_rest(
    plan: dict[str, int], single: int, together: int, themes: int, beyond: int
) -> None:
    run = make_run(material(board(**plan)))
    found = shape(run)
    assert found.get("ResultScreen", 0) == single
    assert found.get("ResultsScreen", 0) == together
    assert found["ThemesScreen"] == themes
    assert len(run.beyond) == beyond
    assert len(run.screens) <= MOST
    assert list(found) == [
        name
        for name in ("TitleScreen", "SinceScreen", "ResultScreen", "ResultsScreen", "ThemesScreen", *ENDS)
        if name in found
    ]


def test_every_result_that_asks_is_shown_once_or_counted() -> None:
    run = make_run(material(board(red=9, amber=20, green=3, themes=4)))
    seen = [one.row.target.code for one in run.screens if isinstance(one, ResultScreen)]
    seen += [part.row.target.code for one in run.screens if isinstance(one, ResultsScreen) for part in one.results]
    seen += [row.target.code for row in run.beyond]
    assert sorted(seen) == sorted([f"red{n}" for n in range(1, 10)] + [f"amber{n}" for n in range(1, 21)])


def test_red_goes_before_amber() -> None:
    codes = [row.target.code for row in on_its_own(material(board(red=2, amber=5)))]
    assert codes == ["red1", "red2", "amber1"]


def test_what_is_left_out_is_nowhere() -> None:
    run = make_run(material(board(red=2, amber=1), left_out=("red1",)))
    assert [one.row.target.code for one in run.screens if isinstance(one, ResultScreen)] == ["red2", "amber1"]
    assert run.beyond == ()
    assert [row.target.code for row in run.left_out] == ["red1"]


def test_what_is_left_out_is_on_no_screen_of_three_of_changes_or_of_deadlines_and_is_still_counted() -> None:
    shot = board(red=9, amber=3)
    changed = tuple(
        ChangedLight(row.target, None, row.assessment, (Cause.NEW_DATA,))
        for row in shot.rows
        if row.target.code in ("red1", "red8")
    )
    run = make_run(material(shot, left_out=("red8", "amber2", "nergens"), changed=changed, since=AS_OF))
    together = [part.row.target.code for one in run.screens if isinstance(one, ResultsScreen) for part in one.results]
    assert together == ["red7", "red9", "amber1", "amber3"]
    since = next(one for one in run.screens if isinstance(one, SinceScreen))
    ahead = next(one for one in run.screens if isinstance(one, DeadlinesScreen))
    assert ([one.target.code for one in since.rows], since.total) == (["red1"], 2)
    assert ([row.target.code for row in ahead.rows], ahead.total) == (["amber1", "amber3"], 3)
    assert [row.target.code for row in run.left_out] == ["red8", "amber2"]


def test_what_is_brought_in_has_a_screen_after_the_most_serious() -> None:
    run = make_run(material(board(red=7, green=2), added=("green2", "red7", "nergens")))
    codes = [one.row.target.code for one in run.screens if isinstance(one, ResultScreen)]
    assert codes == ["red1", "red2", "red3", "red4", "red5", "red6", "green2", "red7"]


def test_what_is_brought_in_goes_before_where_room_is_short() -> None:
    """Sixty themes leave seven screens for results."""
    brought = tuple(f"green{n}" for n in range(1, 4))
    run = make_run(material(board(red=20, green=40, themes=60), added=brought))
    codes = [one.row.target.code for one in run.screens if isinstance(one, ResultScreen)]
    assert codes == ["red1", "red2", "red3", "red4", *brought]
    assert (len(run.screens), len(run.beyond)) == (MOST, 16)


def test_what_is_brought_in_beyond_the_room_is_counted() -> None:
    brought = tuple(f"green{n}" for n in range(1, 13))
    run = make_run(material(board(green=12), added=brought))
    assert [row.target.code for row in run.beyond] == ["green10", "green11", "green12"]
    assert len(run.screens) == MOST


def test_a_result_carries_what_was_said_and_agreed_of_it_last() -> None:
    shot = board(red=2)
    said = CheckIn("red1", parse_period("2021-Q2"), "Ziekte")
    agreed = (
        Agreement("B1", AgreementKind.DECISION, "Eerst dit", "M2", "red1"),
        Agreement("B2", AgreementKind.DECISION, "Toch dat", "M2", "red1"),
        Agreement("B3", AgreementKind.DECISION, "Vorige keer", "M1", "red1"),
        Agreement("A1", AgreementKind.ACTION, "Bellen", "M2", "red1"),
    )
    accepted = (
        Accepted("D1", "red1", 4.0, date(2021, 1, 1), date(2021, 12, 31), "Ruim"),
        Accepted("D2", "red1", 5.0, date(2021, 7, 1), date(2021, 12, 31), "Later aangescherpt"),
        Accepted("D3", "red1", 6.0, date(2021, 1, 1), date(2021, 6, 29), "Voorbij"),
        Accepted("D4", "red1", 7.0, date(2021, 8, 1), date(2021, 12, 31), "Nog niet"),
    )
    given = material(shot, said=(said,), agreed=agreed, accepted=accepted)
    first, second = (result_screen(given, row) for row in shot.rows)
    assert (first.said, first.asked, first.accepted) == (said, agreed[1], accepted[1])
    assert (second.said, second.asked, second.accepted) == (None, None, None)


def test_the_first_screen_counts_every_light() -> None:
    title = make_run(material(board(red=2, amber=1, green=3))).screens[0]
    assert isinstance(title, TitleScreen)
    assert {light.value: count for light, count in title.rollup.lights.items()} == {
        "red": 2,
        "amber": 1,
        "green": 3,
        "grey": 0,
    }


def test_changes_stand_worse_first_six_at_most() -> None:
    before, after = board(red=9, green=2), board(red=9, green=2)
    red, green = before.rows[0].assessment, after.rows[9].assessment
    better = ChangedLight(before.rows[0].target, red, green, (Cause.NEW_DATA,))
    worse = [ChangedLight(row.target, green, red, (Cause.CLOCK,)) for row in before.rows[:7]]
    gone = ChangedLight(before.rows[0].target, green, None, (Cause.REVISED_TARGET,))
    assert [change_of(one) for one in (better, worse[0], gone)] == [Change.BETTER, Change.WORSE, Change.LOST]
    run = make_run(material(after, since=date(2021, 3, 31), changed=(better, gone, *worse)))
    screen = run.screens[1]
    assert (screen.total, screen.worse, screen.better, screen.first) == (9, 7, 1, date(2021, 3, 31))  # type: ignore[union-attr]
    assert list(screen.rows) == worse[:6]  # type: ignore[union-attr]


def test_themes_with_the_most_red_come_first_and_three_screens_are_enough() -> None:
    run = make_run(material(board(red=5, green=20, themes=4)))
    screens = [one for one in run.screens if isinstance(one, ThemesScreen)]
    assert [[card.theme.code for card in one.cards] for one in screens] == [["t0", "t1", "t2"], ["t3"]]
    assert [(one.first, one.total) for one in screens] == [(1, 4), (4, 4)]
    many = [one for one in make_run(material(board(green=60, themes=60))).screens if isinstance(one, ThemesScreen)]
    assert [(one.first, one.total) for one in many] == [(1, 60), (4, 60), (7, 60)]


def deadlines(**given: object) -> DeadlinesScreen:
    run = make_run(material(board(red=1, amber=8, green=1), **given))
    return next(one for one in run.screens if isinstance(one, DeadlinesScreen))


def test_deadlines_run_until_the_next_meeting_or_a_quarter_ahead() -> None:
    assert (deadlines().total, len(deadlines().rows), deadlines().until) == (8, 6, date(2021, 9, 30))
    assert deadlines(until=date(2021, 8, 14)).total == 0
    assert deadlines(until=date(2021, 8, 15)).total == 8
    assert deadlines(until=date(2021, 1, 1)).until == AS_OF


def owing(name: str, overdue: int) -> ReportGroup:
    promised = replace(board(red=1).rows[0].target, owner=name)
    due = Due("red1", parse_period("2021-Q1"), "", (promised,), None, None)
    return ReportGroup(name, name, tuple(Report(due, date(2021, 4, 30), None, late=True) for _ in range(overdue)))


def test_who_owes_the_most_comes_first() -> None:
    groups = (owing("b", 1), owing("a", 1), owing("c", 4), *(owing(f"z{n}", 1) for n in range(5)))
    screen = next(
        one for one in make_run(material(board(), undelivered=groups)).screens if isinstance(one, UndeliveredScreen)
    )
    assert [one.name for one in screen.groups] == ["c", "a", "b", "z0", "z1", "z2"]
    assert (screen.total, screen.reports) == (8, 11)


def test_open_actions_of_earlier_meetings_come_back_late_ones_first() -> None:
    action = Agreement("A1", AgreementKind.ACTION, "Bellen", "M1")
    agreed = (
        action,
        replace(action, code="A2", due=date(2021, 9, 1)),
        replace(action, code="A3", due=date(2021, 7, 1)),
        replace(action, code="A4", closed_on=date(2021, 6, 1), outcome="Gebeld"),
        replace(action, code="A5", meeting="M2"),
        Agreement("B1", AgreementKind.DECISION, "Besloten", "M1"),
        Agreement("B2", AgreementKind.DECISION, "Ook besloten", "M2"),
    )
    screen = make_run(material(board(), agreed=agreed)).screens[-1]
    assert isinstance(screen, AgreedScreen)
    assert [one.code for one in screen.here] == ["A5", "B2"]
    assert [one.code for one in screen.earlier] == ["A3", "A2", "A1"]
