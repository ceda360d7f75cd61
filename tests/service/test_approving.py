"""Four eyes: what is handed in counts once somebody else approved it, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kpi.access.rights import Actor, Grant, Role
from kpi.core.delivery.approval import ApprovalState
from kpi.core.doctor import all_well
from kpi.core.errors import NotFoundError, RefusedError, UsageError
from kpi.service.desk import DeniedError, Desk
from kpi.service.snapshots import head_revision, take_snapshot
from kpi.service.upkeep.logbook import AuditFilter, log_page, verify_log
from kpi.service.uploads.approving import (
    approve_upload,
    awaiting,
    give_back,
    has_four_eyes,
    switch_four_eyes,
    to_mend,
    withdraw_upload,
)
from kpi.service.uploads.checking import check_file
from kpi.service.uploads.importing import Receipt, Result, import_file
from kpi.service.uploads.listing import freeze, handed_in_list, undo, upload_list

DAY = date(2021, 6, 30)


def csv(*rows: str) -> bytes:
    return "\r\n".join(("Indicator;Periode;Waarde", *rows, "")).encode("cp1252")


SECOND = csv("netwerken;2021-Q2;2")


@pytest.fixture
def eyes(desk: Desk) -> Desk:
    """The plan asks for somebody else's approval."""
    switch_four_eyes(desk, "proef", "beheer", "afgesproken", on=True)
    return desk


def give(desk: Desk, content: bytes = SECOND, user: str = "Anna", **more: object) -> Receipt:
    return import_file(desk, "proef", content, "q2.csv", user=user, **more)  # type: ignore[arg-type]


def handed(desk: Desk, content: bytes = SECOND, user: str = "Anna") -> int:
    receipt = give(desk, content, user)
    assert (receipt.result, receipt.done) == (Result.WAITING, True)
    assert receipt.upload is not None
    return receipt.upload


def networks(desk: Desk) -> float | None:
    rows = take_snapshot(desk, "proef", as_of=DAY).rows
    return next(row.assessment.value for row in rows if row.target.code == "T1")


def test_off_by_default_and_switched_with_a_reason(desk: Desk) -> None:
    assert not has_four_eyes(desk, "proef")
    assert give(desk).result is Result.IMPORTED
    first = switch_four_eyes(desk, "proef", "beheer", "afgesproken", on=True)
    assert switch_four_eyes(desk, "proef", "beheer", "nogmaals", on=True) == first  # it did already
    assert has_four_eyes(desk, "proef")
    assert switch_four_eyes(desk, "proef", "beheer", "klaar", on=False) == first + 1
    assert not has_four_eyes(desk, "proef")
    for user, why in (("", "reden"), ("beheer", " ")):
        with pytest.raises(UsageError):
            switch_four_eyes(desk, "proef", user, why, on=True)
    with pytest.raises(NotFoundError):
        switch_four_eyes(desk, "nergens", "beheer", "reden", on=True)


def test_nothing_of_what_waits_counts_until_somebody_else_approves_it(eyes: Desk) -> None:
    head = head_revision(eyes)
    number = handed(eyes)
    assert (networks(eyes), head_revision(eyes), upload_list(eyes, "proef")) == (0, head, ())
    assert [(one.id, one.state) for one in handed_in_list(eyes, "proef")] == [(number, ApprovalState.WAITING)]
    receipt = approve_upload(eyes, number, "Bert")
    assert (receipt.result, receipt.upload, receipt.revision) == (Result.IMPORTED, number, head + 1)
    assert networks(eyes) == 2
    assert [(one.id, one.uploaded_by) for one in upload_list(eyes, "proef")] == [(number, "Anna")]
    (record,) = handed_in_list(eyes, "proef")
    assert (record.state, record.decided_by, record.revision) == (ApprovalState.APPROVED, "Bert", head + 1)
    actions = [line.row.action for line in log_page(eyes, AuditFilter(), limit=9).lines]
    assert {"hand-in", "approve", "four-eyes"} <= set(actions)
    assert all_well(verify_log(eyes))


@pytest.mark.parametrize("user", ["Anna", " anna ", "ANNA"])
def test_nobody_decides_about_their_own(eyes: Desk, user: str) -> None:
    number = handed(eyes)
    for tried in (lambda: approve_upload(eyes, number, user), lambda: give_back(eyes, number, user, "fout")):
        with pytest.raises(RefusedError, match="vraag een ander"):
            tried()
    assert networks(eyes) == 0


def test_what_is_returned_is_mended_by_who_handed_it_in_and_handed_in_again(eyes: Desk) -> None:
    number = handed(eyes)
    record = give_back(eyes, number, "Bert", "Q2 telt er 3")
    assert (record.state, record.decided_by, record.why) == (ApprovalState.RETURNED, "Bert", "Q2 telt er 3")
    entered = to_mend(eyes, number)
    assert entered.file is not None
    assert (entered.file.content, entered.replaces) == (SECOND, number)
    again = give(eyes, csv("netwerken;2021-Q2;3"), replaces=entered.replaces).upload
    assert again is not None
    states = {one.id: one.state for one in handed_in_list(eyes, "proef")}
    assert states == {again: ApprovalState.WAITING, number: ApprovalState.REPLACED}
    approve_upload(eyes, again, "Bert")
    assert networks(eyes) == 3


