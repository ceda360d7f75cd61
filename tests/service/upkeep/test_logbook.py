"""What stands in the log after each thing that is done, and what does not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from kpi.access.rights import Actor, Grant, Role
from kpi.core.audit import LogNames
from kpi.core.calendar.period import parse_period
from kpi.core.doctor import all_well
from kpi.core.errors import NotFoundError, RefusedError, UsageError
from kpi.core.meeting.records import Accepted, Agreement, AgreementKind
from kpi.core.model import CheckIn
from kpi.service.accounts.people import add_account
from kpi.service.desk import DeniedError, Desk
from kpi.service.logged import committing, noted_export
from kpi.service.meetings.agreeing import accept_deviation, agree
from kpi.service.meetings.holding import prepare_meeting
from kpi.service.meetings.saying import say
from kpi.service.upkeep.log_names import names_in_log
from kpi.service.upkeep.logbook import AuditFilter, log_page, rename, verify_log
from kpi.service.uploads.approving import approve_upload, switch_four_eyes
from kpi.service.uploads.checking import check_file
from kpi.service.uploads.importing import Result, import_file
from kpi.service.uploads.listing import freeze, handed_in_list, undo
from kpi.store.meetings.writing import OvertakenError

FILE = b"Indicator;Periode;Waarde\r\nnetwerken;2021-Q2;2\r\ntevreden;2021-Q2;65,5\r\nT3;2021-Q2;ja\r\n"
OTHER = FILE.replace(b"65,5", b"66,5")
SEALED = f"q2.csv sha256:{sha256(FILE).hexdigest()}"
WORDS = CheckIn("T1", parse_period("2021-Q2"), "Ziekte", "Later", "Overleg", "Els")
Told = list[tuple[str, str, str, str, int | None]]


def told(desk: Desk, **asked: str) -> Told:
    """Action, plan, subject, name and revision, oldest first, after the loading of the plan."""
    lines = reversed(log_page(desk, AuditFilter(**asked)).lines)
    found = [(one.row.action, one.row.plan, one.row.subject, one.name, one.row.revision) for one in lines]
    return [one for one in found if one[0] != "load"]


def test_codes_in_the_log_have_names_for_who_may_see_it(desk: Desk) -> None:
    say(desk, "proef", WORDS, user="els")
    made = prepare_meeting(desk, "proef", "Bestuur", date(2021, 7, 15), date(2021, 6, 30), user="jan")
    action = Agreement("", AgreementKind.ACTION, "Gemeente bellen", made.code, "T1", "Els", date(2021, 8, 1))
    agree(desk, "proef", action, user="jan")
    lower = Accepted("", "T1", 5, date(2021, 7, 1), date(2021, 12, 31), "Later begonnen")
    accept_deviation(desk, "proef", lower, user="jan")
    add_account(desk, "Noor", user="jan")
    lines = log_page(desk, AuditFilter()).lines
    names = names_in_log(desk, lines)
    assert names.results[("proef", "T1")] == names.agreed[("proef", "D1")]
    assert names.agreed[("proef", "A1")] == "Gemeente bellen"
    assert names.meetings == {("proef", "M1"): ("Bestuur", date(2021, 7, 15))}
    (added,) = (one.row.subject for one in lines if one.row.action == "user-add")
    assert names.people == {added: "Noor"}
    assert names_in_log(desk, ()) == LogNames()
    with pytest.raises(DeniedError):
        names_in_log(replace(desk, who=Actor("noor", (Grant(Role.OWNER, "proef"),))), lines)


def test_every_change_has_a_row_without_figures_or_words(desk: Desk) -> None:
    import_file(desk, "proef", FILE, "q2.csv", user="anna")
    import_file(desk, "proef", FILE, "q2.csv", user="anna")
    say(desk, "proef", WORDS, user="els")
    undo(desk, 1, "bob", "fout")
    freeze(desk, "proef", "2021-Q1", "bob", "klaar")
    assert told(desk) == [
        ("upload", "proef", SEALED, "anna", 2),
        ("checkin", "proef", "T1 2021-Q2", "els", 3),
        ("undo", "proef", "1", "bob", 4),
        ("freeze", "proef", "2021-Q1", "bob", 5),
    ]
    assert all_well(verify_log(desk))


def overtaken(desk: Desk) -> None:
    say(desk, "proef", WORDS, user="els")
    with pytest.raises(OvertakenError):
        say(desk, "proef", replace(WORDS, cause="Anders"), user="bob")


def taken_back(desk: Desk) -> None:
    import_file(desk, "proef", FILE, "q2.csv", user="anna")
    undo(desk, 1, "bob", "fout")
    with pytest.raises(RefusedError):
        undo(desk, 1, "bob", "nog eens")


def frozen(desk: Desk) -> None:
    shown = check_file(desk, "proef", FILE, "q2.csv", user="bob")
    freeze(desk, "proef", "2021-Q2", "els", "klaar")
    assert import_file(desk, "proef", FILE, "q2.csv", user="bob", preview=shown).result is Result.FAULTY


def changed_since(desk: Desk) -> None:
    shown = check_file(desk, "proef", OTHER, "q2.csv", user="bob")
    import_file(desk, "proef", FILE, "q2.csv", user="anna")
    assert import_file(desk, "proef", OTHER, "q2.csv", user="bob", preview=shown).result is Result.OVERTAKEN


@pytest.mark.parametrize(
    ("refuse", "subject"),
    [
        (overtaken, "checkin overtaken"),
        (taken_back, "undo refused"),
        (frozen, "upload frozen"),
        (changed_since, "upload overtaken"),
    ],
)
def test_what_is_refused_has_a_row(desk: Desk, refuse: Callable[[Desk], None], subject: str) -> None:
    refuse(desk)
    assert told(desk)[-1] == ("refused", "proef", subject, "bob", None)
    assert all_well(verify_log(desk))


def test_a_file_that_leaves_has_a_row(desk: Desk) -> None:
    assert noted_export(desk, FILE, "q2.csv", plan="proef", user="anna") == FILE
    noted_export(desk, FILE, "q2.csv", plan="proef")
    assert told(desk) == [("export", "proef", SEALED, "anna", None), ("export", "proef", SEALED, "", None)]


def test_read_only_writes_nothing(desk: Desk) -> None:
    closed = replace(desk, settings=replace(desk.settings, read_only=True))
    assert noted_export(closed, FILE, "q2.csv", plan="proef") == FILE
    with pytest.raises(RefusedError), committing(closed, plan="proef", user="anna", action="x"):
        raise RefusedError("Nee.", "No.")
    with pytest.raises(RefusedError):
        rename(closed, "beheer", "x", user="anna")
    assert told(desk) == []


def test_a_name_is_replaced_and_that_is_a_row(desk: Desk) -> None:
    say(desk, "proef", WORDS, user="els")
    [pseudonym] = rename(desk, "els", "medewerker 3", user="anna")
    assert told(desk) == [
        ("checkin", "proef", "T1 2021-Q2", "medewerker 3", 2),
        ("rename", "", pseudonym, "anna", None),
    ]
    assert (told(desk, who="els"), len(told(desk, who=pseudonym))) == ([], 1)
    rename(desk, "anna", "medewerker 4", user="anna")
    assert [name for *_, name, _ in told(desk, action="rename")] == ["medewerker 4", "medewerker 4"]
    assert all_well(verify_log(desk))
    with pytest.raises(NotFoundError):
        rename(desk, "els", "x", user="anna")
    with pytest.raises(UsageError):
        rename(desk, "medewerker 3", " ", user="anna")


def test_a_page_of_the_log_is_newest_first(desk: Desk, tmp_path: Path) -> None:
    for number in range(5):
        noted_export(desk, FILE, f"{number}.csv", plan="proef")
    page = log_page(desk, AuditFilter(action="export"), limit=2, skip=1)
    assert ([one.row.subject[:5] for one in page.lines], page.count) == (["3.csv", "2.csv"], 5)


def roles(desk: Desk) -> list[tuple[str, str, str]]:
    """Action, name and role, oldest first, after the loading of the plan."""
    lines = reversed(log_page(desk, AuditFilter()).lines)
    return [(one.row.action, one.name, one.row.role) for one in lines if one.row.action != "load"]


def test_a_row_says_with_which_role_somebody_did_it(desk: Desk) -> None:
    noor = desk.asked_by(Actor("Noor", (Grant(Role.UPLOADER, "proef"), Grant(Role.VIEWER))))
    import_file(noor, "proef", FILE, "q2.csv", user="een ander")
    noted_export(noor, b"x", "a.csv", plan="proef")
    noted_export(noor, b"x", "b.csv", plan="ander")
    with pytest.raises(OvertakenError):
        overtaking(noor)
    import_file(desk, "proef", OTHER, "q2.csv", user="Noor")  # at this computer: nobody says who that is
    assert roles(desk) == [
        ("upload", "Noor", "uploader"),
        ("export", "Noor", "uploader"),
        ("export", "Noor", "viewer"),
        ("checkin", "Noor", "uploader"),
        ("refused", "Noor", "uploader"),
        ("upload", "Noor", ""),
    ]
    assert all_well(verify_log(desk))


def overtaking(desk: Desk) -> None:
    say(desk, "proef", WORDS, user="els")
    say(desk, "proef", replace(WORDS, cause="Anders"), user="els")


def test_who_approves_does_not_lend_their_role_to_who_handed_in(desk: Desk) -> None:
    switch_four_eyes(desk, "proef", "beheer", "afgesproken", on=True)
    noor = desk.asked_by(Actor("Noor", (Grant(Role.UPLOADER, "proef"),)))
    piet = desk.asked_by(Actor("Piet", (Grant(Role.APPROVER, "proef"),)))
    assert import_file(noor, "proef", FILE, "q2.csv", user="").result is Result.WAITING
    (waiting,) = handed_in_list(piet, "proef")
    approve_upload(piet, waiting.id, "")
    found = [(name, role) for action, name, role in roles(desk) if name in ("Noor", "Piet")]
    assert found == [("Noor", "uploader"), ("Noor", ""), ("Piet", "approver")]
    assert all_well(verify_log(desk))
