"""The phrases that a reason sentence needs of a language."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.core.light.windows import WindowState
from kpi.core.vocabulary import Comparator


@dataclass(frozen=True, slots=True)
class Words:
    """One language; braces name the figures that `kpi.core.explain.why` fills in, a pair is for one and for several."""

    lang: str
    not_started: str
    too_early: str
    silent: str
    silent_due: str
    one_measurement: str
    no_second: str
    since: str
    on: str
    of: str
    goal: str
    bound: str
    complete: str
    judged: str
    within: str
    there: str
    not_there: str
    as_agreed: str
    though_agreed: str
    lost: str
    expected_count: tuple[str, str]
    expected: str
    pace: str
    pace_since: str
    pace_count: tuple[str, str]
    pace_count_since: tuple[str, str]
    to_go: str
    to_go_since: str
    less: str
    more: str
    met: str
    met_that_day: str
    met_late: str
    met_late_that_day: str
    missed: str
    unknown_after: str
    done: str
    done_late: str
    not_yet: str
    not_done: str
    not_done_missed: str
    days_left: str
    last_day: str
    span: str
    holds: str
    held: str
    held_too_seldom: str
    on_bound: str
    above: str
    below: str
    beside: str
    room: str
    no_room: str
    within_span: str
    once: Mapping[WindowState, str]
    times: Mapping[WindowState, str]
    enough: str
    times_expected: str
    window_silent: str
    awaited: str
    nothing_since: str
    windows_done: str
    stale: str
    regressed: str
    outside: str
    not_there_in: str
    missed_windows: str
    provisional: str
    heard: tuple[str, str]
    not_counted: str
    units: str
    days: tuple[str, str]
    months: tuple[str, str]
    years: tuple[str, str]
    over: str
    almost: str
    comparators: Mapping[Comparator, str]
    none_of: str
    none: str
