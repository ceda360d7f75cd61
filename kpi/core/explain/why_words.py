"""The phrases that a reason sentence needs of a language."""

from collections.abc import Mapping
from typing import NamedTuple

from kpi.core.light.windows import WindowState
from kpi.core.vocabulary import Comparator


class Words(NamedTuple):
    """One language; braces name the figures that `kpi.core.explain.why` fills in, a pair is for one and for several.

    A named tuple, because a dataclass of so many fields takes some milliseconds to make.
    """

    lang: str
    not_started: str
    too_early: str
    silent: str
    withheld: str
    silent_due: str
    due_today: str
    due_past: str
    deadline: str
    due_in: str
    same_day: str
    one_measurement: str
    at_begin: str
    at_begin_on: str
    better: str
    as_good: str
    worse: str
    promised_then: str
    promises_broken: tuple[str, str]
    share_of_baseline: str
    better_than_begin: str
    beside_benchmark: str
    no_benchmark: str
    no_second: str
    since: str
    on: str
    on_due: str
    of: str
    every: str
    no_yet: str
    goal: str
    bound: str
    complete: str
    judged: str
    within: str
    there: str
    not_there: str
    as_agreed: str
    as_agreed_exactly: str
    though_agreed: str
    lost: str
    none_expected: str
    expected_count: tuple[str, str]
    expected: str
    in_margin: str
    off_margin: str
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
    missed_then: str
    unknown_after: str
    done: str
    done_late: str
    not_yet: str
    not_done: str
    not_done_missed: str
    days_left: str
    few_days_left: str
    span: str
    holds: str
    held: str
    held_too_seldom: str
    too_seldom: str
    on_bound: str
    above: str
    below: str
    beside: str
    room: str
    no_room: str
    within_span: str
    once: Mapping[WindowState, str]
    times: Mapping[WindowState, str]
    times_of: str
    times_done: str
    none_done: str
    enough: str
    times_expected: tuple[str, str]
    window_silent: str
    silent_since: str
    awaited: str
    nothing_since: str
    windows_done: str
    met_with: str
    windows_silent: tuple[str, str]
    stale: str
    regressed: str
    was_met: str
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
    one_year: str
    over: str
    almost: str
    comparators: Mapping[Comparator, str]
    none_of: str
    none: str
    not_one: str
