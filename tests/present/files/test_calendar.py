"""The calendar file, read back: whole days, the same name in every revision, and text that stays text."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from kpi.core.delivery.calendar_days import PlanDays, plan_days
from kpi.core.light.snapshot import Snapshot
from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.core.model import Measurement, Plan
from kpi.present.files.calendar import calendar_file
from tests.present.conftest import Made, make
from tests.present.hostile import WORD

MOMENT = datetime(2021, 7, 1, 9, 30, 15, 123456, tzinfo=UTC)
AWKWARD = 'Ja; nee, \\ "zo"\nBEGIN:VEVENT\x07 é' + "ë" * 90


def days(made: Made) -> PlanDays:
    return plan_days(made[0].plan, made[1])


def events(content: bytes) -> list[tuple[str, str, date]]:
    """Every event as its name, its title and its day."""
    found = Calendar.from_ical(content)
    assert isinstance(found, Calendar)
    return [(str(one["uid"]), str(one["summary"]), one["dtstart"].dt) for one in found.walk("VEVENT")]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_deadline_and_delivery_is_an_event(made: Made, lang: str) -> None:
    found = days(made)
    read = events(calendar_file(found, 41, MOMENT, lang))
    assert len(read) == len(found.deadlines) + len(found.deliveries)
    assert len({uid for uid, _, _ in read}) == len(read)
    assert ("deadline-behind@p.planpeil", "Deadline: Resultaat behind", date(2021, 12, 31)) in read


def test_a_delivery_says_of_what_and_until_when(made: Made) -> None:
    content = calendar_file(days(made), 41, MOMENT, "nl")
    found = Calendar.from_ical(content)
    asked = [one for one in found.walk("VEVENT") if str(one["uid"]).startswith("delivery-2021-Q3")]
    assert {one["dtstart"].dt for one in asked} == {date(2021, 10, 30)}
    assert any("Uiterlijk aanleveren over 3e kwartaal 2021" in str(one["summary"]) for one in asked)
    assert any("- errors" in str(one["description"]) for one in asked)


def test_the_same_revision_makes_the_same_bytes_and_another_keeps_the_names(made: Made) -> None:
    first = calendar_file(days(made), 41, MOMENT, "nl")
    assert calendar_file(days(make()), 41, MOMENT, "nl") == first
    later = calendar_file(days(made), 42, datetime(2021, 8, 1, tzinfo=UTC), "nl")
    assert later != first
    assert [uid for uid, _, _ in events(later)] == [uid for uid, _, _ in events(first)]
    assert b"DTSTAMP:20210701T093015Z" in first


def test_lines_are_short_and_end_as_they_must(made: Made) -> None:
    plan = made[0].plan
    long = replace(plan, title=AWKWARD, targets=tuple(replace(one, statement=AWKWARD) for one in plan.targets))
    content = calendar_file(plan_days(long, made[1]), 41, MOMENT, "nl")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\x07", content)
    told = {title for _, title, _ in events(content) if title.startswith("Deadline")}
    assert told == {f"Deadline: {AWKWARD}".replace("\x07", "")}


def test_hostile_words_add_no_event(made: Made) -> None:
    hostile = make(WORD + "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x")
    found = days(hostile)
    content = calendar_file(found, 41, MOMENT, "nl")
    assert len(events(content)) == len(found.deadlines) + len(found.deliveries)


def test_many_figures_are_counted_after_the_first_twenty(made: Made) -> None:
    plan: Plan = made[0].plan
    one = next(target for target in plan.targets if target.code == "share")
    many = replace(plan, targets=tuple(replace(one, code=f"M{at}", statement=f"Mijlpaal {at}") for at in range(25)))
    text = Calendar.from_ical(calendar_file(plan_days(many, {}), 1, MOMENT, "nl"))
    told = [str(each["description"]) for each in text.walk("VEVENT") if str(each["uid"]).startswith("delivery")]
    assert all(words.count("- Mijlpaal") == 20 and "en nog 5" in words for words in told)


def test_an_empty_calendar_can_be_read(seen: Snapshot, made: Made) -> None:
    measured: dict[str, tuple[Measurement, ...]] = {}
    assert events(calendar_file(plan_days(replace(seen.plan, targets=()), measured), 1, MOMENT, "nl")) == []


@pytest.mark.parametrize(("lang", "word"), [("nl", "Actie"), ("en", "Action")])
def test_an_action_with_a_day_is_an_event_of_that_day(made: Made, lang: str, word: str) -> None:
    action = Agreement("A1", AgreementKind.ACTION, "Bellen", "M1", "behind", "Els", date(2021, 9, 1))
    actions = (action, replace(action, code="A2", due=None))
    content = calendar_file(days(made), 41, MOMENT, lang, actions)
    assert events(content)[-1] == ("action-A1@p.planpeil", f"{word}: Bellen", date(2021, 9, 1))
    assert len(events(content)) == len(events(calendar_file(days(made), 41, MOMENT, lang))) + 1
    *_, event = Calendar.from_ical(content).walk("VEVENT")
    told = str(event["description"])
    assert "Els" in told
    assert "Resultaat behind" in told
