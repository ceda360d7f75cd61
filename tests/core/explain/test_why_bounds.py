"""What must hold at every period: beside what was agreed, at the deadline, and how often it did not."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.core.calendar.period import Frequency
from kpi.core.explain.why import why
from kpi.core.model import Target
from kpi.core.vocabulary import Aggregation, Comparator, Kind
from tests.core.make import indicator, light, target

FAULTS = target(
    Kind.MAINTAIN,
    value=0.0,
    comparator=Comparator.AT_MOST,
    indicator=indicator("fouten", decimals=0, aggregation=Aggregation.SUM, unit_en="faults"),
)
CAP = target(
    Kind.MAINTAIN,
    value=25.0,
    comparator=Comparator.AT_MOST,
    indicator=indicator("%", decimals=0, frequency=Frequency.YEAR),
    due=date(2023, 12, 31),
)
RISE = replace(FAULTS, comparator=Comparator.ABOVE)


CASES = [
    (
        FAULTS,
        "2021-Q1=0",
        "2021-03-31",
        "Geen fouten in het 1e kwartaal van 2021, zoals afgesproken.",
        "No faults in the 1st quarter of 2021, as agreed.",
    ),
    (
        FAULTS,
        "2021-Q1=0 2021-Q2=0 2021-Q3=0 2021-Q4=0",
        "2022-03-31",
        "Geen fouten in het 4e kwartaal van 2021, zoals afgesproken; gehaald.",
        "No faults in the 4th quarter of 2021, as agreed; achieved.",
    ),
    (
        FAULTS,
        "2021-Q1=1 2021-Q2=1",
        "2021-06-30",
        "1 fout in het 2e kwartaal van 2021, afgesproken geen enkele. In 2 van 2 perioden buiten de afspraak.",
        "1 fault in the 2nd quarter of 2021, agreed: none. Outside what was agreed in 2 of 2 periods.",
    ),
    (
        FAULTS,
        "2021-Q1=1 2021-Q2=1 2021-Q3=2",
        "2021-09-30",
        "2 fouten in het 3e kwartaal van 2021, afgesproken geen enkele. In alle 3 perioden buiten de afspraak.",
        "2 faults in the 3rd quarter of 2021, agreed: none. Outside what was agreed in all 3 periods.",
    ),
    (
        FAULTS,
        "2021-Q1=0 2021-Q2=1",
        "2021-06-30",
        "1 fout in het 2e kwartaal van 2021, afgesproken geen enkele. In 1 van 2 perioden buiten de afspraak.",
        "1 fault in the 2nd quarter of 2021, agreed: none. Outside what was agreed in 1 of 2 periods.",
    ),
    (
        FAULTS,
        "2021-Q1=1",
        "2021-12-31",
        "1 fout in het 1e kwartaal van 2021, afgesproken geen enkele. Verouderd: na het 1e "
        "kwartaal van 2021 niets gemeld.",
        "1 fault in the 1st quarter of 2021, agreed: none. Out of date: nothing reported after "
        "the 1st quarter of 2021.",
    ),
    (
        replace(FAULTS, tolerance=2.0),
        "2021-Q1=1",
        "2021-03-31",
        "1 fout in het 1e kwartaal van 2021, afgesproken geen enkele; 1 fout boven de afspraak, "
        "met een speling van 2 fouten.",
        "1 fault in the 1st quarter of 2021, agreed: none; 1 fault above what was agreed, with a "
        "tolerance of 2 faults.",
    ),
    (
        RISE,
        "2021-Q1=-15",
        "2021-03-31",
        "−15 fouten in het 1e kwartaal van 2021, afgesproken meer dan 0.",
        "−15 faults in the 1st quarter of 2021, agreed: more than 0.",
    ),
    (
        RISE,
        "2021-Q1=15",
        "2021-03-31",
        "15 fouten in het 1e kwartaal van 2021, afgesproken meer dan 0; binnen de afspraak.",
        "15 faults in the 1st quarter of 2021, agreed: more than 0; within what was agreed.",
    ),
    (
        replace(CAP, comparator=Comparator.EQUAL),
        "2021=25",
        "2021-12-31",
        "25% op 31-12-2021, precies zoals afgesproken.",
        "25% on 31 December 2021, exactly as agreed.",
    ),
    (
        CAP,
        "2021=20 2022=20 2023=20",
        "2024-01-31",
        "20% op de deadline van 31-12-2023, afgesproken hoogstens 25%; gehaald.",
        "20% at the deadline of 31 December 2023, agreed: at most 25%; achieved.",
    ),
    (
        CAP,
        "2021=20 2022=20 2023=30",
        "2024-01-31",
        "30% op de deadline van 31-12-2023, afgesproken hoogstens 25%; niet gehaald (31 dagen "
        "geleden). In 1 van 3 perioden buiten de afspraak.",
        "30% at the deadline of 31 December 2023, agreed: at most 25%; not achieved (31 days "
        "ago). Outside what was agreed in 1 of 3 periods.",
    ),
    (
        CAP,
        "2021=20 2022=20 2023=20 2024=21",
        "2025-01-31",
        "21% op 31-12-2024, afgesproken hoogstens 25%; binnen de afspraak op de deadline van 31-12-2023.",
        "21% on 31 December 2024, agreed: at most 25%; within what was agreed at the deadline of 31 December 2023.",
    ),
]


@pytest.mark.parametrize(("one", "text", "as_of", "nl", "en"), CASES)
def test_the_sentence_of_a_bound(one: Target, text: str, as_of: str, nl: str, en: str) -> None:
    assessed = light(one, text, as_of)
    assert (why(assessed, "nl"), why(assessed, "en")) == (nl, en)
