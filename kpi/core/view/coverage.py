"""Coverage: which plan promises what, by category and by theme of the national vision, and where nothing stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kpi.core.category import Category, CategoryGroup, Frame, category_codes, has_category
from kpi.core.contribution import Ref, everything, links_of
from kpi.core.light.rollup import Rollup, roll_up
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.view.portfolio import LevelRollup, by_level, vision_of


@dataclass(frozen=True, slots=True)
class Cover:
    """What one plan promises on one line; without `rows` it is a gap."""

    snapshot: Snapshot
    rows: tuple[Row, ...]
    rollup: Rollup
    levels: tuple[LevelRollup, ...]


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One category or theme: what the vision asks there (`asked`) and a cell for every other plan."""

    code: str
    title: str
    asked: tuple[Row, ...]
    cells: tuple[Cover, ...]

    @property
    def gaps(self) -> tuple[Snapshot, ...]:
        """The plans that promise nothing here."""
        return tuple(cell.snapshot for cell in self.cells if not cell.rows)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Plans against the themes of the `vision` (None: there is no national plan) and against categories by group.

    A target covers a theme when it contributes to a target of it, directly or through targets of other plans.
    `plans`: all plans but the vision, one column each.
    """

    vision: Snapshot | None
    plans: tuple[Snapshot, ...]
    themes: tuple[CoverLine, ...]
    groups: tuple[tuple[CategoryGroup, tuple[CoverLine, ...]], ...]


def coverage(snapshots: Iterable[Snapshot], frame: Frame | None) -> Coverage:
    """The whole grid; codes that the frame does not know, or without a frame all that occur, are group `OTHER`."""
    every = tuple(snapshots)
    vision = vision_of(every)
    plans = tuple(one for one in every if one is not vision)
    categories = _categories(every, frame)
    groups = [(group, tuple(one for one in categories if one.group is group)) for group in CategoryGroup]
    return Coverage(
        vision=vision,
        plans=plans,
        themes=_themes(vision, plans) if vision else (),
        groups=tuple((group, tuple(_category(one, vision, plans) for one in each)) for group, each in groups if each),
    )


def _categories(snapshots: Iterable[Snapshot], frame: Frame | None) -> tuple[Category, ...]:
    known = frame.categories if frame else ()
    used = (code for one in snapshots for row in one.rows for code in category_codes(row.target.category))
    strange = dict.fromkeys(used).keys() - {one.code for one in known}
    return (*known, *(Category(code, code, CategoryGroup.OTHER) for code in sorted(strange)))


def _category(one: Category, vision: Snapshot | None, plans: Iterable[Snapshot]) -> CoverLine:
    asked = _having(vision, one.code) if vision else ()
    return CoverLine(one.code, one.name, asked, tuple(_cover(plan, _having(plan, one.code)) for plan in plans))


def _having(snapshot: Snapshot, code: str) -> tuple[Row, ...]:
    return tuple(row for row in snapshot.rows if has_category(row.target, code))


def _cover(snapshot: Snapshot, rows: tuple[Row, ...]) -> Cover:
    return Cover(snapshot, rows, roll_up(row.assessment for row in rows), by_level(rows))


def _themes(vision: Snapshot, plans: tuple[Snapshot, ...]) -> tuple[CoverLine, ...]:
    links = {ref: refs for one in (*plans, vision) for ref, refs in links_of(one.plan).items()}
    themes = {(vision.plan.code, row.target.code): row.theme.code for row in vision.rows}
    served = {
        (one.plan.code, row.target.code): _served((one.plan.code, row.target.code), links, themes)
        for one in plans
        for row in one.rows
    }
    return tuple(
        CoverLine(
            theme.code,
            theme.title,
            vision.of_theme(theme.code),
            tuple(_cover(plan, _serving(plan, theme.code, served)) for plan in plans),
        )
        for theme in vision.plan.themes
    )


def _served(ref: Ref, links: Mapping[Ref, tuple[Ref, ...]], themes: Mapping[Ref, str]) -> frozenset[str]:
    return frozenset(themes[above] for above in everything(ref, links) if above in themes)


def _serving(plan: Snapshot, theme: str, served: Mapping[Ref, frozenset[str]]) -> tuple[Row, ...]:
    return tuple(row for row in plan.rows if theme in served[plan.plan.code, row.target.code])
