"""How checks, receipts and lists of uploads are printed for people."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from kpi.cli import output
from kpi.core.calendar.period import dutch_time
from kpi.core.delivery.approval import ApprovalState
from kpi.core.issue import Issue

if TYPE_CHECKING:
    from kpi.core.delivery.completeness import Completeness, Report, ReportGroup
    from kpi.service.uploads.checking import Checked
    from kpi.service.uploads.importing import Receipt
    from kpi.store.uploads.handed_in import HandedInRecord
    from kpi.store.uploads.undo import Undone
    from kpi.store.uploads.upload_query import UploadRecord

RESULTS = {  # by the words of `Result`
    "imported": (
        "Verwerkt: aanlevering {upload}, revisie {revision}.",
        "Imported: upload {upload}, revision {revision}.",
    ),
    "waiting": (
        "Ingediend: aanlevering {upload} wacht op goedkeuring door een ander; tot dan telt er niets van.",
        "Handed in: upload {upload} waits for somebody else's approval; until then nothing of it counts.",
    ),
    "same": (
        "Ongewijzigd: dit bestand is al aangeleverd door {by} op {day} (aanlevering {upload}, revisie {revision}).",
        "Unchanged: this file was already uploaded by {by} on {day} (upload {upload}, revision {revision}).",
    ),
    "faulty": (
        "Geweigerd: herstel eerst de fouten; er is niets gewijzigd.",
        "Refused: correct the errors first; nothing was changed.",
    ),
    "unjustified": (
        "Geweigerd: geef --why CODE=TEKST voor {missing}; er is niets gewijzigd.",
        "Refused: give --why CODE=TEXT for {missing}; nothing was changed.",
    ),
    "overtaken": (
        "Gestopt: intussen is iets anders vastgelegd; er is niets gewijzigd. Kijk opnieuw met check wat er verandert.",
        "Stopped: something else was recorded meanwhile; nothing was changed. Look with check what changes now.",
    ),
    "frozen": (
        "Gestopt: periode {frozen} is afgesloten; er is niets gewijzigd. Open die eerst met freeze --lift.",
        "Stopped: period {frozen} is closed; nothing was changed. Open it first with freeze --lift.",
    ),
}


_STATES = {
    ApprovalState.WAITING: ("wacht op goedkeuring", "waits for approval"),
    ApprovalState.RETURNED: ("teruggestuurd", "returned"),
    ApprovalState.APPROVED: ("goedgekeurd", "approved"),
    ApprovalState.WITHDRAWN: ("ingetrokken", "withdrawn"),
    ApprovalState.REPLACED: ("vervangen", "replaced"),
}


def looked_at_row(one: "Checked | Issue") -> dict[str, Any]:
    """What `check` prints of one file as JSON; of a file that cannot be opened only its name and why."""
    if isinstance(one, Issue):
        return {"file_name": one.file, "valid": False, "issues": [asdict(one)]}
    from kpi.service.uploads.rows import checked_row

    return checked_row(one)


def show_looked_at(one: "Checked | Issue", lang: str) -> None:
    """The same for people."""
    if isinstance(one, Issue):
        output.show_issues([one])
    else:
        show_checked(one, lang)


def show_checked(one: "Checked", lang: str) -> None:
    """A file in short: what was understood, every issue, what would change, which lights and (in `lang`) why."""
    from kpi.core.explain.why_units import who_reported
    from kpi.service.uploads.rows import light_rows

    output.show_issues(one.reading.issues)
    for asked in one.reading.questions:
        typer.echo(f"vraag / question  {asked.key}: {' | '.join(asked.options)}  (--answer {asked.key}=...)", err=True)
    for key, answer in one.from_memory.items():
        typer.echo(f"eerder geantwoord / answered earlier  {key}: {answer}  (--answer {key}=...)")
    known = one.reading.understood
    read_as = (
        f"{known.format}, {known.encoding or known.sheet or '-'}, decimaal/decimal {known.decimal or '-'}"
        if known
        else "-"
    )
    typer.echo(f"{one.reading.file_name}: {read_as}; {len(one.reading.records)} waarden / values")
    if one.changes is not None:
        counts = (one.changes.added, one.changes.revised, one.changes.unchanged, one.changes.absent)
        typer.echo(
            "  {} nieuw/new, {} herzien/revised, {} ongewijzigd/unchanged, {} afwezig/absent".format(*map(len, counts))
        )
    for target, part in one.partial:
        typer.echo(f"  {target.measured_as}: {who_reported(part, lang)}")
    for light in light_rows(one):
        before, after = light["before"], light["after"]
        shapes = f"{output.SHAPES[before['light']]} -> {output.SHAPES[after['light']]}"
        typer.echo(
            f"  {light['target']:<10} {shapes} {before['status']} -> {after['status']}: {after[f'reason_{lang}']}"
        )


def show_receipt(receipt: "Receipt", lang: str) -> None:
    """The check and what became of it."""
    show_checked(receipt.checked, lang)
    earlier = receipt.earlier
    words = " / ".join(RESULTS[receipt.result]).format(
        by=earlier.uploaded_by if earlier else "?",
        day=f"{dutch_time(earlier.recorded_at):%Y-%m-%d}" if earlier else "?",
        upload=receipt.upload,
        revision=receipt.revision,
        missing=", ".join(receipt.missing),
        frozen=", ".join(receipt.frozen),
    )
    typer.echo(words, err=not receipt.done)


def show_approvals(found: "Iterable[HandedInRecord]") -> None:
    """What waits, was returned or lapsed, an upload a line."""
    for one in found:
        nl, en = _STATES[one.state]
        why = f" ({one.decided_by}: {one.why})" if one.decided_by else ""
        moment = f"{dutch_time(one.handed_in_at):%Y-%m-%d %H:%M}"
        typer.echo(f"{one.id}  {moment}  {one.handed_in_by}  {one.plan}  {one.file_name}  {nl} / {en}{why}")


def show_uploads(found: "Iterable[UploadRecord]") -> None:
    """An upload a line."""
    for one in found:
        counts = f"{one.added} nieuw/new, {one.revised} herzien/revised, {one.unchanged} ongewijzigd/unchanged"
        undone = f"  teruggenomen/taken back: {one.undone.recorded_by}, {one.undone.why}" if one.undone else ""
        moment = f"{dutch_time(one.recorded_at):%Y-%m-%d %H:%M}"
        typer.echo(f"{one.id}  {moment}  {one.uploaded_by}  {one.plan}  {one.file_name}  {counts}{undone}")


def show_undone(done: "Undone") -> None:
    """What was put back, or what stood in the way."""
    if not done.blocked:
        counts = f"{done.restored} teruggezet / restored, {done.ended} vervallen / ended"
        typer.echo(f"Aanlevering {done.upload} teruggenomen / taken back: revisie/revision {done.revision}; {counts}")
        return
    typer.echo(
        "Geweigerd: neem eerst terug wat later is gewijzigd; er is niets gewijzigd. / "
        "Refused: first take back what was changed since; nothing was changed.",
        err=True,
    )
    for one in done.blocked:
        by = f"aanlevering/upload {one.upload}" if one.upload else f"revisie/revision {one.revision}"
        place = " ".join(part for part in (one.key[0], one.key[2], one.key[1]) if part)
        how = "bevestigd / confirmed" if one.confirmed else "gewijzigd / changed"
        typer.echo(f"  {place}: {how}, {by}, {one.recorded_by}", err=True)


def completeness_row(found: "Completeness") -> dict[str, Any]:
    """Completeness as JSON: the whole, the themes and the owners."""
    return {
        "period": found.period.code,
        "on": found.today,
        "whole": _group(found.whole, reports=True),
        "themes": [_group(one) for one in found.themes],
        "owners": [_group(one) for one in found.owners],
    }


def _group(one: "ReportGroup", *, reports: bool = False) -> dict[str, Any]:
    row: dict[str, Any] = {"code": one.code, "name": one.name, "light": one.light.value}
    row |= {"due": len(one.reports), "came": one.came, "late": one.late}
    return {**row, "reports": [_report(each) for each in one.reports]} if reports else row


def _report(one: "Report") -> dict[str, Any]:
    return {
        "indicator": one.due.code,
        "name": one.due.name,
        "owner": one.due.owner,
        "period": one.due.period.code,
        "org_unit": one.due.org_unit,
        "until": one.until,
        "came_on": one.came_on,
        "late": one.late,
    }


def show_completeness(found: "Completeness") -> None:
    """A theme and an owner a line."""
    for title, groups in (("thema's/themes", found.themes), ("eigenaren/owners", found.owners)):
        typer.echo(f"{title}:")
        for one in groups:
            counts = f"{one.came} van/of {len(one.reports)} binnen/in, {one.late} te laat/late"
            typer.echo(f"  {output.SHAPES[one.light]} {one.name or '-'}: {counts}")
