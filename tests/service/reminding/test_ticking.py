"""The tick against real servers, on both databases: once each, also twice at once; later again, and given up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from threading import Barrier, Thread

import pytest

from kpi.access.rights import Grant, Role
from kpi.core.errors import RefusedError
from kpi.core.sending import ATTEMPTS, HookSettings
from kpi.service.accounts.people import add_account, set_mail, set_role
from kpi.service.desk import Desk, at_desk
from kpi.service.plans import load_folder
from kpi.service.reminding.ticking import Ticked, planned_messages, tick
from kpi.service.uploads.importing import import_file
from kpi.settings import Settings
from kpi.store.database.engine import read
from kpi.store.outgoing_table import messages_given_up
from tests.service.reminding.servers import Mailbox, free_port, mail_server, settings_at, web_server
from tests.service.small_plan import write_plan

# The figures of the second quarter are due on 30 July 2021; of the first on 30 April.
BEFORE, AFTER, MONDAY = (datetime(2021, month, day, 8, tzinfo=UTC) for month, day in ((7, 23), (7, 31), (8, 9)))
CAME = b"indicator;periode;waarde\nnetwerken;2021-Q2;0\ntevreden;2021-Q2;61,0\nT3;2021-Q1;nee\nT3;2021-Q2;nee\n"


@pytest.fixture
def people(desk: Desk) -> Desk:
    """Accounts of two owners and of who keeps the plan."""
    for name in ("Jan", "Els", "Bestuur"):
        add_account(desk, name, f"{name}@example.nl".lower(), user="beheer")
    set_role(desk, "Bestuur", Grant(Role.OWNER, "proef"), held=True, user="beheer")
    return desk


@contextmanager
def mailing(desk: Desk, mailbox: Mailbox) -> Iterator[Desk]:
    with mail_server(mailbox) as found:
        yield replace(desk, settings=replace(desk.settings, mail=found))


def counts(done: Ticked) -> tuple[int, int, int, int]:
    return done.put, done.sent, done.failed, done.given_up


def told(mailbox: Mailbox) -> dict[str, str]:
    return {
        one.rcpt_tos[0]: message_from_bytes(one.content, policy=policy.default).get_content() for one in mailbox.mails
    }


def test_what_is_planned_is_written_and_sent_nowhere(people: Desk) -> None:
    found = planned_messages(people, now=BEFORE)
    assert [(one.kind, one.who, one.plan) for one in found.messages] == [
        ("mail", "els", "proef"),
        ("mail", "jan", "proef"),
    ]
    assert planned_messages(people, now=BEFORE) == found
    assert planned_messages(people, now=BEFORE - timedelta(days=1)).messages == ()


def test_without_settings_nothing_is_put_out_or_sent(people: Desk) -> None:
    assert counts(tick(people, now=BEFORE)) == (0, 0, 0, 0)


def test_each_is_reminded_once_of_todays_list_in_their_own_language(people: Desk) -> None:
    set_mail(people, "Els", "els@example.nl", "en", user="beheer")
    mailbox = Mailbox()
    with mailing(people, mailbox) as desk:
        assert counts(tick(desk, now=BEFORE)) == (2, 2, 0, 0)
        assert counts(tick(desk, now=BEFORE + timedelta(hours=3))) == (0, 0, 0, 0)
    said = told(mailbox)
    assert sorted(said) == ["els@example.nl", "jan@example.nl"]
    assert "Lever 1 cijfer aan over het 2e kwartaal van 2021 (uiterlijk 30-07-2021)" in said["jan@example.nl"]
    assert "Upload 1 figure for the 2nd quarter of 2021" in said["els@example.nl"]


def test_two_ticks_at_once_send_each_once(people: Desk) -> None:
    mailbox, at_once, done = Mailbox(), Barrier(2), []
    with mailing(people, mailbox) as desk:

        def run() -> None:
            at_once.wait()
            done.append(tick(desk, now=BEFORE))

        both = [Thread(target=run) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
    assert sorted(one.rcpt_tos[0] for one in mailbox.mails) == ["els@example.nl", "jan@example.nl"]
    assert sum(one.put for one in done) == sum(one.sent for one in done) == 2


def test_what_was_done_meanwhile_is_not_reminded_of(people: Desk) -> None:
    down = replace(people, settings=replace(people.settings, mail=settings_at(free_port())))
    assert counts(tick(down, now=BEFORE)) == (2, 0, 2, 0)
    assert import_file(people, "proef", CAME, "q2.csv", user="jan").done
    mailbox = Mailbox()
    with mailing(people, mailbox) as desk:
        assert tick(desk, now=BEFORE + timedelta(hours=1)).sent == 2
    assert "Lever" not in "".join(told(mailbox).values())


def test_a_server_that_refuses_is_tried_later_each_time_and_then_given_up(people: Desk) -> None:
    mailbox, now = Mailbox("550 no"), BEFORE
    with mailing(people, mailbox) as desk:
        assert counts(tick(desk, now=now)) == (2, 0, 2, 0)
        assert counts(tick(desk, now=now + timedelta(minutes=4))) == (0, 0, 0, 0)
        results = []
        for minutes in (5, 25, 105, 425, 1705):  # 5, 20, 80, 320 and 1280 minutes after the one before
            results.append(counts(tick(desk, now=now + timedelta(minutes=minutes))))
        assert results[-1][3] == 2
        assert len(results) + 1 == ATTEMPTS
        with read(desk.engine) as connection:
            assert messages_given_up(connection) == (2, "SMTPRecipientsRefused 550")
        mailbox.refuses = ""
        assert tick(desk, now=now + timedelta(days=2)).sent == 0
        assert tick(desk, now=now + timedelta(days=2), again=True).sent == 2


def test_the_owner_of_the_plan_hears_of_what_is_late_for_long(people: Desk) -> None:
    mailbox = Mailbox()
    with mailing(people, mailbox) as desk:
        assert tick(desk, now=AFTER).sent == 2
        mailbox.mails.clear()
        tick(desk, now=datetime(2021, 8, 13, 8, tzinfo=UTC))  # fourteen days after 30 July
    assert "bestuur@example.nl" in told(mailbox)
    assert (
        "- Jan: Lever 1 cijfer aan over het 2e kwartaal van 2021 (uiterlijk 30-07-2021, 14 dagen te laat)"
        in (told(mailbox)["bestuur@example.nl"])
    )


def test_whom_no_mail_can_reach_is_told(people: Desk) -> None:
    found = planned_messages(people, now=MONDAY)
    assert found.unreachable == ("Piet",)  # his milestone of the first quarter was never reported
    set_mail(people, "Jan", "", "", user="beheer")
    assert planned_messages(people, now=MONDAY).unreachable == ("Jan", "Piet")


def test_where_people_sign_in_only_who_may_see_the_plan(people: Desk) -> None:
    reach = replace(people.settings.reach, users=True)
    shared = replace(people, settings=replace(people.settings, reach=reach))
    assert [one.who for one in planned_messages(shared, now=BEFORE).messages] == []
    set_role(people, "Jan", Grant(Role.UPLOADER, "proef"), held=True, user="beheer")
    assert [one.who for one in planned_messages(shared, now=BEFORE).messages] == ["jan"]


def test_a_read_only_planpeil_sends_nothing(people: Desk) -> None:
    with pytest.raises(RefusedError):
        tick(replace(people, settings=replace(people.settings, read_only=True)), now=BEFORE)


@contextmanager
def hooked(settings: Settings, url: str) -> Iterator[Desk]:
    with at_desk(replace(settings, webhook=HookSettings(url, allow_inside=True))) as desk:
        yield desk


def test_a_commit_that_changed_lights_is_told_once_and_one_that_did_not_is_not(desk: Desk, settings: Settings) -> None:
    with web_server() as (url, texts), hooked(settings, url) as telling:
        assert import_file(telling, "proef", CAME, "q2.csv", user="jan").done
        now = datetime.now(UTC) + timedelta(seconds=1)
        assert tick(telling, now=now).sent == 1
        assert tick(telling, now=now + timedelta(seconds=1)).sent == 0
    (text,) = texts
    assert text.startswith("Proefplan: ")
    assert "- Plan gereed: " in text
    assert "nieuwe" in text


def test_a_plan_that_is_new_or_a_commit_before_there_was_a_webhook_is_not_told(
    desk: Desk, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with web_server() as (url, texts), hooked(settings, url) as telling:
        folder = write_plan(tmp_path_factory.mktemp("nieuw") / "nieuw")
        toml = folder / "plan.toml"
        toml.write_text(toml.read_text("utf-8").replace('"proef"', '"nieuw"'), encoding="utf-8")
        assert load_folder(telling, folder, user="beheer").changed
        tick(telling)
    assert texts == []


def test_the_clock_alone_is_told_once_a_day(desk: Desk, settings: Settings) -> None:
    with web_server() as (url, texts), hooked(settings, url) as telling:
        for now in (datetime(2021, 4, 30, 8, tzinfo=UTC), datetime(2022, 12, 31, 8, tzinfo=UTC)):
            assert tick(telling, now=now).put == 0  # a mark beside a light is no other light
        later = datetime(2023, 3, 1, 8, tzinfo=UTC)
        assert (tick(telling, now=later).sent, tick(telling, now=later + timedelta(hours=1)).sent) == (1, 0)
    assert texts == [
        "Proefplan: 2 resultaten kregen een andere kleur of status\n"
        "- Acht netwerken: aandacht → geen gegevens (tijd verstreken)\n"
        "- Tevreden: op koers → geen gegevens (tijd verstreken)"
    ]


def test_a_hook_that_fails_is_tried_again(desk: Desk, settings: Settings) -> None:
    with web_server(500) as (url, _), hooked(settings, url) as telling:
        assert import_file(telling, "proef", CAME, "q2.csv", user="jan").done
        now = datetime.now(UTC) + timedelta(seconds=1)
        assert counts(tick(telling, now=now))[1:] == (0, 1, 0)
    with web_server() as (url, texts), hooked(settings, url) as telling:
        assert tick(telling, now=now + timedelta(minutes=6)).sent == 1
    assert len(texts) == 1
