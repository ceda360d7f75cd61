"""The child process: reads a workbook from stdin under limits of memory, time and output, and answers in JSON lines.

It imports as little as possible and never runs anything that stands in the file. Started by child.py only.
"""

import json
import sys
from collections.abc import Iterator

from kpi.intake.read.limits import Limits
from kpi.intake.read.refusal import Refusal

Line = dict[str, object] | list[object]


def answer_request() -> None:
    """Answer the request on stdin: a JSON line (container, sheet, limits), then the bytes of the file."""
    request = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**request["limits"])
    confine(limits)
    try:
        write_lines(answer(request["container"], sys.stdin.buffer.read(), request["sheet"], limits), limits)
    except Refusal as refusal:
        sys.stdout.write("\n" + json.dumps({"refused": refusal.entry()}) + "\n")
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    sys.stdout.write('{"done":true}\n')


_REFUSAL = 65_536  # bytes left to say why the answer ends
OUT_OF_MEMORY = 90  # the exit code that says so


def write_lines(lines: Iterator[Line], limits: Limits) -> None:
    """Write JSON lines to stdout. Raises Refusal when they pass the limit: one long text can be shared by all cells."""
    left = limits.answer
    for line in lines:
        text = json.dumps(line, ensure_ascii=True, allow_nan=False, separators=(",", ":")) + "\n"
        left -= len(text)
        if left < 0:
            raise Refusal("packed-too-tightly", what="te veel tekst bij elkaar", what_en="too much text altogether")
        sys.stdout.write(text)


def answer(container: str, content: bytes, sheet: str | None, limits: Limits) -> Iterator[Line]:
    """The lines of the answer: {"format"}, then each sheet: its rows and {"sheet", "holds", "wanted", "issues"}.

    A row is [number, hidden, cells]; {"hidden"} names a sheet left out. Raises Refusal.
    """
    if container == "ole":
        from kpi.intake.read.workbook_xls import read_xls

        return read_xls(content, sheet, limits)
    from kpi.intake.read.workbook_zip import read_zip

    return read_zip(content, sheet, limits)


def confine(limits: Limits) -> None:
    """Bound what this process may use, as far as the system can: memory, processor time, files, core dumps."""
    try:
        import resource
    except ImportError:  # not on Windows: there the parent's clock is the only bound
        return
    seconds = int(limits.seconds) + 1
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, limits.answer + _REFUSAL),
        (resource.RLIMIT_AS, limits.memory),
    ):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):  # macOS refuses a bound on the address space
            continue


if __name__ == "__main__":
    answer_request()
