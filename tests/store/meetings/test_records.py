"""Meetings, agreements, accepted deviations and words as versions: who was first, who was overtaken, what is kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from kpi.core.calendar.period import parse_period
from kpi.core.errors import RefusedError
from kpi.core.meeting.records import Accepted, Agreement, AgreementKind, Meeting, MeetingState
from kpi.core.model import CheckIn
from kpi.store.database import engine as engine_module
from kpi.store.database.engine import begin, open_engine, read
from kpi.store.database.trouble import StoreError
from kpi.store.meetings.reading import all_versions, seen_screens, standing_records
from kpi.store.meetings.records import ACCEPTED, AGREEMENTS, CHECKINS, MEETINGS, R, Recorded, RecordKind
from kpi.store.meetings.writing import OvertakenError, Signed, close_meeting, write_records
from kpi.store.plans.apply import save_plan
from kpi.store.query import read_checkins
from kpi.store.versions import stored_head
from tests.store.commits import commits
from tests.store.samples import FILES, NINE, PLAN, WORDS, save

MEETING = Meeting("", "Kwartaaloverleg “Q2”", date(2021, 7, 20), date(2021, 6, 30))
ACTION = Agreement("", AgreementKind.ACTION, "Bellen", "M1", "T2", "Els", date(2021, 9, 1))
DECISION = Agreement("", AgreementKind.DECISION, "Doorgaan", "M1")
DEVIATION = Accepted("", "T2", 4.5, date(2021, 7, 1), date(2021, 12, 31), "Ziekte", "B1")
SAID = CheckIn("T2", parse_period("2021-Q2"), "Ziekte", "Later", "Extra overleg", "Els", date(2021, 9, 1))
EVERY: tuple[tuple[RecordKind[Any], Any, str], ...] = (
    (MEETINGS, MEETING, "M1"),
    (AGREEMENTS, ACTION, "A1"),
    (AGREEMENTS, DECISION, "B1"),
    (ACCEPTED, DEVIATION, "D1"),
    (CHECKINS, SAID, "T2 2021-Q2"),
)


def signed(user: str = "els", hours: int = 1, why: str = "") -> Signed:
    return Signed(user, NINE + timedelta(hours=hours), "meeting", why)


def write(engine: Engine, kind: RecordKind[R], one: R, seen: int = 0, by: Signed | None = None) -> Recorded[R]:
    (done,) = write_records(engine, "proef", kind, [(one, seen)], by or signed())
    return done


def stands(engine: Engine, kind: RecordKind[R], revision: int = 999) -> dict[str, R]:
    with read(engine) as connection:
        return {code: one.one for code, one in standing_records(connection, kind, "proef", revision).items()}


def head(engine: Engine) -> int:
    with read(engine) as connection:
        return stored_head(connection)


@pytest.mark.parametrize(("kind", "one", "code"), EVERY, ids=[code for *_, code in EVERY])
def test_it_comes_back_as_it_went_with_who_and_when(engine: Engine, kind: RecordKind[Any], one: Any, code: str) -> None:
    save(engine)
    done = write(engine, kind, one, by=signed(why="omdat"))
    expected = replace(one, code=code) if hasattr(one, "code") else one
    assert done == Recorded(expected, code, 2, NINE + timedelta(hours=1), "els", "omdat")
    assert stands(engine, kind) == {code: expected}
    assert stands(engine, kind, 1) == {}
    with read(engine) as connection:
        newest = commits(connection)[0]
    assert (newest.action, newest.plan, newest.recorded_by) == ("meeting", "proef", "els")


def test_codes_are_numbered_within_a_plan_and_never_given_again(engine: Engine) -> None:
    save(engine)
    save(engine, plan=replace(PLAN, code="ander"))
    codes = [write(engine, MEETINGS, replace(MEETING, name=name)).code for name in ("een", "twee")]
    agreed = [write(engine, AGREEMENTS, replace(one, meeting="")).code for one in (ACTION, DECISION, ACTION, DECISION)]
    (other,) = write_records(engine, "ander", MEETINGS, [(MEETING, 0)], signed())
    assert (codes, agreed, other.code) == (["M1", "M2"], ["A1", "B1", "A2", "B2"], "M1")
    many = [write(engine, MEETINGS, replace(MEETING, name=str(n))).code for n in range(3, 12)]
    assert many[-2:] == ["M10", "M11"]
    assert list(stands(engine, MEETINGS)) == [f"M{n}" for n in range(1, 12)]


def test_several_at_once_are_one_commit_with_codes_of_their_own(engine: Engine) -> None:
    done = write_records(
        engine,
        "proef",
        AGREEMENTS,
        [(replace(ACTION, meeting=""), 0), (DECISION, 0), (replace(ACTION, text="x"), 0)],
        signed(),
    )
    assert [one.code for one in done] == ["A1", "B1", "A2"]
    assert {one.revision for one in done} == {1}


def test_every_version_stays_with_its_author(engine: Engine) -> None:
    first = write(engine, CHECKINS, SAID)
    write(engine, CHECKINS, replace(SAID, correction="Anders"), first.revision, signed("jan", 2))
    with read(engine) as connection:
        versions = all_versions(connection, CHECKINS, "proef", 9)["T2 2021-Q2"]
    assert [(one.recorded_by, one.one.correction) for one in versions] == [("els", "Extra overleg"), ("jan", "Anders")]
    assert stands(engine, CHECKINS, 1) == {"T2 2021-Q2": SAID}


@pytest.mark.parametrize("seen", [0, 2])
def test_who_did_not_see_the_newest_version_writes_nothing(engine: Engine, seen: int) -> None:
    save(engine)
    write(engine, CHECKINS, SAID)
    newest = write(engine, CHECKINS, replace(SAID, cause="Vertrek"), 2, signed("jan", 2))
    with pytest.raises(OvertakenError, match="jan heeft T2 2021-Q2 intussen gewijzigd") as found:
        write(engine, CHECKINS, replace(SAID, cause="Anders"), seen, signed("piet", 3))
    assert found.value.now == newest
    assert "01-07-2021 13:00, revisie 3" in found.value.nl
    assert "Vertrek / Later / Extra overleg / Els" in found.value.said("en")
    assert (head(engine), stands(engine, CHECKINS)["T2 2021-Q2"].cause) == (3, "Vertrek")


def test_of_several_one_that_is_overtaken_stops_all(engine: Engine) -> None:
    write(engine, CHECKINS, SAID)
    other = replace(SAID, target="T1")
    with pytest.raises(OvertakenError):
        write_records(engine, "proef", CHECKINS, [(other, 0), (replace(SAID, cause="x"), 0)], signed("jan"))
    assert list(stands(engine, CHECKINS)) == ["T2 2021-Q2"]


def test_the_same_again_makes_no_revision_whoever_says_it(engine: Engine) -> None:
    first = write(engine, CHECKINS, SAID)
    assert write(engine, CHECKINS, SAID, by=signed("jan", 2)) == first
    assert head(engine) == 1


def test_two_at_once_have_one_winner(engine: Engine, url: str) -> None:
    def attempt(name: str) -> str:
        own = open_engine(url)
        try:
            write(own, CHECKINS, replace(SAID, cause=name), by=signed(name))
        except OvertakenError as fault:
            return f"after {fault.now.recorded_by}"
        finally:
            own.dispose()
        return "first"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(attempt, ("els", "jan")))
    winner = stands(engine, CHECKINS)["T2 2021-Q2"].cause
    assert told == [f"after {winner}", "first"]
    assert head(engine) == 1


def test_two_new_meetings_at_once_have_codes_of_their_own(engine: Engine, url: str) -> None:
    def attempt(name: str) -> str:
        own = open_engine(url)
        try:
            return write(own, MEETINGS, replace(MEETING, name=name)).code
        finally:
            own.dispose()

    with ThreadPoolExecutor(4) as pool:
        codes = sorted(pool.map(attempt, "abcd"))
    assert codes == ["M1", "M2", "M3", "M4"]


def test_a_locked_database_is_told_in_words(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.05)
    url = f"sqlite:///{tmp_path / 'p.db'}"
    one, other = open_engine(url), open_engine(url)
    engine_module.migrate(one)
    with begin(one), pytest.raises(StoreError):
        write(other, MEETINGS, MEETING)
    assert write(other, MEETINGS, MEETING).code == "M1"
    one.dispose()
    other.dispose()


def held(engine: Engine, state: MeetingState = MeetingState.CLOSED) -> Recorded[Meeting]:
    new = write(engine, MEETINGS, MEETING)
    now = replace(new.one, state=state, revision=new.revision)
    if state is not MeetingState.CLOSED:
        return write(engine, MEETINGS, now, new.revision)
    screens = {"nl": {"slides": [1.1, "Één"]}, "en": {"slides": []}}
    done = close_meeting(engine, "proef", now, screens, seen=new.revision, head=head(engine), signed=signed("els", 2))
    assert done is not None
    return done


def test_a_closed_meeting_keeps_its_screens_every_time(engine: Engine) -> None:
    first = held(engine)
    with read(engine) as connection:
        kept = seen_screens(connection, "proef", "M1", 9)
    assert kept == {"nl": {"slides": [1.1, "Één"]}, "en": {"slides": []}}
    again = write(engine, MEETINGS, replace(first.one, state=MeetingState.HELD, reason="fout"), first.revision)
    now = replace(again.one, state=MeetingState.CLOSED)
    close_meeting(engine, "proef", now, {"nl": 2}, seen=again.revision, head=again.revision, signed=signed())
    with read(engine) as connection:
        assert seen_screens(connection, "proef", "M1", 9) == {"nl": 2}
        assert seen_screens(connection, "proef", "M1", first.revision) == kept
        assert seen_screens(connection, "proef", "M2", 9) == {}


def test_closing_looks_again_when_anything_was_recorded_since(engine: Engine) -> None:
    new = write(engine, MEETINGS, MEETING)
    write(engine, CHECKINS, SAID)
    closed = replace(new.one, state=MeetingState.CLOSED)
    assert close_meeting(engine, "proef", closed, {}, seen=1, head=1, signed=signed()) is None
    assert stands(engine, MEETINGS)["M1"].state is MeetingState.PREPARED


def test_screens_that_are_no_json_close_nothing(engine: Engine) -> None:
    new = write(engine, MEETINGS, MEETING)
    with pytest.raises(ValueError, match="JSON"):
        close_meeting(engine, "proef", new.one, {"nl": float("nan")}, seen=1, head=1, signed=signed())
    assert head(engine) == 1


def test_nothing_is_agreed_in_a_closed_meeting_but_what_came_of_it_is_told(engine: Engine) -> None:
    new = write(engine, MEETINGS, MEETING)
    action = write(engine, AGREEMENTS, ACTION)
    closed = replace(new.one, state=MeetingState.CLOSED)
    close_meeting(engine, "proef", closed, {}, seen=1, head=head(engine), signed=signed())
    attempts: list[Callable[[], object]] = [
        lambda: write(engine, AGREEMENTS, DECISION),
        lambda: write(engine, AGREEMENTS, replace(action.one, text="Mailen"), action.revision),
    ]
    for attempt in attempts:
        with pytest.raises(RefusedError, match="is gesloten"):
            attempt()
    done = replace(action.one, outcome="Gebeld", closed_on=date(2021, 9, 1))
    assert write(engine, AGREEMENTS, done, action.revision).one == done
    assert write(engine, AGREEMENTS, replace(DECISION, meeting="")).code == "B1"


def test_a_load_of_the_plan_ends_no_words_of_people(engine: Engine) -> None:
    """What the folder brought and left out goes; what was recorded here stays, also where the folder says other."""

    def load(*said: CheckIn, at: datetime) -> None:
        save_plan(engine, PLAN, (), said, files=FILES, recorded_by="anna", recorded_at=at)

    load(WORDS, at=NINE)
    write(engine, CHECKINS, SAID)
    write(engine, CHECKINS, replace(WORDS, cause="Van de eigenaar"), 1)
    load(at=NINE + timedelta(days=1))
    with read(engine) as connection:
        after = read_checkins(connection, "proef", 99)
    assert after == (SAID, replace(WORDS, cause="Van de eigenaar"))


def test_words_that_a_load_took_out_are_no_ones_to_overtake(engine: Engine) -> None:
    save_plan(engine, PLAN, (), (WORDS,), files=FILES, recorded_by="anna", recorded_at=NINE)
    save_plan(engine, PLAN, (), (), files=FILES, recorded_by="anna", recorded_at=NINE)
    assert stands(engine, CHECKINS) == {}
    assert write(engine, CHECKINS, WORDS).revision == 3
    assert stands(engine, CHECKINS) == {"T2 2021-Q3": WORDS}
