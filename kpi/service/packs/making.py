"""The process that makes one board pack: it reads the database, writes nothing, and hands over the file.

Started by apart.py only. Its answer is JSON lines: how far it is, and at last the size of the file with its bytes
behind it, or why it cannot be made.
"""

import json
import os
import pickle
import signal
import sys
from dataclasses import dataclass, replace
from threading import Thread
from typing import IO

from kpi.core.errors import PlanpeilError
from kpi.core.meeting.pack import AskedPack
from kpi.core.stages import STEPS
from kpi.settings import Settings

NICE = 10
MEMORY = 4 * 2**30  # bytes; the library that draws charts reserves most of it and uses little


@dataclass(frozen=True, slots=True)
class PackRequest:
    """What the process is given: the settings of who started it, what was asked, and the template."""

    settings: Settings
    asked: AskedPack
    template: bytes | None = None


def answer_pack_request() -> None:
    """Answer the request on stdin, which stays open for as long as somebody waits for the answer."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no part of the answer
    request: PackRequest = pickle.load(sys.stdin.buffer)  # noqa: S301 (from our own process)
    Thread(target=_end_with_who_waits, daemon=True).start()
    _give_way()
    STEPS.set(lambda done, total: _say(answer, {"done": done, "total": total}))
    try:
        content = _made(request)
    except PlanpeilError as fault:
        _say(answer, {"said": [fault.nl, fault.en]})
    else:
        _say(answer, {"bytes": len(content)})
        answer.write(content)
        answer.flush()


def _made(request: PackRequest) -> bytes:
    from kpi.service.desk import at_desk
    from kpi.service.report import make_pack

    with at_desk(replace(request.settings, read_only=True)) as desk:
        return make_pack(desk, request.asked, request.template).content


def _say(answer: IO[bytes], what: dict[str, object]) -> None:
    answer.write(json.dumps(what).encode() + b"\n")
    answer.flush()


def _end_with_who_waits() -> None:
    os.read(0, 1)
    os._exit(1)


def _give_way() -> None:
    """Let pages go first, and bound the memory, as far as the system can; the time is bounded by who waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends this process
    try:
        import resource
    except ImportError:  # not on Windows
        return
    os.nice(NICE)
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_DATA, MEMORY)):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            continue
