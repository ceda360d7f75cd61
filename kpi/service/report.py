"""The board pack: a plan at a date as one file, in the form that is asked for."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from kpi.access.rights import Right
from kpi.core.errors import UsageError
from kpi.core.light.snapshot import Snapshot
from kpi.core.meeting.pack import AskedPack
from kpi.core.meeting.records import Meeting, MeetingState
from kpi.core.meeting.run import make_document, make_run
from kpi.core.meeting.screens import Material, Run
from kpi.present.deck.fitting import PAPER, SCREEN, SLIDES, Space
from kpi.present.deck.making import make_deck, report_name
from kpi.present.deck.slide import Deck
from kpi.present.pack.heads import foot_of
from kpi.service.categories import vocabulary
from kpi.service.desk import Desk, allow
from kpi.service.meetings.holding import CALLED, refuse_far_day
from kpi.service.meetings.recording import one_of, standing_in
from kpi.service.meetings.showing import material_in, views_of
from kpi.service.snapshots import plan_in
from kpi.settings import ROOT
from kpi.store import Connection
from kpi.store.database.engine import read
from kpi.store.meetings.reading import standing_records
from kpi.store.meetings.records import MEETINGS
from kpi.store.revisions import recorded_at, revision_at
from kpi.store.versions import stored_head

TEMPLATES = ("pptx", "docx")  # the forms that an organisation may have a template of its own for


@dataclass(frozen=True, slots=True)
class BoardPack:
    """A file; `pages`: of a PDF its pages, of a presentation its slides, None: it has none."""

    content: bytes
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class PackMaterial:
    """What every form is made of: a run's material, the moment of what was known, the language, and a template."""

    desk: Desk
    material: Material
    known_at: datetime
    lang: str
    template: bytes | None = None

    @property
    def as_of(self) -> date:
        """The day of the lights, and of the file."""
        return self.material.snapshot.as_of

    def deck(self, run: Run, space: Space) -> Deck:
        """The screens of a run as words and figures."""
        return make_deck(run, views_of(self.desk, run), self.lang, known_at=self.known_at, space=space)


def report(
    desk: Desk,
    plan: str,
    as_of: date | None,
    form: str,
    *,
    known_at: datetime | None = None,
    meeting: str = "",
    lang: str | None = None,
    template: bytes | None = None,
) -> BoardPack:
    """The board pack of a plan at a date; the same revision, date and template make the same bytes.

    Arguments and faults are those of `asked_pack` and `make_pack`.
    """
    asked = asked_pack(desk, plan, as_of, form, known_at=known_at, meeting=meeting, lang=lang, template=template)
    return make_pack(desk, asked, template)


def asked_pack(
    desk: Desk,
    plan: str,
    as_of: date | None,
    form: str,
    *,
    known_at: datetime | None = None,
    meeting: str = "",
    lang: str | None = None,
    template: bytes | None = None,
) -> AskedPack:
    """What a pack of a plan at a date depends on; nothing is made yet.

    `known_at` None: now; `lang` None: that of the settings; `template`: of an organisation, for a form of `TEMPLATES`.
    `meeting`: of a recorded meeting, which has a date and a knowledge of its own: `as_of` is that date or None, and
    `known_at` is None. Raises UsageError for another form than one of `FORMS` and a date at which nothing can be seen,
    NotFoundError for an unknown plan or meeting.
    """
    allow(desk, Right.SEE, plan)
    if form not in FORMS:
        forms = ", ".join(FORMS)
        raise UsageError(
            f"Een rapport kan niet als {form!r}: kies uit {forms}.", f"No report as {form!r}: choose from {forms}."
        )
    if template is not None and form not in TEMPLATES:
        raise UsageError(
            f"Een sjabloon hoort bij pptx of docx: laat het weg bij {form}.",
            f"A template goes with pptx or docx: leave it out for {form}.",
        )
    with read(desk.engine) as connection:
        if meeting:
            day, revision = _of_meeting(connection, plan, meeting, as_of, known_at)
        else:
            day, revision = _of_plan(connection, plan, as_of, known_at)
    asked = AskedPack(
        plan,
        day,
        revision,
        form,
        lang or desk.settings.language,
        meeting,
        _sha256(template),
        ours=ours_of(ROOT / "kpi"),
    )
    return in_form(desk, asked, form)


def in_form(desk: Desk, asked: AskedPack, form: str) -> AskedPack:
    """The same in another form, without a template of its own; only the account names categories."""
    names = json.dumps(_names(desk), sort_keys=True).encode() if form == "docx" else None
    return replace(asked, form=form, template=asked.template if form == asked.form else "", names=_sha256(names))


