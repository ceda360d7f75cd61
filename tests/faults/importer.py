"""A nursery of importers: every line on stdin starts a process that commits two files in turn until it is killed.

`python importer.py CONFIG UNITS`. A line is a moment of a commit (1: its first insert; the last one: its end) and
`stand` or `go`. It answers with the process's number and, when that has committed one file and is at this moment of a
further one, `there`: the process stands still or goes on. The processes write the number of every upload that was
committed to the file `committed` beside the configuration.
"""

import os
import signal
import sys
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path

from sqlalchemy import Engine, event

from kpi.service.desk import Desk, at_desk
from kpi.service.snapshots import head_revision
from kpi.service.uploads.checking import Checked, check_file
from kpi.service.uploads.importing import Receipt, Result, import_file
from kpi.settings import Settings, load_settings


def file_of(value: int, units: int) -> bytes:
    """Every unit reports the same value."""
    lines = [f"netwerken;2021-Q2;u{n};{value}" for n in range(units)]
    return "\r\n".join(["Indicator;Periode;Eenheid;Waarde", *lines, ""]).encode()


def check(desk: Desk, content: bytes) -> Checked:
    """A file, read and judged as a page does before anybody confirms."""
    return check_file(desk, "proef", content, "q2.csv", user="anna")


def confirm(desk: Desk, content: bytes, checked: Checked) -> Receipt:
    """Commit it as a page does once somebody confirms."""
    reasons = dict.fromkeys(checked.warnings, "ja")
    return import_file(desk, "proef", content, "q2.csv", user="anna", justifications=reasons, preview=checked)


def announce(engine: Engine, moment: int, *, stand: bool) -> None:
    """Say `there` at the moment that is so many inserts and ends of commits away; `stand`: and go no further."""
    passed, written = count(1), False

    def pass_by() -> None:
        if next(passed) == moment:
            print("there", flush=True)
            while stand:
                signal.pause()

    def at_statement(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        nonlocal written
        if statement.startswith("INSERT"):
            written = True
            pass_by()

    def at_end(_connection: object) -> None:
        nonlocal written
        if written:
            written = False
            pass_by()

    event.listen(engine, "before_cursor_execute", at_statement)
    event.listen(engine, "commit", at_end)


def import_for_ever(
    settings: Settings, checked: list[tuple[bytes, Checked]], committed: Path, moment: int, *, stand: bool
) -> None:
    """Commit one file after the other, each as if it was checked just now, and write down what was said to be done."""
    with at_desk(settings) as desk, committed.open("a") as done:
        waits = True
        for content, one in cycle(checked):
            receipt = confirm(desk, content, replace(one, revision=head_revision(desk)))
            done.write(f"{receipt.upload}\n")
            done.flush()
            if waits and receipt.result is Result.IMPORTED:
                announce(desk.engine, moment, stand=stand)
                waits = False


def main() -> None:
    config, units = Path(sys.argv[1]), int(sys.argv[2])
    settings = load_settings(config, os.environ)
    files = [file_of(value, units) for value in (1, 2)]
    with at_desk(settings) as desk:
        checked = [(one, check(desk, one)) for one in files]
    print("ready", flush=True)
    for line in sys.stdin:
        moment, then = line.split()
        child = os.fork()
        if child == 0:
            import_for_ever(settings, checked, config.parent / "committed", int(moment), stand=then == "stand")
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
