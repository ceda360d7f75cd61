"""Says what `make coverage` measured, and fails when less than LEAST of the branches of a package were taken."""

import json
import sys
from pathlib import Path
from typing import Any

LEAST = 95.0  # per cent of the branches
PACKAGES = ("kpi/core", "kpi/intake")


def told(report: dict[str, Any], package: str) -> tuple[float, str]:
    """The part of a package's branches that tests took, in per cent, and the words that say it."""
    sums = [one["summary"] for path, one in report["files"].items() if path.startswith(f"{package}/")]
    taken, branches, seen, lines = (
        sum(one[name] for one in sums)
        for name in ("covered_branches", "num_branches", "covered_lines", "num_statements")
    )
    part = 100 * taken / branches
    return part, f"{package}: {part:.1f}% of {branches} branches, {100 * seen / lines:.1f}% of {lines} lines"


def missed(report: dict[str, Any]) -> list[str]:
    """Every branch that no test took, as `file: from -> to`; a negative line is the end of what begins there."""
    return [
        f"  {path}: {start} -> {end}" for path, one in report["files"].items() for start, end in one["missing_branches"]
    ]


def main() -> None:
    """Print what was missed, then the figures; the exit code says whether they are enough."""
    report = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    found = [told(report, package) for package in PACKAGES]
    print("\n".join([*missed(report), *(words for _, words in found)]))
    sys.exit(any(part < LEAST for part, _ in found))


if __name__ == "__main__":
    main()
