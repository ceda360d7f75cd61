"""What is promised a number of times: how often, of how many windows, and of which nobody said a thing."""

from dataclasses import replace

import pytest

from kpi.core.calendar.deadline import Per
from kpi.core.explain.why import why
from kpi.core.model import Target
from kpi.core.vocabulary import Aggregation, Kind
from tests.core.make import indicator, light, target

QUARTERLY = target(Kind.RECURRING, value=1.0, per=Per.QUARTER)
LETTERS = target(
    Kind.RECURRING,
    value=3.0,
    per=Per.QUARTER,
    indicator=indicator("nieuwsbrieven", decimals=0, unit_en="newsletters", aggregation=Aggregation.SUM),
)
OFTEN = replace(LETTERS, indicator=indicator("keer", decimals=0, unit_en="times", aggregation=Aggregation.SUM))
TALKS = replace(OFTEN, per=Per.PLAN)


CASES = [
    (
        LETTERS,
        "2021-Q1=3 2021-05=1",
        "2021-05-31",
        "Tot nu toe 1 van 3 nieuwsbrieven in het 2e kwartaal van 2021; verwacht waren er 2; 1 van 4 termijnen gedaan.",
        "1 of 3 newsletters so far in the 2nd quarter of 2021; 2 were expected; 1 of 4 periods done.",
    ),
    (
        LETTERS,
        "2021-Q1=3",
        "2021-03-31",
        "3 van 3 nieuwsbrieven in het 1e kwartaal van 2021; 1 van 4 termijnen gedaan.",
        "3 of 3 newsletters in the 1st quarter of 2021; 1 of 4 periods done.",
    ),
    (
        LETTERS,
        "2021-Q1=4",
        "2021-03-31",
        "4 nieuwsbrieven in het 1e kwartaal van 2021; 3 was genoeg; 1 van 4 termijnen gedaan.",
        "4 newsletters in the 1st quarter of 2021; 3 was enough; 1 of 4 periods done.",
    ),
    (
        LETTERS,
        "2021-01=0",
        "2021-01-31",
        "Tot nu toe 0 van 3 nieuwsbrieven in het 1e kwartaal van 2021; verwacht was er 1.",
        "0 of 3 newsletters so far in the 1st quarter of 2021; 1 was expected.",
    ),
    (
        OFTEN,
        "2021-Q1=4",
        "2021-03-31",
        "4 keer gedaan in het 1e kwartaal van 2021; 3 was genoeg; 1 van 4 termijnen gedaan.",
        "Done 4 times in the 1st quarter of 2021; 3 was enough; 1 of 4 periods done.",
    ),
    (
        OFTEN,
        "2021-Q1=2@2021-03-31 2021-02=1@2021-04-02",
        "2021-04-02",
        "3 van 3 keer gedaan, niet alles in het 1e kwartaal van 2021; 1 van 4 termijnen gedaan.",
        "Done 3 of 3 times, not all in the 1st quarter of 2021; 1 of 4 periods done.",
    ),
    (
        OFTEN,
        "2021-Q1=4@2021-04-02",
        "2021-04-02",
        "4 keer gedaan, niet alles in het 1e kwartaal van 2021; 1 van 4 termijnen gedaan.",
        "Done 4 times, not all in the 1st quarter of 2021; 1 of 4 periods done.",
    ),
    (
        OFTEN,
        "2021-01=0",
        "2021-01-31",
        "Nog niet gedaan in het 1e kwartaal van 2021; 3 keer nodig; verwacht was 1 keer.",
        "Not done yet in the 1st quarter of 2021; needed 3 times; once was expected.",
    ),
    (TALKS, "2021-Q1=1", "2021-04-30", "Tot nu toe 1 van 3 keer gedaan in 2021.", "Done 1 of 3 times so far in 2021."),
    (
        TALKS,
        "2021-Q1=1",
        "2021-08-31",
        "1 van 3 keer gedaan in 2021. Verouderd: na het 1e kwartaal van 2021 niets gemeld.",
        "Done 1 of 3 times in 2021. Out of date: nothing reported after the 1st quarter of 2021.",
    ),
    (
        TALKS,
        "2021-Q1=1 2021-Q4=1",
        "2022-03-31",
        "2 van 3 keer gedaan in 2021; niet gehaald op de deadline van 31-12-2021, 90 dagen geleden.",
        "Done 2 of 3 times in 2021; not achieved by the deadline of 31 December 2021, 90 days ago.",
    ),
    (
        QUARTERLY,
        "2021-Q1=1",
        "2021-03-31",
        "Gedaan in het 1e kwartaal van 2021; 1 van 4 termijnen gedaan.",
        "Done in the 1st quarter of 2021; 1 of 4 periods done.",
    ),
    (
        QUARTERLY,
        "2021-Q1=1 2021-Q3=1",
        "2021-11-30",
        "Gedaan in het 3e kwartaal van 2021; 2 van 4 termijnen gedaan; over 1 termijn niets gemeld.",
        "Done in the 3rd quarter of 2021; 2 of 4 periods done; nothing reported on 1 period.",
    ),
    (
        QUARTERLY,
        "2021-Q1=1 2021-Q3=1 2021-Q4=1",
        "2022-02-28",
        "Gedaan in het 4e kwartaal van 2021; gehaald met 3 van 4 termijnen; over 1 termijn niets gemeld.",
        "Done in the 4th quarter of 2021; achieved with 3 of 4 periods; nothing reported on 1 period.",
    ),
    (
        QUARTERLY,
        "2021-Q1=1 2021-Q2=1 2021-Q3=0 2021-Q4=1",
        "2022-02-28",
        "Gedaan in het 4e kwartaal van 2021; gehaald met 3 van 4 termijnen. 1 van 4 termijnen gemist.",
        "Done in the 4th quarter of 2021; achieved with 3 of 4 periods. 1 of 4 periods missed.",
    ),
    (
        QUARTERLY,
        "2021-Q1=1 2021-Q2=1 2021-Q3=1 2021-Q4=1",
        "2022-02-28",
        "Gedaan in het 4e kwartaal van 2021; gehaald.",
        "Done in the 4th quarter of 2021; achieved.",
    ),
    (
        QUARTERLY,
        "2021-Q1=0 2021-Q2=0 2021-Q3=0 2021-Q4=0",
        "2022-02-28",
        "Niet gedaan in het 4e kwartaal van 2021; niet gehaald op de deadline van 31-12-2021, 59 "
        "dagen geleden. Alle 4 termijnen gemist.",
        "Not done in the 4th quarter of 2021; not achieved by the deadline of 31 December 2021, "
        "59 days ago. All 4 periods missed.",
    ),
    (
        QUARTERLY,
        "2021-Q1=1 2021-Q4=1",
        "2022-02-28",
        "Nog niets gemeld over het 3e kwartaal van 2021; 2 van 4 termijnen gedaan; over 1 termijn "
        "niets gemeld; de deadline van 31-12-2021 is 59 dagen voorbij.",
        "Nothing reported yet on the 3rd quarter of 2021; 2 of 4 periods done; nothing reported "
        "on 1 period; the deadline of 31 December 2021 passed 59 days ago.",
    ),
    (
        QUARTERLY,
        "2021-Q1=1",
        "2021-12-31",
        "Na het 1e kwartaal van 2021 niets gemeld; 1 van 4 termijnen gedaan.",
        "Nothing reported after the 1st quarter of 2021; 1 of 4 periods done.",
    ),
    (
        QUARTERLY,
        "2021-Q1=1",
        "2022-12-31",
        "Na het 1e kwartaal van 2021 niets gemeld; 1 van 4 termijnen gedaan; de deadline van "
        "31-12-2021 is een jaar voorbij.",
        "Nothing reported after the 1st quarter of 2021; 1 of 4 periods done; the deadline of 31 "
        "December 2021 passed a year ago.",
    ),
    (
        QUARTERLY,
        "2021-Q1=1 2021-Q2=0",
        "2021-12-31",
        "Niet gedaan in het 2e kwartaal van 2021; 1 van 4 termijnen gedaan. Verouderd: na het 2e "
        "kwartaal van 2021 niets gemeld. 1 van 4 termijnen gemist.",
        "Not done in the 2nd quarter of 2021; 1 of 4 periods done. Out of date: nothing reported "
        "after the 2nd quarter of 2021. 1 of 4 periods missed.",
    ),
]


@pytest.mark.parametrize(("one", "text", "as_of", "nl", "en"), CASES)
def test_the_sentence_of_what_recurs(one: Target, text: str, as_of: str, nl: str, en: str) -> None:
    assessed = light(one, text, as_of)
    assert (why(assessed, "nl"), why(assessed, "en")) == (nl, en)
