"""What is counted at the top of a page, each with the selection that opens exactly what was counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kpi.core.calendar.period import Period
from kpi.core.light.assessment import LIGHTS, Assessment, Light, Status
from kpi.core.light.rollup import SERIOUSNESS, Rollup, Standing, is_silent, standing
from kpi.core.light.snapshot import Change, Row
from kpi.core.view.filters import Filters
from kpi.core.view.views import ThemeCard
from kpi.core.vocabulary import complete


class Count(StrEnum):
    """What a result is counted under, most serious first: each under one, and what is silent as not assessed too."""

    BEHIND = "behind"
    SILENT = "silent"
    ATTENTION = "attention"
    FINE = "fine"
    UNJUDGED = "unjudged"


_JUDGED = (Status.AT_RISK, Status.ON_TRACK, Status.ACHIEVED, Status.ACHIEVED_LATE)
_GREY = tuple(status for status in SERIOUSNESS if LIGHTS[status] is Light.GREY)
# A stale green needs attention and keeps its status: so attention is what is neither red nor silent.
_OPENS: Mapping[Count, tuple[tuple[str, tuple[str, ...]], ...]] = complete(
    Count,
    {
        Count.BEHIND: (("status", (Status.OFF_TRACK, Status.MISSED)),),
        Count.SILENT: (("status", (Status.NO_DATA,)), ("standing", (Standing.ATTENTION,))),
        Count.ATTENTION: (("status", _JUDGED), ("standing", (Standing.ATTENTION,))),
        Count.FINE: (("standing", (Standing.FINE,)),),
        Count.UNJUDGED: (("status", _GREY),),
    },
)


@dataclass(frozen=True, slots=True)
class QuarterCount:
    """How the lights of many results were spread at the end of a quarter."""

    period: Period
    lights: Mapping[Light, int]


def count_of(one: Assessment) -> Count:
    """The most serious of what a result is counted under."""
    if one.light is Light.RED:
        return Count.BEHIND
    if is_silent(one):
        return Count.SILENT
    if one.light is Light.AMBER:
        return Count.ATTENTION
    return Count.FINE if standing(one) is Standing.FINE else Count.UNJUDGED


def count_rows(rows: Iterable[Row]) -> dict[Count, int]:
    """How many results are counted under each, in order; zero included."""
    found = Counter(count_of(row.assessment) for row in rows)
    found[Count.UNJUDGED] += found[Count.SILENT]
    return {one: found[one] for one in Count}


def counted_lights(rollup: Rollup) -> dict[Count, int]:
    """The same of lights that were counted before."""
    return {
        Count.BEHIND: rollup.lights.get(Light.RED, 0),
        Count.SILENT: rollup.silent,
        Count.ATTENTION: rollup.lights.get(Light.AMBER, 0),
        Count.FINE: rollup.lights.get(Light.GREEN, 0),
        Count.UNJUDGED: rollup.lights.get(Light.GREY, 0),
    }


def opening(count: Count, within: Filters | None = None) -> Filters:
    """The selection of exactly what is counted there, of what `within` selects."""
    found = within or Filters()
    for field, codes in _OPENS[count]:
        found = only(found, field, *codes)
    return found


def opening_change(change: Change, within: Filters | None = None) -> Filters:
    """The selection of exactly the results whose light changed so, of what `within` selects."""
    return only(within or Filters(), "change", change)


def opening_standing(one: Standing, within: Filters | None = None) -> Filters:
    """The selection of exactly the results that stand so, of what `within` selects."""
    return only(within or Filters(), "standing", one)


def only(within: Filters, field: str, *codes: str) -> Filters:
    """A selection made narrower: of the codes that it has in a field, or of all, only these."""
    had = within.codes(field)
    return within.but(field, *(code for code in codes if not had or code in had))


def quarter_before(rows: Iterable[Row]) -> Period | None:
    """The quarter that changes are counted from: the one before the newest; None when there is none."""
    strip = next((row.strip for row in rows), ())
    return strip[-2].period if len(strip) > 1 else None


def by_quarter(rows: Iterable[Row]) -> tuple[QuarterCount, ...]:
    """How the lights were spread at the end of each of the last quarters, oldest first."""
    strips = [row.strip for row in rows]
    return tuple(
        QuarterCount(cells[0].period, Counter(cell.light for cell in cells)) for cells in zip(*strips, strict=True)
    )


def most_behind(cards: Iterable[ThemeCard]) -> tuple[ThemeCard, ...]:
    """Themes with the most red first, then with the most that needs attention, then with the most silence."""

    def key(card: ThemeCard) -> tuple[int, ...]:
        counts = counted_lights(card.rollup)
        return tuple(-counts[one] for one in (Count.BEHIND, Count.ATTENTION, Count.SILENT))

    return tuple(sorted(cards, key=key))
