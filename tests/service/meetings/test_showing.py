"""The screens of a meeting: what they are made of, and that a closed one stays as it was seen to the last digit."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.errors import NotFoundError, RefusedError, UsageError
from kpi.core.light.assessment import Light
from kpi.core.meeting.records import Accepted, Agreement, AgreementKind, MeetingState
from kpi.core.model import CheckIn
from kpi.present.deck.making import make_deck
from kpi.present.deck.slide import Deck, SlideKind
from kpi.service.desk import Desk
from kpi.service.meetings.agreeing import accept_deviation, agree, close_action
from kpi.service.meetings.holding import begin_meeting, prepare_meeting, reopen_meeting, show_result
from kpi.service.meetings.kept_decks import deck_of, kept_deck
from kpi.service.meetings.saying import say
from kpi.service.meetings.showing import close, run_of
from kpi.service.plans import load_folder
from kpi.service.snapshots import head_revision, take_snapshot
from kpi.service.uploads.importing import import_file
from kpi.store.meetings.writing import OvertakenError
from tests.service.small_plan import PLAN, TARGETS, write_plan

LANGS = ("nl", "en")
SPRING, SUMMER = date(2021, 3, 31), date(2021, 6, 30)
QUARTER = parse_period("2021-Q2")


def deliver(desk: Desk, *lines: str) -> None:
    """Hand figures in, whatever they change."""
    content = "\r\n".join(["Indicator;Periode;Waarde", *lines, ""]).encode("cp1252")
    why = dict.fromkeys(("outlier", "expected-missing", "same-as-earlier", "not-cumulative"), "klopt")
    assert import_file(desk, "proef", content, "cijfers.csv", user="anna", justifications=why).done


def prepared(desk: Desk, day: date = date(2021, 7, 20), as_of: date = SUMMER) -> str:
    return prepare_meeting(desk, "proef", "Kwartaaloverleg", day, as_of, user="els").code


def decks(desk: Desk, code: str) -> dict[str, Deck]:
    return {lang: run_of(desk, "proef", code, lang).deck for lang in LANGS}


def lights(desk: Desk, code: str) -> dict[str, Light]:
    run = run_of(desk, "proef", code).run
    assert run is not None
    return {row.target.code: row.assessment.light for row in run.material.snapshot.rows}


def test_a_closed_meeting_stays_as_it_was_seen(desk: Desk, tmp_path: Path) -> None:
    """After a correction, a revised target, a changed threshold, other words, a closed action and a new decision."""
    deliver(desk, "netwerken;2021-Q2;1", "tevreden;2021-Q2;62", "T3;2021-Q2;nee")
    code = prepared(desk)
    said = say(
        desk, "proef", CheckIn("T3", QUARTER, "Ziekte", "Later", "Bellen", "Piet", date(2021, 9, 1)), user="piet"
    )
    begin_meeting(desk, "proef", code, user="els")
    action = agree(desk, "proef", Agreement("", AgreementKind.ACTION, "Bellen", code, "T3"), user="els")
    agree(desk, "proef", Agreement("", AgreementKind.DECISION, "Uitstel tot oktober", code, "T3"), user="els")
    accept_deviation(desk, "proef", Accepted("", "T2", 70, SUMMER, date(2021, 12, 31), "Ziekte"), user="els")
    close(desk, "proef", code, user="els")
    before, revision = decks(desk, code), head_revision(desk)
    texts = {lang: json.dumps(kept_deck(one)) for lang, one in before.items()}
    assert "Uitstel tot oktober" in texts["nl"]
    assert "Ziekte" in texts["nl"]

    deliver(desk, "netwerken;2021-Q2;4", "tevreden;2021-Q2;70", "T3;2021-Q2;ja")
    changed = write_plan(tmp_path / "changed")
    (changed / "targets.csv").write_text(TARGETS.replace("Acht netwerken", "Zes netwerken").replace(",8,0,", ",6,0,"))
    (changed / "plan.toml").write_text(f"{PLAN}\n[thresholds]\non_track = 0.2\nat_risk = 0.5\n")
    assert load_folder(desk, changed, user="beheer", why="herzien").changed
    say(desk, "proef", replace(said.one, cause="Toch anders"), user="piet", seen=said.revision)
    close_action(desk, "proef", action.code, "Gebeld", user="els")
    agree(desk, "proef", Agreement("", AgreementKind.DECISION, "Later besluit"), user="els")
    assert head_revision(desk) > revision + 4

    after = decks(desk, code)
    assert after == before
    assert {lang: json.dumps(kept_deck(one)) for lang, one in after.items()} == texts
    assert run_of(desk, "proef", code).run is None
    assert lights(desk, prepared(desk))["T3"] is Light.GREEN  # a new one does see it


@pytest.mark.parametrize("lang", LANGS)
def test_the_screens_come_back_from_what_is_kept(desk: Desk, lang: str) -> None:
    deliver(desk, "netwerken;2021-Q2;2", "tevreden;2021-Q2;62,123456789", "T3;2021-Q2;nee")
    shown = run_of(desk, "proef", prepared(desk), lang)
    assert shown.run is not None
    assert any(one.course for one in shown.deck.slides)
    text = json.dumps(kept_deck(shown.deck), allow_nan=False)
    assert deck_of(json.loads(text)) == shown.deck == make_deck(shown.run, shown.views, lang)
    known = json.loads(text) | {"colour": "of a later version"}
    assert deck_of(known) == shown.deck
    with pytest.raises(ValueError, match="slides"):
        deck_of({"meeting": "M1"})


def test_what_was_known_when_it_began_counts_and_words_go_on(desk: Desk) -> None:
    deliver(desk, "T3;2021-Q2;nee")
    code = prepared(desk)
    assert lights(desk, code)["T3"] is Light.AMBER
    began = begin_meeting(desk, "proef", code, user="els")
    assert began.one.revision == began.revision - 1
    deliver(desk, "T3;2021-Q2;ja")
    say(desk, "proef", CheckIn("T3", QUARTER, "Nu wel klaar"), user="piet")
    assert lights(desk, code)["T3"] is Light.AMBER
    slide = next(one for one in run_of(desk, "proef", code, "nl").deck.slides if one.target == "T3")
    assert slide.said[0] == ("Oorzaak", "Nu wel klaar")
    assert begin_meeting(desk, "proef", code, user="jan") == began


def test_changes_are_counted_from_the_meeting_before(desk: Desk) -> None:
    deliver(desk, "T3;2021-Q2;nee")
    first = prepared(desk)
    begin_meeting(desk, "proef", first, user="els")
    deliver(desk, "T3;2021-Q2;ja")
    run = run_of(desk, "proef", prepared(desk, day=date(2021, 10, 20), as_of=date(2021, 7, 31))).run
    assert run is not None
    assert run.material.since == SUMMER
    changed = {one.target.code: one.after and one.after.light for one in run.material.changed}
    assert changed["T3"] is Light.GREEN


def test_without_a_meeting_before_the_quarter_before_is_compared_with(desk: Desk) -> None:
    deliver(desk, "T3;2021-Q2;nee")
    prepared(desk, day=date(2021, 7, 1))  # never began: nobody saw it
    run = run_of(desk, "proef", prepared(desk)).run
    assert run is not None
    assert run.material.since == SPRING
    assert "T3" in {one.target.code for one in run.material.changed}
    early = run_of(desk, "proef", prepared(desk, as_of=SPRING)).run
    assert early is not None
    assert (early.material.since, early.material.changed) == (None, ())


def test_what_belongs_to_a_later_meeting_is_not_in_an_earlier_one(desk: Desk) -> None:
    first, later = prepared(desk), prepared(desk, day=date(2021, 10, 20), as_of=date(2021, 9, 30))
    mine = agree(desk, "proef", Agreement("", AgreementKind.ACTION, "Bellen", first), user="els")
    theirs = agree(desk, "proef", Agreement("", AgreementKind.ACTION, "Mailen", later), user="els")
    loose = agree(desk, "proef", Agreement("", AgreementKind.ACTION, "Schrijven"), user="els")
    seen = [run_of(desk, "proef", code).run for code in (first, later)]
    agreed = [[one.code for one in run.material.agreed] for run in seen if run is not None]
    assert agreed == [[mine.code, loose.code], [mine.code, theirs.code, loose.code]]
    assert [run.material.until for run in seen if run is not None] == [date(2021, 10, 20), None]


def test_what_was_due_and_did_not_come_is_told_on_the_day_of_the_meeting(desk: Desk) -> None:
    early, late = prepared(desk, day=date(2021, 7, 1)), prepared(desk, day=date(2021, 8, 15))
    owing, titles = [], []
    for code in (early, late):
        found = run_of(desk, "proef", code)
        assert found.run is not None
        owing.append([one.name for one in found.run.material.undelivered])
        titles += [one.title for one in found.deck.slides if one.kind is SlideKind.UNDELIVERED]
    assert owing == [["Piet"], ["Els", "Jan", "Piet"]]  # until the grace is over: of the quarter before
    assert titles == ["Niet aangeleverd: 1e kwartaal 2021", "Niet aangeleverd: 2e kwartaal 2021"]


def test_results_are_brought_in_and_left_out(desk: Desk) -> None:
    deliver(desk, "T3;2021-Q2;nee", "netwerken;2021-Q2;4")
    code = prepared(desk)

    def own_screen() -> list[str]:
        return [one.target for one in run_of(desk, "proef", code).deck.slides if one.kind is SlideKind.RESULT]

    assert own_screen() == ["T3"]
    show_result(desk, "proef", code, "T1", shown=True, user="els")
    show_result(desk, "proef", code, "T3", shown=False, user="els")
    assert own_screen() == ["T1"]
    again = show_result(desk, "proef", code, "T3", shown=True, user="els")
    assert (again.one.added, again.one.left_out) == (("T1", "T3"), ())
    assert own_screen() == ["T1", "T3"]


def test_a_meeting_that_never_began_is_closed_as_known_now(desk: Desk) -> None:
    head = head_revision(desk)
    code = prepared(desk)
    done = close(desk, "proef", code, user="els")
    assert (done.one.state, done.one.revision) == (MeetingState.CLOSED, head + 1)
    assert run_of(desk, "proef", code).deck.revision == head + 1


def test_opened_again_it_lives_on_and_the_screens_that_were_seen_stay(desk: Desk) -> None:
    deliver(desk, "T3;2021-Q2;nee")
    code = prepared(desk)
    begin_meeting(desk, "proef", code, user="els")
    first = close(desk, "proef", code, user="els")
    seen = decks(desk, code)
    reopened = reopen_meeting(desk, "proef", code, "Besluit vergeten", user="jan")
    assert (reopened.one.state, reopened.one.reason, reopened.why) == (
        MeetingState.HELD,
        "Besluit vergeten",
        "Besluit vergeten",
    )
    deliver(desk, "T3;2021-Q2;ja")
    agree(desk, "proef", Agreement("", AgreementKind.DECISION, "Alsnog", code), user="jan")
    assert lights(desk, code)["T3"] is Light.AMBER
    close(desk, "proef", code, user="jan")
    now = decks(desk, code)
    assert now["nl"].slides[:-1] == seen["nl"].slides[:-1]
    assert (now["nl"].slides[-1].lines[0].title, seen["nl"].slides[-1].lines) == ("Alsnog", ())
    assert first.revision < reopened.revision


def test_a_closed_meeting_is_refused_every_change(desk: Desk) -> None:
    code = prepared(desk)
    close(desk, "proef", code, user="els")
    for attempt in (
        lambda: close(desk, "proef", code, user="els"),
        lambda: begin_meeting(desk, "proef", code, user="els"),
        lambda: show_result(desk, "proef", code, "T1", shown=True, user="els"),
        lambda: agree(desk, "proef", Agreement("", AgreementKind.ACTION, "Bellen", code), user="els"),
    ):
        with pytest.raises(RefusedError, match="gesloten"):
            attempt()


def test_who_closes_what_somebody_changed_is_told(desk: Desk) -> None:
    code = prepared(desk)
    seen = begin_meeting(desk, "proef", code, user="els").revision
    show_result(desk, "proef", code, "T1", shown=True, user="jan")
    with pytest.raises(OvertakenError, match=r"jan heeft M1 intussen gewijzigd .* Kwartaaloverleg, begonnen"):
        close(desk, "proef", code, user="els", seen=seen)


def test_read_only_closes_nothing_and_shows_everything(desk: Desk) -> None:
    code = prepared(desk)
    closed = replace(desk, settings=replace(desk.settings, read_only=True))
    with pytest.raises(RefusedError, match="read_only"):
        close(closed, "proef", code, user="els")
    assert run_of(closed, "proef", code).deck.slides


def test_what_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="nog geen enkele"):
        run_of(desk, "proef", "M1")
    with pytest.raises(NotFoundError, match="nergens"):
        run_of(desk, "nergens", "M1")
    prepared(desk)
    with pytest.raises(NotFoundError, match="Wel: M1"):
        close(desk, "proef", "M2", user="els")
    with pytest.raises(UsageError, match="wie"):
        close(desk, "proef", "M1", user=" ")


def test_the_lights_of_a_meeting_are_those_of_the_page(desk: Desk) -> None:
    deliver(desk, "T3;2021-Q2;nee", "netwerken;2021-Q2;1")
    snapshot = take_snapshot(desk, "proef", as_of=SUMMER)
    assert lights(desk, prepared(desk)) == {row.target.code: row.assessment.light for row in snapshot.rows}
