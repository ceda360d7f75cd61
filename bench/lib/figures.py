"""The figures as a table: medians, the ratio of ours to the other, the goal, and whether it is reached."""

import statistics
from dataclasses import dataclass
from typing import Any

from bench.lib.rounds import Found


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing: its unit, its goal as a ratio (a bound from above unless `least`), or as an own figure."""

    what: str
    unit: str
    digits: int = 0
    goal: float | None = None
    least: bool = False
    absolute: bool = False
    against: str = ""


LINES = (
    Line("overview, cold visit", "ms"),
    Line("overview, warm visit", "ms"),
    Line("theme, cold visit", "ms"),
    Line("theme, warm visit", "ms"),
    Line("theme, filter change", "ms", goal=0.5),
    Line("overview to theme", "ms", goal=0.5),
    Line("theme to overview", "ms"),
    Line("overview, filter change", "ms"),
    Line("overview, cold bytes", "kB", against="text, cold bytes", goal=0.6),
    Line("overview, cold bytes", "kB"),
    Line("overview, cold requests", ""),
    Line("theme, cold bytes", "kB"),
    Line("theme, cold requests", ""),
    Line("rerun, clock", "ms", 1),
    Line("rerun, processor", "ms", 1, goal=0.2),
    Line("other period, clock", "ms", 1),
    Line("other period, processor", "ms", 1, goal=0.2),
    Line("date never asked for, clock", "ms", 1),
    Line("date never asked for, processor", "ms", 1),
    Line("20 sessions", "reruns/s", 1, goal=5.0, least=True),
    Line("memory of a further session", "MiB", 2, goal=0.5, absolute=True),
)
OURS, DEFAULT, TEXT = "ours", "app.py", "text.py"


def rows(found: Found) -> list[dict[str, Any]]:
    """One dictionary a line; None where there is nothing to compare with or no goal."""
    return [row(line, found) for line in LINES]


def row(line: Line, found: Found) -> dict[str, Any]:
    """The medians of one line; `goal` is of the ratio, or of our own figure when `goal_is_absolute`."""
    mine = median(found.figures.get((line.what, OURS)))
    theirs = median(found.figures.get((line.against or line.what, TEXT if line.against else DEFAULT)))
    ratio = mine / theirs if mine is not None and theirs else None
    judged = mine if line.absolute else ratio
    return {
        "what": f"{line.what}, against text only" if line.against else line.what,
        "unit": line.unit,
        "default": theirs,
        "ours": mine,
        "ratio": ratio,
        "goal": line.goal,
        "goal_is_absolute": line.absolute,
        "met": reached(line, judged),
        "all_ours": found.figures.get((line.what, OURS), []),
        "all_default": found.figures.get((line.against or line.what, TEXT if line.against else DEFAULT), []),
    }


def median(values: list[float] | None) -> float | None:
    """The middle one; None of nothing."""
    return statistics.median(values) if values else None


def reached(line: Line, judged: float | None) -> bool | None:
    """Whether a figure holds to its goal; None without one."""
    if line.goal is None or judged is None:
        return None
    return judged >= line.goal if line.least else judged <= line.goal


def table(found: Found) -> str:
    """The lines as Markdown."""
    lines = ["| | unit | default way | ours | ratio | goal | met |", "|---|---|---:|---:|---:|---:|---|"]
    for line, one in zip(LINES, rows(found), strict=True):
        figures = [number(one["default"], line.digits), number(one["ours"], line.digits), number(one["ratio"], 2)]
        met = {None: "", True: "yes", False: "**no**"}[one["met"]]
        lines.append(f"| {one['what']} | {one['unit']} | {' | '.join(figures)} | {goal(line)} | {met} |")
    return "\n".join(lines)


def number(value: float | None, digits: int) -> str:
    """A figure, or nothing."""
    return "" if value is None else f"{value:.{digits}f}"


def goal(line: Line) -> str:
    """The goal as it stands in the table."""
    if line.goal is None:
        return ""
    return f"{'≥' if line.least else '≤'} {line.goal:g}{f' {line.unit}' if line.absolute else ''}"
