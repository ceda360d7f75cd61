"""Columns past empty ones that are no part of the table: a list of practices, choices or actions beside it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.text import fold
from kpi.intake.parse.head.header_words import AMOUNTS, ASIDE_ANSWER, NUMBERS, ROLES, Place, word_of
from kpi.intake.read.grid import Grid, Which

_FAR, _NEAR = 2, 1  # empty columns between two blocks
_MEASURED = frozenset({*NUMBERS, "measured_on", "period-value"})
_NAMES = frozenset({"indicator", "name"})
_LABELS = (*_NAMES, "period", "org_unit")


def set_apart(places: list[Place], below: Grid, known: Known, told: Mapping[str, str]) -> list[Place]:
    """The columns, of those past empty ones told whether they are a part of the table.

    Two empty columns part what stands beside a table that can be read by itself. It belongs to the table after all
    where its organisation units tell rows apart; where most rows of figures have one of its cells and nothing else
    does, nobody can tell. One empty column is part of a table, unless a mere list of units stands behind it.
    """
    filled = [place.index for place in places if place.named or below.columns[place.index].filled().any()]
    if not filled or len(filled) == filled[-1] - filled[0] + 1:
        return places
    table = _Table(places, below, known)
    main, others = table.parted(filled, _FAR)
    for block in others:
        table.judge(main, block)
    main, others = table.parted(main, _NEAR)
    for block in others:
        table.judge_near(main, block)
    return [table.placed(place, told.get(fold(place.header), "")) for place in places]


def _blocks(columns: Sequence[int], empty: int) -> Iterator[list[int]]:
    """The columns in runs, cut where so many empty ones stand between two."""
    cuts = [at for at in range(1, len(columns)) if columns[at] - columns[at - 1] > empty]
    for start, end in zip([0, *cuts], [*cuts, len(columns)], strict=True):
        yield list(columns[start:end])


def _suffices(roles: Collection[str]) -> bool:
    """Whether these make a table by themselves."""
    long = "period" in roles and not _MEASURED.isdisjoint(roles)
    return not _NAMES.isdisjoint(roles) and (long or "period-value" in roles)


class _Table:
    """The columns below a header, and what it says of them."""

    def __init__(self, places: Sequence[Place], below: Grid, known: Known) -> None:
        self.roles = [place.role or ("value" if word_of(place.header) in AMOUNTS else "") for place in places]
        self.below, self.known = below, known
        self.aside, self.unsure = set[int](), set[int]()

    def placed(self, place: Place, said: str) -> Place:
        """A column as part of the table or not; `said`: what the uploader says of it where it is unsure."""
        if place.index not in self.aside | self.unsure:
            return place
        said = said if place.index in self.unsure else ASIDE_ANSWER
        role = said if said in ROLES else ""
        return replace(place, role=role, apart=not role, unsure="" if said else place.role)

    def parted(self, columns: Sequence[int], empty: int) -> tuple[list[int], list[list[int]]]:
        """The only block that is a table by itself, and the others; all of them as one where it is not the only one."""
        blocks = list(_blocks(columns, empty))
        tables = [block for block in blocks if _suffices(self._said(block))]
        if len(tables) != 1:
            return list(columns), []
        return tables[0], [block for block in blocks if block is not tables[0]]

    def judge(self, main: Sequence[int], block: Sequence[int]) -> None:
        """A block past enough empty columns: apart, unless its cells go with the rows of the table."""
        more = self._more(main, block)
        if not self._said(block) or "period-value" in self._said(block):
            return
        if "org_unit" in more and self._twice(main):
            return
        rows, mine = self._rows(main, _MEASURED), self._rows(block, more)
        fits = not (mine & ~self._rows(main, {*_LABELS, *_MEASURED})).any()
        unsure = {at for at in block if self.roles[at] in more} if fits and 2 * mine.sum() > rows.sum() else set()
        self.unsure.update(unsure)
        self.aside.update(set(block) - unsure)

    def judge_near(self, main: Sequence[int], block: Sequence[int]) -> None:
        """A block past one empty column is apart only where it is a list of units that goes on below the table."""
        if self._more(main, block) != {"org_unit"} or self._said(block) != {"org_unit"} or self._twice(main):
            return
        rows, mine = self._rows(main, {*_LABELS, *_MEASURED}), self._rows(block, {"org_unit"})
        column = self.below.columns[next(at for at in block if self.roles[at] == "org_unit")]
        listed = [fold(cell.text) for cell in column.take(mine).distinct()]
        if len(listed) < max(2, int(mine.sum())) or not self.known.org_units.keys() >= {*listed}:
            return
        if (mine & ~rows).any():
            self.aside.update(block)
        elif not (rows & ~mine).any():
            self.unsure.update(at for at in block if self.roles[at])

    def _said(self, block: Sequence[int]) -> set[str]:
        return {self.roles[at] for at in block} - {""}

    def _more(self, main: Sequence[int], block: Sequence[int]) -> set[str]:
        """What a block says that the table has no column of its own for."""
        own = self._said(main) | _NAMES
        return self._said(block) - (own | {"period", "value"} if "period-value" in own else own)

    def _rows(self, block: Sequence[int], roles: Collection[str]) -> Which:
        """Of every row whether anything stands in the columns of these roles."""
        return self.below.filled(at for at in block if self.roles[at] in roles)

    def _twice(self, main: Sequence[int]) -> bool:
        """Whether rows of figures say the same indicator and period, so that something else must tell them apart."""
        rows = self._rows(main, _MEASURED)
        keys = [self.below.columns[at].places[rows] for at in main if self.roles[at] in (*_NAMES, "period")]
        return len(np.unique(np.stack(keys), axis=1).T) < int(rows.sum())
