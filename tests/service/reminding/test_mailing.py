"""Handing over to real servers: what goes well, and each way in which it does not."""

from email import message_from_bytes, policy

import pytest

from kpi.core.sending import HookSettings
from kpi.service.reminding.mailing import SendingError, send_hook, send_mail
from tests.service.reminding.servers import Mailbox, free_port, mail_server, raw_server, settings_at, web_server

MAIL = {"to": "noor@example.nl", "subject": "Proefplan: één ding\nBcc: x@y.nl", "body": "Dag,\n\n→ één\n", "key": "k"}


def test_a_mail_comes_as_it_was_written_and_to_one_address() -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as settings:
        send_mail(settings, **MAIL)
        send_mail(settings, **MAIL)
    first, second = (message_from_bytes(one.content, policy=policy.default) for one in mailbox.mails)
    assert mailbox.mails[0].rcpt_tos == ["noor@example.nl"]
    assert (first["To"], first["From"], first["Bcc"]) == ("noor@example.nl", "planpeil@example.nl", None)
    assert first["Subject"] == "Proefplan: één ding Bcc: x@y.nl"
    assert first.get_content().replace("\r\n", "\n") == MAIL["body"]
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize("answer", ["550 no such user noor@example.nl", "451 later"])
def test_a_refused_address_is_told_by_its_number_alone(answer: str) -> None:
    with mail_server(Mailbox(answer)) as settings, pytest.raises(SendingError) as fault:
        send_mail(settings, **MAIL)
    assert fault.value.fault == f"SMTPRecipientsRefused {answer[:3]}"
    assert "noor" not in str(fault.value)


def test_nobody_answers() -> None:
    with pytest.raises(SendingError, match="ConnectionRefusedError"):
        send_mail(settings_at(free_port()), **MAIL)


def test_the_line_is_cut() -> None:
    with raw_server(b"220 mail ESMTP\r\n") as port, pytest.raises(SendingError):
        send_mail(settings_at(port), **MAIL)


def test_a_server_that_says_nothing_is_not_waited_for_for_ever() -> None:
    with raw_server(b"220 mail", keeps=True) as port, pytest.raises(SendingError):
        send_mail(settings_at(port), **MAIL, seconds=0.2)


def test_nothing_goes_in_the_clear_where_tls_was_asked_for() -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as settings, pytest.raises(SendingError, match="SMTPNotSupportedError"):
        send_mail(settings_at(settings.port, starttls=True), **MAIL)
    assert mailbox.mails == []


def test_a_hook_gets_the_words() -> None:
    with web_server() as (url, texts):
        send_hook(HookSettings(url, allow_inside=True), "Één → twee")
    assert texts == ["Één → twee"]


@pytest.mark.parametrize("status", [302, 400, 500])
def test_another_answer_is_a_failure_and_no_redirect_is_followed(status: int) -> None:
    with web_server(status) as (url, texts), pytest.raises(SendingError, match=f"HTTP {status}"):
        send_hook(HookSettings(url, allow_inside=True), "x")
    assert len(texts) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_no_address_of_the_own_network_unless_it_is_allowed(host: str) -> None:
    with web_server() as (url, texts):
        port = url.split(":")[2]
        with pytest.raises(SendingError, match="allow_inside"):
            send_hook(HookSettings(f"http://{host}:{port}"), "x")
    assert texts == []


def test_a_hook_that_is_not_there_or_says_nothing() -> None:
    with pytest.raises(SendingError, match="ConnectionRefusedError"):
        send_hook(HookSettings(f"http://127.0.0.1:{free_port()}/", allow_inside=True), "x")
    with raw_server(b"", keeps=True) as port, pytest.raises(SendingError, match="TimeoutError"):
        send_hook(HookSettings(f"http://127.0.0.1:{port}/", allow_inside=True), "x", seconds=0.2)
    with raw_server(b"SSH-2.0\r\n") as port, pytest.raises(SendingError):
        send_hook(HookSettings(f"http://127.0.0.1:{port}/", allow_inside=True), "x")
    with web_server() as (url, _), pytest.raises(SendingError, match="SSL"):
        send_hook(HookSettings(url.replace("http:", "https:"), allow_inside=True), "x")
