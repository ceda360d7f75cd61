"""Phrases of other people's plans, and that a word nobody knows is never passed over."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpi.core.calendar import deadline_repeat
from kpi.core.calendar.deadline import Deadline, Per, Precision, Recurrence, read_deadline

START, END = date(2024, 1, 1), date(2027, 12, 31)

# due_from..due | start | precision | recurrence | phrases; read with year 2024 in a plan of 2024-01-01..2027-12-31.
ONCE = """
2026-01-01..2026-03-31||quarter|| oplevering Q1 2026; Oplevering: Q1 2026; oplevering in Q1 2026; delivery Q1 2026
2026-01-01..2026-03-31||quarter|| realisatie eerste kwartaal 2026; opleverdatum Q1 2026; due in Q1 2026
..2026-12-31||year|| oplevering uiterlijk eind 2026; op te leveren vóór 2027; te realiseren voor eind 2026
..2026-12-31||year|| due by end of 2026; to be completed by the end of 2026; completion by year-end 2026
2025-03-01..2025-03-31||month|| gereed in maart 2025; maart 2025 voltooid; vastgesteld in maart 2025; March 2025 (done)
2025-03-01..2025-03-31||month|| te voltooien in maart 2025; in maart 2025 op te leveren; finished in March 2025
..2025-12-31||year|| afgerond eind 2025; afronding eind 2025; eind 2025 behaald; by end of 2025; by end of year 2025
..2025-12-31||year|| achieved by the end of 2025; uitgevoerd uiterlijk 2025; operational by 2025
2025-05-01..2025-05-01||day|| operationeel per 1 mei 2025; streefdatum 1 mei 2025
2025-05-01..2025-05-01||day|| einddatum: 1-5-2025; due date: 1 May 2025
..2027-12-31|2025-01-01|open|| structureel vanaf 2025; vanaf 2025 structureel
..2027-12-31|2025-01-01|open|| doorlopend vanaf 2025; vanaf 2025 en verder
..2027-12-31|2025-01-01|open|| ongoing from 2025; from 2025 and beyond; permanent met ingang van 2025; vanaf 2025 e.v.
..2027-12-31|2025-07-01|open|| blijvend vanaf Q3 2025; continu sinds juli 2025
..2026-12-31|2025-01-01|span|| doorlopend vanaf 2025 t/m 2026
2024-08-01..2025-07-31||span|| schooljaar 2024-2025; in het schooljaar 2024/2025
2024-08-01..2025-07-31||span|| schooljaar 2024/25; school year 2024-25; schooljaar 24/25; schooljaar '24/'25
2024-08-01..2025-07-31||span|| Schooljaar 2024 – 2025; gedurende schooljaar 2024-2025; tijdens het schooljaar 2024-2025
2024-09-01..2025-08-31||span|| studiejaar 2024-2025; academisch jaar 2024/2025
2024-09-01..2025-08-31||span|| academic year 2024-2025; collegejaar 2024/25
..2025-07-31||span|| eind schooljaar 2024-2025; aan het eind van het schooljaar 2024-2025; t/m schooljaar 2024-2025
..2025-07-31||span|| uiterlijk schooljaar 2024-2025; by the end of school year 2024-2025; before school year 2025-2026
..2027-12-31|2024-08-01|open|| vanaf schooljaar 2024-2025; structureel vanaf het schooljaar 2024-2025
2024-08-01..2026-07-31||span|| schooljaar 2024-2025 t/m schooljaar 2025-2026
..2024-12-31||year|| end of year; End of the year; eind van het jaar
..2024-12-31||year|| by end of year; by the end of the year; before year end
..2024-12-31||year|| voor het einde van het jaar; uiterlijk eind van het jaar; aan het eind van het jaar; jaareinde
..2025-05-31||season|| before summer 2025; before the summer of 2025; vóór de zomer van 2025
2031-06-01..2031-06-30||month|| juni 2031; June 2031
"""

# The moment in the year, for a result once in every year of the plan.
EVERY_YEAR = """
day|| jaarlijks vóór 1 mei; jaarlijks voor 1 mei; elk jaar vóór 1 mei; vóór 1 mei, jaarlijks; ieder jaar uiterlijk 1 mei
day|| vóór 1 mei van elk jaar; every year before 1 May; before 1 May each year; annually by 31 March; yearly on 1 May
day|| één keer per jaar, vóór 1 mei; once a year before 1 May
month|| jaarlijks in mei; elk jaar eind december; in May of each year
quarter|| jaarlijks in Q1; ieder jaar in het eerste kwartaal; in the first quarter of every year
season|| elk jaar in het voorjaar; jaarlijks vóór de zomer
span|| jaarlijks tussen mei en juli
"""

# No end, no year, no meaning, or two of them.
REFUSED = """
na de zomer; na de zomer van 2025; na 2025; na 1 mei 2025; after summer 2025; after 2025; vanaf na de zomer
zodra het plan er is; zodra mogelijk; op termijn; op langere termijn; t.z.t.; tzt; te zijner tijd; later; later in 2025
later dan 2025; as soon as possible; asap; in due course; in due time
someday; eventually; tbd; n.n.b.; volgt; gefaseerd
gereed vanaf 2026; vanaf 2026 gereed; oplevering vanaf Q1 2026
completed after 2025; delivery from 2026; ready from May 2025
structureel 2025; structureel tot; vanaf 2025 t/m 2026 en verder; from 2025 to 2026 onwards
2025 en verder; 2025 e.v.; 2025 and beyond; start Q1 2026; start in 2025; niet gereed in 2025; nog niet in 2025
schooljaar 2024; schooljaar 2024-2026; schooljaar 2025-2024
medio schooljaar 2024-2025; schooljaar; boekjaar 2024-2025; FY2025; kerst 2025; de zomervakantie; before the holidays
jaarlijks tot mei; jaarlijks t/m mei; jaarlijks op 29 februari
jaarlijks vóór 1 januari; jaarlijks vanaf mei; elk jaar in
twee keer per jaar in mei; elk kwartaal vóór 1 mei; maandelijks voor de 15e
jaarlijks na 1 mei; elke zomer; every summer
eind 2025 of begin 2026; ongeveer eind 2025; hopelijk in 2025
behalve in 2025; in 2025 of 2026; circa Q1 2026; niet in 2025
oplevering; oplevering fase 1; oplevering 3; gereed; by end
end of; eind van; before; by the end of the project; einde looptijd X
"""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(table: str) -> list[tuple[list[str], str]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [(cells, phrase) for *cells, same in rows for phrase in same.split("; ")]


def _read(phrase: str) -> Deadline | None:
    return read_deadline(phrase, year=2024, start=START, end=END)


@pytest.mark.parametrize(("cells", "phrase"), _rows(ONCE), ids=lambda case: case if isinstance(case, str) else "")
def test_a_phrase_is_read_as_a_careful_reader_would(cells: list[str], phrase: str) -> None:
    due_from, due = cells[0].split("..")
    assert _read(phrase) == Deadline(phrase, _day(due_from), _day(due), _day(cells[1]), Precision(cells[2]), None)


@pytest.mark.parametrize(("cells", "phrase"), _rows(EVERY_YEAR), ids=lambda case: case if isinstance(case, str) else "")
def test_a_moment_in_every_year_is_once_a_year_and_says_so(cells: list[str], phrase: str) -> None:
    once = Recurrence(1, Per.YEAR)
    assert _read(phrase) == Deadline(phrase, START, END, None, Precision(cells[0]), once, moment=True)


@pytest.mark.parametrize("phrase", [phrase for line in REFUSED.strip().splitlines() for phrase in line.split("; ")])
def test_what_has_no_end_or_two_readings_is_refused(phrase: str) -> None:
    assert _read(phrase) is None


@pytest.mark.parametrize("phrase", ["jaarlijks", "twee keer per jaar", "jaarlijks vanaf 2025", "eind 2025"])
def test_without_a_moment_in_the_year_none_is_told(phrase: str) -> None:
    found = _read(phrase)
    assert found is not None
    assert not found.moment


_SOURCES = sorted(Path(deadline_repeat.__file__).parent.glob("deadline*.py"))
_KNOWN = set(re.findall(r"[a-z]+", " ".join(path.read_text("utf-8").lower() for path in _SOURCES)))
_READ = [phrase for table in (ONCE, EVERY_YEAR) for _, phrase in _rows(table)]
_STRANGE = [
    "na",
    "after",
    "niet",
    "not",
    "misschien",
    "ongeveer",
    "circa",
    "zodra",
    "behalve",
    "later",
    "pilot",
    "±",
    "?",
]
_WORDS = st.sampled_from(_STRANGE) | st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12)


@given(st.sampled_from(_READ), _WORDS, st.integers(0, 9))
def test_a_phrase_with_an_unknown_word_anywhere_is_refused(phrase: str, word: str, place: int) -> None:
    assume(word in _STRANGE or word not in _KNOWN)
    words = phrase.split()
    words.insert(place % (len(words) + 1), word)
    assert _read(" ".join(words)) is None


@given(st.sampled_from(_READ), st.integers(0, 9))
def test_a_year_that_is_written_is_in_what_is_read(phrase: str, place: int) -> None:
    """Another year for a written one gives other days, or nothing: no year is passed over."""
    years = list(re.finditer(r"\b20[0-9]{2}\b", phrase))
    assume(years)
    one = years[place % len(years)]
    other = _read(f"{phrase[: one.start()]}{int(one[0]) - 1}{phrase[one.end() :]}")
    was = _read(phrase)
    assert was is not None
    assert other is None or (other.due_from, other.due, other.start) != (was.due_from, was.due, was.start)
