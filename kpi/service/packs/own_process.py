"""Have a board pack made in a process of its own, which is followed, stopped, and killed when its time is over."""

import json
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Any

from kpi.core.errors import RefusedError
from kpi.core.reach import Reach
from kpi.core.sending import HookSettings, MailSettings
from kpi.core.stages import HaltedError
from kpi.service.packs.making import PackRequest

SECONDS = 180.0
LOOK_UP = 0.5  # seconds
Tell = Callable[[int, int], bool]
_ROOT = Path(__file__).resolve().parents[3]
# -I: nothing of the user's environment or folder is imported; our own folder is named instead.
_ANSWER = "from kpi.service.packs.making import answer_pack_request; answer_pack_request()"
_START = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); {_ANSWER}"
_COMMAND = (sys.executable, "-I", "-B", "-c", _START)
_TOO_LONG = (
    "Het maken van dit bestand duurde te lang en is gestopt. Maak het opnieuw als het rustiger is.",
    "Making this file took too long and was stopped. Make it again when it is less busy.",
)
_log = logging.getLogger("planpeil.packs")


class MakerLostError(Exception):
    """The process ended without an answer: it was killed, or had no memory left."""


def made_apart(request: PackRequest, tell: Tell, seconds: float = SECONDS) -> bytes:
    """The pack that is asked for, made in a process of its own.

    `tell` is given which part is begun, of how many (0: not known yet), several times a second, and answers whether
    to go on. Raises HaltedError when it says no, MakerLostError, RefusedError when it takes longer than `seconds`, and
    what the making raises (as RefusedError).
    """
    child = subprocess.Popen(  # noqa: S603 (our own text)
        _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()
    )
    assert child.stdin and child.stdout
    said: SimpleQueue[Any] = SimpleQueue()
    listening = Thread(target=_listen, args=(child.stdout, said), daemon=True, name="pack")
    listening.start()
    try:
        with suppress(OSError):  # it ended already, which the listener tells
            child.stdin.write(pickle.dumps(_only_needed(request)))
            child.stdin.flush()
        return _awaited(said, tell, monotonic() + seconds)
    finally:
        child.kill()
        child.wait()
        listening.join()
        child.stdout.close()
        with suppress(OSError):
            child.stdin.close()


def _environment() -> dict[str, str]:
    """Ours without the settings, some of which are secret."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PLANPEIL_")}


def _only_needed(request: PackRequest) -> PackRequest:
    """The same without what sending, signing in and importing ask for: a pack reads the database and nothing else."""
    less = replace(request.settings, mail=MailSettings(), webhook=HookSettings(), auth=None, reach=Reach(), sources={})
    return replace(request, settings=less)


def _listen(out: IO[bytes], said: "SimpleQueue[Any]") -> None:
    """Hand on what the process says, its file as bytes, and at its end None."""
    try:
        for line in out:
            found = json.loads(line)
            if "bytes" in found:
                content = out.read(found["bytes"])
                found = content if len(content) == found["bytes"] else None
            said.put(found)
    except ValueError:
        _log.exception("a pack was answered with what is no answer")
    finally:
        said.put(None)


def _awaited(said: "SimpleQueue[Any]", tell: Tell, end: float) -> bytes:
    done, total = 0, 0
    while monotonic() < end:
        if not tell(done, total):
            raise HaltedError
        try:
            found = said.get(timeout=LOOK_UP)
        except Empty:
            continue
        if found is None:
            raise MakerLostError
        if isinstance(found, bytes):
            return found
        if "said" in found:
            raise RefusedError(*found["said"])
        done, total = found["done"], found["total"]
    raise RefusedError(*_TOO_LONG)
