"""Many lights as one line: the worst that counts, how they are spread, how many could be judged; never a mean."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kpi.core.light.assessment import Assessment, Flag, Light, Status

SERIOUSNESS = (
    Status.MISSED,
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.NO_DATA,
    Status.TOO_EARLY,
    Status.NOT_STARTED,
    Status.ON_TRACK,
    Status.ACHIEVED_LATE,
    Status.ACHIEVED,
)


class Standing(StrEnum):
    """Where a result stands on a list that puts exceptions first."""

    ATTENTION = "attention"
    FINE = "fine"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class Rollup:
    """The lights of a theme or plan; `lights` counts them all, `assessed` those that are not grey.

    `light` is the worst that counts: grey only when nothing could be judged; a target of weight 0 does not count.
    `silent`: no data while the deadline has passed.
    """

    light: Light
    lights: Mapping[Light, int] = field(default_factory=dict)
    statuses: Mapping[Status, int] = field(default_factory=dict)
    assessed: int = 0
    total: int = 0
    silent: int = 0
    sample: bool = False


def roll_up(assessments: Iterable[Assessment]) -> Rollup:
    """Worst light, distribution and coverage of any number of lights; without any the light is grey."""
    each = tuple(assessments)
    lights = Counter(one.light for one in each)
    counting = {one.light for one in each if one.target.weight > 0}
    worst = next((light for light in (Light.RED, Light.AMBER, Light.GREEN) if light in counting), Light.GREY)
    return Rollup(
        light=worst,
        lights={light: lights[light] for light in Light},
        statuses=Counter(one.status for one in each),
        assessed=len(each) - lights[Light.GREY],
        total=len(each),
        silent=sum(is_silent(one) for one in each),
        sample=any(Flag.SAMPLE in one.flags for one in each),
    )


def is_silent(one: Assessment) -> bool:
    """Whether nobody knows, while the deadline has passed."""
    return one.status is Status.NO_DATA and Flag.DUE_PASSED in one.flags


def standing(one: Assessment) -> Standing:
    """Red, amber and silent after its deadline ask for attention; what else is grey could not be judged yet."""
    if one.light in (Light.RED, Light.AMBER) or is_silent(one):
        return Standing.ATTENTION
    return Standing.FINE if one.light is Light.GREEN else Standing.UNJUDGED


def seriousness(one: Assessment) -> tuple[int, int]:
    """Sort key: most serious status first, then the nearest deadline."""
    return (SERIOUSNESS.index(one.status), one.days_left)