def test_only_who_handed_in_withdraws(eyes: Desk) -> None:
    number = handed(eyes)
    with pytest.raises(RefusedError, match="alleen wie indiende"):
        withdraw_upload(eyes, number, "Bert")
    assert withdraw_upload(eyes, number, "anna").state is ApprovalState.WITHDRAWN
    with pytest.raises(RefusedError, match="is ingetrokken"):
        approve_upload(eyes, number, "Bert")


DECISIONS: list[Callable[[Desk, int], object]] = [
    lambda desk, number: approve_upload(desk, number, "Bert"),
    lambda desk, number: give_back(desk, number, "Bert", "fout"),
    lambda desk, number: withdraw_upload(desk, number, "Anna"),
    lambda desk, number: awaiting(desk, number),
]


@pytest.mark.parametrize("decide", DECISIONS)
def test_what_was_decided_is_decided_once(eyes: Desk, decide: Callable[[Desk, int], object]) -> None:
    number = handed(eyes)
    approve_upload(eyes, number, "Cor")
    head = head_revision(eyes)
    with pytest.raises(RefusedError, match=r"is goedgekeurd \(Cor\)"):
        decide(eyes, number)
    with pytest.raises(NotFoundError):
        decide(eyes, 99)
    assert head_revision(eyes) == head


def test_what_was_overtaken_while_it_waited_shows_the_new_difference_and_asks_again(eyes: Desk) -> None:
    first, second = handed(eyes), handed(eyes, csv("netwerken;2021-Q2;5"), user="Bert")
    approve_upload(eyes, second, "Cor")
    receipt = approve_upload(eyes, first, "Cor")
    assert (receipt.result, networks(eyes)) == (Result.OVERTAKEN, 5)
    found = awaiting(eyes, first)
    assert found.moved
    assert found.checked.changes is not None
    assert [(one.old.value, one.new.value) for one in found.checked.changes.revised] == [(5, 2)]
    assert approve_upload(eyes, first, "Cor", seen=found.checked.revision).result is Result.IMPORTED
    assert networks(eyes) == 2


def test_a_period_that_was_closed_meanwhile_stops_an_approval(eyes: Desk) -> None:
    number = handed(eyes)
    freeze(eyes, "proef", "2021-Q2", "beheer", "vastgesteld")
    assert approve_upload(eyes, number, "Bert").result in (Result.FROZEN, Result.FAULTY)
    assert networks(eyes) == 0


def test_the_same_file_waits_once_and_what_was_taken_back_can_be_handed_in_again(eyes: Desk) -> None:
    number = handed(eyes)
    assert handed(eyes) == number
    approve_upload(eyes, number, "Bert")
    assert give(eyes).result is Result.SAME
    undo(eyes, number, "Anna", "toch niet")
    assert handed(eyes) > number


def test_what_is_faulty_is_not_handed_in(eyes: Desk) -> None:
    assert give(eyes, csv("netwerken;2021-Q2;twee")).result is Result.FAULTY
    assert handed_in_list(eyes, "proef") == ()


def test_what_waits_when_it_is_switched_off_goes_on_waiting(eyes: Desk) -> None:
    number = handed(eyes)
    switch_four_eyes(eyes, "proef", "beheer", "klaar", on=False)
    assert give(eyes, csv("netwerken;2021-Q1;1"), user="Bert").result in (Result.IMPORTED, Result.UNJUSTIFIED)
    assert approve_upload(eyes, number, "Bert").result is Result.IMPORTED


UPLOADER = Actor("Anna", (Grant(Role.UPLOADER, "proef"),))
APPROVER = Actor("Bert", (Grant(Role.APPROVER, "proef"),))
STRANGER = Actor("Cor", (Grant(Role.ADMIN, "ander"),))


def test_each_role_does_its_own_part_under_its_own_name(eyes: Desk) -> None:
    anna, bert, cor = (replace(eyes, who=who) for who in (UPLOADER, APPROVER, STRANGER))
    number = handed(anna, user="iemand anders")
    assert handed_in_list(bert, "proef")[0].handed_in_by == "Anna"
    for tried in (
        lambda: approve_upload(anna, number, "Bert"),
        lambda: give_back(anna, number, "Bert", "fout"),
        lambda: withdraw_upload(bert, number, "Anna"),
        lambda: awaiting(cor, number),
        lambda: handed_in_list(cor, "proef"),
        lambda: switch_four_eyes(bert, "proef", "Bert", "reden", on=False),
    ):
        with pytest.raises(DeniedError):
            tried()
    assert handed_in_list(cor) == ()
    assert awaiting(bert, number).checked.lights
    assert approve_upload(bert, number, "wie dan ook").result is Result.IMPORTED
    assert handed_in_list(bert)[0].decided_by == "Bert"


def test_a_preview_is_what_is_approved(eyes: Desk) -> None:
    number = handed(eyes)
    shown = check_file(eyes, "proef", SECOND, "q2.csv", user="Anna")
    assert approve_upload(eyes, number, "Bert", preview=shown).result is Result.IMPORTED
