"""A nursery of importers: every line on stdin starts a process that commits two files in turn until it is killed.

`python importer.py CONFIG`. It answers each line with the process's number; the processes write the number of every
upload that was committed to the file `committed` beside the configuration.
"""

import os
import sys
from itertools import cycle
from pathlib import Path

from kpi.service.desk import at_desk
from kpi.service.reading import head_revision
from kpi.service.uploads.checking import Checked, check_file
from kpi.service.uploads.importing import commit_checked
from kpi.settings import Settings, load_settings


def file_of(value: int, units: int) -> bytes:
    """Every unit reports the same value."""
    lines = [f"netwerken;2021-Q2;u{n};{value}" for n in range(units)]
    return "\r\n".join(["Indicator;Periode;Eenheid;Waarde", *lines, ""]).encode()


def check(settings: Settings, units: int) -> list[tuple[bytes, Checked]]:
    """Both files, read and judged as a page does before anybody confirms."""
    with at_desk(settings) as desk:
        files = [file_of(value, units) for value in (1, 2)]
        return [(one, check_file(desk, "proef", one, "q2.csv", user="anna")) for one in files]


def import_for_ever(settings: Settings, checked: list[tuple[bytes, Checked]], committed: Path) -> None:
    """Commit one file after the other, and write down each upload that was said to be done."""
    with at_desk(settings) as desk, committed.open("a") as done:
        for content, one in cycle(checked):
            reasons = dict.fromkeys(one.warnings, "ja")
            receipt = commit_checked(desk, one, content, "anna", reasons, head_revision(desk))
            done.write(f"{receipt.upload}\n")
            done.flush()


def main() -> None:
    config, units = Path(sys.argv[1]), int(sys.argv[2])
    settings = load_settings(config, os.environ)
    checked = check(settings, units)
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
