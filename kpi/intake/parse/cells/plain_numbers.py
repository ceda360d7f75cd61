"""Numbers of digits and at most one mark, told apart and read a whole column at a time; all others by their own rules.

What stands here follows from numbers.shape; tests/intake/parse/cells/test_plain.py holds the two against each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from kpi.intake.parse.cells.column import NOTHING, Outcomes, Reader, guarded
from kpi.intake.parse.cells.numbers import COMMA, PLAIN_DECIMAL, PLAIN_UNSURE, POINT, Number, Proofs, choose_mark, shape
from kpi.intake.read.grid import CellColumn, Which

_WHOLE = r"^-?[0-9]{1,15}$"


@dataclass(frozen=True)
class Shapes:
    """The different texts of a column as numbers, by their place in it."""

    cells: CellColumn

    @cached_property
    def _texts(self) -> Any:
        from pyarrow import array, string

        return array(self.cells.texts, string())

    def _match(self, pattern: str) -> Which:
        from pyarrow.compute import match_substring_regex

        found: Which = np.asarray(match_substring_regex(self._texts, pattern))
        return found & self._written

    @cached_property
    def _written(self) -> Which:
        """Those that stand in it as text, not as what a workbook stores."""
        written = self.cells.stands()
        written[list(self.cells.stored)] = False
        return written

    @cached_property
    def whole(self) -> Which:
        """Digits only: the same under both marks."""
        return self._match(_WHOLE)

    @cached_property
    def decimal(self) -> Which:
        """Digits around one mark."""
        return self._match(PLAIN_DECIMAL)

    @cached_property
    def comma(self) -> Which:
        """Of those whether the mark is a comma."""
        from pyarrow.compute import match_substring

        found: Which = np.asarray(match_substring(self._texts, COMMA))
        return self.decimal & found

    @cached_property
    def unsure(self) -> Which:
        """Of those whether the mark may be one of thousands, as in 1.234."""
        return self._match(PLAIN_UNSURE)

    @cached_property
    def others(self) -> Sequence[tuple[int, Number]]:
        """All further texts that are numbers, such as "€ 1.234,50"."""
        rest = np.flatnonzero(self._written & ~self.whole & ~self.decimal).tolist()
        return [(place, number) for place in rest if (number := shape(self.cells.texts[place]))]

    def _own(self, mark: str) -> Which:
        """Digits around this mark."""
        return self.comma if mark == COMMA else self.decimal & ~self.comma

    def proofs(self, mark: str) -> list[int]:
        """The places of the numbers that can only be read under this decimal mark."""
        plain: list[int] = np.flatnonzero(self._own(mark) & ~self.unsure).tolist()
        return plain + [place for place, number in self.others if number.proof == mark]

    @property
    def ambiguous(self) -> bool:
        """Whether the two marks make some text two different numbers."""
        return bool(self.unsure.any()) or any(number.ambiguous for _, number in self.others)

    def read(self, mark: str, reader: Reader) -> Outcomes:
        """The outcome of every different cell under this decimal mark; empty: none was proved."""
        from pyarrow.compute import cast, replace_substring

        own = self._own(mark)
        plain = np.flatnonzero(self.whole | own if mark else self.whole)
        numbers = np.full(len(self.cells.texts), np.nan)
        numbers[plain] = np.asarray(cast(replace_substring(self._texts.take(plain), COMMA, POINT), "float64"))
        rest = np.flatnonzero(np.isnan(numbers) & self.cells.stands()).tolist()
        outcomes = ((place, guarded(self.cells.cell(place), reader)) for place in rest)
        found = {place: one for place, one in outcomes if one is not NOTHING}
        rules = ("decimal-comma",) if mark == COMMA else ()
        return Outcomes(self.cells, found, numbers, own if rules else None, rules)


def decide_mark(columns: Sequence[Shapes], answer: str) -> str:
    """The decimal mark that these columns prove together; without proof the answer; empty without either."""
    return choose_mark(_count(columns, COMMA), _count(columns, POINT), answer)


def _count(columns: Sequence[Shapes], mark: str) -> Proofs:
    found = [one.proofs(mark) for one in columns]
    return sum(map(len, found)), min(((at, min(places)) for at, places in enumerate(found) if places), default=(0, 0))
