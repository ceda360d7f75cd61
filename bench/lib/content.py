"""The plans as CSV files: what the default Streamlit way reads, with the very figures and words of our own screens."""

import csv
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from kpi.core.calendar.period import Frequency, periods_between
from kpi.core.explain.promised import promise
from kpi.core.explain.why import why
from kpi.core.light.assessment import Assessment, Status
from kpi.core.light.rollup import is_silent
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.view.views import overview_view
from kpi.present.figures import measured_figure, window
from kpi.present.html.results.target import sum_table
from kpi.present.style import flag_words, status_word
from kpi.service.desk import Desk
from kpi.service.plan_list import plan_lines
from kpi.service.snapshots import default_day, head_revision, take_snapshot

LANG = "nl"
QUARTERS, POINTS = 8, 8
Line = dict[str, Any]
_TAG = re.compile(r"<[^>]+>")
_LINE, _CELL = re.compile(r"<tr>(.*?)</tr>"), re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>")


def export(desk: Desk, folder: Path) -> None:
    """Write every plan, at the end of each of its newest eight quarters, into `folder`; plans and their lights."""
    seen = [shot for line in plan_lines(desk) for shot in snapshots(desk, line.code)]
    newest = {shot.plan.code: shot for shot in seen}
    write(folder / "plans.csv", (plan_line(shot) for shot in newest.values()))
    write(folder / "themes.csv", (line for shot in newest.values() for line in theme_lines(shot)))
    write(folder / "activities.csv", (line for shot in newest.values() for line in activity_lines(shot)))
    for name, lines in TABLES.items():
        write(folder / f"{name}.csv", (line for shot in seen for line in lines(shot)))


def snapshots(desk: Desk, code: str) -> Iterator[Snapshot]:
    """A plan at the ends of its quarters, oldest first."""
    revision = head_revision(desk)
    newest = default_day(desk, code, revision)
    start = take_snapshot(desk, code, revision=revision).plan.start
    for quarter in periods_between(min(start, newest), newest, Frequency.QUARTER)[-QUARTERS:]:
        yield take_snapshot(desk, code, as_of=quarter.last, revision=revision)


def write(path: Path, lines: Iterable[Line]) -> None:
    """A CSV file as anybody would make it."""
    found = list(lines)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(found[0]))
        writer.writeheader()
        writer.writerows(found)


def plan_line(shot: Snapshot) -> Line:
    """One plan."""
    plan = shot.plan
    return {"plan": plan.code, "title": plan.title, "organisation": plan.organisation, "revision": shot.revision}


def theme_lines(shot: Snapshot) -> Iterator[Line]:
    """The themes of a plan, in their own order."""
    for theme in shot.plan.themes:
        yield {"plan": shot.plan.code, "theme": theme.code, "title": theme.title, "ambition": theme.ambition}


def activity_lines(shot: Snapshot) -> Iterator[Line]:
    """What is done, by theme and focus."""
    for one in shot.plan.activities:
        yield {"plan": shot.plan.code, "theme": one.theme, "focus": one.focus, "activity": one.activity}


def result_lines(shot: Snapshot) -> Iterator[Line]:
    """Each result at one date, as a row of the theme page and of the overview."""
    place = {row.target.code: number for number, row in enumerate(overview_view(shot).first, start=1)}
    for row in shot.rows:
        yield {**key(shot, row), **words(row), **figures(row.assessment), "first": place.get(row.target.code, 0)}


def key(shot: Snapshot, row: Row) -> Line:
    """What every line of a result begins with."""
    return {"plan": shot.plan.code, "as_of": shot.as_of.isoformat(), "target": row.target.code}


def words(row: Row) -> Line:
    """The cells that are text."""
    one, target = row.assessment, row.target
    return {
        "theme": target.theme,
        "focus": target.focus,
        "statement": target.statement,
        "status": ", ".join([status_word(one.status, LANG), *flag_words(one.flags, LANG)]),
        "why": why(one, LANG),
        "owner": target.owner,
        "window": window(target, LANG),
        "written": target.deadline,
        "promise": promise(target, LANG),
        "change": row.change.value,
    }


def figures(one: Assessment) -> Line:
    """The cells that are counted, drawn or compared."""
    sums = one.comparison
    return {
        "light": one.light.value,
        "silent": int(is_silent(one)),
        "settled": int(one.status in (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.MISSED)),
        "due": one.target.due.isoformat(),
        "value": one.value,
        "expected": sums.expected if sums else None,
        "goal": sums.goal if sums else None,
        "baseline": (sums.baseline or 0.0) if sums else None,
        "shown": measured_figure(one.target, one.value, LANG) if one.value is not None else "",
    }


def light_lines(shot: Snapshot) -> Iterator[Line]:
    """The lights of the newest quarters."""
    for row in shot.rows:
        for cell in row.strip:
            yield {**key(shot, row), "quarter": cell.period.code, "light": cell.light.value}


def point_lines(shot: Snapshot) -> Iterator[Line]:
    """The newest values."""
    for row in shot.rows:
        for point in [point for point in row.assessment.series if not point.plain][-POINTS:]:
            yield {**key(shot, row), "day": point.day.isoformat(), "value": point.value}


def sum_lines(shot: Snapshot) -> Iterator[Line]:
    """The sum behind each light: the very words of our table, without its marks."""
    for row in shot.rows:
        for line in _LINE.findall(sum_table(row.assessment, LANG)):
            name, shown, note = (unescape(_TAG.sub("", cell)) for cell in _CELL.findall(line))
            yield {**key(shot, row), "name": name, "shown": shown, "note": note}


TABLES = {"results": result_lines, "lights": light_lines, "points": point_lines, "sums": sum_lines}
