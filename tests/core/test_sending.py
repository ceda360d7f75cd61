"""The settings of what is sent, the waits between attempts, and which addresses are of a network of one's own."""

from datetime import timedelta
from typing import Any

import pytest

from kpi.core.errors import UsageError
from kpi.core.sending import ATTEMPTS, is_inside, mail_address, read_hook, read_mail, wait_after

GOOD = {"server": "mail.example.nl", "from": "planpeil@example.nl"}


def test_without_settings_nothing_is_sent() -> None:
    assert (read_mail({}, {}).server, read_hook({}, {}).url) == ("", "")


def test_mail_with_its_password_from_the_environment() -> None:
    table = {**GOOD, "port": 587, "user": "planpeil", "before": 3, "escalate": 21}
    found = read_mail(table, {"PLANPEIL_MAIL_PASSWORD": "geheim"})
    assert (found.port, found.starttls, found.user, found.password) == (587, True, "planpeil", "geheim")
    assert (found.before, found.escalate, found.sender) == (3, 21, "planpeil@example.nl")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"server": "x"}, "mail.from"),
        ({"server": "x", "from": "Planpeil <a@b.nl>"}, "mail.from"),
        ({**GOOD, "server": 25}, "mail.server"),
        ({**GOOD, "port": 0}, "mail.port"),
        ({**GOOD, "port": True}, "mail.port"),
        ({**GOOD, "before": 0}, "mail.before"),
        ({**GOOD, "escalate": 366}, "mail.escalate"),
        ({**GOOD, "starttls": "ja"}, "mail.starttls"),
        ({**GOOD, "starttls": False, "user": "u"}, "mail.starttls"),
        ({**GOOD, "password": "geheim"}, r"\[mail\]"),
    ],
)
def test_what_is_wrong_in_mail_is_told_by_name(table: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said) as fault:
        read_mail(table, {})
    assert "geheim" not in str(fault.value)


def test_a_webhook_goes_over_tls_unless_it_stays_inside() -> None:
    assert read_hook({"url": "https://hooks.example.nl/a"}, {}).url == "https://hooks.example.nl/a"
    assert read_hook({}, {"PLANPEIL_WEBHOOK_URL": "https://b.nl/x"}).url == "https://b.nl/x"
    assert read_hook({"url": "http://10.0.0.1:8/x", "allow_inside": True}, {}).allow_inside


@pytest.mark.parametrize(
    "url",
    ["http://hooks.example.nl/geheim", "ftp://x", "https://", "geheim", "https://a:99999999/x", "https://a/\nb", 7],
)
def test_another_address_is_refused_and_not_repeated(url: object) -> None:
    with pytest.raises(UsageError, match=r"webhook\.url") as fault:
        read_hook({"url": url}, {})
    assert "geheim" not in str(fault.value)


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("192.168.1.1", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),
        ("224.0.0.1", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:127.0.0.1", True),
        ("93.184.216.34", False),
        ("2606:2800:220:1::1", False),
        ("::ffff:93.184.216.34", False),
    ],
)
def test_which_addresses_are_inside(address: str, inside: bool) -> None:
    assert is_inside(address) is inside


def test_each_wait_is_longer_and_the_last_attempt_has_none() -> None:
    waits = [wait_after(attempt) for attempt in range(1, ATTEMPTS)]
    assert waits[:3] == [timedelta(minutes=5), timedelta(minutes=20), timedelta(minutes=80)]
    assert wait_after(ATTEMPTS) is None


@pytest.mark.parametrize("text", ["a@b.nl,c@d.nl", "a b@c.nl", "Noor <a@b.nl>", "a", "a@b.nl\nBcc: c@d.nl", "a@b@c"])
def test_one_address_of_mail_and_no_more(text: str) -> None:
    with pytest.raises(UsageError):
        mail_address(text)
    assert (mail_address(" noor@example.nl "), mail_address("  ")) == ("noor@example.nl", "")
