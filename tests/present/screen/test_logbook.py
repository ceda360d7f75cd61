"""The log on screen: who, what and about what, in words; nothing of it is HTML of somebody else."""

import re
from datetime import UTC, date, datetime

import pytest

from kpi.core.audit import AuditLine, AuditRow, LogNames
from kpi.core.calendar.period import YearStart
from kpi.present.log_words import ACTION_WORDS
from kpi.present.screen.logbook import log_closed, log_intro, log_rows
from kpi.present.screen.scene import Scene
from kpi.settings import ROOT
from kpi.store.uploads.frozen import FOUR_EYES_OFF, FOUR_EYES_ON
from kpi.store.uploads.handed_in import APPROVED, HANDED

AT = datetime(2026, 7, 27, 6, 12, tzinfo=UTC)


NAMES = LogNames(
    people={"a1": "Anna", "b2": "Bob"},
    results={("proef", "T1"): "8 wijknetwerken", ("proef", "A1"): "Een resultaat met de code van een actie"},
    agreed={("proef", "A1"): "Gemeente bellen", ("proef", "B1"): "Lang " * 40, ("proef", "D1"): "8 wijknetwerken"},
    meetings={("proef", "M1"): ("Bestuur <b>", date(2021, 7, 15))},
    years={"school": YearStart(8, 1)},
    units={("proef", "u1"): "Stad A"},
)


def shown(lang: str, *lines: AuditLine, count: int = 120) -> str:
    scene = Scene(1, 1, "proef", date(2021, 6, 30), "", lang, "logboek")
    return str(log_rows(scene, lines, 51, count, {"proef": "Proefplan"}, NAMES))


def line(
    action: str, subject: str, name: str = "Anna", revision: int | None = None, role: str = "", plan: str = "proef"
) -> AuditLine:
    return AuditLine(AuditRow(7, AT, "a1", role, action, plan, subject, revision), name)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (line("upload", "q2.csv sha256:" + "ab" * 32, revision=41), "q2.csv (abababababab)"),
        (line("load", "7 files sha256:" + "ab" * 32, revision=40), "7 bestanden (abababababab)"),
        (line("upload", "", revision=41), ">41<"),
        (line("upload", ""), "27-07-2026 08:12"),
        (line("upload", ""), "Cijfers aangeleverd"),
        (line("refused", "upload overtaken"), "Cijfers aangeleverd: intussen door iemand anders gewijzigd"),
        (line("refused", "iets anders"), "iets anders"),
        (line("refused", "upload denied"), "Cijfers aangeleverd: geen recht om dit te doen"),
        (line("refused", "sign-in"), ">Aanmelden<"),
        (line("refused", "sign-in password"), ">Aanmelden: met een wachtwoord<"),
        (line("refused", "sign-in wait"), ">Aanmelden: te vaak, moet nu wachten<"),
        (line("refused", "token"), ">Token<"),
        (line("sign-in", "provider"), ">bij de aanmelddienst<"),
        (line("sign-in", ""), ">Aangemeld<"),
        (line("role-give", "a1 viewer"), ">Rol gegeven<"),
        (line("hand-in", "q2.csv sha256:" + "ab" * 32), ">Aanlevering wacht op goedkeuring<"),
        (line("nog onbekend", ""), "nog onbekend"),
        (line("checkin", "T1 2021-Q2"), ">8 wijknetwerken, 2e kwartaal 2021<"),
        (line("checkin", "T1 2021-Q2, T9 2021-Q2"), ">8 wijknetwerken, 2e kwartaal 2021; T9 2021-Q2<"),
        (line("checkin", "T1 2021-Q2", plan="weg"), ">T1 2021-Q2<"),
        (line("meeting", "M1"), ">Bestuur &lt;b&gt;, 15-07-2021<"),
        (line("meeting", "M2"), ">M2<"),
        (line("agreement", "A1"), ">Gemeente bellen<"),
        (line("agreement", "B1, A1"), "Lang …; Gemeente bellen<"),
        (line("accept", "D1"), ">8 wijknetwerken<"),
        (line("undo", "3"), ">Aanlevering 3<"),
        (line("freeze", "2021-Q1"), ">1e kwartaal 2021<"),
        (line("freeze", "2021/22-Q1", plan="school"), ">1e kwartaal 2021/22<"),
        (line("freeze", "later"), ">later<"),
        (line("four-eyes", "proef"), 'data-label="Waarover" class=pp-void><'),
        (line("role-give", "a1 viewer u0"), ">Anna, lezer, u0<"),
        (line("role-give", "a1 viewer u1"), ">Anna, lezer, Stad A<"),
        (line("role-give", "a1 viewer u1", plan="weg"), ">Anna, lezer, u1<"),
        (line("user-add", "b2"), ">Bob<"),
        (line("user-sign-out", "b2"), ">Bob<"),
        (line("user-add", "c3"), ">c3<"),
        (line("rename", "a1 a1"), ">Anna<"),
        (line("token-add", "token 3 b2 see"), ">token 3 Bob see<"),
        (line("export", "", name=""), "onbekend"),
        (line("export", "", name="<b>x</b>"), "&lt;b&gt;x&lt;/b&gt;"),
        (line("upload", ""), ">Anna<"),
        (line("upload", "", role="owner"), ">Anna (planeigenaar)<"),
        (line("upload", "", role="uploader+approver"), ">Anna (aanleveraar, goedkeurder)<"),
        (line("upload", "", role="<i>"), ">Anna (&lt;i&gt;)<"),
        (line("export", ""), ">Proefplan<"),
        (line("export", "", plan="weg"), ">weg<"),
        (line("export", ""), "51 t/m 51 van 120"),
    ],
)
def test_a_row_says_in_words_what_happened(one: AuditLine, said: str) -> None:
    assert said in shown("nl", one)


def test_it_speaks_english_too_and_says_when_nothing_fits() -> None:
    assert "File downloaded" in shown("en", line("export", ""))
    assert ">27 July 2026 08:12<" in shown("en", line("export", ""))
    assert ">Anna (plan owner)<" in shown("en", line("export", "", role="owner"))
    assert "Niets gevonden" in shown("nl", count=0)
    scene = Scene(1, 1, "proef", date(2021, 6, 30), "", "nl", "logboek")
    assert "Logboek" in str(log_intro(scene))
    assert "namen" in str(log_closed(scene))


def test_what_is_done_with_people_tokens_and_approvals_has_words() -> None:
    sources = "".join(one.read_text("utf-8") for one in (ROOT / "kpi" / "service").rglob("*.py"))
    found = set(re.findall(r'"((?:user|role|token|sign)-[a-z]+)"', sources))
    assert len(found) > 9
    assert found <= set(ACTION_WORDS)
    assert {HANDED, APPROVED, FOUR_EYES_ON, FOUR_EYES_OFF} <= set(ACTION_WORDS)
