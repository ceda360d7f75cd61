"""The decimal mark of a column of a plan file, by the proofs of an upload's (docs/csv-format.md, numbers)."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from kpi.intake.parse.cells.numbers import COMMA, POINT, choose_mark, is_unsure, proof_of
from kpi.intake.parse.cells.plain_cells import is_marked, numbers_in
from kpi.intake.parse.head.synonyms import column_name
from kpi.intake.plan.raw_table import RawTable

FINE = "3"  # decimals, with which 1.234 can be one number only

# What a plan file's own numbers never hold: a comma, or a point that may be one of thousands.
_DOUBT = re.compile(r",|(?<![0-9.])[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9])")


def needs_proof(texts: Iterable[str]) -> bool:
    """Whether a number among these cells may be another one than a decimal point makes it."""
    return _DOUBT.search("\n".join(texts)) is not None


def proven_mark(texts: Iterable[str]) -> str:
    """The decimal mark that most numbers in these cells prove, at a tie the one proved first; empty without proof."""
    found = [proof_of(number) for text in texts for number in numbers_in(text) if is_marked(number)]
    places = {mark: [at for at, proof in enumerate(found) if proof == mark] for mark in (COMMA, POINT)}
    commas, points = ((len(own), (0, own[0] if own else 0)) for own in places.values())
    return choose_mark(commas, points)


def unsure_marks(text: str) -> set[str]:
    """The marks of the numbers in a cell that are one number by a decimal point and another by a comma."""
    return {POINT if POINT in number else COMMA for number in numbers_in(text) if is_unsure(number)}


def written_finely(texts: Sequence[str], finely: Sequence[bool]) -> str:
    """The mark of all cells that could be two numbers, where each stands in a row whose numbers have three decimals.

    `finely`: of each row whether they have; empty where nothing says so. Empty where a cell stays two numbers.
    """
    marks: set[str] = set()
    for text, fine in zip_longest(texts, finely):
        found = unsure_marks(text)
        if found and not fine:
            return ""
        marks |= found
    return marks.pop() if len(marks) == 1 else ""


def fine_indicators(raw: RawTable) -> frozenset[str]:
    """The codes in the file of indicators beside which three decimals are written."""
    names = [column_name(header) for header in raw.header.cells]
    if "indicator" not in names or "decimals" not in names:
        return frozenset()
    codes, decimals = (raw.columns[names.index(name)] for name in ("indicator", "decimals"))
    return frozenset(code for code, written in zip(codes, decimals, strict=True) if written == FINE)
