"""The overview: its sentence, and every count a link to exactly what it counts."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.light.rollup import Standing
from kpi.core.light.rollup import standing as standing_of
from kpi.core.light.snapshot import take
from kpi.core.model import Theme
from kpi.core.outlook.likely import Likely
from kpi.core.outlook.of_target import outlook
from kpi.core.view.counted import Count
from kpi.core.view.filters import Filters, select
from kpi.present.count_words import headline
from kpi.present.html.results.overview import CARDS
from kpi.present.pages import RESULTS
from kpi.present.screen.overview import overview_page
from kpi.present.screen.results import overview_screen
from kpi.present.words import LANGUAGES
from tests.core.plan import EVIDENCE, PLAN
from tests.present.html.test_html import Reader
from tests.present.screen.linked import VIEWS, at, counting, seen


def _counts(*numbers: int) -> dict[Count, int]:
    return dict(zip(Count, numbers, strict=True))


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (_counts(3, 1, 20, 67, 29), "3 van de 90 beoordeelde resultaten liggen achter, 20 vragen aandacht"),
        (_counts(1, 0, 1, 3, 0), "1 van de 5 beoordeelde resultaten ligt achter, 1 vraagt aandacht"),
        (_counts(33, 29, 0, 57, 29), "33 van de 90 beoordeelde resultaten liggen achter"),
        (_counts(1, 0, 0, 0, 0), "Het enige beoordeelde resultaat ligt achter"),
        (_counts(0, 0, 2, 6, 260), "Niets ligt achter, 2 van de 8 beoordeelde resultaten vragen aandacht"),
        (_counts(0, 0, 0, 9, 1), "Alle 9 beoordeelde resultaten liggen op koers of zijn gehaald"),
        (_counts(0, 34, 0, 1, 267), "Het enige beoordeelde resultaat ligt op koers"),
        (_counts(0, 2, 0, 0, 10), "Nog niets te beoordelen: 2 deadlines zijn voorbij zonder melding"),
        (_counts(0, 0, 0, 0, 8), "Nog niets te beoordelen: geen enkel resultaat heeft een bruikbaar cijfer"),
    ],
)
def test_the_title_says_how_the_plan_stands(counts: dict[Count, int], sentence: str) -> None:
    assert headline(counts, "nl") == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (_counts(3, 1, 20, 67, 29), "3 of the 90 assessed results are behind, 20 need attention"),
        (_counts(1, 0, 1, 3, 0), "1 of the 5 assessed results is behind, 1 needs attention"),
        (_counts(0, 2, 0, 0, 10), "Nothing to assess yet: 2 deadlines have passed without a report"),
    ],
)
def test_the_title_says_it_in_english(counts: dict[Count, int], sentence: str) -> None:
    assert headline(counts, "en") == sentence


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.FINE, "Elk beoordeeld resultaat is op koers of gehaald."),
        (Standing.UNJUDGED, "Nog geen enkel resultaat heeft een cijfer dat te beoordelen is."),
    ],
)
def test_a_plan_that_cannot_be_judged_yet_is_not_said_to_go_well(standing: Standing, words: str) -> None:
    some = seen("thoon-2021", date(2021, 6, 30))
    calm = replace(some, rows=tuple(row for row in some.rows if standing_of(row.assessment) is standing))
    assert calm.rows
    assert words in Reader(overview_page(at(calm), calm)).text


@pytest.mark.parametrize(("plan", "day"), VIEWS)
def test_every_count_opens_exactly_what_it_counts(plan: str, day: date) -> None:
    snapshot = seen(plan, day)
    page = overview_page(at(snapshot), snapshot)
    told = list(counting(page, RESULTS))
    assert [(words, said) for words, said, wanted in told if len(select(snapshot.known, wanted)) != said] == []
    assert len(told) > 0


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("plan", "day"), VIEWS)
def test_the_page_has_one_title_and_stays_small(plan: str, day: date, lang: str) -> None:
    snapshot = seen(plan, day)
    tags = Reader(overview_screen(at(snapshot, lang=lang), snapshot)).tags
    assert tags.count("h1") == 1
    assert len(tags) < 700


@pytest.mark.parametrize(("plan", "day"), VIEWS)
def test_only_what_changed_is_told_of_a_theme(plan: str, day: date) -> None:
    snapshot = seen(plan, day)
    cards = overview_page(at(snapshot), snapshot).split('<ul class="pp-themes">', 1)[1]
    assert "niets verslechterd of verbeterd" not in cards


def test_the_selection_of_other_pages_does_not_change_the_overview() -> None:
    snapshot = seen("thoon-2021", date(2021, 6, 30))
    chosen = Filters((("owner", ("bestuur THOON",)),))
    plain, filtered = (Reader(overview_page(at(snapshot, selection=one), snapshot)) for one in (Filters(), chosen))
    assert plain.text == filtered.text


def test_a_plan_with_many_themes_folds_them_most_serious_first() -> None:
    themes = tuple(Theme(f"t{number}", f"Thema {number}") for number in range(60))
    targets = tuple(
        replace(target, code=f"x{number}", theme=f"t{59 - number}") for number, target in enumerate(PLAN.targets * 12)
    )
    evidence = {f"x{number}": EVIDENCE.get(one.code, ()) for number, one in enumerate(PLAN.targets * 12)}
    plan = replace(PLAN, themes=themes, targets=targets, activities=())
    many = take(plan, evidence, as_of=date(2021, 6, 30))
    read = Reader(overview_page(at(many), many))
    assert f"nog {60 - CARDS} thema's" in read.text
    assert read.text.index("Thema 59") < read.text.index("Thema 58")


def test_what_is_almost_certainly_not_reached_opens_under_its_number() -> None:
    snapshot = seen("huisartsenteam-2024", date(2026, 9, 30))
    page = Reader(overview_page(at(snapshot), snapshot))
    codes = [row.target.code for row in snapshot.rows if outlook(row.assessment).likely is Likely.SURELY_NOT]
    assert codes == ["H-SC-01", "H-SC-02", "H-RP-01", "H-RP-10"]
    assert "Verwachting: 4 resultaten worden vrijwel zeker niet gehaald" in page.text
    links = [value for name, value in page.attributes if name == "href"]
    assert all(any(f"target={code}" in one for one in links) for code in codes)
    early = seen("huisartsenteam-2024", date(2023, 12, 31))
    assert "vrijwel zeker niet gehaald" not in overview_page(at(early), early)
