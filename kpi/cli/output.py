"""How an answer is printed: one JSON document for scripts, short lines for people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from kpi.core.issue import Alike, Issue, Severity, alike, refuses

if TYPE_CHECKING:
    from kpi.core.calendar.deadline import Deadline, Per
    from kpi.core.category import Frame
    from kpi.core.doctor import HealthCheck
    from kpi.core.errors import PlanpeilError
    from kpi.service.plan_list import PlanLine
    from kpi.service.plans import Loaded

NOTICES = 3
SHAPES = {"green": "●", "amber": "▲", "red": "■", "grey": "○"}  # of a light, by its name
_MOMENT = "één keer per jaar; later in het jaar is ook op tijd / once a year; later in the year counts as on time too"
_LEAVING = {
    "themes": "thema's/themes",
    "targets": "resultaten/results",
    "indicators": "indicatoren/indicators",
    "org_units": "eenheden/units",
    "facts": "cijfers/figures",
    "activities": "activiteiten/activities",
    "checkins": "toelichtingen/check-ins",
    "measurements": "metingen/measurements",
}
_NOT_AGREED = (
    "Dit is eerder geladen en zou verdwijnen; er is niets gewijzigd. Laad met --yes als dat de bedoeling is. / "
    "This was loaded before and would go; nothing was changed. Load with --yes if that is meant."
)


def print_json(value: object) -> None:
    """Print one JSON document; days are ISO, what is unknown is null."""
    from kpi.service.as_json import json_text  # a line for people needs no JSON

    typer.echo(json_text(value, indent=2))


def deadline_row(found: "Deadline | None") -> dict[str, Any] | None:
    """A deadline as JSON; None where the phrase is none."""
    return None if found is None else {key: value for key, value in asdict(found).items() if key != "moment"}


def issue_rows(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    """Issues as JSON."""
    return [asdict(issue) for issue in issues]


def frame_row(frame: "Frame") -> dict[str, Any]:
    """The frame as JSON: no plan, so it has no themes, targets, indicators or measurements."""
    from kpi.core.category import CategoryGroup

    groups = (CategoryGroup.GOAL, CategoryGroup.INITIATIVE, CategoryGroup.PARTNER)
    return {
        "kind": "frame",
        "code": frame.code,
        "title": frame.title,
        "source": frame.source,
        "year": frame.year,
        **dict.fromkeys(("start", "end")),
        **dict.fromkeys(("themes", "targets", "indicators", "measurements"), 0),
        "categories": len(frame.categories),
        **{group.value: len(frame.of(group)) for group in groups},
        "facts": len(frame.facts),
    }


def loaded_row(found: "Loaded") -> dict[str, Any]:
    """What loading did, as JSON."""
    return {**asdict(found), "issues": issue_rows(found.issues)}


def error_row(fault: "PlanpeilError") -> dict[str, Any]:
    """A fault as JSON."""
    return {"error": {"code": fault.code, "message": fault.nl, "message_en": fault.en}}


def show_loaded(found: "Loaded") -> None:
    """Say in a line what loading did, and every issue."""
    show_issues(found.issues)
    for one in found.leaving:
        more = ", ..." if one.count > len(one.names) else ""
        typer.echo(f"{one.count} {_LEAVING[one.kind]}: {', '.join(one.names)}{more}", err=True)
    if found.leaving and not refuses(found.issues):
        typer.echo(_NOT_AGREED, err=True)
    elif found.plan is None:
        typer.echo("Geweigerd: er is niets gewijzigd. / Refused: nothing was changed.", err=True)
    elif found.changed:
        counts = f"{found.added} nieuw/new, {found.revised} herzien/revised, {found.ended} beëindigd/ended"
        typer.echo(f"{found.plan}: revisie/revision {found.revision}; {counts}")
    else:
        typer.echo(f"{found.plan}: ongewijzigd/unchanged, revisie/revision {found.revision}")


def show_issues(issues: Iterable[Issue]) -> None:
    """Issues on stderr, a line for those that are alike: where, what, what to do, and how often.

    Of one kind of notice the first few lines, the rest counted.
    """
    told: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for each in alike(issues):
        told[each.first.code] += 1
        if each.first.severity is Severity.NOTICE and told[each.first.code] > NOTICES:
            left[each.first.code] += len(each.issues)
        else:
            typer.echo(f"{_issue_line(each.first)}{_often(each)}", err=True)
    for code, count in left.items():
        typer.echo(f"notice  {code}: en nog {count} / and {count} more", err=True)


def _often(each: Alike) -> str:
    """How often, and in which rows; nothing for one."""
    count = len(each.issues)
    if count == 1:
        return ""
    rows = ", ".join(f"{one.row} ({one.value})" if each.differs else f"{one.row}" for one in each.shown)
    nl, en = (f" en nog {each.more}", f" and {each.more} more") if each.more else ("", "")
    return f" [{count} keer: rij {rows}{nl} / {count} times: rows {rows}{en}]"


def _issue_line(one: Issue) -> str:
    place = ":".join(str(part) for part in (one.file, one.row, one.column) if part not in ("", None))
    nl, en = (f"{one.said(lang)} {one.cure(lang)}".rstrip() for lang in ("nl", "en"))
    return f"{one.severity}  {place}  {one.code}: {nl} / {en}"


def show_plans(lines: "Sequence[PlanLine]", frame: "Frame | None") -> None:
    """A plan a line, then the frame."""
    if not lines:
        typer.echo(
            "Nog geen plannen: python -m kpi load data/plans/... / No plans yet: python -m kpi load data/plans/..."
        )
    for one in lines:
        held = (
            f"{one.themes} thema's/themes, {one.targets} resultaten/results, {one.indicators} indicatoren/indicators, "
            f"{one.measurements} metingen/measurements"
        )
        typer.echo(f"{one.code}  {one.title}  {one.start}..{one.end}  {held}")
    if frame:
        held = f"kader/frame: {len(frame.categories)} categorieën/categories, {len(frame.facts)} cijfers/figures"
        typer.echo(f"{frame.code}  {frame.title}  {frame.year or ''}  {held}")


def show_smart(rows: Sequence[dict[str, Any]], lang: str) -> None:
    """A target a line with what it lacks in `lang`, then how many lack nothing."""
    for one in rows:
        typer.echo(f"{one['target']:<10} {one['missing_en' if lang == 'en' else 'missing'] or '-'}")
    whole = sum(not one["missing"] for one in rows)
    typer.echo(f"{whole} van/of {len(rows)}: niets ontbreekt / nothing is missing", err=True)


def show_outlooks(rows: Sequence[dict[str, Any]], lang: str) -> None:
    """A target a line: how likely it is reached and between which values it will be, or why nothing is said."""
    for one in rows:
        if one["declined"]:
            told = one["declined_en" if lang == "en" else "declined"]
        else:
            told = f"{one[f'words_{lang}']}: {one['low']:g}..{one['high']:g} ({one['chance']:.0%})"
        typer.echo(f"{one['target']:<10} {told}")


def show_charts(rows: Sequence[dict[str, Any]], lang: str) -> None:
    """An indicator a line: its mean and limits, and what the newest point says, or why nothing is said."""
    for one in rows:
        limits = " ".join("-" if one[name] is None else f"{one[name]:g}" for name in ("lower", "mean", "upper"))
        told = one["declined_en" if lang == "en" else "declined"] or " ".join(
            word for word in (one["variation"], one["assurance"]) if word
        )
        typer.echo(f"{one['indicator']:<20} {limits}  {told}")


def show_deadlines(
    phrases: Sequence[str], found: "Sequence[Deadline | None]", start: date | None, end: date | None
) -> None:
    """A phrase a line with how it was read; what lies outside `start`..`end` (inclusive) is warned about on stderr."""
    for phrase, one in zip(phrases, found, strict=True):
        typer.echo(f"{phrase!r}: {_reading(one)}")
        if one is not None and one.due is not None and ((start and one.due < start) or (end and one.due > end)):
            typer.echo(f"{phrase!r}: {one.due} ligt buiten het plan / lies outside the plan", err=True)
        if one is not None and one.moment:
            typer.echo(f"{phrase!r}: {_MOMENT}", err=True)


def _reading(one: "Deadline | None") -> str:
    if one is None:
        return "geen deadline / no deadline"
    window = f"{one.due_from or ''}..{one.due or ''} ({one.precision})"
    start = f", start {one.start}" if one.start else ""
    times = f", {one.recurrence.times} x per {_window(one.recurrence.per)}" if one.recurrence else ""
    return f"{window}{start}{times}"


def _window(per: "Per") -> str:
    return f"{per.years} jaar/years" if per.years > 1 else per.value


def show_checks(checks: "Sequence[HealthCheck]", *, as_json: bool) -> None:
    """A check a line, or all as JSON; ends with exit code 1 when one of them says no."""
    from kpi.core.doctor import all_well

    if as_json:
        print_json({"ok": all_well(checks), "checks": [asdict(one) for one in checks]})
    else:
        for one in checks:
            typer.echo(f"{'ok ' if one.ok else 'NEE'}  {one.name:<10} {one.nl} / {one.en}")
    raise typer.Exit(0 if all_well(checks) else 1)
