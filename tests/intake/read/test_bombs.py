"""Files made to exhaust memory or time are stopped in the child process, and the parent stays small."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kpi.intake.read import child
from kpi.intake.read.limits import MIB, Limits
from kpi.intake.read.opening import open_file
from tests.bad_files.formats.make import HERE, content
from tests.intake.books import body, line, number, xlsx

ROOT = Path(__file__).parents[3]
GOOD = xlsx(body(line(2, number("C2", 1))))
# In a process of its own, so that its only child is the worker; sizes in MiB, seconds of processor time.
MEASURE = """
import json, resource, sys
from kpi.intake.read.opening import open_file
given = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
issues = open_file(given, "a")[1]
unit = 2**20 if sys.platform == "darwin" else 2**10
own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"codes": [one.code for one in issues], "grown": (own.ru_maxrss - before) / unit,
    "child": child.ru_maxrss / unit, "seconds": child.ru_utime + child.ru_stime}))
"""


def measured(folder: Path, name: str) -> dict[str, object]:
    (folder / name).write_bytes(content(name))
    command = [sys.executable, "-c", MEASURE, str(folder / name)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def below(found: object, most: float) -> bool:
    assert isinstance(found, float)
    return found < most


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bomb.xlsx", "packed-too-tightly"),
        ("tight.xlsx", "packed-too-tightly"),
        ("lying.xlsx", "damaged-file"),
        ("entities.xlsx", "forbidden-xml"),
        ("xfd.xlsx", "too-many-rows"),
        ("endless.ods", "too-many-rows"),
        ("area.xlsx", "too-many-cells"),
    ],
)
def test_look_before_opening_costs_next_to_nothing(name: str, code: str, tmp_path: Path) -> None:
    found = measured(tmp_path, name)
    assert found["codes"] == [code]
    assert below(found["child"], 120)
    assert below(found["seconds"], 2)
    assert below(found["grown"], 60)


def test_what_passes_the_look_is_stopped_by_the_memory_limit(tmp_path: Path) -> None:
    found = measured(tmp_path, "shared-text.xlsx")
    assert found["codes"] == ["opening-stopped"]
    assert below(found["child"], 1024)
    assert below(found["grown"], 60)


def test_what_takes_too_long_is_stopped_by_the_clock() -> None:
    start = time.perf_counter()
    grids, (issue,) = open_file(GOOD, "a.xlsx", limits=Limits(seconds=0.01))
    assert (grids, issue.code) == ((), "opening-stopped")
    assert "te lang" in issue.message
    assert time.perf_counter() - start < 2
    assert open_file(GOOD, "a.xlsx")[1] == ()


def test_answer_larger_than_its_limit_is_refused() -> None:
    _, (issue,) = open_file(GOOD, "a.xlsx", limits=Limits(answer=80))
    assert issue.code == "packed-too-tightly"


def test_many_at_once_from_threads_all_get_their_answer() -> None:
    found: list[bool] = []
    threads = [threading.Thread(target=lambda: found.append(open_file(GOOD, "a.xlsx")[1] == ())) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [True] * 6


def test_worker_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANPEIL_DATABASE_URL", "secret")
    monkeypatch.setattr(child, "_COMMAND", (sys.executable, "-I", "-c", "import os; print(dict(os.environ))"))
    with child.TemporaryFile() as out:
        assert child._run(b"", out, 10) == 0
        out.seek(0)
        assert b"secret" not in out.read()


@pytest.mark.parametrize("program", ["import os; os.abort()", "raise SystemExit(3)", "print('[1]')", "pass"])
def test_worker_that_dies_or_says_half_is_an_issue(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_COMMAND", (sys.executable, "-I", "-c", program))
    grids, (issue,) = open_file(GOOD, "a.xlsx")
    assert (grids, issue.code) == ((), "opening-stopped")


def test_damaged_bytes_never_raise() -> None:
    for name in ("good.xls", "good.ods"):
        given = (Path(__file__).parent / name).read_bytes()
        for place in range(600, len(given), len(given) // 6):
            grids, issues = open_file(given[:place] + bytes([given[place] ^ 0xFF]) + given[place + 1 :], name)
            assert grids or issues


def test_folder_of_bad_files_stays_small() -> None:
    assert sum(path.stat().st_size for path in HERE.iterdir() if path.is_file()) < MIB
