"""Board packs made beside the page: one for all who ask, why one cannot be made, and what becomes of a lost maker."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from threading import Barrier, Thread

import pytest
from docx import Document

from kpi.core.errors import NotFoundError, RefusedError
from kpi.core.meeting.pack import SILENCE, AskedPack, PackJob, PackState
from kpi.core.sending import HookSettings, MailSettings
from kpi.core.stages import HaltedError
from kpi.service.desk import Desk
from kpi.service.packs import own_process
from kpi.service.packs.making import PackRequest
from kpi.service.packs.own_process import MakerLostError, made_apart
from kpi.service.packs.queue import PackMaker
from kpi.service.packs.requests import ask_for_pack, how_far, pack_made
from kpi.service.report import asked_pack, in_form, report
from kpi.store.kept.packs import begin_job, take_job

DAY = date(2021, 6, 30)
WAIT = 120
LOST = ("kwijt", "lost")


@pytest.fixture
def maker(desk: Desk) -> Iterator[PackMaker]:
    """Who makes packs, and is stopped before its desk goes."""
    found = PackMaker(desk)
    yield found
    assert found.stop(WAIT)


def ended(desk: Desk, maker: PackMaker, asked: AskedPack) -> PackJob:
    assert maker.wait(WAIT)
    return how_far(desk, maker, [asked])[asked.key]


def test_two_who_ask_at_once_get_one_pack(desk: Desk) -> None:
    makers, at_once = [PackMaker(desk), PackMaker(desk)], Barrier(2)
    asked = asked_pack(desk, "proef", DAY, "xlsx")

    def ask(maker: PackMaker) -> None:
        at_once.wait()
        ask_for_pack(desk, maker, asked)

    asking = [Thread(target=ask, args=(one,)) for one in makers]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert all(one.wait(WAIT) for one in makers)
    job = how_far(desk, makers[0], [asked])[asked.key]
    assert (job.state, job.attempts) == (PackState.DONE, 1)


@pytest.mark.parametrize(
    ("day", "form", "template", "says"),
    [
        (DAY, "pptx", b"geen presentatie", "geen PowerPoint-bestand: geef een .pptx"),
        (date(2021, 1, 15), "html", None, "nog niets gemeten: kies een latere dag"),
    ],
)
def test_what_cannot_be_made_says_why(
    desk: Desk, maker: PackMaker, day: date, form: str, template: bytes | None, says: str
) -> None:
    asked = asked_pack(desk, "proef", day, form, template=template)
    ask_for_pack(desk, maker, asked, template)
    job = ended(desk, maker, asked)
    assert job.state is PackState.FAILED
    assert says in job.nl
    with pytest.raises(RefusedError):
        pack_made(desk, asked.key)


def test_a_template_is_used(desk: Desk, maker: PackMaker) -> None:
    own, out = Document(), BytesIO()
    own.add_paragraph("Briefhoofd")
    own.save(out)
    asked = asked_pack(desk, "proef", DAY, "docx", template=out.getvalue())
    assert asked.key != asked_pack(desk, "proef", DAY, "docx").key
    ask_for_pack(desk, maker, asked, out.getvalue())
    assert ended(desk, maker, asked).state is PackState.DONE
    assert Document(BytesIO(pack_made(desk, asked.key).content)).paragraphs[0].text == "Briefhoofd"


def test_what_a_dead_server_left_behind_is_made_by_who_looks(desk: Desk, maker: PackMaker) -> None:
    asked = asked_pack(desk, "proef", DAY, "xlsx")
    long_ago = datetime.now(UTC) - 2 * SILENCE
    begin_job(desk.engine, asked, None, "Anna", long_ago)
    assert take_job(desk.engine, "dead", asked.ours, LOST, long_ago)
    assert how_far(desk, maker, [asked])[asked.key].state is PackState.RUNNING
    assert ended(desk, maker, asked).state is PackState.DONE


def test_a_file_that_is_not_there_is_not_found(desk: Desk) -> None:
    for key in ("", "0" * 64, "niets\0", "../../config.toml"):
        with pytest.raises(NotFoundError, match="maak het opnieuw"):
            pack_made(desk, key)


def test_where_nothing_is_kept_a_pack_is_made_at_once(desk: Desk) -> None:
    only_read = replace(desk, settings=replace(desk.settings, read_only=True))
    maker, asked = PackMaker(only_read), asked_pack(desk, "proef", DAY, "xlsx")
    with pytest.raises(RefusedError, match="alleen-lezen"):
        ask_for_pack(only_read, maker, asked)
    assert maker.make_now(asked) == report(desk, "proef", DAY, "xlsx").content
    assert how_far(only_read, maker, [asked]) == {}


def _killing(patch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Kill each of the first processes that are started; returns how many were."""
    start, killed = own_process.subprocess.Popen, []

    def started(*given: object, **more: object) -> object:
        child = start(*given, **more)  # type: ignore[call-overload]
        if len(killed) < times:
            os.kill(child.pid, signal.SIGKILL)
            killed.append(child.pid)
        return child

    patch.setattr(own_process.subprocess, "Popen", started)
    return killed


