"""What a plan knows: its codes and names, and what may be reported under each code."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf

from kpi.core.calendar.period import Frequency
from kpi.core.kinds import Yes
from kpi.core.model import Indicator, Plan, Target
from kpi.core.unit import CURRENCY, PER_ONE
from kpi.core.vocabulary import Aggregation
from kpi.intake.parse.cells.text import fold

_WHOLE = frozenset({"hele organisatie", "gehele organisatie", "whole organisation", "whole organization"})
_YES_OR_NO = frozenset({"ja/nee", "ja of nee", "ja / nee", "j/n", "yes/no", "yes or no", "yes / no", "y/n"})
_NO_UNIT = frozenset({"-", "n.v.t.", "nvt", "n/a", "na"})  # as good as an empty cell; NA is how R writes one


@dataclass(frozen=True, slots=True)
class Measured:
    """What can be measured under a code: an indicator, or a target that has none.

    `frequency` None: any kind of period. `low` and `high` are inclusive. `yes`: ja, nee or a bare day is a value too.
    `counted`: whole things are counted, so that neither a fraction nor a share is to be expected. `aggregation`: how
    the values of units become one.
    """

    code: str
    unit: str
    decimals: int
    frequency: Frequency | None
    low: float
    high: float
    yes: bool
    counted: bool = False
    aggregation: Aggregation = Aggregation.LAST

    @property
    def factor(self) -> float:
        """What a share is multiplied by to be in this unit."""
        return PER_ONE.get(self.unit, 1.0)

    @property
    def only_yes(self) -> bool:
        """Whether it is yes or no, and a number says nothing."""
        return self.yes and fold(self.unit) in _YES_OR_NO

    @property
    def is_share(self) -> bool:
        """Whether no value above the whole can exist: in % or ‰, without a maximum above it."""
        return self.unit in PER_ONE and (self.high == inf or self.high <= self.factor)


@dataclass(frozen=True)
class Known:
    """The codes and names of a plan, to be found by text in any case and with any accents."""

    plan: Plan

    @cached_property
    def measured(self) -> Mapping[str, Measured]:
        """Everything that can be reported, by its code."""
        own = [target for target in self.plan.targets if target.indicator is None]
        of_indicators = {one.code: _of_indicator(one, self.plan.targets) for one in self._indicators}
        return {target.code: _of_target(target) for target in own} | of_indicators

    @cached_property
    def _indicators(self) -> tuple[Indicator, ...]:
        used = [target.indicator for target in self.plan.targets if target.indicator]
        return tuple({one.code: one for one in (*used, *self.plan.indicators)}.values())

    @cached_property
    def indicators(self) -> Mapping[str, tuple[str, ...]]:
        """Codes by folded code or name; more than one where a name is used twice. A code comes before a name."""
        return _by_word(self._named)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What can be reported, by its code: the name of an indicator, the words of a target that has none."""
        return dict(reversed(self._named))

    @cached_property
    def _named(self) -> list[tuple[str, str]]:
        own = [(one.code, one.statement) for one in self.plan.targets if one.indicator is None]
        return [*((one.code, one.name) for one in self._indicators), *own]

    @cached_property
    def org_units(self) -> Mapping[str, tuple[str, ...]]:
        """Codes by folded code or name; the whole organisation is the empty code."""
        whole = dict.fromkeys((*_WHOLE, *_NO_UNIT, fold(self.plan.organisation)), ("",))
        return whole | _by_word([(one.code, one.name) for one in self.plan.org_units])

    @cached_property
    def wholes(self) -> frozenset[str]:
        """The codes that are as good as the whole: the empty one, and that of the one unit above all others."""
        tops = [one.code for one in self.plan.org_units if not one.parent]
        return frozenset({"", *tops} if len(tops) == 1 < len(self.plan.org_units) else {""})

    @cached_property
    def measured_as(self) -> Mapping[str, str]:
        """The indicator's code by the folded code of a target that has one."""
        return {fold(one.code): one.indicator.code for one in self.plan.targets if one.indicator}

    @cached_property
    def units(self) -> frozenset[str]:
        """All units of measure, folded."""
        return frozenset(fold(one.unit) for one in self.measured.values() if one.unit)


def _by_word(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    pairs = list(pairs)
    names: dict[str, tuple[str, ...]] = {}
    for code, name in pairs:
        names[fold(name)] = (*names.get(fold(name), ()), code)
    names.pop("", None)
    return names | {fold(code): (code,) for code, _ in pairs}


def _of_indicator(one: Indicator, targets: Iterable[Target]) -> Measured:
    said = {target.traits.yes for target in targets if target.measured_as == one.code}
    low = -inf if one.minimum is None else one.minimum
    high = inf if one.maximum is None else one.maximum
    yes = bool(said) and Yes.NOTHING not in said
    whole = not one.decimals and one.unit not in {"", *PER_ONE, *CURRENCY} and one.aggregation is Aggregation.SUM
    counted = whole and not (one.numerator or one.denominator)
    return Measured(one.code, one.unit, one.decimals, one.frequency, low, high, yes, counted, one.aggregation)


def _of_target(one: Target) -> Measured:
    return Measured(
        one.code, one.unit, 0, None, 0.0, one.traits.own.high, yes=True, aggregation=one.traits.own.aggregation
    )
