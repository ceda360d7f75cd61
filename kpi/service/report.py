"""The board pack: a plan at a date as one file, in the form that is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kpi.core.errors import UsageError
from kpi.core.light.snapshot import Snapshot
from kpi.core.meeting.records import Meeting, MeetingState
from kpi.core.meeting.run import make_document, make_run
from kpi.core.meeting.screens import Material, Run
from kpi.present.deck.fitting import PAPER, SCREEN, SLIDES, Space
from kpi.present.deck.making import make_deck, report_name
from kpi.present.deck.slide import Deck
from kpi.present.pack.heads import foot_of
from kpi.service.desk import Desk
from kpi.service.meetings.holding import CALLED, refuse_far_day
from kpi.service.meetings.recording import standing_in
from kpi.service.meetings.showing import material_in, views_of
from kpi.service.reading import plan_in
from kpi.service.vocabulary import vocabulary
from kpi.store.database.engine import read
from kpi.store.meetings.records import MEETINGS
from kpi.store.query import recorded_at, revision_at
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
    meeting: str | None = None,
    lang: str | None = None,
    template: bytes | None = None,
) -> BoardPack:
    """The board pack of a plan at a date; the same revision, date and template make the same bytes.

    `known_at` None: now; `lang` None: that of the settings; `template`: of an organisation, for a form of `TEMPLATES`.
    `meeting`: of a recorded meeting, which has a date and a knowledge of its own: `as_of` is that date or None, and
    `known_at` is None. Raises UsageError for another form than one of `FORMS`, a date at which nothing can be seen or
    nothing was measured, and a template that is not fit; NotFoundError for an unknown plan or meeting.
    """
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
    spoken = lang or desk.settings.language
    material, known = _material(desk, plan, as_of, known_at, meeting, spoken)
    return FORMS[form](PackMaterial(desk, material, known, spoken, template))


def _material(
    desk: Desk, plan: str, as_of: date | None, known_at: datetime | None, meeting: str | None, lang: str
) -> tuple[Material, datetime]:
    if meeting is None:
        if as_of is None:
            raise UsageError("Zeg van welke dag: --as-of.", "Say of which day: --as-of.")
        return plan_material(desk, plan, as_of, known_at, lang)
    material, known = meeting_material(desk, plan, meeting)
    if known_at is not None or as_of not in (None, material.snapshot.as_of):
        day = material.snapshot.as_of
        raise UsageError(
            f"Geef --as-of en --known-at niet bij vergadering {meeting}: die heeft een eigen stand, van {day}.",
            f"Give no --as-of or --known-at with meeting {meeting}: it has a date of its own, {day}.",
        )
    return material, known


def plan_material(
    desk: Desk, plan: str, as_of: date, known_at: datetime | None, lang: str
) -> tuple[Material, datetime]:
    """What a report is made of without a meeting, as for one on that day, and the moment of what was known."""
    with read(desk.engine) as connection:
        at = stored_head(connection) if known_at is None else revision_at(connection, known_at)
        plan_in(connection, plan, at)
        material = material_in(connection, plan, Meeting("", report_name(lang), as_of, as_of, revision=at), at)
        _can_be_told(material.snapshot)
        return material, recorded_at(connection, at)


def meeting_material(desk: Desk, plan: str, meeting: str) -> tuple[Material, datetime]:
    """What the report of a meeting is made of: of a closed one as it was when it closed; errors as `run_of`."""
    with read(desk.engine) as connection:
        found = standing_in(connection, plan, MEETINGS, meeting, CALLED)
        closed = found.one.state is MeetingState.CLOSED
        head = found.revision if closed else stored_head(connection)
        material = material_in(connection, plan, found.one, head)
        return material, recorded_at(connection, material.snapshot.revision)


def _can_be_told(shot: Snapshot) -> None:
    refuse_far_day(shot.plan, shot.as_of)
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

    frame = vocabulary(of.desk.settings)
    names = {one.code: one.name for one in frame.categories} if frame else {}
    foot = foot_of(make_deck(Run(of.material, ()), {}, of.lang, known_at=of.known_at))
    return BoardPack(accountability_docx(of.material, names, foot, of.lang, of.template))


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