@pytest.mark.parametrize(("times", "state"), [(1, PackState.DONE), (2, PackState.FAILED)])
def test_a_killed_process_is_tried_once_more(
    desk: Desk, maker: PackMaker, monkeypatch: pytest.MonkeyPatch, times: int, state: PackState
) -> None:
    killed = _killing(monkeypatch, times)
    asked = asked_pack(desk, "proef", DAY, "xlsx")
    ask_for_pack(desk, maker, asked)
    job = ended(desk, maker, asked)
    assert (job.state, len(killed)) == (state, times)
    assert ("Maak het opnieuw" in job.nl) is (state is PackState.FAILED)
    assert ask_for_pack(desk, maker, asked).is_under_way is (state is PackState.FAILED)
    assert ended(desk, maker, asked).state is PackState.DONE


def test_a_server_that_ends_lets_its_pack_wait_for_another(desk: Desk) -> None:
    first, second = PackMaker(desk), PackMaker(desk)
    asked = asked_pack(desk, "proef", DAY, "pdf")
    ask_for_pack(desk, first, asked)
    assert first.stop(WAIT)
    first.wake()
    assert first.wait(0)
    assert how_far(desk, second, [asked])[asked.key].state is PackState.WAITING
    assert ended(desk, second, asked).state is PackState.DONE


def test_it_says_how_far_it_is_and_stops_when_told(desk: Desk) -> None:
    asked = asked_pack(desk, "proef", DAY, "pptx")
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    made_apart(PackRequest(desk.settings, asked), tell)
    slides = max(total for _, total in told)
    assert slides > 3
    assert [one for one in dict.fromkeys(told) if one[1]] == [(at, slides) for at in range(1, slides + 1)]
    with pytest.raises(HaltedError):
        made_apart(PackRequest(desk.settings, asked), lambda done, _: done < 1)


def test_what_takes_too_long_is_stopped(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="duurde te lang"):
        made_apart(PackRequest(desk.settings, asked_pack(desk, "proef", DAY, "html")), lambda *_: True, seconds=0.0)


def test_a_process_that_says_nothing_is_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    request = PackRequest(desk.settings, asked_pack(desk, "proef", DAY, "html"))
    for words in ("", "print('no answer')", "print('{\"bytes\": 9}\\nabc')"):
        monkeypatch.setattr(own_process, "_COMMAND", (*own_process._COMMAND[:-1], words))
        with pytest.raises(MakerLostError):
            made_apart(request, lambda *_: True)


def test_the_process_is_given_no_secret_but_the_address_of_the_database(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    secret = "geheim-1234"
    monkeypatch.setenv("PLANPEIL_MAIL_PASSWORD", secret)
    told = replace(desk.settings, mail=MailSettings(server="mail", password=secret), webhook=HookSettings(url=secret))
    show = "import os, sys; print(dict(os.environ), sys.stdin.buffer.read1(100_000), file=sys.stderr, flush=True)"
    monkeypatch.setattr(own_process, "_COMMAND", (sys.executable, "-I", "-c", show))
    with pytest.raises(MakerLostError):
        made_apart(PackRequest(told, asked_pack(desk, "proef", DAY, "html")), lambda *_: True)
    said = capfd.readouterr().err
    assert desk.settings.database_url in said
    assert "PATH" in said
    assert secret not in said


def test_the_process_ends_with_who_waits_for_it(desk: Desk) -> None:
    request = PackRequest(desk.settings, asked_pack(desk, "proef", DAY, "html"))
    pipe = subprocess.PIPE
    child = subprocess.Popen(own_process._COMMAND, stdin=pipe, stdout=pipe)
    with child:
        assert child.stdin
        child.stdin.write(own_process.pickle.dumps(request))
        child.stdin.close()
        assert child.wait(WAIT) == 1


KEYS: list[Callable[[AskedPack], AskedPack]] = [
    lambda one: replace(one, plan="ander"),
    lambda one: replace(one, as_of=date(2021, 7, 1)),
    lambda one: replace(one, revision=one.revision + 1),
    lambda one: replace(one, lang="en"),
    lambda one: replace(one, meeting="M1"),
    lambda one: replace(one, template="t"),
    lambda one: replace(one, names="n"),
    lambda one: replace(one, ours="o"),
]


def test_anything_that_differs_is_another_pack(desk: Desk) -> None:
    asked = asked_pack(desk, "proef", DAY, "pdf")
    others = [change(asked) for change in KEYS] + [in_form(desk, asked, one) for one in ("pptx", "docx", "xlsx")]
    assert len({asked.key, *(one.key for one in others)}) == len(others) + 1
    assert asked_pack(desk, "proef", DAY, "pdf", known_at=datetime.now(UTC)).key == asked.key
