"""A nursery of importers: every line on stdin starts a process that commits two files in turn until it is killed.

`python importer.py CONFIG`. It answers each line with the process's number; the processes write the number of every
upload that was committed to the file `committed` beside the configuration.
"""

import os
import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from kpi.service.desk import Desk, at_desk
from kpi.service.reading import head_revision
from kpi.service.uploads.checking import Checked, check_file
from kpi.service.uploads.importing import Receipt, import_file
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


def import_for_ever(settings: Settings, checked: list[tuple[bytes, Checked]], committed: Path) -> None:
    """Commit one file after the other, each as if it was checked just now, and write down what was said to be done."""
    with at_desk(settings) as desk, committed.open("a") as done:
        for content, one in cycle(checked):
            receipt = confirm(desk, content, replace(one, revision=head_revision(desk)))
            done.write(f"{receipt.upload}\n")
            done.flush()


def main() -> None:
    config, units = Path(sys.argv[1]), int(sys.argv[2])
    settings = load_settings(config, os.environ)
    files = [file_of(value, units) for value in (1, 2)]
    with at_desk(settings) as desk:
        checked = [(one, check(desk, one)) for one in files]
    print("ready", flush=True)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            import_for_ever(settings, checked, config.parent / "committed")
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


if __name__ == "__main__":
    main()
