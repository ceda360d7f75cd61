"""A small plan as it is told in a meeting, as a deck of any space and language."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from itertools import count

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.history.why_changed import KnownPlan, why_changed
from kpi.core.light.snapshot import take
from kpi.core.meeting.records import Accepted, Agreement, AgreementKind, Meeting
from kpi.core.meeting.run import make_document, make_run, on_its_own
from kpi.core.meeting.screens import Material
from kpi.core.model import CheckIn
from kpi.core.view.target_view import target_view
from kpi.present.deck.fitting import PAPER, SCREEN, Space
from kpi.present.deck.making import make_deck
from kpi.present.deck.slide import Deck
from tests.present.conftest import AS_OF, Made, make

KNOWN = datetime(2021, 7, 12, 9, 30, tzinfo=UTC)
BEFORE = date(2021, 3, 31)


def material_of(made: Made, word: str = "", *, agreed: bool = True) -> Material:
    """What a meeting on the plan is made of; `word` in every text that a person wrote."""
    shot, evidence = made
    changed = why_changed(KnownPlan(shot.plan, evidence, BEFORE), KnownPlan(shot.plan, evidence, AS_OF))
    said = CheckIn(
        "behind",
        parse_period("2021-Q2"),
        word or "De start liep uit.",
        word or "Twee wijken wachten.",
        word or "Een extra ronde in juli",
        word or "Els",
        date(2021, 8, 31),
    )
    asked = word or "Het bestuur vraagt om een plan met namen, dagen en bedragen voor elk van de vier wijken"
    return Material(
        Meeting("M1", word or "Bestuursvergadering", date(2021, 7, 15), AS_OF),
        shot,
        since=BEFORE,
        changed=changed,
        said=(said,),
        agreed=(
            Agreement("A1", AgreementKind.DECISION, asked, "M1", "behind", word or "voorzitter"),
            Agreement("A2", AgreementKind.ACTION, word or "Brief opstellen", "M0", "", word or "Jan", date(2021, 7, 1)),
        )
        if agreed
        else (),
        accepted=(Accepted("X1", "behind", 3.0, date(2021, 6, 1), date(2021, 12, 31), word or "corona"),),
    )


def deck_of(
    space: Space = SCREEN, word: str = "", lang: str = "nl", made: Made | None = None, *, agreed: bool = True
) -> Deck:
    """The deck of the small plan, or of another."""
    shot, evidence = found = made or make(word)
    material = material_of(found, word, agreed=agreed)
    views = {}
    for row in on_its_own(material):
        view = target_view(shot, row.target.code, evidence)
        assert view is not None
        views[row.target.code] = view
    run = make_document(material) if space is PAPER else make_run(material)
    return make_deck(run, views, lang, known_at=KNOWN, space=space)


def many_themes(number: int = 60) -> Made:
    """The small plan, once in each of so many themes, its results with titles of their own."""
    from dataclasses import replace

    shot, evidence = make()
    themes = tuple(replace(shot.plan.themes[0], code=f"t{at}", title=f"Thema nummer {at}") for at in range(number))
    numbers = count(1)
    targets = tuple(
        replace(
            one, code=f"{one.code}{theme.code}", theme=theme.code, statement=f"Toezegging {next(numbers)} van velen"
        )
        for theme in themes
        for one in shot.plan.targets
    )
    plan = replace(shot.plan, themes=themes, targets=targets)
    return take(plan, evidence, as_of=AS_OF, revision=41), evidence


def only(codes: Iterable[str], *, sample: bool = False) -> Made:
    """The small plan with these targets alone; without sample figures unless they are asked for."""
    from dataclasses import replace

    from kpi.core.vocabulary import Origin

    shot, evidence = make()
    wanted = set(codes)
    plan = replace(shot.plan, targets=tuple(one for one in shot.plan.targets if one.code in wanted))
    if not sample:
        evidence = {code: tuple(replace(one, origin=Origin.REPORT) for one in each) for code, each in evidence.items()}
    return take(plan, evidence, as_of=AS_OF, revision=41), evidence


@pytest.fixture
def decked() -> Callable[..., Deck]:
    """Make a deck."""
    return deck_of
