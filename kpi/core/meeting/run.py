"""The run of a meeting: one line of at most fifteen screens made of a plan, the most serious first."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from kpi.core.history.why_changed import ChangedLight
from kpi.core.light.assessment import Light
from kpi.core.light.rollup import seriousness
from kpi.core.light.snapshot import Change, Row, change
from kpi.core.meeting.records import Agreement, AgreementKind
from kpi.core.meeting.screens import (
    AgreedScreen,
    DeadlinesScreen,
    Material,
    ResultScreen,
    ResultsScreen,
    Run,
    Screen,
    SinceScreen,
    ThemesScreen,
    TitleScreen,
    UndeliveredScreen,
)
from kpi.core.model import Target
from kpi.core.view.views import ThemeCard, first_things, overview_view

T = TypeVar("T")
MOST = 15  # screens of a run
SINGLE = 6  # results with a screen of their own
FEW = 3  # where fewer are red, the most serious others get a screen too
TOGETHER = 3  # results or themes on one screen
THEME_SCREENS = 3
CHANGES = 6  # on one screen
DEADLINES = 6
PAGE, ROWS = 15, 120  # rows of a page, and of a list on paper
AHEAD = timedelta(days=92)  # deadlines until the next meeting, where nobody knows when that is
_WORSE_FIRST = (Change.WORSE, Change.LOST, Change.BETTER, Change.JUDGED, Change.SAME)


def make_run(material: Material) -> Run:
    """The run of a meeting: title, what changed, results, themes, deadlines, what is missing, what was agreed."""
    seen = overview_view(material.snapshot)
    themes = _theme_screens(seen.cards)
    ends = (_deadlines(material), _undelivered(material), agreed_screen(material))
    room = MOST - 2 - len(themes) - len(ends)
    results, beyond = _results(material, room)
    screens = (TitleScreen(seen.rollup), _since(material), *results, *themes, *ends)
    return Run(material, screens, beyond, left_out_of(material))


def make_document(material: Material) -> Run:
    """The run for paper: the same line with its rows, a page of changes, two of deadlines, `ROWS` of other lists."""
    seen = overview_view(material.snapshot)
    cards = _most_red_first(seen.cards)
    results, beyond = _results(material, ROWS // TOGETHER)
    screens = (
        TitleScreen(seen.rollup),
        _since(material, PAGE),
        *results,
        ThemesScreen(tuple(cards[:ROWS]), 1, len(cards)),
        _deadlines(material, 2 * PAGE),
        _undelivered(material, ROWS),
        agreed_screen(material),
    )
    return Run(material, screens, beyond, left_out_of(material))


def on_its_own(material: Material, room: int = MOST) -> tuple[Row, ...]:
    """At most `room` results with a screen of their own: the most serious six red ones, then what was brought in.

    Where fewer than three are red, the most serious others are added up to three. What was brought in goes before
    where there is no room for all.
    """
    brought = _brought(material)[:room]
    urgent = [row for row in _urgent(material) if row not in brought]
    red = [row for row in urgent if row.assessment.light is Light.RED]
    others = [row for row in urgent if row.assessment.light is not Light.RED]
    serious = [*red, *others[: max(0, FEW - len(red))]]
    return (*serious[: min(SINGLE, room - len(brought))], *brought)


def left_out_of(material: Material) -> tuple[Row, ...]:
    """The results that were left out of a meeting, in the order in which that was done."""
    return tuple(_rows_of(material, material.meeting.left_out))


def _brought(material: Material) -> list[Row]:
    return _rows_of(material, material.meeting.added)


def _rows_of(material: Material, codes: Iterable[str]) -> list[Row]:
    known = {row.target.code: row for row in material.snapshot.known}
    return [known[code] for code in dict.fromkeys(codes) if code in known]


def _urgent(material: Material) -> list[Row]:
    return [row for row in first_things(material.snapshot.rows) if _is_in(material, row.target)]


def _is_in(material: Material, target: Target) -> bool:
    return target.code not in material.meeting.left_out


def _results(material: Material, room: int) -> tuple[tuple[Screen, ...], tuple[Row, ...]]:
    """A screen a result for the most serious, further ones three a screen, as far as there is room."""
    single = on_its_own(material, room)
    asking = {row.target.code: row for row in (*_brought(material), *_urgent(material))}
    rest = [row for row in asking.values() if row not in single]
    groups = _threes(rest)[: room - len(single)]
    screens: list[Screen] = [result_screen(material, row) for row in single]
    screens += [ResultsScreen(tuple(result_screen(material, row) for row in rows)) for rows in groups]
    return tuple(screens), tuple(rest[sum(map(len, groups)) :])


def result_screen(material: Material, row: Row) -> ResultScreen:
    """A result with what was said, and what was agreed and accepted about it last."""
    code = row.target.code
    days = material.snapshot.as_of, material.meeting.day
    holding = [one for one in material.accepted if any(map(one.holds, days))]
    return ResultScreen(
        row,
        said=next((one for one in material.said if one.target == code), None),
        asked=next((one for one in reversed(_decided(material)) if one.target == code), None),
        accepted=next((one for one in reversed(holding) if one.target == code), None),
    )


def _decided(material: Material) -> list[Agreement]:
    here = [one for one in material.agreed if one.meeting == material.meeting.code]
    return [one for one in here if one.kind is AgreementKind.DECISION]


def _since(material: Material, most: int = CHANGES) -> SinceScreen:
    ordered = worse_first(material.changed)
    changes = [change_of(one) for one in ordered]
    return SinceScreen(
        first=material.since,
        rows=tuple([one for one in ordered if _is_in(material, one.target)][:most]),
        total=len(ordered),
        worse=sum(one is Change.WORSE for one in changes),
        better=sum(one is Change.BETTER for one in changes),
    )


def worse_first(changed: Iterable[ChangedLight]) -> list[ChangedLight]:
    """Changed lights, worse first and then the most serious."""
    return sorted(changed, key=_change_order)


def change_of(one: ChangedLight) -> Change:
    """Whether a changed light became better or worse; grey stands for a target that was not there."""
    before, after = (side.light if side else Light.GREY for side in (one.before, one.after))
    return change(before, after)


def _change_order(one: ChangedLight) -> tuple[int, tuple[int, int]]:
    stands = one.after or one.before
    return _WORSE_FIRST.index(change_of(one)), seriousness(stands) if stands else (0, 0)


def _theme_screens(cards: Sequence[ThemeCard]) -> tuple[ThemesScreen, ...]:
    """The themes with the most red first, three a screen."""
    groups = _threes(_most_red_first(cards))[:THEME_SCREENS]
    return tuple(ThemesScreen(tuple(one), at * TOGETHER + 1, len(cards)) for at, one in enumerate(groups))


def _most_red_first(cards: Sequence[ThemeCard]) -> list[ThemeCard]:
    return sorted(cards, key=lambda card: (-card.rollup.lights.get(Light.RED, 0), -_amber(card)))


def _amber(card: ThemeCard) -> int:
    return card.rollup.lights.get(Light.AMBER, 0)


def _deadlines(material: Material, most: int = DEADLINES) -> DeadlinesScreen:
    as_of = material.snapshot.as_of
    until = max(material.until or as_of + AHEAD, as_of)
    open_ones = [row for row in material.snapshot.rows if as_of <= row.target.due <= until and not _is_met(row)]
    shown = sorted(
        (row for row in open_ones if _is_in(material, row.target)),
        key=lambda row: (row.target.due, seriousness(row.assessment)),
    )
    return DeadlinesScreen(tuple(shown[:most]), until, len(open_ones))


def _is_met(row: Row) -> bool:
    return row.assessment.met_on is not None and row.assessment.light is Light.GREEN


def _undelivered(material: Material, most: int = CHANGES) -> UndeliveredScreen:
    owing = sorted(material.undelivered, key=lambda one: (-one.overdue, one.name.casefold()))
    reports = sum(one.overdue for one in owing)
    return UndeliveredScreen(tuple(owing[:most]), len(owing), reports, material.asked_for)


def agreed_screen(material: Material) -> AgreedScreen:
    """What this meeting agreed in the order it was recorded, and open actions of earlier ones, late ones first."""
    here = tuple(one for one in material.agreed if one.meeting == material.meeting.code)
    earlier = [one for one in material.agreed if one.meeting != material.meeting.code and one.is_open]
    return AgreedScreen(here, tuple(sorted(earlier, key=lambda one: (one.due is None, one.due or date.max, one.code))))


def _threes(items: Iterable[T]) -> list[list[T]]:
    each = list(items)
    return [each[at : at + TOGETHER] for at in range(0, len(each), TOGETHER)]
