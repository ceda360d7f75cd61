"""The commands of lights: those of a day, those that changed, and what was known otherwise."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kpi.cli import output
from kpi.cli.as_typed import AsTyped
from kpi.cli.opened import opened_desk, read_settings
from kpi.cli.options import AsJson, Day
from kpi.core.errors import UsageError
from kpi.core.issue import Issue

if TYPE_CHECKING:
    from kpi.core.light.assessment import Assessment
    from kpi.core.thresholds import Thresholds

_CAUSES = {
    "new_data": ("nieuwe cijfers", "new figures"),
    "correction": ("gecorrigeerd cijfer", "corrected figure"),
    "revised_target": ("gewijzigde belofte", "changed promise"),
    "changed_threshold": ("andere drempel", "changed threshold"),
    "clock": ("tijd verstreken", "time has passed"),
}


def add_lights(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(cls=AsTyped)(status)
    app.command(cls=AsTyped)(changed)
    app.command("known", cls=AsTyped)(known_earlier)


def status(
    plan: Annotated[str | None, typer.Option(help="A plan's code.")] = None,
    directory: Annotated[Path | None, typer.Option("--dir", help="A plan folder, read without a database.")] = None,
    as_of: Day = None,
    known_at: Annotated[str | None, typer.Option(help="What had been recorded by then: a day or a moment.")] = None,
    json: AsJson = False,
) -> None:
    """Print the light of every target with its reason; exit code 1 when one was missed."""
    if (plan is None) == (directory is None):
        raise UsageError("Geef --plan of --dir.", "Give --plan or --dir.")
    if directory is not None and known_at is not None:
        raise UsageError("--known-at hoort bij --plan.", "--known-at goes with --plan.")
    from kpi.service.light_rows import light_line, missed

    if directory is not None:
        lights, thresholds, issues = _folder_lights(directory, as_of, json)
    else:
        lights, thresholds, issues = _plan_lights(plan or "", as_of, known_at)
    if json:
        output.print_json([light_line(one, thresholds) for one in lights])
    else:
        _show_status(lights, thresholds, read_settings().language)
    output.show_issues(issues)
    if missed(lights):
        raise typer.Exit(1)


def changed(
    plan: Annotated[str, typer.Option(help="A plan's code.")],
    first: Annotated[str, typer.Option("--from", help="An ISO day: the lights as they were then.")],
    last: Annotated[str, typer.Option("--to", help="An ISO day: the lights as they were later.")],
    known_from: Annotated[
        str | None, typer.Option(help="What had been recorded for --from; default by its end.")
    ] = None,
    known_to: Annotated[str | None, typer.Option(help="What had been recorded for --to; default by its end.")] = None,
    json: AsJson = False,
) -> None:
    """Print the lights that changed between two days, each with what made it change."""
    from kpi.core.calendar.moment import moment
    from kpi.service.changed import changed_lights, changed_rows
    from kpi.service.texts import read_day

    days = read_day(first), read_day(last)
    moments = [moment(text) if text is not None else None for text in (known_from, known_to)]
    with opened_desk() as desk:
        since = changed_lights(desk, plan, *days, known_from=moments[0], known_to=moments[1])
    rows = changed_rows(since)
    output.print_json(rows) if json else _show_changed(rows, read_settings().language)


def known_earlier(
    plan: Annotated[str, typer.Option(help="A plan's code.")],
    as_of: Annotated[str, typer.Option(help="An ISO day.")],
    known_at: Annotated[str, typer.Option(help="What had been recorded by then, an ISO day or moment.")],
    known_to: Annotated[str | None, typer.Option(help="Beside what had been recorded by then; default now.")] = None,
    json: AsJson = False,
) -> None:
    """Print what of one day was known otherwise at another moment: values, targets, thresholds, units, texts."""
    from kpi.core.calendar.moment import moment
    from kpi.service.changed import known_rows, known_then
    from kpi.service.texts import read_day

    day, later = read_day(as_of), moment(known_to) if known_to is not None else None
    with opened_desk() as desk:
        rows = known_rows(known_then(desk, plan, day, moment(known_at), later))
    output.print_json(rows) if json else _show_known(rows)


# The lights, what they were judged by, and what was found that does not refuse them.
_Judged = tuple[Sequence["Assessment"], "Thresholds", Sequence[Issue]]


def _plan_lights(plan: str, as_of: str | None, known_at: str | None) -> _Judged:
    from kpi.core.calendar.moment import moment
    from kpi.service.snapshots import take_snapshot
    from kpi.service.texts import read_day

    day = read_day(as_of) if as_of is not None else None
    known = moment(known_at) if known_at is not None else None
    with opened_desk() as desk:
        seen = take_snapshot(desk, plan, as_of=day, known_at=known)
    return [row.assessment for row in seen.rows], seen.plan.thresholds, ()


def _folder_lights(directory: Path, as_of: str | None, json: bool) -> _Judged:
    """The lights of a plan folder; what refuses it is printed, and exit code 1."""
    from kpi.service.folder_status import folder_lights
    from kpi.service.texts import read_day

    day = read_day(as_of) if as_of is not None else None
    lights, folder = folder_lights(read_settings(), directory, as_of=day)
    if folder.plan is not None:
        return lights, folder.plan.thresholds, folder.issues
    if json:
        output.print_json({"plan": None, "issues": output.issue_rows(folder.issues)})
    else:
        output.show_issues(folder.issues)
    raise typer.Exit(1)


def _show_status(lights: "Iterable[Assessment]", thresholds: "Thresholds", lang: str) -> None:
    """A target a line with its shape and its reason in `lang`."""
    from kpi.core.explain.why import why

    for one in lights:
        typer.echo(f"{output.SHAPES[one.light]} {one.target.code:<10} {one.status:<14} {why(one, lang, thresholds)}")


def _show_changed(rows: Sequence[dict[str, Any]], lang: str) -> None:
    """A changed light a line: both shapes, the causes, and the reason of the newest side in `lang`."""
    for one in rows:
        was, now = (output.SHAPES[side["light"]] if side else "-" for side in (one["before"], one["after"]))
        causes = ", ".join(_CAUSES[cause][lang == "en"] for cause in one["causes"])
        told = one["after"] or one["before"]
        typer.echo(f"{was} {now} {one['target']:<10} {causes}: {told[f'reason_{lang}']}")
    if not rows:
        typer.echo("Geen enkel licht is veranderd. / No light changed.")


def _show_known(rows: Sequence[dict[str, Any]]) -> None:
    """A result a line: both shapes, and each field that is known otherwise with what it was and is."""
    for one in rows:
        was, now = (output.SHAPES[side["light"]] if side else "-" for side in (one["before"], one["after"]))
        told = "; ".join(
            f"{each['field']}: {each['before'] or '-'} > {each['after'] or '-'}" for each in one["differences"]
        )
        typer.echo(f"{was} {now} {one['target']:<10} {told}")
    if not rows:
        typer.echo("Niets is anders bekend. / Nothing is known differently.")
