"""The board pack: a plan at a date as one file, in the form that is asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kpi.core.calendar.period import Frequency, period_of, preceding
from kpi.core.errors import UsageError
from kpi.core.light.snapshot import Snapshot
from kpi.core.meeting.records import Meeting
from kpi.core.meeting.run import make_document, make_run
from kpi.core.meeting.screens import Material, ResultScreen, Run
from kpi.core.model import CheckIn
from kpi.core.view.views import date_range
from kpi.present.deck.fitting import PAPER, SCREEN, SLIDES, Space
from kpi.present.deck.making import make_deck, report_name
from kpi.present.deck.slide import Deck
from kpi.present.pack.heads import foot_of
from kpi.service.changed import changed_lights
from kpi.service.desk import Desk
from kpi.service.reading import take_snapshot, target_page
from kpi.service.uploads.reports import completeness_report
from kpi.service.vocabulary import vocabulary
from kpi.store.database.engine import read
from kpi.store.query import read_checkins, recorded_at

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
        codes = [one.row.target.code for one in run.screens if isinstance(one, ResultScreen)]
        views = {code: target_page(self.desk, self.material.snapshot, code) for code in codes}
        return make_deck(run, views, self.lang, known_at=self.known_at, space=space)


def report(
    desk: Desk,
    plan: str,
    as_of: date,
    form: str,
    *,
    known_at: datetime | None = None,
    lang: str | None = None,
    template: bytes | None = None,
) -> BoardPack:
    """The board pack of a plan at a date; the same revision, date and template make the same bytes.

    `known_at` None: now; `lang` None: that of the settings; `template`: of an organisation, for a form of `TEMPLATES`.
    Raises UsageError for another form than one of `FORMS`, a date at which nothing can be seen or nothing was measured,
    and a template that is not fit; NotFoundError for an unknown plan.
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
    material, known = plan_material(desk, plan, as_of, known_at, spoken)
    return FORMS[form](PackMaterial(desk, material, known, spoken, template))


def plan_material(
    desk: Desk, plan: str, as_of: date, known_at: datetime | None, lang: str
) -> tuple[Material, datetime]:
    """What a report is made of without a meeting, as for one on that day, and the moment of what was known.

    The one place where a report learns what it tells: the material of a recorded meeting comes in here.
    """
    shot = take_snapshot(desk, plan, as_of=as_of, known_at=known_at)
    _can_be_told(shot)
    with read(desk.engine) as connection:
        said = read_checkins(connection, plan, shot.revision)
        recorded = recorded_at(connection, shot.revision)
    since = preceding(period_of(as_of, Frequency.QUARTER)).last
    compared = since >= shot.plan.start
    until = known_at or datetime.now(UTC)
    owing = completeness_report(desk, plan, preceding(shot.period).code, on=as_of).owners
    material = Material(
        Meeting("", report_name(lang), as_of, as_of),
        shot,
        since=since if compared else None,
        changed=changed_lights(desk, plan, since, as_of, known_to=until).lights if compared else (),
        said=_newest(said, as_of),
        undelivered=tuple(one for one in owing if any(each.overdue for each in one.reports)),
    )
    return material, recorded


def _can_be_told(shot: Snapshot) -> None:
    first, last = date_range(shot.plan)
    if not first <= shot.as_of <= last:
        raise UsageError(
            f"Op {shot.as_of} valt over dit plan niets te zeggen: kies een dag van {first} tot en met {last}.",
            f"Nothing can be said of this plan on {shot.as_of}: choose a day from {first} up to and including {last}.",
        )
    if all(row.assessment.point is None and not row.assessment.windows for row in shot.rows):
        raise UsageError(
            f"Op {shot.as_of} was van dit plan nog niets gemeten: kies een latere dag, of lever eerst cijfers aan.",
            f"On {shot.as_of} nothing of this plan was measured yet: choose a later day, or upload figures first.",
        )


def _newest(said: Iterable[CheckIn], as_of: date) -> tuple[CheckIn, ...]:
    """Of each result the words for the newest period that had ended."""
    ended = sorted(
        (one for one in said if one.period.last <= as_of), key=lambda one: (one.period.last, one.period.first)
    )
    return tuple({one.target: one for one in ended}.values())


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
