"""How often forecasts were right: what was forecast held against what came of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from kpi.core.light.assessment import Assessment, Status
from kpi.core.light.evidence import by_source, reports_of
from kpi.core.light.snapshot import Evidence
from kpi.core.light.status import assess
from kpi.core.light.units import tree_of
from kpi.core.model import Plan, Target
from kpi.core.outlook.forecast import LEAST
from kpi.core.outlook.likely import Likely, likely
from kpi.core.outlook.of_target import never_forecast, outlook


@dataclass(frozen=True, slots=True)
class KeptForecast:
    """A forecast as it was made: of a target's code, on evidence up to `seen`, for `due` and the goal it had then.

    `low`, `mid`, `high` in its unit; `chance` of 0..1.
    """

    target: str
    seen: date
    due: date
    goal: float | None
    low: float
    mid: float
    high: float
    chance: float


@dataclass(frozen=True, slots=True)
class Foreseen:
    """All forecasts that had this word: how many, how often the goal was reached, and how often that was foreseen."""

    word: Likely
    count: int
    reached: int
    chance: float


@dataclass(frozen=True, slots=True)
class Score:
    """How forecasts came out. `kept`: how many there are; `ended`: of how many it is known whether they came true.

    `inside` of `measured`: ended between its two values, where the value at the deadline is known. `brier`: the mean
    square of what the chance was off, 0 (always right) to 1; a coin has 0.25; None where none has ended.
    """

    kept: int
    ended: int = 0
    measured: int = 0
    inside: int = 0
    brier: float | None = None
    by_word: tuple[Foreseen, ...] = ()


def kept_forecast(one: Assessment) -> KeptForecast | None:
    """What is to be kept of the forecast of a target as it was assessed; None where there is none."""
    made = outlook(one)
    if made.low is None or made.mid is None or made.high is None or made.chance is None or one.point is None:
        return None
    target = made.target
    return KeptForecast(
        target.code, one.point.day, target.due, target.value, made.low, made.mid, made.high, made.chance
    )


def forecasts_at(plan: Plan, evidence: Evidence, as_of: date) -> tuple[KeptForecast, ...]:
    """What is to be kept of the forecasts of a plan at the end of a day, by code of the target.

    `evidence`: as for its snapshot of that day; of targets that are never forecast it may be left out.
    """
    targets = tuple(may_be_forecast(plan, as_of))
    tree, found = tree_of(plan.org_units), []
    for places in by_source(targets):
        reports = reports_of(targets[places[0]], evidence, tree)
        seen = (assess(targets[at], reports, as_of=as_of, thresholds=plan.thresholds) for at in places)
        found += [made for each in seen if len(each.series) >= LEAST and (made := kept_forecast(each))]
    return tuple(sorted(found, key=lambda one: one.target))


def may_be_forecast(plan: Plan, as_of: date) -> Iterator[Target]:
    """The targets of a plan of which something may be forecast at the end of a day."""
    for one in plan.targets:
        if one.start <= as_of <= one.due and never_forecast(one) is None:
            yield one


def score(kept: Iterable[KeptForecast], outcomes: Iterable[Assessment]) -> Score:
    """Forecasts, oldest first, against the targets as they are now.

    Of several on the same evidence the last counts, since a correction took the place of those before. One for a goal
    or a deadline that is no longer promised has no outcome.
    """
    newest = {(one.target, one.seen): one for one in kept}
    now = {one.target.code: one for one in outcomes}
    ended = [(one, now[one.target]) for one in newest.values() if _has_ended(one, now)]
    if not ended:
        return Score(len(newest))
    hits = [(one, then.status is Status.ACHIEVED) for one, then in ended]
    values = [(one, value) for one, then in ended if (value := _value_at_deadline(then)) is not None]
    inside = sum(one.low <= value <= one.high for one, value in values)
    brier = fsum((one.chance - hit) ** 2 for one, hit in hits) / len(hits)
    return Score(len(newest), len(ended), len(values), inside, brier, _by_word(hits))


def _has_ended(one: KeptForecast, now: Mapping[str, Assessment]) -> bool:
    then = now.get(one.target)
    if then is None or (then.target.due, then.target.value) != (one.due, one.goal) or then.as_of < one.due:
        return False
    return then.status in (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.MISSED)


def _value_at_deadline(then: Assessment) -> float | None:
    due = then.target.due
    found = [point.value for point in then.series if point.period.first <= due <= point.period.last]
    return found[-1] if found else None


def _by_word(hits: Sequence[tuple[KeptForecast, bool]]) -> tuple[Foreseen, ...]:
    found = []
    for word in Likely:
        own = [(one.chance, hit) for one, hit in hits if likely(one.chance) is word]
        if own:
            mean = fsum(chance for chance, _ in own) / len(own)
            found.append(Foreseen(word, len(own), sum(hit for _, hit in own), mean))
    return tuple(found)
