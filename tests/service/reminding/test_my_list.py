"""The list of a person out of the store, on both databases: until it is done, and of the plans they may see."""

from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar

from kpi.access.rights import Actor, Grant, Role
from kpi.core.calendar.period import parse_period
from kpi.core.errors import NotFoundError
from kpi.core.meeting.asked import AskedKind
from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.core.model import CheckIn
from kpi.service.accounts.people import add_account, set_role
from kpi.service.desk import DeniedError, Desk
from kpi.service.meetings.agreeing import agree, close_action
from kpi.service.meetings.saying import say
from kpi.service.reminding.my_list import asked_in_plan, asked_rows, list_calendar, list_of
from kpi.service.uploads.approving import give_back, switch_four_eyes, withdraw_upload
from kpi.service.uploads.importing import import_file

UPLOADS = (AskedKind.APPROVAL, AskedKind.MENDING)
ON = date(2021, 8, 10)
LATE = b"indicator;periode;waarde\nnetwerken;2021-Q2;0\ntevreden;2021-Q2;61,0\nT3;2021-Q1;nee\nT3;2021-Q2;nee\n"


def kinds(desk: Desk, who: str, on: date = ON) -> list[tuple[str, str, bool]]:
    return [(one.kind.value, one.code, one.late) for one in list_of(desk, who, on=on)]


def test_figures_stand_on_the_list_until_they_came(desk: Desk) -> None:
    assert kinds(desk, "jan") == [("figures", "2021-Q2 Jan", True)]
    assert kinds(desk, "jan", date(2021, 7, 30)) == [("figures", "2021-Q2 Jan", False)]
    assert kinds(desk, "jan", date(2021, 6, 30)) == []
    assert import_file(desk, "proef", LATE, "q2.csv", user="jan").done
    assert [one for one in kinds(desk, "jan") if one[0] == "figures"] == []


def test_figures_of_the_last_year_in_which_the_plan_asks_stay_and_older_ones_go(desk: Desk) -> None:
    later = [code for _, code, _ in kinds(desk, "jan", date(2022, 8, 1))]
    assert later == ["2021-Q3 Jan", "2021-Q4 Jan", "2022-Q1 Jan", "2022-Q2 Jan"]
    assert [code for _, code, _ in kinds(desk, "jan", date(2029, 1, 1))] == [f"2022-Q{n} Jan" for n in (1, 2, 3, 4)]
    assert kinds(desk, "jan", date(2020, 1, 1)) == []


def test_a_light_without_words_then_its_promise_and_actions_until_they_are_closed(desk: Desk) -> None:
    assert import_file(desk, "proef", LATE, "q2.csv", user="jan").done
    assert kinds(desk, "Piet") == [("words", "T3", False)]
    said = CheckIn("T3", parse_period("2021-Q2"), "Ziekte", "", "Bellen", "Kees", date(2021, 8, 1))
    say(desk, "proef", said, user="piet")
    assert kinds(desk, "Piet") == []
    assert kinds(desk, "Kees") == [("correction", "T3", True)]
    assert kinds(desk, "Kees", date(2021, 8, 1)) == [("correction", "T3", False)]
    action = Agreement("", AgreementKind.ACTION, "Mailen", owner="Piet", due=date(2021, 9, 1))
    agree(desk, "proef", action, user="els")
    assert kinds(desk, "piet ") == [("action", "A1", False)]
    close_action(desk, "proef", "A1", "Gedaan", user="els")
    assert kinds(desk, "Piet") == []


def test_only_of_the_plans_that_may_be_seen(desk: Desk) -> None:
    other = replace(desk, who=Actor("Jan", (Grant(Role.VIEWER, "elders"),)))
    assert list_of(other, "Jan", on=ON) == ()
    with pytest.raises(DeniedError):
        list_of(other, "Jan", "proef", on=ON)
    assert list_of(replace(desk, who=Actor("Jan", (Grant(Role.VIEWER, "proef"),))), "Jan", on=ON)
    with pytest.raises(NotFoundError):
        asked_in_plan(desk, "nergens")


def test_the_calendar_of_a_person_holds_what_has_a_day_and_a_year_of_figures(desk: Desk) -> None:
    agree(desk, "proef", Agreement("", AgreementKind.ACTION, "Bellen", owner="Jan", due=date(2021, 9, 1)), user="els")
    agree(desk, "proef", Agreement("", AgreementKind.ACTION, "Ooit", owner="Jan"), user="els")
    events = Calendar.from_ical(list_calendar(desk, "jan", "nl", on=ON)).walk("VEVENT")
    days = {str(one["uid"]).split("@")[0]: one["dtstart"].dt for one in events}
    assert days["action-A1"] == date(2021, 9, 1)
    assert sorted(key.rsplit("-", 1)[0] for key in days) == [
        "action", *(f"delivery-{quarter}" for quarter in ("2021-Q2", "2021-Q3", "2021-Q4", "2022-Q1", "2022-Q2"))
    ]  # fmt: skip
    assert all(str(one["uid"]).endswith("@proef.planpeil") for one in events)


def test_rows_for_scripts_say_how_late(desk: Desk) -> None:
    (row,) = asked_rows(list_of(desk, "Jan", on=ON), ON)
    assert (row["kind"], row["plan"], row["period"], row["figures"]) == (AskedKind.FIGURES, "proef", "2021-Q2", 1)
    assert (row["due"], row["late"], row["days_late"]) == (date(2021, 7, 30), True, 11)


def test_what_waits_is_asked_of_who_may_approve_it_and_what_was_returned_of_who_handed_it_in(desk: Desk) -> None:
    for name, role in (("Anna", Role.OWNER), ("Bert", Role.APPROVER), ("Cor", Role.VIEWER)):
        add_account(desk, name, user="beheer")
        set_role(desk, name, Grant(role, "proef"), held=True, user="beheer")
    switch_four_eyes(desk, "proef", "beheer", "afgesproken", on=True)
    number = import_file(
        desk, "proef", b"indicator;periode;waarde\nnetwerken;2021-Q2;2\n", "q2.csv", user="anna"
    ).upload
    assert number is not None

    def asked(who: str) -> list[tuple[str, str]]:
        return [(one.kind.value, one.code) for one in list_of(desk, who, on=ON) if one.kind in UPLOADS]

    assert [asked(who) for who in ("Anna", "bert", "Cor")] == [[], [("approval", str(number))], []]
    give_back(desk, number, "Bert", "fout")
    assert [asked(who) for who in ("Anna", "Bert")] == [[("mending", str(number))], []]
    withdraw_upload(desk, number, "Anna")
    assert asked("Anna") == []


def test_of_a_plan_that_is_seen_in_part_nothing_is_asked(desk: Desk) -> None:
    part = replace(desk, who=Actor("Jan", (Grant(Role.UPLOADER, "proef", "u0"),)))
    assert list_of(part, "Jan", on=ON) == ()
