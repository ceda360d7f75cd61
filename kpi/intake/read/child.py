"""Run the worker on untrusted bytes: a process of its own, without our environment, killed when its time is over."""

import json
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from time import monotonic
from typing import IO

from kpi.core.stages import WATCH
from kpi.intake.read.limits import Limits
from kpi.intake.read.refusal import Refusal, as_refusal
from kpi.intake.read.worker import OUT_OF_MEMORY

Answer = list[dict[str, object] | list[object]]

_ROOT = Path(__file__).resolve().parents[3]
# -I: nothing of the user's environment or folder is imported; our own folder is named instead.
_ANSWER = "from kpi.intake.read.worker import answer_request; answer_request()"
_START = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); {_ANSWER}"
_COMMAND = (sys.executable, "-I", "-B", "-c", _START)
_LOOK_UP = 0.2  # seconds
_AT_ONCE = BoundedSemaphore(2)  # a gigabyte each: more at the same time wait their turn


def read_apart(container: str, content: bytes, sheet: str | None, limits: Limits) -> Answer:
    """The JSON values the worker answers. Raises Refusal: its own, or `opening-stopped` at a limit or a crash.

    Raises HaltedError, and kills the worker, when the check is stopped meanwhile.
    """
    request = {"container": container, "sheet": sheet, "limits": asdict(limits)}
    if not _AT_ONCE.acquire(timeout=limits.seconds):
        raise _stopped("busy")
    try:
        with TemporaryFile() as out:
            code = _run(json.dumps(request).encode() + b"\n" + content, out, limits.seconds)
            out.seek(0)
            return _answer(out, code)
    finally:
        _AT_ONCE.release()


def _run(given: bytes, out: IO[bytes], seconds: float) -> int | None:
    """The exit code, or None when the time was over; output goes to a file, which the worker's limit bounds."""
    child = subprocess.Popen(  # noqa: S603 (our own interpreter and text)
        _COMMAND, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.DEVNULL, env={}, cwd="/"
    )
    try:
        return _code(child, given, monotonic() + seconds)
    finally:
        child.kill()
        child.wait()
        if child.stdin:
            child.stdin.close()


def _code(child: "subprocess.Popen[bytes]", given: bytes | None, end: float) -> int | None:
    """The exit code, None at the `end` of its time; looks up now and then whether somebody stopped the check."""
    watch = WATCH.get(None)
    while (left := end - monotonic()) > 0:
        try:
            child.communicate(given, timeout=min(left, _LOOK_UP) if watch else left)
        except subprocess.TimeoutExpired:
            given = None  # it was handed over, or goes on being so
            if watch:
                watch(None)
        else:
            return child.returncode
    return None


def _answer(out: IO[bytes], code: int | None) -> Answer:
    if code is None:
        raise _stopped("time")
    if code:
        raise _stopped(_SIGNS.get(code, "crash"))
    try:
        lines: Answer = [json.loads(line) for line in out if line.strip()]
    except ValueError as error:
        raise _stopped("crash") from error
    if not lines or lines.pop() != {"done": True}:
        raise _stopped("crash")
    if lines and isinstance(lines[-1], dict) and "refused" in lines[-1]:
        raise as_refusal(lines[-1]["refused"])
    return lines


# A library that cannot get memory aborts; the processor's clock is one second behind ours, for when ours was stopped.
_SIGNS = {OUT_OF_MEMORY: "memory", -signal.SIGABRT: "memory", -signal.SIGKILL: "memory", -signal.SIGXCPU: "time"}
_REASONS = {
    "time": ("het openen duurt te lang", "opening it takes too long"),
    "memory": ("het vraagt te veel geheugen", "it asks for too much memory"),
    "crash": ("het is niet te lezen", "it cannot be read"),
    "busy": ("er worden al te veel bestanden geopend", "too many files are being opened"),
}


def _stopped(reason: str) -> Refusal:
    nl, en = _REASONS[reason]
    return Refusal("opening-stopped", reason=nl, reason_en=en)
