"""The phrases of the reason sentences, Dutch and English side by side."""

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
    lost: str
    path_count: tuple[str, str]
    path_level: str
    path_met: str
    pace: str
    pace_since: str
    met: str
    met_late: str
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
    on_bound: str
    beyond: str
    beyond_any: str
    window: str
    window_over: str
    window_silent: str
    awaited: str
    windows_done: str
    stale: str
    regressed: str
    outside: str
    missed_windows: str
    provisional: str
    heard: tuple[str, str]
    not_counted: str
    units: str
    days: tuple[str, str]
    times: tuple[str, str]
    terms: tuple[str, str]
    comparators: Mapping[Comparator, str]
    states: Mapping[WindowState, str]


WORDS = {
    "nl": Words(
        lang="nl",
        not_started="begint op {day}",
        too_early="te vroeg voor een oordeel: de eerste melding wordt uiterlijk {day} verwacht",
        silent="op {day} nog niets gemeld; de eerste melding werd uiterlijk {first} verwacht",
        silent_due="niets gemeld; de deadline {day} is {days} voorbij",
        one_measurement="één meting zonder nulmeting: een tweede is nodig om te vergelijken",
        no_second="één meting zonder nulmeting, en de volgende bleef uit",
        since=", vanaf {value} op {day}",
        on="op {day}",
        of="{value} van {goal}",
        goal="doel",
        bound="afgesproken",
        complete="{share} gereed",
        judged="volgens de eigenaar {share} bereikt",
        within="in {period}",
        there="beschikbaar {on}, zoals afgesproken",
        not_there="niet beschikbaar {on}, terwijl dat is afgesproken",
        lost="gehaald op {day}, daarna weer verloren",
        path_count=(
            "volgens het pad had het er {expected} moeten zijn",
            "volgens het pad hadden het er {expected} moeten zijn",
        ),
        path_level="volgens het pad had het {expected} moeten zijn",
        path_met="het pad vroeg {expected}",
        pace="nog {left} {periods}, nodig {needed} per {one}, tot nu {so_far}",
        pace_since="vanaf die meting nog {left} {periods}, nodig {needed} per {one}, tot dan {so_far}",
        met="gehaald op {day}",
        met_late="gehaald op {day}, {days} na de deadline {due}",
        missed="niet gehaald op de deadline {due}, {days} geleden",
        unknown_after="sindsdien niets gemeld, terwijl de deadline {due} {days} voorbij is",
        done="gereed op {day}; deadline {due}",
        done_late="gereed op {day}, {days} na de deadline {due}",
        not_yet="op {day} nog niet gereed",
        not_done="op {day} nog niet gereed; deadline {due}, {left}",
        not_done_missed="op {day} niet gereed; de deadline {due} is {days} voorbij",
        days_left="nog {days}",
        last_day="dat is de laatste dag",
        span="{first} t/m {last}",
        holds="binnen de afspraak",
        held="binnen de afspraak op de deadline {due}",
        on_bound="precies op de grens",
        beyond="{short} ernaast, met een speling van {tolerance}",
        beyond_any="{short} ernaast, zonder speling",
        window="{count} van {needed} keer in de termijn {span} ({state})",
        window_silent="nog niets gemeld in de termijn {span}",
        window_over="{count} keer, waar {needed} genoeg is, in de termijn {span} ({state})",
        awaited="voorbij, nog niet gemeld",
        windows_done="{done} van {total} {windows} gedaan",
        stale="verouderd: laatste meting {period}",
        regressed="was gehaald, nu niet meer",
        outside="{count} van {total} perioden erbuiten",
        missed_windows="{count} van {total} termijnen gemist",
        provisional="voorlopig cijfer",
        heard=(
            "{heard} van {expected} {units} meldde over {period}",
            "{heard} van {expected} {units} meldden over {period}",
        ),
        not_counted="telt nog niet mee",
        units="onderdelen",
        days=("dag", "dagen"),
        times=("keer", "keer"),
        terms=("termijn", "termijnen"),
        comparators={
            Comparator.AT_LEAST: "minstens {value}",
            Comparator.AT_MOST: "hoogstens {value}",
            Comparator.ABOVE: "meer dan {value}",
            Comparator.BELOW: "minder dan {value}",
            Comparator.EQUAL: "precies {value}",
            Comparator.BETWEEN: "tussen {value} en {high}",
        },
        states={
            WindowState.DONE: "gedaan",
            WindowState.LATE: "later gedaan",
            WindowState.MISSED: "gemist",
            WindowState.UNREPORTED: "niet gemeld",
            WindowState.CURRENT: "loopt",
            WindowState.UPCOMING: "komt nog",
        },
    ),
    "en": Words(
        lang="en",
        not_started="starts on {day}",
        too_early="too early to judge: the first report is due by {day}",
        silent="nothing reported by {day}; the first report was due by {first}",
        silent_due="nothing reported; the deadline {day} passed {days} ago",
        one_measurement="one measurement without a baseline: a second is needed to compare",
        no_second="one measurement without a baseline, and the next one stayed away",
        since=", from {value} on {day}",
        on="on {day}",
        of="{value} of {goal}",
        goal="goal",
        bound="agreed",
        complete="{share} complete",
        judged="{share} reached according to its owner",
        within="in {period}",
        there="available {on}, as agreed",
        not_there="not available {on}, while that was agreed",
        lost="met on {day}, lost again since",
        path_count=("by the path it should have been {expected}",) * 2,
        path_level="by the path it should have been {expected}",
        path_met="the path asked for {expected}",
        pace="{left} {periods} left, {needed} a {one} needed, {so_far} so far",
        pace_since="{left} {periods} left from that measurement, {needed} a {one} needed, {so_far} until then",
        met="met on {day}",
        met_late="met on {day}, {days} after the deadline {due}",
        missed="not met at the deadline {due}, {days} ago",
        unknown_after="nothing reported since, while the deadline {due} passed {days} ago",
        done="done on {day}; deadline {due}",
        done_late="done on {day}, {days} after the deadline {due}",
        not_yet="not done on {day}",
        not_done="not done on {day}; deadline {due}, {left}",
        not_done_missed="not done on {day}; the deadline {due} passed {days} ago",
        days_left="{days} left",
        last_day="which is the last day",
        span="{first} to {last}",
        holds="within what was agreed",
        held="within what was agreed at the deadline {due}",
        on_bound="exactly on the bound",
        beyond="off by {short}, with a tolerance of {tolerance}",
        beyond_any="off by {short}, without any tolerance",
        window="{count} of {needed} {times} in the window {span} ({state})",
        window_silent="nothing reported yet in the window {span}",
        window_over="{count} times, where {needed} is enough, in the window {span} ({state})",
        awaited="over, not reported yet",
        windows_done="{done} of {total} {windows} done",
        stale="stale: latest measurement {period}",
        regressed="was met, is not any more",
        outside="outside in {count} of {total} periods",
        missed_windows="{count} of {total} windows missed",
        provisional="provisional figure",
        heard=("{heard} of {expected} {units} reported on {period}",) * 2,
        not_counted="does not count yet",
        units="units",
        days=("day", "days"),
        times=("time", "times"),
        terms=("window", "windows"),
        comparators={
            Comparator.AT_LEAST: "at least {value}",
            Comparator.AT_MOST: "at most {value}",
            Comparator.ABOVE: "more than {value}",
            Comparator.BELOW: "less than {value}",
            Comparator.EQUAL: "exactly {value}",
            Comparator.BETWEEN: "between {value} and {high}",
        },
        states={
            WindowState.DONE: "done",
            WindowState.LATE: "done late",
            WindowState.MISSED: "missed",
            WindowState.UNREPORTED: "not reported",
            WindowState.CURRENT: "under way",
            WindowState.UPCOMING: "to come",
        },
    ),
}
