"""The reason sentences, every figure worked out by hand, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.calendar.period import Frequency
from kpi.core.explain.promised import promise
from kpi.core.explain.why import why
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
    (EIGHT, "", "2020-12-31", "Begint op 01-01-2021; deadline 31-12-2021."),
    (EIGHT, "", "2021-04-30", "Te vroeg om te beoordelen: de eerste aanlevering wordt uiterlijk 30-04-2021 verwacht."),
    (
        EIGHT,
        "",
        "2021-05-01",
        "Op 01-05-2021 nog niets gemeld; de eerste aanlevering werd uiterlijk 30-04-2021 verwacht.",
    ),
    (EIGHT, "", "2022-01-01", "Niets gemeld; de deadline van 31-12-2021 is 1 dag voorbij."),
    (
        EIGHT,
        "2021-Q1=1 2021-Q2=1",
        "2021-06-30",
        "2 van 8 netwerken op 30-06-2021; verwacht waren er 4; "
        "er zijn er 3,0 per kwartaal nodig, nog 2 kwartalen; tot nu toe 1,0.",
    ),
    (
        EIGHT,
        "2021-Q3=6",
        "2021-10-31",
        "6 van 8 netwerken op 30-09-2021; verwacht waren er 6; nog 61 dagen tot de deadline van 31-12-2021.",
    ),
    (
        replace(EIGHT, value=4.0),
        "2021-Q1=0",
        "2021-03-31",
        "0 van 4 netwerken op 31-03-2021; verwacht was er 1; nog 4 te gaan in 3 kwartalen.",
    ),
    (EIGHT, "2021-Q4=7", "2021-12-31", "7 van 8 netwerken op 31-12-2021; verwacht waren er 8; de deadline is vandaag."),
    (
        EIGHT,
        "2021-Q4=7 2022-Q1=1",
        "2022-03-31",
        "8 van 8 netwerken op 31-03-2022; gehaald, 90 dagen na de deadline van 31-12-2021.",
    ),
    (
        EUROS,
        "2021-Q2=4000",
        "2021-06-30",
        "€ 4.000 op 30-06-2021, doel minstens € 9.000; verwacht was € 4.500; buiten de marge van "
        "€ 450; nodig is € 2.500 per kwartaal, nog 2 kwartalen; tot nu toe 2.000 per kwartaal.",
    ),
    (
        DAYS,
        "2021-Q2=9",
        "2021-06-30",
        "9 dagen op 30-06-2021, doel hoogstens 5; verwacht waren er 8; nodig is 2,0 minder per "
        "kwartaal, nog 2 kwartalen; tot nu toe 0,5 minder per kwartaal.",
    ),
    (
        HALF,
        "2021-Q4=49.7",
        "2022-01-01",
        "49,7% op de deadline van 31-12-2021, doel minstens 50%; niet gehaald (1 dag geleden).",
    ),
    (
        HALF,
        "2021-Q2=24.8",
        "2021-12-31",
        "24,8% op 30-06-2021, doel minstens 50%; verwacht was 25,0%; binnen de marge van 2,5; de "
        "deadline is vandaag. Verouderd: na 30-06-2021 niets gemeld.",
    ),
    (
        NINE,
        "2021-Q1=9.1 2021-Q2=8.2!p",
        "2021-06-30",
        "8,2 punten op 30-06-2021, doel minstens 9; verwacht was 8,0; nodig is 0,4 per kwartaal, "
        "nog 2 kwartalen; tot nu toe 0,6 per kwartaal. Op 31-03-2021 was het wel gehaald. "
        "Voorlopig cijfer.",
    ),
    (
        NINE,
        "2021-Q4=8.8@2021-12-30",
        "2021-12-31",
        "8,8 punten op 30-12-2021, doel minstens 9; verwacht was 8,9; binnen de marge van 0,1; de deadline is vandaag.",
    ),
    (
        NINE,
        "2021-Q3=8",
        "2022-01-01",
        "8,0 punten op 30-09-2021, doel minstens 9; sindsdien niets gemeld, terwijl de deadline "
        "van 31-12-2021 1 dag voorbij is.",
    ),
    (
        replace(NINE, baseline=None),
        "2021-Q1=7",
        "2021-03-31",
        "7,0 punten op 31-03-2021, doel minstens 9; één meting zonder nulmeting: een tweede is "
        "nodig om te vergelijken.",
    ),
    (CAP, "2021=16", "2021-12-31", "16% op 31-12-2021, afgesproken hoogstens 25%; binnen de afspraak."),
    (
        CAP,
        "2021=26.25",
        "2021-12-31",
        "26,25% op 31-12-2021, afgesproken hoogstens 25%; "
        "1,25 procentpunt boven de afspraak, met een speling van 1,25 procentpunt.",
    ),
    (
        replace(CAP, tolerance=0.0),
        "2021=26",
        "2021-12-31",
        "26% op 31-12-2021, afgesproken hoogstens 25%; 1 procentpunt boven de afspraak, zonder speling.",
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
        "30% op 31-12-2024, afgesproken hoogstens 25%; binnen de afspraak op de deadline van "
        "31-12-2023. Was gehaald, nu niet meer.",
    ),
    (MAY, "2021-Q2=@2021-05-14", "2021-06-30", "Bereikt op 14-05-2021; deadline 31-05-2021."),
    (MAY, "2021-Q2=@2021-06-01", "2021-06-30", "Bereikt op 01-06-2021, 1 dag na de deadline van 31-05-2021."),
    (MAY, "2021-Q1=nee", "2021-05-30", "Op 31-03-2021 nog niet bereikt; deadline 31-05-2021, nog maar 1 dag."),
    (MAY, "2021-Q1=nee", "2021-05-31", "Op 31-03-2021 nog niet bereikt; de deadline is vandaag."),
    (
        MAY,
        "2021-Q1=nee",
        "2021-06-02",
        "Op 31-03-2021 nog niet bereikt; sindsdien niets gemeld, terwijl de deadline van "
        "31-05-2021 2 dagen voorbij is.",
    ),
    (
        Q3,
        "2021-Q2=nee",
        "2021-06-30",
        "Op 30-06-2021 nog niet bereikt; deadline 01-07-2021 t/m 30-09-2021, nog 3 maanden.",
    ),
    (
        target(Kind.MILESTONE),
        "2021-Q2=40",
        "2021-06-30",
        "Volgens de eigenaar 40% bereikt op 30-06-2021; verwacht was 50%; buiten de marge van 5; "
        "nodig is 30 procentpunt per kwartaal, nog 2 kwartalen; tot nu toe 20 per kwartaal.",
    ),
    (
        TWICE,
        "2021-Q2=0",
        "2021-09-30",
        "Niet gedaan in het 1e halfjaar van 2021; 0 van 2 termijnen gedaan. 1 van 2 termijnen gemist.",
    ),
    (
        TWICE,
        "2021-Q1=0",
        "2021-07-30",
        "Nog niet gedaan in het 1e halfjaar van 2021; de laatste aanlevering moet nog komen.",
    ),
    (
        TWICE,
        "2021-Q2=1@2021-07-05 2021-Q4=1",
        "2021-12-31",
        "Gedaan in het 2e halfjaar van 2021; gehaald.",
    ),
    (
        ONCE,
        "2021-Q2=1",
        "2021-06-30",
        "Gedaan in 2021; gehaald.",
    ),
    (
        ONCE,
        "2021-Q2=5",
        "2021-06-30",
        "5 keer gedaan in 2021; 1 was genoeg; gehaald.",
    ),
    (
        THRICE,
        "2021-Q1=1 2021-Q3=0",
        "2021-09-30",
        "Tot nu toe 1 van 3 keer gedaan in 2021; verwacht was 2 keer.",
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
        "45,0% op 30-06-2021, doel minstens 60%; verwacht was 46,6%, vanaf 40,0% op 31-03-2021; "
        "buiten de marge van 1,0; nodig is 7,5 procentpunt per kwartaal, nog 2 kwartalen; tot nu "
        "toe 5,0 per kwartaal.",
    ),
    (
        replace(NINE, baseline=None),
        "2021-Q1=7",
        "2021-08-31",
        "7,0 punten op 31-03-2021, doel minstens 9; één meting zonder nulmeting, en de volgende bleef uit.",
    ),
    (
        FAULTS,
        "2021-Q1=15 2021-Q2=30",
        "2021-06-30",
        "30 fouten in het 2e kwartaal van 2021, afgesproken hoogstens 20; 10 fouten boven de "
        "afspraak, met een speling van 1 fout. In 1 van 2 perioden buiten de afspraak.",
    ),
    (SERVICE, "2021-Q1=1", "2021-03-31", "Beschikbaar op 31-03-2021, zoals afgesproken."),
    (SERVICE, "2021-Q1=0", "2021-03-31", "Niet beschikbaar op 31-03-2021, terwijl dat is afgesproken."),
    (
        PRACTICES,
        "2021-Q1=11",
        "2021-03-31",
        "11 praktijken op 31-03-2021, afgesproken hoogstens 10; 1 praktijk boven de afspraak, zonder speling.",
    ),
    (
        NINE,
        "2021-Q4=9 2022-Q1=8.9",
        "2022-03-31",
        "8,9 punten op 31-03-2022, doel minstens 9; gehaald op 31-12-2021, daarna weer verloren.",
    ),
    (
        target(Kind.MILESTONE),
        "2021-Q4=88",
        "2022-01-01",
        "Volgens de eigenaar 88% bereikt op de deadline van 31-12-2021; niet gehaald (1 dag geleden).",
    ),
    (
        TWICE,
        "2021-Q3=0",
        "2021-09-30",
        "Nog niets gemeld over het 1e halfjaar van 2021; 0 van 2 termijnen gedaan.",
    ),
]
DUTCH += [
    (
        THRICE,
        "2021-Q4=2",
        "2022-01-31",
        "2 van 3 keer gedaan in 2021; niet gehaald op de deadline van 31-12-2021, 31 dagen geleden.",
    ),
    (
        THRICE,
        "2021-Q3=2",
        "2022-01-31",
        "2 van 3 keer gedaan in 2021; daarna niets gemeld; de deadline van 31-12-2021 is 31 dagen voorbij.",
    ),
    (
        TWICE,
        "2021-Q2=1@2021-07-05",
        "2021-07-31",
        "Niet in het 1e halfjaar van 2021 gedaan, wel later; 1 van 2 termijnen gedaan.",
    ),
    (
        replace(ONCE, start=date(2021, 3, 1), value=2.0),
        "2021-Q2=1",
        "2021-06-30",
        "Tot nu toe 1 van 2 keer gedaan in de termijn 01-03-2021 t/m 31-12-2021.",
    ),
    (
        replace(SERVICE, due=date(2021, 6, 30)),
        "2021-Q1=0 2021-Q2=1",
        "2021-06-30",
        "Beschikbaar op 30-06-2021, zoals afgesproken. In 1 van 2 perioden niet beschikbaar.",
    ),
    (
        replace(SERVICE, due=date(2021, 6, 30)),
        "2021-Q1=0 2021-Q2=1",
        "2021-07-30",
        "Beschikbaar op de deadline van 30-06-2021; binnen de afspraak, maar daarvoor te vaak "
        "niet. In 1 van 2 perioden niet beschikbaar.",
    ),
    (
        replace(SERVICE, due=date(2021, 6, 30)),
        "2021-Q1=1",
        "2021-07-30",
        "Beschikbaar op 31-03-2021; sindsdien niets gemeld, terwijl de deadline van 30-06-2021 30 dagen voorbij is.",
    ),
    (
        replace(SERVICE, due=date(2021, 6, 30)),
        "2021-Q1=1 2021-Q2=0",
        "2021-07-30",
        "Niet beschikbaar op de deadline van 30-06-2021; niet gehaald (30 dagen geleden). In 1 "
        "van 2 perioden niet beschikbaar.",
    ),
    (
        CAP,
        "2021=30 2022=30 2023=25",
        "2024-01-31",
        "25% op de deadline van 31-12-2023, afgesproken hoogstens 25%; binnen de afspraak, maar "
        "daarvoor te vaak niet. In 2 van 3 perioden buiten de afspraak.",
    ),
    (
        replace(FAULTS, value=0.0),
        "2021-Q1=1",
        "2021-03-31",
        "1 fout in het 1e kwartaal van 2021, afgesproken geen enkele.",
    ),
    (
        replace(CAP, comparator=Comparator.EQUAL),
        "2021=30",
        "2021-12-31",
        "30% op 31-12-2021, afgesproken precies 25%; "
        "5 procentpunt naast de afspraak, met een speling van 1,25 procentpunt.",
    ),
    (
        replace(CAP, comparator=Comparator.AT_LEAST, tolerance=0.0),
        "2021=20",
        "2021-12-31",
        "20% op 31-12-2021, afgesproken minstens 25%; 5 procentpunt onder de afspraak, zonder speling.",
    ),
    (
        replace(HALF, value=100.0),
        "2021-Q2=100",
        "2021-06-30",
        "100% op 30-06-2021; gehaald.",
    ),
    (
        replace(EIGHT, due=date(2026, 12, 31)),
        "2021-Q4=1",
        "2021-12-31",
        "1 van 8 netwerken op 31-12-2021; verwacht was er 1; nog 7 te gaan in 20 kwartalen.",
    ),
    (
        replace(EIGHT, due=date(2026, 12, 31)),
        "2021-Q4=1",
        "2022-01-15",
        "1 van 8 netwerken op 31-12-2021; verwacht was er 1; na 31-12-2021 nog 7 te gaan in 20 kwartalen.",
    ),
    (
        replace(DAYS, baseline=8.0),
        "2021-Q2=9",
        "2021-06-30",
        "9 dagen op 30-06-2021, doel hoogstens 5; verwacht waren er 7; nodig is 2,0 minder per "
        "kwartaal, nog 2 kwartalen; tot nu toe 0,5 meer per kwartaal.",
    ),
    (
        replace(MAY, due=date(2024, 12, 31)),
        "2021-Q2=nee",
        "2021-06-30",
        "Op 30-06-2021 nog niet bereikt; deadline 31-12-2024, nog 3,5 jaar.",
    ),
    (MAY, "", "2022-03-31", "Niets gemeld; de deadline van 31-05-2021 is 10 maanden voorbij."),
    (Q3, "2021-Q2=nee", "2021-09-30", "Op 30-06-2021 nog niet bereikt; de deadline is vandaag."),
]
ENGLISH = [
    (
        replace(EIGHT, due=date(2026, 12, 31)),
        "2021-Q4=1",
        "2021-12-31",
        "1 of 8 on 31 December 2021; 1 was expected; 7 to go in 20 quarters.",
    ),
    (
        replace(FAULTS, value=0.0),
        "2021-Q1=1",
        "2021-03-31",
        "1 fault in the 1st quarter of 2021, agreed: none.",
    ),
    (
        TWICE,
        "2021-Q2=0",
        "2021-09-30",
        "Not done in the 1st half-year of 2021; 0 of 2 periods done. 1 of 2 periods missed.",
    ),
    (THRICE, "2021-Q1=1 2021-Q3=0", "2021-09-30", "Done 1 of 3 times so far in 2021; 2 times were expected."),
    (
        replace(FAULTS, tolerance=0.0),
        "2021-Q2=21",
        "2021-06-30",
        "21 faults in the 2nd quarter of 2021, agreed: at most 20; 1 fault above what was agreed, "
        "without any tolerance.",
    ),
    (EIGHT, "", "2022-01-01", "Nothing reported; the deadline of 31 December 2021 passed 1 day ago."),
    (
        EIGHT,
        "2021-Q3=5",
        "2021-09-30",
        "5 of 8 on 30 September 2021; 6 were expected; 3.0 a quarter are needed, 1 quarter left; 1.7 so far.",
    ),
    (MAY, "2021-Q1=nee", "2021-05-30", "Not reached yet on 31 March 2021; deadline 31 May 2021, only 1 day left."),
    (MAY, "2021-Q1=nee", "2021-05-31", "Not reached yet on 31 March 2021; the deadline is today."),
    (
        CAP,
        "2021=26",
        "2021-12-31",
        "26% on 31 December 2021, agreed: at most 25%; 1 percentage point above what was agreed, "
        "with a tolerance of 1.25 percentage points.",
    ),
    (
        ONCE,
        "2021-Q2=1",
        "2021-06-30",
        "Done in 2021; achieved.",
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
        (NINE, "minstens 9 punten", "at least 9"),
        (replace(NINE, value=8.25), "minstens 8,25 punten", "at least 8.25"),
        (replace(EUROS, value=1200.0), "minstens € 1.200", "at least € 1,200"),
        (replace(EIGHT, indicator=replace(NETWORKS, maximum=8.0)), "8 netwerken", "8"),
        (DAYS, "hoogstens 5 dagen", "at most 5"),
        (replace(HALF, comparator=Comparator.ABOVE), "meer dan 50%", "more than 50%"),
        (replace(HALF, comparator=Comparator.EQUAL), "precies 50%", "exactly 50%"),
        (replace(HALF, comparator=Comparator.BETWEEN, value_high=60.0), "tussen 50 en 60%", "between 50 and 60%"),
        (replace(HALF, value=100.0), "100%", "100%"),
        (replace(FAULTS, value=0.0), "geen fouten", "no faults"),
        (replace(DAYS, value=0.0), "geen dagen", "none"),
        (MAY, "100% gereed", "100% complete"),
    ],
)
def test_what_is_promised(one: Target, nl: str, en: str) -> None:
    assert (promise(one, "nl"), promise(one, "en")) == (nl, en)
