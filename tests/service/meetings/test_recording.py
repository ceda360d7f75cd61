"""Meetings, words, agreements and accepted deviations: what is asked, what is refused, and how soon somebody acted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.errors import NotFoundError, PlanpeilError, RefusedError, UsageError
from kpi.core.meeting.records import Accepted, Agreement, AgreementKind, MeetingState
from kpi.core.model import CheckIn
from kpi.service.desk import Desk
from kpi.service.drafting.publishing import export_zip, import_zip
from kpi.service.meetings.agreeing import (
    accept_deviation,
    accepted_list,
    agree,
    agreement_file,
    agreement_list,
    agreement_versions,
    close_action,
    end_deviation,
    reword_agreement,
)
from kpi.service.meetings.holding import (
    begin_meeting,
    change_meeting,
    meeting_list,
    prepare_meeting,
    reopen_meeting,
    show_result,
)
from kpi.service.meetings.recording import LONGEST
from kpi.service.meetings.saying import checkin_list, import_checkins, say
from kpi.service.meetings.showing import close
from kpi.service.meetings.waiting import broken_promises, how_long
from kpi.service.snapshots import head_revision, take_snapshot
from kpi.service.uploads.checking import today
from kpi.service.uploads.importing import import_file
from kpi.store.meetings.writing import OvertakenError

DAY, AS_OF = date(2021, 7, 20), date(2021, 6, 30)
QUARTER = parse_period("2021-Q2")
SAID = CheckIn("T3", QUARTER, "Ziekte", "Later", "Bellen", "Piet", date(2021, 9, 1))
ACTION = Agreement("", AgreementKind.ACTION, "Bellen", "", "T3", "Piet", date(2021, 9, 1))
DECISION = Agreement("", AgreementKind.DECISION, "Doorgaan")
DEVIATION = Accepted("", "T2", 70.0, date(2021, 7, 1), date(2021, 12, 31), "Ziekte")
BSN = "123456782"
Attempt = Callable[[Desk], object]


def prepare(desk: Desk, name: str = "Kwartaaloverleg", day: date = DAY, as_of: date = AS_OF) -> str:
    return prepare_meeting(desk, "proef", name, day, as_of, user="els").code


def test_meetings_stand_by_day(desk: Desk) -> None:
    for name, day in (("b", date(2021, 10, 20)), ("a", DAY), ("c", DAY)):
        prepare(desk, name, day)
    assert [(one.code, one.one.name) for one in meeting_list(desk, "proef")] == [("M2", "a"), ("M3", "c"), ("M1", "b")]


def test_a_meeting_moves_and_is_renamed_until_it_is_closed_its_date_until_it_begins(desk: Desk) -> None:
    code = prepare(desk)
    change_meeting(desk, "proef", code, as_of=date(2021, 3, 31), user="els")
    begin_meeting(desk, "proef", code, user="els")
    moved = change_meeting(desk, "proef", code, name=" Overleg ", day=date(2021, 7, 21), user="els")
    assert (moved.one.name, moved.one.day, moved.one.as_of) == ("Overleg", date(2021, 7, 21), date(2021, 3, 31))
    with pytest.raises(RefusedError, match="is begonnen"):
        change_meeting(desk, "proef", code, as_of=AS_OF, user="els")


def test_words_are_kept_without_space_around_them(desk: Desk) -> None:
    done = say(desk, "proef", replace(SAID, cause="  Ziekte\n", owner=" Piet "), user=" els ")
    assert (done.one, done.recorded_by) == (SAID, "els")
    assert [one.one for one in checkin_list(desk, "proef")] == [SAID]


def test_words_of_green_are_taken_too_and_stand_by_result_and_period(desk: Desk) -> None:
    for code, period in (("T2", "2021-Q1"), ("T1", "2021-Q2"), ("T2", "2021-Q2"), ("T2", "2021")):
        say(desk, "proef", CheckIn(code, parse_period(period), "x"), user="els")
    assert [one.code for one in checkin_list(desk, "proef")] == ["T1 2021-Q2", "T2 2021", "T2 2021-Q2", "T2 2021-Q1"]


def test_who_did_not_see_the_newest_words_is_told_what_stands_there(desk: Desk) -> None:
    first = say(desk, "proef", SAID, user="els")
    say(desk, "proef", replace(SAID, cause="Vertrek"), user="jan", seen=first.revision)
    with pytest.raises(OvertakenError, match=r"jan heeft .* Daar staat nu: Vertrek / Later / Bellen / Piet"):
        say(desk, "proef", replace(SAID, cause="Anders"), user="piet", seen=first.revision)


def test_an_agreement_is_changed_by_who_saw_it(desk: Desk) -> None:
    first = agree(desk, "proef", ACTION, user="els")
    mail = partial(replace, text=" Mailen ", due=date(2021, 8, 1), closed_on=AS_OF)
    changed = reword_agreement(desk, "proef", "A1", mail, user="jan", seen=first.revision)
    assert changed.one.is_open
    assert (changed.one.text, changed.one.owner, changed.one.due) == ("Mailen", "Piet", date(2021, 8, 1))
    with pytest.raises(OvertakenError, match="Mailen"):
        close_action(desk, "proef", "A1", "Gebeld", user="els", seen=first.revision)


def test_what_was_agreed_is_corrected_until_its_meeting_is_closed_and_every_version_stays(desk: Desk) -> None:
    code = prepare(desk)
    agree(desk, "proef", replace(ACTION, meeting=code), user="els")
    reword_agreement(desk, "proef", "A1", partial(replace, text="Mailen", due=None), user="jan")
    close_action(desk, "proef", "A1", "Gemaild", user="els")
    close(desk, "proef", code, user="els")
    with pytest.raises(RefusedError, match="is gesloten: wat is afgesproken verandert niet meer"):
        reword_agreement(desk, "proef", "A1", partial(replace, text="Anders"), user="jan")
    versions = agreement_versions(desk, "proef", "A1")
    told = [(one.recorded_by, one.one.text, one.one.due, one.one.outcome) for one in versions]
    assert told == [
        ("els", "Bellen", ACTION.due, ""), ("jan", "Mailen", None, ""), ("els", "Mailen", None, "Gemaild")
    ]  # fmt: skip
    assert agreement_versions(desk, "proef", "A9") == ()


def test_an_action_is_closed_with_what_came_of_it(desk: Desk) -> None:
    agree(desk, "proef", ACTION, user="els")
    agree(desk, "proef", DECISION, user="els")
    done = close_action(desk, "proef", "A1", "Gebeld", user="piet")
    assert (done.one.outcome, done.one.closed_on, done.one.is_open) == ("Gebeld", today(), False)
    assert [one.code for one in agreement_list(desk, "proef")] == ["A1", "B1"]
    for code, why in (("A1", "al afgesloten"), ("B1", "een besluit")):
        with pytest.raises(RefusedError, match=why):
            close_action(desk, "proef", code, "Nogmaals", user="piet")


def test_a_deviation_ends_on_another_day_with_a_reason(desk: Desk) -> None:
    agree(desk, "proef", DECISION, user="els")
    accept_deviation(desk, "proef", replace(DEVIATION, decision="B1"), user="els")
    done = end_deviation(desk, "proef", "D1", date(2021, 9, 30), "Hersteld", user="jan")
    assert (done.one.until, done.why, done.recorded_by) == (date(2021, 9, 30), "Hersteld", "jan")
    assert [(one.code, one.one.decision) for one in accepted_list(desk, "proef")] == [("D1", "B1")]


REFUSED: list[tuple[str, type[PlanpeilError], Attempt, str]] = [
    ("no name", UsageError, lambda desk: prepare(desk, " "), "een naam"),
    ("a date far from the plan", UsageError, lambda desk: prepare(desk, as_of=date(2031, 1, 1)), "tot en met 2025"),
    ("no plan", NotFoundError, lambda desk: prepare_meeting(desk, "x", "n", DAY, AS_OF, user="e"), "geen plan"),
    ("no meeting", NotFoundError, lambda desk: begin_meeting(desk, "proef", "M1", user="e"), "nog geen enkele"),
    ("no result to show", NotFoundError, lambda desk: _show(desk, "T9"), "geen resultaat 'T9'"),
    ("not closed", RefusedError, lambda desk: reopen_meeting(desk, "proef", prepare(desk), "x", user="e"), "gesloten"),
    ("no words", UsageError, lambda desk: _say(desk, cause="", consequence=" ", correction=""), "T3 2021-Q2"),
    ("a day for nothing", UsageError, lambda desk: _say(desk, correction=""), "uiterlijk 2021-09-01"),
    ("too many words", UsageError, lambda desk: _say(desk, cause="x" * (LONGEST + 1)), "2000 tekens; dit zijn er 2001"),
    ("a citizen number", UsageError, lambda desk: _say(desk, cause=f"Mw. De Vries {BSN}"), "burgerservicenummer"),
    ("no such result", NotFoundError, lambda desk: _say(desk, target="T9"), "geen resultaat 'T9'"),
    ("a period far away", UsageError, lambda desk: _say(desk, period=parse_period("2031-Q1")), "2031-Q1 ligt te ver"),
    ("no user", UsageError, lambda desk: say(desk, "proef", SAID, user=" "), "wie"),
    ("nothing agreed", UsageError, lambda desk: _agree(desk, text=""), "wat is afgesproken"),
    ("agreed of no result", NotFoundError, lambda desk: _agree(desk, target="T9"), "geen resultaat 'T9'"),
    ("agreed in no meeting", NotFoundError, lambda desk: _agree(desk, meeting="M9"), "geen vergadering 'M9'"),
    ("no outcome", UsageError, lambda desk: _close(desk, ""), "wat ervan gekomen is"),
    ("no action", NotFoundError, lambda desk: close_action(desk, "proef", "A9", "x", user="e"), "geen afspraak 'A9'"),
    ("no reason", UsageError, lambda desk: _accept(desk, reason=""), "waarom dit wordt geaccepteerd"),
    ("ends before it begins", UsageError, lambda desk: _accept(desk, until=date(2021, 6, 1)), "ligt niet na"),
    ("ends as it begins", UsageError, lambda desk: _accept(desk, until=DEVIATION.since), "ligt niet na"),
    ("no number", UsageError, lambda desk: _accept(desk, value=float("nan")), "Geef de waarde"),
    ("no value to deviate from", UsageError, lambda desk: _accept(desk, target="T3"), "geen waarde"),
    ("accepted of no result", NotFoundError, lambda desk: _accept(desk, target="T9"), "geen resultaat 'T9'"),
    ("no such decision", NotFoundError, lambda desk: _accept(desk, decision="B9"), "geen afspraak 'B9'"),
]


def _show(desk: Desk, target: str) -> object:
    return show_result(desk, "proef", prepare(desk), target, shown=True, user="els")


def _say(desk: Desk, **other: object) -> object:
    return say(desk, "proef", replace(SAID, **other), user="els")  # type: ignore[arg-type]


def _agree(desk: Desk, **other: object) -> object:
    return agree(desk, "proef", replace(ACTION, **other), user="els")  # type: ignore[arg-type]


def _close(desk: Desk, outcome: str) -> object:
    agree(desk, "proef", ACTION, user="els")
    return close_action(desk, "proef", "A1", outcome, user="els")


def _accept(desk: Desk, **other: object) -> object:
    return accept_deviation(desk, "proef", replace(DEVIATION, **other), user="els")  # type: ignore[arg-type]


@pytest.mark.parametrize(("fault", "attempt", "words"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_cannot_be_recorded_is_refused_in_words(
    desk: Desk, fault: type[PlanpeilError], attempt: Attempt, words: str
) -> None:
    with pytest.raises(fault) as found:
        attempt(desk)
    assert words in found.value.nl


def test_nothing_is_recorded_when_read_only(desk: Desk) -> None:
    code = prepare(desk)
    action, head = agree(desk, "proef", ACTION, user="els"), head_revision(desk)
    closed = replace(desk, settings=replace(desk.settings, read_only=True))
    attempts: list[Attempt] = [
        lambda at: prepare_meeting(at, "proef", "x", DAY, AS_OF, user="e"),
        lambda at: change_meeting(at, "proef", code, name="x", user="e"),
        lambda at: begin_meeting(at, "proef", code, user="e"),
        lambda at: show_result(at, "proef", code, "T1", shown=True, user="e"),
        lambda at: reopen_meeting(at, "proef", code, "x", user="e"),
        lambda at: say(at, "proef", SAID, user="e"),
        lambda at: import_checkins(at, "proef", b"target,period,cause\nT3,2021-Q2,x\n", user="e"),
        lambda at: agree(at, "proef", ACTION, user="e"),
        lambda at: reword_agreement(at, "proef", action.code, partial(replace, text="x"), user="e"),
        lambda at: close_action(at, "proef", action.code, "x", user="e"),
        lambda at: accept_deviation(at, "proef", DEVIATION, user="e"),
        lambda at: end_deviation(at, "proef", "D1", DAY, "x", user="e"),
    ]
    for attempt in attempts:
        with pytest.raises(RefusedError, match="read_only"):
            attempt(closed)
    assert head_revision(desk) == head
    assert meeting_list(closed, "proef")[0].one.state is MeetingState.PREPARED


FILE = b"target,period,cause,correction,due\nT3,2021-Q2,Ziekte,Bellen,2021-09-01\nT1,2021-Q2,Traag,,\n"


def test_a_file_of_words_is_recorded_in_one_go(desk: Desk) -> None:
    done, issues = import_checkins(desk, "proef", FILE, user="els")
    assert issues == ()
    assert [(one.code, one.one.due) for one in done] == [("T3 2021-Q2", date(2021, 9, 1)), ("T1 2021-Q2", None)]
    assert len({one.revision for one in done}) == 1
    head = head_revision(desk)
    assert import_checkins(desk, "proef", FILE, user="jan")[0] == done
    assert head_revision(desk) == head


def test_a_file_goes_over_the_words_of_others_only_when_that_is_said(desk: Desk) -> None:
    say(desk, "proef", replace(SAID, cause="Eigen woorden"), user="piet")
    with pytest.raises(OvertakenError, match="Eigen woorden"):
        import_checkins(desk, "proef", FILE, user="els")
    assert [one.code for one in checkin_list(desk, "proef")] == ["T3 2021-Q2"]
    import_checkins(desk, "proef", FILE, user="els", over=True)
    assert [one.one.cause for one in checkin_list(desk, "proef")] == ["Traag", "Ziekte"]


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"target,period,cause\nT9,2021-Q2,x\n", ["unknown-target"]),
        (b"target,period,cause\nT3,Q2,x\n", ["not-a-period"]),
        (b"target,period,cause\nT3,2021-Q2,x\nT3,2021-Q2,y\n", ["duplicate-checkin"]),
        (b"target,period,cause,due\nT3,2021-Q2,x,morgen\n", ["not-a-date"]),
        (b"", ["empty-file"]),
    ],
)
def test_a_file_with_a_fault_records_nothing(desk: Desk, content: bytes, codes: list[str]) -> None:
    head = head_revision(desk)
    done, issues = import_checkins(desk, "proef", content, user="els")
    assert (done, [one.code for one in issues]) == ((), codes)
    assert head_revision(desk) == head


def test_words_with_their_day_travel_with_the_plan(desk: Desk) -> None:
    say(desk, "proef", SAID, user="els")
    content = export_zip(desk, "proef")
    assert not import_zip(desk, content, user="els").changed
    assert checkin_list(desk, "proef")[0].one == SAID


def test_how_long_it_lasts_and_how_soon_somebody_acted(desk: Desk) -> None:
    content = b"Indicator;Periode;Waarde\r\nT3;2021-Q1;nee\r\nT3;2021-Q2;nee\r\n"
    assert import_file(desk, "proef", content, "q.csv", user="anna", justifications={"expected-missing": "x"}).done
    before = how_long(desk, "proef", AS_OF)
    since = [(one.row.target.code, one.since) for one in before.rows]
    assert since == [("T1", date(2021, 3, 31)), ("T3", date(2021, 5, 1))]
    assert (before.whole.asking, before.whole.told) == (2, 0)
    first = say(desk, "proef", replace(SAID, correction="", due=None), user="piet")
    said = how_long(desk, "proef", AS_OF)
    assert (said.rows[1].told, said.rows[1].corrected) == (today(), None)
    say(desk, "proef", SAID, user="piet", seen=first.revision)
    after = how_long(desk, "proef", AS_OF, on=date(2021, 9, 2))
    assert (after.rows[1].corrected, after.rows[1].promised, after.whole.overdue) == (today(), date(2021, 9, 1), 1)
    assert after.whole.days == (today() - date(2021, 5, 1)).days
    assert [(theme.code, part.asking) for theme, part in after.themes] == [("samen", 1), ("ict", 1)]
    assert how_long(desk, "proef", AS_OF, revision=first.revision).rows == said.rows
    assert broken_promises(desk, take_snapshot(desk, "proef", as_of=AS_OF)) == ()
    late = take_snapshot(desk, "proef", as_of=date(2021, 9, 2))
    assert [(one.row.target.code, one.since) for one in broken_promises(desk, late)] == [("T3", date(2021, 5, 1))]


def test_the_list_is_written_as_csv_or_document_and_as_nothing_else(desk: Desk) -> None:
    agree(desk, "proef", ACTION, user="els")
    assert b"Bellen" in agreement_file(desk, "proef", "csv", "nl")
    assert agreement_file(desk, "proef", "docx", "nl").startswith(b"PK")
    with pytest.raises(UsageError, match="pdf"):
        agreement_file(desk, "proef", "pdf", "nl")
