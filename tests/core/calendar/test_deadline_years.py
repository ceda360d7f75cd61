"""Plans whose years begin on another day than the first of January, and their terms of office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.core.calendar.deadline import Deadline, Precision, Term, read_deadline
from kpi.core.calendar.period import JANUARY, year_start

APRIL = year_start("04-01")

# due_from..due | start | precision | phrases; read in a plan of 2022-04-01..2026-03-31 whose years begin on 1 April.
OWN = """
2022-04-01..2023-03-31||year|| 2022/23; 2022-23; 2022-2023; 2022/2023; 2022 – 2023; in 2022/23; gedurende 2022/23
2022-04-01..2023-03-31||year|| FY2023; FY 2023; FY23; FY'23; FY 2022/23; FY2022-23; FY22/23; fiscal year 2023
2022-04-01..2023-03-31||year|| boekjaar 2022/23; het boekjaar 2022-2023; in boekjaar 2022/2023; boekjaar 22/23
2022-04-01..2023-03-31||year|| financial year 2022/23; the 2022/23 financial year; 2022-23 fiscal year; planjaar 2022/23
2022-04-01..2023-03-31||year|| jaar 2022/23; het jaar 2022/23; het hele jaar 2022/23; heel 2022/23; the year 2022/23
2011-04-01..2012-03-31||year|| 2011/12; 2011-2012; FY2012; FY 2011-12; boekjaar 2011-12
2099-04-01..2100-03-31||year|| 2099/00
2022-07-01..2022-09-30||quarter|| Q2 2022/23; 2022/23 Q2; 2022/23-Q2; Q2 (2022/23); tweede kwartaal 2022/23; K2 2022-23
2022-07-01..2022-09-30||quarter|| 2e kwartaal van 2022/23; kwartaal 2 2022-2023; Q2 FY2023; Q2 van boekjaar 2022/23
2022-07-01..2022-09-30||quarter|| second quarter of financial year 2022/23; in het tweede kwartaal van 2022/23
2023-01-01..2023-03-31||quarter|| laatste kwartaal 2022/23; Q4 2022/23
2022-04-01..2022-09-30||half-year|| eerste halfjaar 2022/23; H1 2022/23; eerste helft van 2022/23; first half of FY2023
2022-10-01..2023-03-31||half-year|| tweede half jaar 2022/23; 2022/23-H2
..2023-03-31||year|| eind 2022/23; vóór 2023/24; uiterlijk 2022/23; by the end of 2022/23; by FY2023; t/m 2022/23
..2023-03-31||year|| aan het einde van boekjaar 2022/23; voor eind 2022/23; tegen 2022/23; end of FY2023
..2022-09-30||quarter|| eind Q2 2022/23; by the end of Q2 2022/23; vóór Q3 2022/23
2022-04-01..2022-06-30||around|| begin 2022/23; het begin van boekjaar 2022/23
2022-08-15..2022-10-15||around|| medio 2022/23; medio FY2023
2022-08-01..2022-08-31||around|| medio Q2 2022/23
2022-04-01..2022-05-31||around|| begin H1 2022/23
2022-04-01..2025-03-31||span|| 2022/23 t/m 2024/25; 2022/23 - 2024/25; 2022-2023 t/m 2024-2025; FY2023-FY2025
2022-04-01..2025-03-31||span|| 2022/23 tot 2025/26; 2022/23 - 2024/25 (3 jaar)
2022-04-01..2024-03-31||span|| 2022/23 en 2023/24
2022-04-01..2025-03-31||span|| 2022/23, 2023/24 en 2024/25
2022-04-01..2023-03-31||year|| geheel 2022/23; the whole of 2022/23
2023-03-31..2023-03-31||day|| laatste dag van boekjaar 2022/23; the last day of FY2023
2022-04-01..2022-09-30||span|| Q1 en Q2 2022/23; Q1 t/m Q2 2022/23; Q1-Q2 2022/23; Q1 2022/23 t/m Q2
2022-10-01..2023-06-30||span|| Q3 2022/23 t/m Q1 2023/24
..2026-03-31|2023-04-01|open|| vanaf 2023/24; structureel vanaf FY2024
2022-06-01..2022-06-30||month|| juni 2022/23; juni 2022
2023-02-01..2023-02-28||month|| februari 2022/23
2024-01-01..2024-12-31||year|| in 2024; 2024; kalenderjaar 2024; het jaar 2024
..2024-12-31||year|| eind 2024; vóór 2025; by 2024
2024-05-15..2024-07-15||around|| medio 2024
2024-12-01..2024-12-31||month|| december 2024; 2024-12
2023-01-01..2025-12-31||span|| 2023-2025; 2023 t/m 2025; van 2023 tot 2026
2024-01-01..2025-12-31||span|| 2024 t/m 2025
2024-03-01..2024-05-31||season|| voorjaar 2024
2022-08-01..2023-07-31||span|| schooljaar 2022-2023; schooljaar 2022/23
2022-09-01..2023-08-31||span|| academic year 2022-2023; the 2022/23 academic year
2022-12-01..2023-02-28||season|| winter 2022/23; winter 2022-2023
..2026-03-31|2022-04-01|plan|| doorlopend
..2024-03-31||year|| binnen twee jaar
"""

# Of the calendar or of the plan, of two years that do not follow, or of no year at all.
OWN_REFUSED = """
Q2 2024; 2024-Q2; 2e kwartaal 2024; kwartaal 2 van 2024; eerste halfjaar 2024; H1 2024; eind Q2 2024; Q1 t/m Q2 2024
2011-12; eind 2011-12; 2022/24; boekjaar 2022/24; boekjaar 2023; FY2022-2024; FY2022 t/m 2024; 2022 t/m 2022/23
2022-2023-2024; kalenderjaar 2022/23; seizoen 2022/23; begroting 2022/23; FY99; FY1985; 1985/86; Q5 2022/23; 2101/02
na 2022/23; circa 2022/23; omstreeks FY2023; 2022/23 of 2023/24; Q2; kwartaal 2; eind; boekjaar; eind boekjaar
juni; 2022/23 plan; plan 2022/23; twee keer per kalenderjaar; elk kalenderjaar; eind kalenderjaar
"""

# Without such a plan these are no year.
JANUARY_REFUSED = """
2022/23; 2022-23; Q2 2022/23; FY2023; FY 2022/23; FY23; fiscal year 2023; financial year 2022/23; boekjaar 2022/23
jaar 2022/23; eind 2022/23; vóór 2023/24; 2022/23 Q2; the 2022/23 financial year; tweede kwartaal 2022/23
"""

# In a plan of 2022-04-01..2023-03-31, one year of its own.
KNOWN = """
2022-07-01..2022-09-30||quarter|| Q2; Quarter 2; kwartaal 2; tweede kwartaal; het 2e kwartaal
2022-10-01..2023-03-31||half-year|| H2; tweede halfjaar
2022-04-01..2022-09-30||span|| Q1 t/m Q2; eerste en tweede kwartaal
2023-02-01..2023-02-28||month|| februari; in februari
2023-03-01..2023-03-01||day|| 1 maart; op 1 maart
2022-06-01..2022-08-31||season|| zomer
2023-03-20..2023-03-26||week|| week 12
..2022-04-30||month|| vóór mei
..2023-03-31||year|| eind boekjaar; eind van het boekjaar; by the end of the financial year
..2023-03-31||year|| eind; ultimo; eind van het jaar; jaareinde; by the end of the year
2022-04-01..2022-06-30||around|| begin
2022-08-15..2022-10-15||around|| medio; halverwege
"""

TERMS: tuple[Term, ...] = (
    ("bestuursperiode", date(2022, 3, 30), date(2026, 3, 18)),
    ("Term of office", date(2022, 5, 5), date(2026, 5, 6)),
    ("parliamentary term", date(2023, 12, 6), date(2025, 10, 29)),
)
IN_TERM = """
2022-03-30..2026-03-18||span|| deze bestuursperiode; in de bestuursperiode; Bestuursperiode; binnen deze bestuursperiode
2022-03-30..2026-03-18||span|| gedurende de hele bestuursperiode; in de huidige bestuursperiode
..2026-03-18||span|| vóór het einde van de bestuursperiode; eind bestuursperiode; einde van deze bestuursperiode
2022-03-30..2026-03-18||span|| bestuursperiode 2022-2026; in de bestuursperiode 2022/2026; within this bestuursperiode
..2026-03-18||span|| eind bestuursperiode 2022-2026
..2026-03-18||span|| uiterlijk deze bestuursperiode; aan het eind van de bestuursperiode
..2022-03-29||span|| before this bestuursperiode
2022-05-05..2026-05-06||span|| this term; this term of office; during the current term of office; in this term
..2026-05-06||span|| by the end of this term; before the end of the term of office; end of term
..2025-10-29||span|| by the end of the parliamentary term
..2027-12-31|2022-03-30|open|| vanaf deze bestuursperiode
"""
NO_TERM = """
voor deze bestuursperiode; voor de bestuursperiode; de volgende bestuursperiode; na de bestuursperiode
begin bestuursperiode; medio bestuursperiode; raadsperiode; deze collegeperiode; eind coalitieperiode
bestuursperiode 2022; bestuursperiode 2018-2022; deze periode; this parliament
"""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(table: str) -> list[tuple[str, str, str, str]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [(window, start, kind, phrase) for window, start, kind, _, same in rows for phrase in same.split("; ")]


def _phrases(table: str) -> list[str]:
    return [phrase for line in table.strip().splitlines() for phrase in line.split("; ")]


def _case(window: str, start: str, kind: str, phrase: str) -> Deadline:
    due_from, due = window.split("..")
    return Deadline(phrase, _day(due_from), _day(due), _day(start), Precision(kind), None)


def _own(phrase: str) -> Deadline | None:
    return read_deadline(phrase, start=date(2022, 4, 1), end=date(2026, 3, 31), year_starts=APRIL)


@pytest.mark.parametrize(("window", "start", "kind", "phrase"), _rows(OWN))
def test_a_plan_with_years_of_its_own_reads_them_and_those_of_the_calendar(
    window: str, start: str, kind: str, phrase: str
) -> None:
    assert _own(phrase) == _case(window, start, kind, phrase)


@pytest.mark.parametrize("phrase", _phrases(OWN_REFUSED))
def test_what_may_be_of_either_is_not_read(phrase: str) -> None:
    assert _own(phrase) is None


@pytest.mark.parametrize("phrase", _phrases(JANUARY_REFUSED))
@pytest.mark.parametrize("year", [None, 2022])
def test_without_such_years_they_are_no_year(phrase: str, year: int | None) -> None:
    assert read_deadline(phrase, year=year) is None
    assert read_deadline(phrase, year=year, start=date(2022, 1, 1), end=date(2024, 12, 31)) is None
    assert read_deadline(phrase, year=year, year_starts=JANUARY) is None


@pytest.mark.parametrize(("window", "start", "kind", "phrase"), _rows(KNOWN))
def test_what_names_no_year_is_in_the_one_year_of_the_plan(window: str, start: str, kind: str, phrase: str) -> None:
    case = _case(window, start, kind, phrase)
    assert read_deadline(phrase, start=date(2022, 4, 1), end=date(2023, 3, 31), year_starts=APRIL) == case
    assert read_deadline(phrase, year=2022, year_starts=APRIL) == case


@pytest.mark.parametrize("phrase", ["voorjaar", "week 13", "Q2 2022", "H1 van 2022"])
def test_what_the_first_day_of_the_year_cuts_in_two_is_in_no_year(phrase: str) -> None:
    assert read_deadline(phrase, year=2022, year_starts=APRIL) is None


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("2022/23", "2022-04-06", "2023-04-05"),
        ("Q2 2022/23", "2022-07-06", "2022-10-05"),
        ("begin 2022/23", "2022-04-06", "2022-07-05"),
        ("medio Q1 2022/23", "2022-05-06", "2022-06-05"),
        ("mei 2022/23", "2022-05-01", "2022-05-31"),
        ("april 2022/23", "", ""),
    ],
)
def test_a_year_may_begin_within_a_month(phrase: str, first: str, last: str) -> None:
    found = read_deadline(phrase, year_starts=year_start("04-06"))
    assert ((found.due_from, found.due) if found else (None, None)) == (_day(first), _day(last))


@pytest.mark.parametrize("phrase", ["schooljaar 2024-2025", "schooljaar 2024/25", "2024/25", "FY2025", "2024-2025"])
def test_the_year_of_a_school_is_that_of_its_plan(phrase: str) -> None:
    found = read_deadline(phrase, year_starts=year_start("08-01"))
    assert found == Deadline(phrase, date(2024, 8, 1), date(2025, 7, 31), None, Precision.YEAR, None)


@pytest.mark.parametrize(
    ("phrase", "starts", "usual"),
    [
        ("elk schooljaar", "08-01", "elk jaar"),
        ("twee keer per schooljaar", "08-01", "twee keer per jaar"),
        ("2x/schooljaar", "08-01", "2x/jaar"),
        ("elk half schooljaar", "08-01", "elk half jaar"),
        ("every school year", "08-01", "every year"),
        ("elk schooljaar vóór 1 mei", "08-01", "elk jaar vóór 1 mei"),
        ("tweemaal per studiejaar", "09-01", "tweemaal per jaar"),
        ("eens per boekjaar", "04-01", "eens per jaar"),
    ],
)
def test_every_year_of_a_school_is_every_year_of_its_plan(phrase: str, starts: str, usual: str) -> None:
    read = partial(read_deadline, start=date(2023, 1, 1), end=date(2026, 12, 31), year_starts=year_start(starts))
    found, meant = read(phrase), read(usual)
    assert meant is not None
    assert found == replace(meant, phrase=phrase)


@pytest.mark.parametrize(
    ("phrase", "starts"),
    [
        ("twee keer per schooljaar", "01-01"),
        ("twee keer per schooljaar", "04-01"),
        ("elk schooljaar", "09-01"),
        ("elk schooljaar 2024-2025", "08-01"),
    ],
)
def test_the_years_of_schools_are_not_those_of_every_plan(phrase: str, starts: str) -> None:
    span = {"start": date(2023, 1, 1), "end": date(2026, 12, 31)}
    assert read_deadline(phrase, **span, year_starts=year_start(starts)) is None


@pytest.mark.parametrize("phrase", ["jaarlijks vóór 1 mei", "jaarlijks in Q1", "elk jaar in februari"])
def test_a_moment_in_every_year_is_in_the_plan_s_own(phrase: str) -> None:
    found = _own(phrase)
    assert found is not None
    assert found.moment


@pytest.mark.parametrize("phrase", ["jaarlijks vóór 1 april", "jaarlijks op 29 februari"])
def test_a_moment_that_is_not_in_every_year_is_none(phrase: str) -> None:
    assert _own(phrase) is None


@pytest.mark.parametrize(("window", "start", "kind", "phrase"), _rows(IN_TERM))
def test_a_term_of_office_is_read_as_its_plan_explains_it(window: str, start: str, kind: str, phrase: str) -> None:
    found = read_deadline(phrase, start=date(2022, 1, 1), end=date(2027, 12, 31), terms=TERMS)
    assert found == _case(window, start, kind, phrase)
    assert read_deadline(phrase, start=date(2022, 1, 1), end=date(2027, 12, 31)) is None


@pytest.mark.parametrize("phrase", _phrases(NO_TERM))
def test_a_term_that_nobody_explains_is_not_read(phrase: str) -> None:
    assert read_deadline(phrase, start=date(2022, 1, 1), end=date(2027, 12, 31), terms=TERMS) is None


_WORDS = sorted(
    {word for phrase in (*_phrases(OWN_REFUSED), *(row[3] for row in _rows(OWN))) for word in phrase.split()}
)
_STARTS = st.sampled_from([year_start(text) for text in ("04-01", "08-01", "02-28", "12-28")])


@given(st.lists(st.sampled_from(_WORDS), max_size=6).map(" ".join), _STARTS, st.none() | st.integers(), st.dates())
def test_any_words_are_read_in_order_or_not_at_all(text: str, starts: object, year: int | None, start: date) -> None:
    found = read_deadline(text, year=year, start=start, end=date(2026, 3, 31), year_starts=starts, terms=TERMS)  # type: ignore[arg-type]
    assert found is None or found.due is None or all(day <= found.due for day in (found.due_from, found.start) if day)
