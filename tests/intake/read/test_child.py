"""The process that reads workbooks: what it may use, what it says, and what is made of silence and nonsense."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from kpi.intake.read import child
from kpi.intake.read.child import read_apart
from kpi.intake.read.limits import LIMITS, MIB
from kpi.intake.read.refusal import Refusal, as_refusal
from kpi.intake.read.worker import write_lines

GOOD = (Path(__file__).parent / "good.ods").read_bytes()


def stopped(work: Callable[[], object]) -> str:
    """Why it was stopped, in English; both languages have a reason."""
    with pytest.raises(Refusal) as raised:
        work()
    assert raised.value.code == "opening-stopped"
    assert raised.value.words["reason"] != raised.value.words["reason_en"]
    return str(raised.value.words["reason_en"])


def test_a_file_that_takes_too_long_is_stopped() -> None:
    assert stopped(lambda: read_apart("zip", GOOD, None, replace(LIMITS, seconds=0.001))) == "opening it takes too long"


def test_a_process_without_memory_is_stopped() -> None:
    reason = stopped(lambda: read_apart("zip", GOOD, None, replace(LIMITS, memory=1 * MIB)))
    assert reason in ("it asks for too much memory", "it cannot be read")


def test_more_files_than_two_at_once_wait_and_then_are_refused() -> None:
    with ExitStack() as busy:
        busy.enter_context(child._AT_ONCE)
        busy.enter_context(child._AT_ONCE)
        reason = stopped(lambda: read_apart("zip", GOOD, None, replace(LIMITS, seconds=0.01)))
    assert reason == "too many files are being opened"
    assert read_apart("zip", GOOD, None, LIMITS)[0] == {"format": "ods"}


@pytest.mark.parametrize(
    ("said", "code", "reason"),
    [
        (b"", 0, "it cannot be read"),
        (b"[1, false, []]\n", 0, "it cannot be read"),
        (b'{"done":true', 0, "it cannot be read"),
        (b'{"done":true}\n', 1, "it cannot be read"),
        (b'{"done":true}\n', 90, "it asks for too much memory"),
        (b'{"done":true}\n', -6, "it asks for too much memory"),
        (b'{"done":true}\n', -9, "it asks for too much memory"),
        (b'{"done":true}\n', -24, "opening it takes too long"),
        (b'{"done":true}\n', None, "opening it takes too long"),
    ],
)
def test_an_answer_that_is_not_whole_is_none(said: bytes, code: int | None, reason: str) -> None:
    assert stopped(lambda: child._answer(BytesIO(said), code)) == reason


def test_a_whole_answer_is_its_lines_and_a_refusal_is_raised_again() -> None:
    assert child._answer(BytesIO(b'{"format":"ods"}\n\n[1,false,[]]\n{"done":true}\n'), 0) == [
        {"format": "ods"},
        [1, False, []],
    ]
    told = b'{"refused":["cell-too-long",3,"B","aaa",{"limit":32767}]}\n{"done":true}\n'
    with pytest.raises(Refusal) as raised:
        child._answer(BytesIO(told), 0)
    assert raised.value.entry() == ["cell-too-long", 3, "B", "aaa", {"limit": 32767}]


@pytest.mark.parametrize("entry", [None, [], ["code", "3", "B", "", {}], ["code", 3, "B", "", []]])
def test_what_is_no_refusal_is_an_error(entry: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the entry itself is the message
        as_refusal(entry)


def test_an_answer_is_written_up_to_its_limit(capsys: pytest.CaptureFixture[str]) -> None:
    def lines() -> Iterator[list[object]]:
        yield from ([1, False, ["é"]], [2, True, [1.5]])

    text = '[1,false,["\\u00e9"]]\n[2,true,[1.5]]\n'
    write_lines(lines(), replace(LIMITS, answer=len(text)))
    assert capsys.readouterr().out == text
    with pytest.raises(Refusal, match="packed-too-tightly"):
        write_lines(lines(), replace(LIMITS, answer=len(text) - 1))
