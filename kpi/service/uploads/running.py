"""A check that runs beside the page: how far it is, and a way to stop it."""

from contextvars import copy_context
from dataclasses import dataclass
from threading import Event, Thread

from kpi.core.stages import WATCH, HaltedError, Stage
from kpi.present.files.returned import ReturnedSheet
from kpi.service.desk import Desk
from kpi.service.uploads import returning
from kpi.service.uploads.checking import Checked, check_file
from kpi.service.uploads.entered import GivenFile


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that was checked, and its rows with an issue; None without any."""

    checked: Checked
    sheet: ReturnedSheet | None


class RunningCheck:
    """One check of a file for `user` in a thread of its own, begun at once; what it holds is not changed by anybody."""

    def __init__(self, desk: Desk, plan: str, file: GivenFile, user: str) -> None:
        self.plan, self.file, self.user = plan, file, user
        self.stage = Stage.OPENING
        self._halt, self._ended = Event(), Event()
        self._found: Looked | None = None
        self._fault: BaseException | None = None
        Thread(target=copy_context().run, args=(self._run, desk), daemon=True, name="check").start()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long for its end, and say whether it ended."""
        return self._ended.wait(seconds)

    def stop(self) -> None:
        """End it: what opens a workbook is killed at once, any other step is its last."""
        self._halt.set()

    def answer(self) -> Looked | None:
        """What was found, once it ended; None when it was stopped. Raises what the check raised."""
        if self._fault is not None and not isinstance(self._fault, HaltedError):
            raise self._fault
        return self._found

    def _reached(self, stage: Stage | None) -> None:
        if self._halt.is_set():
            raise HaltedError
        self.stage = stage or self.stage

    def _run(self, desk: Desk) -> None:
        WATCH.set(self._reached)
        file = self.file
        try:
            checked = check_file(desk, self.plan, file.content, file.name, answers=file.answers, user=self.user)
            sheet = returning.faulty_part(file.content, checked.reading) if checked.reading.issues else None
            self._reached(None)
            self._found = Looked(checked, sheet)
        except BaseException as fault:
            self._fault = fault
        finally:
            self._ended.set()
