"""A result by organisation unit as HTML: its subtotals, its sum, who is silent, and how much is folded."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import parse_period
from kpi.core.light.snapshot import take
from kpi.core.light.units import Reports, tree_of
from kpi.core.model import Measurement, Plan, Target, Theme
from kpi.core.plan_parts import OrgUnit
from kpi.core.view.units_view import UnitsView, units_view
from kpi.core.vocabulary import Aggregation, Comparator, Kind
from kpi.present.html.results.unit_bars import MOST_BARS, unit_bars
from kpi.present.html.results.units import MOST_LINES, unit_table
from kpi.present.words import LANGUAGES
from tests.core.make import END, START, evidence, indicator, target
from tests.present.hostile import WORD

SUM, MEAN, LAST, RATIO = Aggregation.SUM, Aggregation.MEAN, Aggregation.LAST, Aggregation.RATIO
UNITS = (
    OrgUnit("noord", "Noord", "gemeente"),
    OrgUnit("a", "Praktijk A", "praktijk", "noord"),
    OrgUnit("b", "Praktijk B", "praktijk", "noord"),
    OrgUnit("c", "Praktijk C", "praktijk"),
)
ALL = "2021-Q1/a=4:100 2021-Q1/b=40:50 2021-Q1/c=20:50 "


def share(aggregation: Aggregation = RATIO, kind: Kind = Kind.REACH, unit: str = "%", **changes: object) -> Target:
    return target(kind, **({"value": 50.0, "indicator": indicator(unit, aggregation=aggregation)} | changes))


def seen(
    one: Target,
    rows: tuple[Measurement, ...],
    period: str = "2021-Q1",
    units: tuple[OrgUnit, ...] = UNITS,
    as_of: date = END,
) -> UnitsView:
    plan = Plan("p", "Plan", "Club", START, END, themes=(Theme("t", "Thema"),), targets=(one,), org_units=units)
    row = take(plan, {"I": rows}, as_of=as_of).rows[0]
    return units_view(row, Reports(rows, tree_of(units)), units, parse_period(period))


def words(html: str) -> str:
    """The text of the HTML, cells and lines separated by a bar."""
    return re.sub(r"\|+", "|", re.sub(r"(<[^>]+>)+", "|", html)).strip("|")


def lines(view: UnitsView, lang: str = "nl") -> list[str]:
    found = re.findall(r"<tr.*?</tr>", unit_table(view, lang))
    return [words(one) for one in found]


def test_a_subtotal_a_parent_and_the_sum_below() -> None:
    assert lines(seen(share(), evidence(ALL))) == [
        "Organisatie-eenheid|Aantallen|Waarde|Door toeval",
        "Noord|44 van 150|29,3%",
        "Praktijk A|4 van 100|4,0%",
        "Praktijk B|40 van 50|80,0%|67,0%–88,8%",
        "Praktijk C|20 van 50|40,0%|27,6%–53,8%",
        "Samen|van 3 eenheden|64 van 200 = 32,0%",
    ]


@pytest.mark.parametrize(
    ("one", "text", "last"),
    [
        (share(SUM, unit="netwerken"), "2021-Q1/a=1 2021-Q1/b=2", "Samen|2 eenheden opgeteld|3,0 netwerken"),
        (share(MEAN, unit="punten"), "2021-Q1/a=7 2021-Q1/b=8", "Samen|gemiddelde van 2 eenheden|7,5 punten"),
        (share(LAST, unit="punten"), "2021-Q1/a=7 2021-Q1/b=8", "Samen|de nieuwste van 2 eenheden|8,0 punten"),
        (share(), "2021-Q1/a=7 2021-Q1/b=8", "Samen|geen waarde"),
        (share(), "2021-Q1/a=0:0", "Samen|geen waarde"),
        (share(), "2021-Q1/a=1:4", "Samen|1 van 4 = 25,0%"),
        (
            share(SUM, unit="netwerken"),
            "2021-Q1=9 2021-Q1/a=1 2021-Q1/b=2",
            "Hele organisatie|opgegeven voor de hele organisatie; de eenheden eronder geven samen 3,0 netwerken"
            "|9,0 netwerken",
        ),
        (
            share(SUM, Kind.CUMULATIVE, unit="netwerken"),
            "2021-Q1/a=1 2021-Q1/b=2 2021-Q2/a=4 2021-Q2/b=0",
            "Samen|2 eenheden opgeteld|3,0 netwerken",
        ),
    ],
)
def test_the_sum_says_what_it_is_made_of(one: Target, text: str, last: str) -> None:
    assert lines(seen(one, evidence(text)))[-1] == last


def test_a_running_total_is_told() -> None:
    one = share(SUM, Kind.CUMULATIVE, unit="netwerken")
    view = seen(one, evidence("2021-Q1/a=1 2021-Q1/b=2 2021-Q2/a=4 2021-Q2/b=0"), "2021-Q2")
    assert lines(view)[-1] == "Samen|2 eenheden opgeteld; 7,0 netwerken sinds |01-01-2021|4,0 netwerken"


def test_the_silent_are_named_and_what_does_not_count_yet_says_so() -> None:
    rows = evidence(ALL + "2021-Q2/a=5:10")
    assert lines(seen(share(), rows, "2021-Q2", as_of=date(2021, 7, 1)))[1:] == [
        "Noord|5 van 10|50,0%|23,7%–76,3%",
        "Praktijk A|5 van 10|50,0%|23,7%–76,3%",
        "Praktijk B|niet ontvangen",
        "Praktijk C|niet ontvangen",
        "Samen|1 van 3 praktijken meldde over het 2e kwartaal van 2021; telt nog niet mee|5 van 10 = 50,0%",
    ]


def test_a_parent_that_reported_itself_says_what_its_own_give() -> None:
    found = lines(seen(share(), evidence(ALL + "2021-Q1/noord=50:150")))
    assert found[1] == "Noord|eigen opgave; de eenheden eronder geven samen 29,3%|50 van 150|33,3%"
    assert found[2] == "Praktijk A|telt niet mee: een eenheid erboven gaf zelf een waarde op|4 van 100|4,0%"
    assert found[-1] == "Samen|van 2 eenheden|70 van 200 = 35,0%"


def test_marks_and_notes_of_a_unit_are_told_and_samples_only_among_others() -> None:
    rows = evidence("2021-Q1/a=1:2!ps 2021-Q1/b=1:2!s")
    noted = (replace(rows[0], note="nog niet compleet"), rows[1])
    assert lines(seen(share(), noted))[1] == "Praktijk A|voorlopig; nog niet compleet|1 van 2|50,0%|9,5%–90,5%"
    mixed = (noted[0], replace(rows[1], origin=evidence("2021-Q1=1")[0].origin))
    assert lines(seen(share(), mixed))[1] == (
        "Praktijk A|voorlopig; voorbeeldcijfers; nog niet compleet|1 van 2|50,0%|9,5%–90,5%"
    )


def test_what_chance_does_to_a_share_of_few_is_told_under_it() -> None:
    explained = "Door toeval: tussen welke waarden een aandeel van zo weinig gevallen kan liggen (95%)."
    assert explained in unit_table(seen(share(), evidence(ALL)), "nl")
    assert lines(seen(share(unit="‰"), evidence("2021-Q1/a=0:4")))[1].endswith("|0,0‰|0,0‰–489,9‰")
    many = seen(share(), evidence("2021-Q1/a=400:1000 2021-Q1/b=500:1000"))
    no_share = seen(share(unit="minuten"), evidence("2021-Q1/a=1:2 2021-Q1/b=1:4"))
    for view in (many, no_share):
        assert not any("–" in line for line in lines(view))
        assert explained not in unit_table(view, "nl")


def test_english_has_no_dutch_unit() -> None:
    rows = evidence("2021-Q1/a=1 2021-Q1/b=2")
    assert lines(seen(share(SUM, unit="netwerken"), rows), "en")[-1] == "Together|2 units added up|3.0"
    named = share(SUM, indicator=indicator("netwerken", aggregation=SUM, unit_en="networks"))
    assert lines(seen(named, rows), "en")[-1] == "Together|2 units added up|3.0 networks"


def region(count: int, parents: int = 1) -> tuple[tuple[OrgUnit, ...], tuple[Measurement, ...]]:
    """That many practices under so many municipalities, all but the last heard in the second quarter."""
    above = tuple(OrgUnit(f"g{at}", f"Gemeente {at}", "gemeente") for at in range(parents))
    below = tuple(
        OrgUnit(f"p{at}", f"Praktijk {at}", "praktijk", f"g{at % parents}" if parents else "") for at in range(count)
    )
    text = " ".join(f"2021-Q1/p{at}={at}:{count}" for at in range(count))
    late = " ".join(f"2021-Q2/p{at}={at}:{count}" for at in range(count - 1))
    return above + below, evidence(f"{text} {late}")


@pytest.mark.parametrize("parents", [0, 1, 20])
def test_many_units_are_folded_and_none_is_lost(parents: int) -> None:
    units, rows = region(400, parents)
    html = unit_table(seen(share(), rows, "2021-Q2", units), "nl")
    open_rows = len(re.findall("<tr", re.sub(r"<details.*?</details>", "", html)))
    assert open_rows <= MOST_LINES + 4
    assert {f"Praktijk {at}" for at in range(400)} <= set(words(html).split("|"))
    assert "1 niet ontvangen" in html


def test_many_units_show_the_furthest_from_the_target() -> None:
    units, rows = region(40, 2)
    html = unit_bars(seen(share(), rows, "2021-Q1", units), "nl")
    first, _, rest = html.partition('<details class="pp pp-fold')
    assert re.findall(r"<li><span>(.*?)</span>", first) == [f"Praktijk {at}" for at in range(MOST_BARS)][::-1]
    assert (rest.count("<li>"), "en nog 28" in rest, "Het verst van het doel" in first) == (28, True, True)


@pytest.mark.parametrize(
    ("comparator", "title"), [(Comparator.AT_LEAST, "De laagste"), (Comparator.AT_MOST, "De hoogste")]
)
def test_many_units_of_a_sum_show_one_end_and_the_unit(comparator: Comparator, title: str) -> None:
    units, rows = region(40)
    counted = tuple(replace(one, value=one.numerator, numerator=None, denominator=None) for one in rows)
    html = unit_bars(seen(share(SUM, unit="fouten", comparator=comparator), counted, "2021-Q1", units), "nl")
    assert words(html).startswith(f"{title}|{title}|fouten|")  # the second folds them on a narrow page


def test_units_are_compared_by_value_with_the_target_as_a_line() -> None:
    html = unit_bars(seen(share(), evidence(ALL)), "nl")
    assert re.findall(r"<li><span>(.*?)</span>", html) == ["Praktijk B", "Praktijk C", "Praktijk A"]
    assert html.count('class="pp-goal" style="left:62.5%"') == 3
    assert "de lijn is het doel: minstens 50%" in html
    assert "pp-green" not in html


def test_what_is_promised_together_has_no_line_and_one_unit_no_picture() -> None:
    assert "pp-goal" not in unit_bars(seen(share(SUM), evidence("2021-Q1/a=1 2021-Q1/b=2")), "nl")
    assert unit_bars(seen(share(), evidence("2021-Q1/a=1:2")), "nl") == ""


def test_values_below_zero_stand_left_of_zero() -> None:
    html = unit_bars(seen(share(MEAN, value=0.0), evidence("2021-Q1/a=-10 2021-Q1/b=30")), "nl")
    assert re.findall(r"left:([\d.]+)%;width:max\(2px,([\d.]+)%\)", html) == [("25.0", "75.0"), ("0.0", "25.0")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_of_people_stay_text(lang: str) -> None:
    units = tuple(replace(one, name=WORD) for one in UNITS)
    rows = tuple(replace(one, note=WORD) for one in evidence(ALL))
    view = seen(share(), rows, units=units)
    html = unit_table(view, lang) + unit_bars(view, lang)
    assert "<script>" not in html
    assert html.count("&lt;script&gt;&amp;&#34;&#39;") >= 10