def _sha256(content: bytes | None) -> str:
    return "" if content is None else sha256(content).hexdigest()


@cache
def ours_of(folder: Path) -> str:
    """What tells this Planpeil from another version, also between releases: the SHA-256 of its own files."""
    found = sha256()
    for file in sorted(one for one in folder.rglob("*") if one.is_file() and one.suffix != ".pyc"):
        found.update(f"{file.relative_to(folder).as_posix()} ".encode() + sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _of_plan(connection: Connection, plan: str, as_of: date | None, known_at: datetime | None) -> tuple[date, int]:
    if as_of is None:
        raise UsageError("Zeg van welke dag: --as-of.", "Say of which day: --as-of.")
    revision = stored_head(connection) if known_at is None else revision_at(connection, known_at)
    refuse_far_day(plan_in(connection, plan, revision), as_of)
    return as_of, revision


def _of_meeting(
    connection: Connection, plan: str, meeting: str, as_of: date | None, known_at: datetime | None
) -> tuple[date, int]:
    """Of a closed one the revision at which it closed; of any other now."""
    found = standing_in(connection, plan, MEETINGS, meeting, CALLED)
    day = found.one.as_of
    if known_at is not None or as_of not in (None, day):
        raise UsageError(
            f"Geef --as-of en --known-at niet bij vergadering {meeting}: die heeft een eigen stand, van {day}.",
            f"Give no --as-of or --known-at with meeting {meeting}: it has a date of its own, {day}.",
        )
    return day, found.revision if found.one.state is MeetingState.CLOSED else stored_head(connection)


def make_pack(desk: Desk, asked: AskedPack, template: bytes | None = None) -> BoardPack:
    """The pack that was asked; `template`: the one that was asked with.

    Raises UsageError for a date at which nothing was measured and a template that is not fit.
    """
    material, known = pack_material(desk, asked)
    return FORMS[asked.form](PackMaterial(desk, material, known, asked.lang, template))


def pack_material(desk: Desk, asked: AskedPack) -> tuple[Material, datetime]:
    """What a pack is made of (without a meeting as for one on that day), and the moment of what was known."""
    with read(desk.engine) as connection:
        if asked.meeting:
            held = standing_records(connection, MEETINGS, asked.plan, asked.revision)
            meeting = one_of(held, asked.meeting, CALLED).one
        else:
            name = report_name(asked.lang)
            meeting = Meeting("", name, asked.as_of, asked.as_of, revision=asked.revision)
        material = material_in(connection, asked.plan, meeting, asked.revision)
        if not asked.meeting:
            _refuse_unmeasured(material.snapshot)
        return material, recorded_at(connection, material.snapshot.revision)


def _refuse_unmeasured(shot: Snapshot) -> None:
    if all(row.assessment.point is None and not row.assessment.windows for row in shot.rows):
        raise UsageError(
            f"Op {shot.as_of} was van dit plan nog niets gemeten: kies een latere dag, of lever eerst cijfers aan.",
            f"On {shot.as_of} nothing of this plan was measured yet: choose a later day, or upload figures first.",
        )


def _pdf(of: PackMaterial) -> BoardPack:
    from kpi.present.pack.paper.pdf import deck_pdf, page_count

    content = deck_pdf(of.deck(make_document(of.material), PAPER), of.as_of)
    return BoardPack(content, page_count(content))


def _pptx(of: PackMaterial) -> BoardPack:
    from kpi.present.pack.office.pptx import deck_pptx

    deck = of.deck(make_run(of.material), SLIDES)
    return BoardPack(deck_pptx(deck, of.as_of, of.template), len(deck.slides))


def _docx(of: PackMaterial) -> BoardPack:
    from kpi.present.pack.office.docx import accountability_docx

    foot = foot_of(make_deck(Run(of.material, ()), {}, of.lang, known_at=of.known_at))
    return BoardPack(accountability_docx(of.material, _names(of.desk), foot, of.lang, of.template))


def _names(desk: Desk) -> dict[str, str]:
    frame = vocabulary(desk.settings)
    return {one.code: one.name for one in frame.categories} if frame else {}


def _xlsx(of: PackMaterial) -> BoardPack:
    from kpi.present.pack.office.xlsx import pack_xlsx

    return BoardPack(pack_xlsx(of.material, of.lang))


def _html(of: PackMaterial) -> BoardPack:
    from kpi.present.pack.html import deck_html

    return BoardPack(deck_html(of.deck(make_run(of.material), SCREEN)).encode())


FORMS: Mapping[str, Callable[[PackMaterial], BoardPack]] = {
    "pdf": _pdf,
    "pptx": _pptx,
    "docx": _docx,
    "xlsx": _xlsx,
    "html": _html,
}
