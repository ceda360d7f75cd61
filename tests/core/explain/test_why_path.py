"""What was expected of a value, the margin, the pace that can still be kept, and the time that is left."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import Frequency
from kpi.core.explain.why import why
from kpi.core.model import Target
from kpi.core.vocabulary import Aggregation, Kind
from tests.core.make import indicator, light, target

NETWORKS = indicator("netwerken", decimals=0, aggregation=Aggregation.SUM, unit_en="networks")
HUNDRED = target(Kind.CUMULATIVE, value=100.0, indicator=NETWORKS)
EIGHT = replace(HUNDRED, value=8.0)
HALF = target(Kind.REACH, value=50.0, baseline=0.0, indicator=indicator("%", decimals=0))
SHARE = replace(HALF, baseline=None, value=60.0, indicator=indicator("%"))
SCORE = target(Kind.REACH, value=9.0, baseline=7.0, indicator=indicator(unit_en="points"))
CHANNELS = replace(EIGHT, value=3.0, indicator=replace(NETWORKS, maximum=3.0))
YEARLY = target(Kind.MILESTONE, due=date(2021, 3, 1), report_frequency=Frequency.YEAR)


CASES = [
    (
        HUNDRED,
        "2021-Q2=48",
        "2021-06-30",
        "48 van 100 netwerken op 30-06-2021; verwacht waren er 50; binnen de marge van 5; er zijn "
        "er 26 per kwartaal nodig, nog 2 kwartalen; tot nu toe 24.",
        "48 of 100 networks on 30 June 2021; 50 were expected; within the margin of 5; 26 a "
        "quarter are needed, 2 quarters left; 24 so far.",
    ),
    (
        HUNDRED,
        "2021-Q2=48",
        "2021-07-31",
        "48 van 100 netwerken op 30-06-2021; verwacht waren er 50; binnen de marge van 5; na "
        "30-06-2021 zijn er 26 per kwartaal nodig, 2 kwartalen lang; daarvoor was het 24.",
        "48 of 100 networks on 30 June 2021; 50 were expected; within the margin of 5; 26 a "
        "quarter are needed after 30 June 2021, for 2 quarters; it was 24 before.",
    ),
    (
        EIGHT,
        "2021-Q2=3",
        "2021-06-30",
        "3 van 8 netwerken op 30-06-2021; verwacht waren er 4; er zijn er 2,5 per kwartaal nodig, "
        "nog 2 kwartalen; tot nu toe 1,5.",
        "3 of 8 networks on 30 June 2021; 4 were expected; 2.5 a quarter are needed, 2 quarters left; 1.5 so far.",
    ),
    (
        EIGHT,
        "2021-Q1=0",
        "2021-03-31",
        "0 van 8 netwerken op 31-03-2021; verwacht waren er 2; nog 8 te gaan in 3 kwartalen.",
        "0 of 8 networks on 31 March 2021; 2 were expected; 8 to go in 3 quarters.",
    ),
    (
        replace(EIGHT, due=date(2022, 9, 30)),
        "2021-Q4=4",
        "2021-12-31",
        "4 van 8 netwerken op 31-12-2021; verwacht waren er 4; er zijn er 1,4 per kwartaal nodig, "
        "nog 3 kwartalen; tot nu toe 1,0.",
        "4 of 8 networks on 31 December 2021; 4 were expected; 1.4 a quarter are needed, 3 quarters left; 1.0 so far.",
    ),
    (
        replace(EIGHT, value=1.0),
        "2021-Q2=0",
        "2021-06-30",
        "Nog geen netwerk op 30-06-2021; nog geen verwacht; nog 1 te gaan in 2 kwartalen.",
        "No network yet on 30 June 2021; none expected yet; 1 to go in 2 quarters.",
    ),
    (
        replace(EIGHT, value=1.0),
        "2021-Q1=1",
        "2021-03-31",
        "1 netwerk op 31-03-2021; gehaald.",
        "1 network on 31 March 2021; achieved.",
    ),
    (
        replace(EIGHT, value=2.0),
        "2021-Q1=3",
        "2021-03-31",
        "3 netwerken op 31-03-2021, doel 2; gehaald.",
        "3 networks on 31 March 2021, goal 2; achieved.",
    ),
    (
        EIGHT,
        "2021-Q4=7",
        "2022-12-31",
        "7 van 8 netwerken op de deadline van 31-12-2021; niet gehaald (een jaar geleden).",
        "7 of 8 networks at the deadline of 31 December 2021; not achieved (a year ago).",
    ),
    (
        HALF,
        "2021-Q2=24",
        "2021-06-30",
        "24% op 30-06-2021, doel minstens 50%; verwacht was 25%; binnen de marge van 2,5; nodig "
        "is 13 procentpunt per kwartaal, nog 2 kwartalen; tot nu toe 12 per kwartaal.",
        "24% on 30 June 2021, goal at least 50%; 25% was expected; within the margin of 2.5; 13 "
        "percentage points a quarter is needed, 2 quarters left; 12 a quarter so far.",
    ),
    (
        HALF,
        "2021-Q2=24",
        "2021-07-31",
        "24% op 30-06-2021, doel minstens 50%; verwacht was 25%; binnen de marge van 2,5; na "
        "30-06-2021 is 13 procentpunt per kwartaal nodig, 2 kwartalen lang; daarvoor was het 12.",
        "24% on 30 June 2021, goal at least 50%; 25% was expected; within the margin of 2.5; 13 "
        "percentage points a quarter is needed after 30 June 2021, for 2 quarters; it was 12 "
        "before.",
    ),
    (
        HALF,
        "2021-Q2=20",
        "2021-06-30",
        "20% op 30-06-2021, doel minstens 50%; verwacht was 25%; buiten de marge van 2,5; nodig "
        "is 15 procentpunt per kwartaal, nog 2 kwartalen; tot nu toe 10 per kwartaal.",
        "20% on 30 June 2021, goal at least 50%; 25% was expected; outside the margin of 2.5; 15 "
        "percentage points a quarter is needed, 2 quarters left; 10 a quarter so far.",
    ),
    (
        replace(HALF, value=100.0),
        "2021-Q1=100 2021-Q2=100",
        "2021-06-30",
        "100% op 30-06-2021; gehaald op 31-03-2021.",
        "100% on 30 June 2021; achieved on 31 March 2021.",
    ),
    (
        HALF,
        "2021-Q2=10",
        "2021-06-30",
        "10% op 30-06-2021, doel minstens 50%; verwacht was 25%; nodig is 20,0 procentpunt per "
        "kwartaal, nog 2 kwartalen; tot nu toe 5,0 per kwartaal.",
        "10% on 30 June 2021, goal at least 50%; 25% was expected; 20.0 percentage points a "
        "quarter is needed, 2 quarters left; 5.0 a quarter so far.",
    ),
    (
        HALF,
        "2021-Q3=30",
        "2021-12-16",
        "30% op 30-09-2021, doel minstens 50%; verwacht was 37%; buiten de marge van 2,5; nog 15 "
        "dagen tot de deadline van 31-12-2021.",
        "30% on 30 September 2021, goal at least 50%; 37% was expected; outside the margin of "
        "2.5; 15 days left until the deadline of 31 December 2021.",
    ),
    (
        HALF,
        "2021-Q1=12",
        "2021-08-31",
        "12% op 31-03-2021, doel minstens 50%; verwacht was 12%. Verouderd: na 31-03-2021 niets gemeld.",
        "12% on 31 March 2021, goal at least 50%; 12% was expected. Out of date: nothing reported after 31 March 2021.",
    ),
    (
        SHARE,
        "2021-Q1=40 2021-Q2=46",
        "2021-07-31",
        "46,0% op 30-06-2021, doel minstens 60%; verwacht was 46,6%, vanaf 40,0% op 31-03-2021; "
        "binnen de marge van 1,0; na 30-06-2021 is 7,0 procentpunt per kwartaal nodig, 2 "
        "kwartalen lang; daarvoor was het 6,0.",
        "46.0% on 30 June 2021, goal at least 60%; 46.6% was expected, from 40.0% on 31 March "
        "2021; within the margin of 1.0; 7.0 percentage points a quarter is needed after 30 June "
        "2021, for 2 quarters; it was 6.0 before.",
    ),
    (
        replace(SHARE, value=60.25),
        "2021-Q4=50",
        "2022-01-31",
        "50,0% op de deadline van 31-12-2021, doel minstens 60,25%; niet gehaald (31 dagen geleden).",
        "50.0% at the deadline of 31 December 2021, goal at least 60.25%; not achieved (31 days ago).",
    ),
    (
        SCORE,
        "2021-Q1=9.1 2021-Q4=8",
        "2022-01-31",
        "8,0 punten op de deadline van 31-12-2021, doel minstens 9; niet gehaald (31 dagen "
        "geleden). Op 31-03-2021 was het wel gehaald.",
        "8.0 points at the deadline of 31 December 2021, goal at least 9; not achieved (31 days "
        "ago). It was achieved on 31 March 2021.",
    ),
    (
        CHANNELS,
        "2021-Q4=2",
        "2022-01-31",
        "2 van 3 netwerken op de deadline van 31-12-2021; niet gehaald (31 dagen geleden).",
        "2 of 3 networks at the deadline of 31 December 2021; not achieved (31 days ago).",
    ),
    (
        EIGHT,
        "",
        "2021-11-30",
        "Op 30-11-2021 nog niets gemeld; de eerste aanlevering werd uiterlijk 30-04-2021 "
        "verwacht; nog 31 dagen tot de deadline van 31-12-2021.",
        "Nothing reported by 30 November 2021; the first report was due by 30 April 2021; 31 days "
        "left until the deadline of 31 December 2021.",
    ),
    (
        EIGHT,
        "",
        "2021-12-31",
        "Op 31-12-2021 nog niets gemeld; de eerste aanlevering werd uiterlijk 30-04-2021 "
        "verwacht; de deadline is vandaag.",
        "Nothing reported by 31 December 2021; the first report was due by 30 April 2021; the deadline is today.",
    ),
    (
        YEARLY,
        "",
        "2021-02-01",
        "Te vroeg om te beoordelen: de eerste aanlevering wordt uiterlijk 30-01-2022 verwacht; "
        "nog 28 dagen tot de deadline van 01-03-2021.",
        "Too early to assess: the first report is due by 30 January 2022; 28 days left until the "
        "deadline of 1 March 2021.",
    ),
    (
        YEARLY,
        "",
        "2021-06-01",
        "Te vroeg om te beoordelen: de eerste aanlevering wordt uiterlijk 30-01-2022 verwacht; de "
        "deadline van 01-03-2021 is 3 maanden voorbij.",
        "Too early to assess: the first report is due by 30 January 2022; the deadline of 1 March "
        "2021 passed 3 months ago.",
    ),
    (
        replace(YEARLY, due=date(2021, 1, 1)),
        "",
        "2020-12-31",
        "Begint op 01-01-2021; deadline dezelfde dag.",
        "Starts on 1 January 2021; deadline the same day.",
    ),
    (
        YEARLY,
        "2021-Q1=ja",
        "2021-03-31",
        "Bereikt in het 1e kwartaal van 2021, hoogstens 30 dagen na de deadline van 01-03-2021.",
        "Reached in the 1st quarter of 2021, at most 30 days after the deadline of 1 March 2021.",
    ),
    (
        YEARLY,
        "2021-01=ja",
        "2021-03-31",
        "Bereikt in januari 2021; deadline 01-03-2021.",
        "Reached in January 2021; deadline 1 March 2021.",
    ),
    (
        YEARLY,
        "2021-Q1=ja@2021-03-31",
        "2021-03-31",
        "Bereikt op 31-03-2021, 30 dagen na de deadline van 01-03-2021.",
        "Reached on 31 March 2021, 30 days after the deadline of 1 March 2021.",
    ),
    (
        YEARLY,
        "2021-01=nee",
        "2021-01-31",
        "Op 31-01-2021 nog niet bereikt; deadline 01-03-2021, nog maar 29 dagen.",
        "Not reached yet on 31 January 2021; deadline 1 March 2021, only 29 days left.",
    ),
    (
        YEARLY,
        "2021-Q1=nee",
        "2021-04-30",
        "Op 31-03-2021 niet bereikt; de deadline van 01-03-2021 is 60 dagen voorbij.",
        "Not reached on 31 March 2021; the deadline of 1 March 2021 passed 60 days ago.",
    ),
]


@pytest.mark.parametrize(("one", "text", "as_of", "nl", "en"), CASES)
def test_the_sentence_of_a_path(one: Target, text: str, as_of: str, nl: str, en: str) -> None:
    assessed = light(one, text, as_of)
    assert (why(assessed, "nl"), why(assessed, "en")) == (nl, en)
