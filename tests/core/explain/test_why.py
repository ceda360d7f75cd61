"""The reason sentences, every figure worked out by hand, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency
from kpi.core.explain.why import promise, why
from kpi.core.model import Target
from kpi.core.thresholds import Thresholds
from kpi.core.vocabulary import Aggregation, Comparator, Direction, Kind
from tests.core.make import indicator, light, target

NETWORKS = indicator("netwerken", decimals=0, aggregation=Aggregation.SUM)
EIGHT = target(Kind.CUMULATIVE, value=8.0, indicator=NETWORKS)
NINE = target(Kind.REACH, value=9.0, baseline=7.0)
DAYS = target(
    Kind.REACH,
    value=5.0,
    baseline=10.0,
    comparator=Comparator.AT_MOST,
    indicator=indicator("dagen", decimals=0, direction=Direction.DECREASE),
)
EUROS = target(Kind.CUMULATIVE, value=9000.0, indicator=indicator("€", decimals=0, aggregation=Aggregation.SUM))
HALF = target(Kind.REACH, value=50.0, baseline=0.0, indicator=indicator("%", decimals=0))
CAP = target(
    Kind.MAINTAIN,
    value=25.0,
    comparator=Comparator.AT_MOST,
    indicator=indicator("%", decimals=0, frequency=Frequency.YEAR),
    due=date(2023, 12, 31),
)
MAY = target(Kind.MILESTONE, due=date(2021, 5, 31))
Q3 = replace(MAY, due_from=date(2021, 7, 1), due=date(2021, 9, 30))
TWICE = target(Kind.RECURRING, value=1.0, per=Per.HALF_YEAR)
ONCE = target(Kind.RECURRING, value=1.0, per=Per.PLAN)
THRICE = target(Kind.RECURRING, value=3.0, per=Per.YEAR)

DUTCH = [
    (EIGHT, "", "2020-12-31", "Begint op 01-01-2021."),
    (EIGHT, "", "2021-04-30", "Te vroeg voor een oordeel: de eerste melding wordt uiterlijk 30-04-2021 verwacht."),
    (EIGHT, "", "2021-05-01", "Op 01-05-2021 nog niets gemeld; de eerste melding werd uiterlijk 30-04-2021 verwacht."),
    (EIGHT, "", "2022-01-01", "Niets gemeld; de deadline 31-12-2021 is 1 dag voorbij."),
    (
        EIGHT,
        "2021-Q1=1 2021-Q2=1",
        "2021-06-30",
        "2 van 8 netwerken op 30-06-2021; volgens het pad hadden het er 4 moeten zijn; "
        "nog 2 kwartalen, nodig 3,0 per kwartaal, tot nu 1,0.",
    ),
    (
        EIGHT,
        "2021-Q3=6",
        "2021-10-31",
        "6 van 8 netwerken op 30-09-2021; het pad vroeg 6; "
        "vanaf die meting nog 1 kwartaal, nodig 2,0 per kwartaal, tot dan 2,0.",
    ),
    (
        replace(EIGHT, value=4.0),
        "2021-Q1=0",
        "2021-03-31",
        "0 van 4 netwerken op 31-03-2021; volgens het pad had het er 1 moeten zijn; "
        "nog 3 kwartalen, nodig 1,3 per kwartaal, tot nu 0,0.",
    ),
    (EIGHT, "2021-Q4=7", "2021-12-31", "7 van 8 netwerken op 31-12-2021; volgens het pad hadden het er 8 moeten zijn."),
    (
        EIGHT,
        "2021-Q4=7 2022-Q1=1",
        "2022-03-31",
        "8 van 8 netwerken op 31-03-2022; gehaald op 31-03-2022, 90 dagen na de deadline 31-12-2021.",
    ),
    (
        EUROS,
        "2021-Q2=4000",
        "2021-06-30",
        "€ 4.000 op 30-06-2021, doel minstens € 9.000; volgens het pad had het € 4.500 moeten zijn; "
        "nog 2 kwartalen, nodig 2.500 per kwartaal, tot nu 2.000.",
    ),
    (
        DAYS,
        "2021-Q2=9",
        "2021-06-30",
        "9 dagen op 30-06-2021, doel hoogstens 5 dagen; volgens het pad hadden het er 8 moeten zijn; "
        "nog 2 kwartalen, nodig −2,0 per kwartaal, tot nu −0,5.",
    ),
    (
        HALF,
        "2021-Q4=49.7",
        "2022-01-01",
        "49,7% op 31-12-2021, doel minstens 50%; niet gehaald op de deadline 31-12-2021, 1 dag geleden.",
    ),
    (
        HALF,
        "2021-Q2=24.8",
        "2021-12-31",
        "25% op 30-06-2021, doel minstens 50%; volgens het pad had het 25,0% moeten zijn; "
        "vanaf die meting nog 2 kwartalen, nodig 12,6 procentpunt per kwartaal, tot dan 12,4. "
        "Verouderd: laatste meting 2e kwartaal 2021.",
    ),
    (
        NINE,
        "2021-Q1=9.1 2021-Q2=8.2!p",
        "2021-06-30",
        "8,2 punten op 30-06-2021, doel minstens 9,0 punten; het pad vroeg 8,0 punten; "
        "nog 2 kwartalen, nodig 0,4 per kwartaal, tot nu 0,6. Was gehaald, nu niet meer. Voorlopig cijfer.",
    ),
    (
        NINE,
        "2021-Q4=8.8@2021-12-30",
        "2021-12-31",
        "8,8 punten op 30-12-2021, doel minstens 9,0 punten; volgens het pad had het 8,9 punten moeten zijn.",
    ),
    (
        NINE,
        "2021-Q3=8",
        "2022-01-01",
        "8,0 punten op 30-09-2021, doel minstens 9,0 punten; "
        "sindsdien niets gemeld, terwijl de deadline 31-12-2021 1 dag voorbij is.",
    ),
    (
        replace(NINE, baseline=None),
        "2021-Q1=7",
        "2021-03-31",
        "7,0 punten op 31-03-2021, doel minstens 9,0 punten; "
        "één meting zonder nulmeting: een tweede is nodig om te vergelijken.",
    ),
    (CAP, "2021=16", "2021-12-31", "16% op 31-12-2021, afgesproken hoogstens 25%; binnen de afspraak."),
    (
        CAP,
        "2021=26.25",
        "2021-12-31",
        "26,25% op 31-12-2021, afgesproken hoogstens 25%; "
        "1,25 procentpunt ernaast, met een speling van 1,25 procentpunt.",
    ),
    (
        replace(CAP, tolerance=0.0),
        "2021=26",
        "2021-12-31",
        "26% op 31-12-2021, afgesproken hoogstens 25%; 1 procentpunt ernaast, zonder speling.",
    ),
    (
        replace(CAP, comparator=Comparator.BELOW),
        "2021=25",
        "2021-12-31",
        "25% op 31-12-2021, afgesproken minder dan 25%; precies op de grens.",
    ),
    (
        CAP,
        "2021=20 2022=20 2023=20 2024=30",
        "2024-12-31",
        "30% op 31-12-2024, afgesproken hoogstens 25%; binnen de afspraak op de deadline 31-12-2023. "
        "Was gehaald, nu niet meer.",
    ),
    (MAY, "2021-Q2=@2021-05-14", "2021-06-30", "Gereed op 14-05-2021; deadline 31-05-2021."),
    (MAY, "2021-Q2=@2021-06-01", "2021-06-30", "Gereed op 01-06-2021, 1 dag na de deadline 31-05-2021."),
    (MAY, "2021-Q1=nee", "2021-05-30", "Op 31-03-2021 nog niet gereed; deadline 31-05-2021, nog 1 dag."),
    (MAY, "2021-Q1=nee", "2021-05-31", "Op 31-03-2021 nog niet gereed; deadline 31-05-2021, dat is de laatste dag."),
    (
        MAY,
        "2021-Q1=nee",
        "2021-06-02",
        "Op 31-03-2021 nog niet gereed; sindsdien niets gemeld, terwijl de deadline 31-05-2021 2 dagen voorbij is.",
    ),
    (
        Q3,
        "2021-Q2=nee",
        "2021-06-30",
        "Op 30-06-2021 nog niet gereed; deadline 01-07-2021 t/m 30-09-2021, nog 92 dagen.",
    ),
    (
        target(Kind.MILESTONE),
        "2021-Q2=40",
        "2021-06-30",
        "Volgens de eigenaar 40% bereikt op 30-06-2021; volgens het pad had het 50% moeten zijn; "
        "nog 2 kwartalen, nodig 30,0 procentpunt per kwartaal, tot nu 20,0.",
    ),
    (
        TWICE,
        "2021-Q2=0",
        "2021-09-30",
        "0 van 1 keer in de termijn 01-01-2021 t/m 30-06-2021 (gemist); 0 van 2 termijnen gedaan. "
        "1 van 2 termijnen gemist.",
    ),
    (
        TWICE,
        "2021-Q1=0",
        "2021-07-30",
        "0 van 1 keer in de termijn 01-01-2021 t/m 30-06-2021 (voorbij, nog niet gemeld); 0 van 2 termijnen gedaan.",
    ),
    (
        TWICE,
        "2021-Q2=1@2021-07-05 2021-Q4=1",
        "2021-12-31",
        "1 van 1 keer in de termijn 01-07-2021 t/m 31-12-2021 (gedaan); 2 van 2 termijnen gedaan.",
    ),
    (
        ONCE,
        "2021-Q2=1",
        "2021-06-30",
        "1 van 1 keer in de termijn 01-01-2021 t/m 31-12-2021 (gedaan).",
    ),
    (
        ONCE,
        "2021-Q2=5",
        "2021-06-30",
        "5 keer, waar 1 genoeg is, in de termijn 01-01-2021 t/m 31-12-2021 (gedaan).",
    ),
    (
        THRICE,
        "2021-Q1=1 2021-Q3=0",
        "2021-09-30",
        "1 van 3 keer in de termijn 01-01-2021 t/m 31-12-2021 (loopt); volgens het pad hadden het er 2 moeten zijn.",
    ),
]
FAULTS = target(
    Kind.MAINTAIN,
    value=20.0,
    comparator=Comparator.AT_MOST,
    indicator=indicator("fouten", decimals=0, aggregation=Aggregation.SUM, unit_en="faults"),
)
SERVICE = target(Kind.MAINTAIN, value=1.0, indicator=indicator("voorziening", decimals=0, minimum=0.0, maximum=1.0))
PRACTICES = target(
    Kind.MAINTAIN, value=10.0, comparator=Comparator.AT_MOST, indicator=indicator("praktijken", decimals=0)
)
DUTCH += [
    (
        replace(HALF, baseline=None, value=60.0, indicator=indicator("%")),
        "2021-Q1=40 2021-Q2=45",
        "2021-06-30",
        "45,0% op 30-06-2021, doel minstens 60,0%; volgens het pad had het 46,6% moeten zijn, "
        "vanaf 40,0% op 31-03-2021; nog 2 kwartalen, nodig 7,5 procentpunt per kwartaal, tot nu 5,0.",
    ),
    (
        replace(NINE, baseline=None),
        "2021-Q1=7",
        "2021-08-31",
        "7,0 punten op 31-03-2021, doel minstens 9,0 punten; één meting zonder nulmeting, en de volgende bleef uit. "
        "Verouderd: laatste meting 1e kwartaal 2021.",
    ),
    (
        FAULTS,
        "2021-Q1=15 2021-Q2=30",
        "2021-06-30",
        "30 fouten in het 2e kwartaal van 2021, afgesproken hoogstens 20 fouten; "
        "10 fouten ernaast, met een speling van 1 fout. Was gehaald, nu niet meer. 1 van 2 perioden erbuiten.",
    ),
    (SERVICE, "2021-Q1=1", "2021-03-31", "Beschikbaar op 31-03-2021, zoals afgesproken."),
    (SERVICE, "2021-Q1=0", "2021-03-31", "Niet beschikbaar op 31-03-2021, terwijl dat is afgesproken."),
    (
        PRACTICES,
        "2021-Q1=11",
        "2021-03-31",
        "11 praktijken op 31-03-2021, afgesproken hoogstens 10 praktijken; 1 praktijk ernaast, zonder speling.",
    ),
    (
        NINE,
        "2021-Q4=9 2022-Q1=8.9",
        "2022-03-31",
        "8,9 punten op 31-03-2022, doel minstens 9,0 punten; gehaald op 31-12-2021, daarna weer verloren.",
    ),
    (
        target(Kind.MILESTONE),
        "2021-Q4=88",
        "2022-01-01",
        "Volgens de eigenaar 88% bereikt op 31-12-2021; niet gehaald op de deadline 31-12-2021, 1 dag geleden.",
    ),
    (
        TWICE,
        "2021-Q3=0",
        "2021-09-30",
        "Nog niets gemeld in de termijn 01-01-2021 t/m 30-06-2021; 0 van 2 termijnen gedaan.",
    ),
]
ENGLISH = [
    (
        replace(FAULTS, tolerance=0.0),
        "2021-Q2=21",
        "2021-06-30",
        "21 faults in the 2nd quarter of 2021, agreed at most 20 faults; off by 1 fault, without any tolerance.",
    ),
    (EIGHT, "", "2022-01-01", "Nothing reported; the deadline 31 December 2021 passed 1 day ago."),
    (
        EIGHT,
        "2021-Q3=5",
        "2021-09-30",
        "5 of 8 on 30 September 2021; by the path it should have been 6; "
        "1 quarter left, 3.0 a quarter needed, 1.7 so far.",
    ),
    (MAY, "2021-Q1=nee", "2021-05-30", "Not done on 31 March 2021; deadline 31 May 2021, 1 day left."),
    (MAY, "2021-Q1=nee", "2021-05-31", "Not done on 31 March 2021; deadline 31 May 2021, which is the last day."),
    (
        CAP,
        "2021=26",
        "2021-12-31",
        "26% on 31 December 2021, agreed at most 25%; "
        "off by 1 percentage point, with a tolerance of 1.25 percentage points.",
    ),
    (
        ONCE,
        "2021-Q2=1",
        "2021-06-30",
        "1 of 1 time in the window 1 January 2021 to 31 December 2021 (done).",
    ),
]


@pytest.mark.parametrize(("one", "text", "as_of", "sentence"), DUTCH)
def test_the_dutch_sentence(one: Target, text: str, as_of: str, sentence: str) -> None:
    assert why(light(one, text, as_of), "nl") == sentence


@pytest.mark.parametrize(("one", "text", "as_of", "sentence"), ENGLISH)
def test_the_english_sentence(one: Target, text: str, as_of: str, sentence: str) -> None:
    assert why(light(one, text, as_of), "en") == sentence


def test_the_first_report_is_dated_by_the_thresholds_of_the_plan() -> None:
    own = Thresholds(grace_days=10)
    assert "uiterlijk 10-04-2021" in why(light(EIGHT, "", "2021-04-05", own), "nl", own)


@pytest.mark.parametrize(
    ("one", "nl", "en"),
    [
        (NINE, "minstens 9,0 punten", "at least 9.0"),
        (DAYS, "hoogstens 5 dagen", "at most 5"),
        (replace(HALF, comparator=Comparator.ABOVE), "meer dan 50%", "more than 50%"),
        (replace(HALF, comparator=Comparator.EQUAL), "precies 50%", "exactly 50%"),
        (replace(HALF, comparator=Comparator.BETWEEN, value_high=60.0), "tussen 50 en 60%", "between 50 and 60%"),
        (MAY, "100% gereed", "100% complete"),
    ],
)
def test_what_is_promised(one: Target, nl: str, en: str) -> None:
    assert (promise(one, "nl"), promise(one, "en")) == (nl, en)
