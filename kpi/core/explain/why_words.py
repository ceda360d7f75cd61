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
        there="beschikbaar {on}",
        not_there="niet beschikbaar {on}",
        as_agreed="zoals afgesproken",
        though_agreed="terwijl dat is afgesproken",
        lost="gehaald op {day}, daarna weer verloren",
        expected_count=("verwacht was er {expected}", "verwacht waren er {expected}"),
        expected="verwacht was {expected}",
        pace="nodig is {needed} per {one}, nog {left} {periods}; tot nu toe {so_far}",
        pace_since="vanaf dan is {needed} per {one} nodig, {left} {periods} lang; tot dan {so_far}",
        pace_count=(
            "er is er {needed} per {one} nodig, nog {left} {periods}; tot nu toe {so_far}",
            "er zijn er {needed} per {one} nodig, nog {left} {periods}; tot nu toe {so_far}",
        ),
        pace_count_since=(
            "vanaf dan is er {needed} per {one} nodig, {left} {periods} lang; tot dan {so_far}",
            "vanaf dan zijn er {needed} per {one} nodig, {left} {periods} lang; tot dan {so_far}",
        ),
        to_go="nog {rest} te gaan in {left} {periods}",
        to_go_since="vanaf dan nog {rest} te gaan in {left} {periods}",
        less="{size} minder",
        more="{size} meer",
        met="gehaald op {day}",
        met_that_day="gehaald",
        met_late="gehaald op {day}, {days} na de deadline {due}",
        met_late_that_day="gehaald, {days} na de deadline {due}",
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
        held_too_seldom="op de deadline {due} binnen de afspraak, maar daarvoor te vaak niet",
        on_bound="precies op de grens",
        above="{short} boven de afspraak",
        below="{short} onder de afspraak",
        beside="{short} naast de afspraak",
        room="{missed}, met een speling van {tolerance}",
        no_room="{missed}, zonder speling",
        within_span="de termijn {first} t/m {last}",
        once={
            WindowState.DONE: "gedaan in {span}",
            WindowState.LATE: "niet in {span} gedaan, wel later",
            WindowState.MISSED: "niet gedaan in {span}",
            WindowState.UNREPORTED: "nog niet gedaan in {span}",
            WindowState.CURRENT: "nog niet gedaan in {span}",
            WindowState.UPCOMING: "nog niet gedaan in {span}",
        },
        times={
            WindowState.DONE: "{count} van {needed} keer gedaan in {span}",
            WindowState.LATE: "{count} van {needed} keer gedaan in {span}, een deel pas later",
            WindowState.MISSED: "{count} van {needed} keer gedaan in {span}",
            WindowState.UNREPORTED: "{count} van {needed} keer gedaan in {span}",
            WindowState.CURRENT: "tot nu toe {count} van {needed} keer gedaan in {span}",
            WindowState.UPCOMING: "{count} van {needed} keer gedaan in {span}",
        },
        enough="{count} keer gedaan in {span}; {needed} keer was genoeg",
        times_expected="verwacht was {count} keer",
        window_silent="nog niets gemeld over {span}",
        awaited="de laatste melding moet nog komen",
        nothing_since="daarna niets gemeld",
        windows_done="{done} van {total} termijnen gedaan",
        stale="verouderd: laatste meting {period}",
        regressed="was gehaald, nu niet meer",
        outside="in {count} van {total} perioden buiten de afspraak",
        not_there_in="in {count} van {total} perioden niet beschikbaar",
        missed_windows="{count} van {total} termijnen gemist",
        provisional="voorlopig cijfer",
        heard=(
            "{heard} van {expected} {units} meldde over {period}",
            "{heard} van {expected} {units} meldden over {period}",
        ),
        not_counted="telt nog niet mee",
        units="onderdelen",
        days=("dag", "dagen"),
        months=("maand", "maanden"),
        years=("jaar", "jaar"),
        over="ruim {time}",
        almost="bijna {time}",
        comparators={
            Comparator.AT_LEAST: "minstens {value}",
            Comparator.AT_MOST: "hoogstens {value}",
            Comparator.ABOVE: "meer dan {value}",
            Comparator.BELOW: "minder dan {value}",
            Comparator.EQUAL: "precies {value}",
            Comparator.BETWEEN: "tussen {value} en {high}",
        },
        none_of="geen {unit}",
        none="nul",
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
        there="available {on}",
        not_there="not available {on}",
        as_agreed="as agreed",
        though_agreed="while that was agreed",
        lost="met on {day}, lost again since",
        expected_count=("{expected} was expected", "{expected} were expected"),
        expected="{expected} was expected",
        pace="{needed} a {one} is needed, {left} {periods} left; {so_far} so far",
        pace_since="from then on {needed} a {one} is needed for {left} {periods}; {so_far} until then",
        pace_count=(
            "{needed} a {one} is needed, {left} {periods} left; {so_far} so far",
            "{needed} a {one} are needed, {left} {periods} left; {so_far} so far",
        ),
        pace_count_since=(
            "from then on {needed} a {one} is needed for {left} {periods}; {so_far} until then",
            "from then on {needed} a {one} are needed for {left} {periods}; {so_far} until then",
        ),
        to_go="{rest} to go in {left} {periods}",
        to_go_since="from then on {rest} to go in {left} {periods}",
        less="{size} less",
        more="{size} more",
        met="met on {day}",
        met_that_day="met",
        met_late="met on {day}, {days} after the deadline {due}",
        met_late_that_day="met {days} after the deadline {due}",
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
        held_too_seldom="within what was agreed at the deadline {due}, but too seldom before it",
        on_bound="exactly on the bound",
        above="{short} above what was agreed",
        below="{short} below what was agreed",
        beside="{short} off what was agreed",
        room="{missed}, with a tolerance of {tolerance}",
        no_room="{missed}, without any tolerance",
        within_span="the period {first} to {last}",
        once={
            WindowState.DONE: "done in {span}",
            WindowState.LATE: "not done in {span}, but later",
            WindowState.MISSED: "not done in {span}",
            WindowState.UNREPORTED: "not done yet in {span}",
            WindowState.CURRENT: "not done yet in {span}",
            WindowState.UPCOMING: "not done yet in {span}",
        },
        times={
            WindowState.DONE: "done {count} of {needed} times in {span}",
            WindowState.LATE: "done {count} of {needed} times in {span}, in part only later",
            WindowState.MISSED: "done {count} of {needed} times in {span}",
            WindowState.UNREPORTED: "done {count} of {needed} times in {span}",
            WindowState.CURRENT: "done {count} of {needed} times so far in {span}",
            WindowState.UPCOMING: "done {count} of {needed} times in {span}",
        },
        enough="done {count} times in {span}; {needed} would do",
        times_expected="{count} was expected",
        window_silent="nothing reported yet on {span}",
        awaited="the last report is still to come",
        nothing_since="nothing reported since",
        windows_done="{done} of {total} periods done",
        stale="stale: latest measurement {period}",
        regressed="was met, is not any more",
        outside="outside what was agreed in {count} of {total} periods",
        not_there_in="not available in {count} of {total} periods",
        missed_windows="{count} of {total} periods missed",
        provisional="provisional figure",
        heard=("{heard} of {expected} {units} reported on {period}",) * 2,
        not_counted="does not count yet",
        units="units",
        days=("day", "days"),
        months=("month", "months"),
        years=("year", "years"),
        over="over {time}",
        almost="almost {time}",
        comparators={
            Comparator.AT_LEAST: "at least {value}",
            Comparator.AT_MOST: "at most {value}",
            Comparator.ABOVE: "more than {value}",
            Comparator.BELOW: "less than {value}",
            Comparator.EQUAL: "exactly {value}",
            Comparator.BETWEEN: "between {value} and {high}",
        },
        none_of="no {unit}",
        none="none",
    ),
}
