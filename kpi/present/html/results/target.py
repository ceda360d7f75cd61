"""A result's screen: the sum behind its light, the plan's words, what is measured, and what was recorded."""

from collections.abc import Sequence

from markupsafe import Markup

from kpi.core.category import category_codes
from kpi.core.explain.figures import SHARES, amount_of, decimals_of, distance, unit_of
from kpi.core.explain.promised import promise
from kpi.core.kinds import Yes
from kpi.core.light.assessment import Assessment, Comparison
from kpi.core.light.windows import Window, WindowState
from kpi.core.model import Indicator, Target
from kpi.core.notation import day, number, period, period_unit, short_number
from kpi.core.vocabulary import Aggregation, PathKind
from kpi.present.figures import goal_figure, needed_pace, pace_figure, share, window
from kpi.present.html.markup import markup
from kpi.present.html.parts import fact_table, message, pairs
from kpi.present.style import code_word, flag_words, window_word
from kpi.present.words import mark, plural, text

Line = tuple[str, str, str]


def sum_table(assessment: Assessment, lang: str) -> Markup:
    """Value, expectation, shortfall, bands, pace and time left: everything the light rests on."""
    one = assessment
    lines = [_measured(one, lang)]
    if one.comparison:
        lines += _compared(one, one.comparison, lang)
    lines += _windows(one, lang)
    lines += _pace(one, lang)
    lines.append(_due(one, lang))
    return pairs(lines, text(lang, "Calculation"))


def _measured(one: Assessment, lang: str) -> Line:
    name = text(lang, "Measured")
    if one.point is None:
        return name, text(lang, "nothing"), ""
    when = period(one.point.period, lang)
    if one.point.dated or not one.point.plain:  # of a bare "ja" nobody told the day
        when = f"{when}, {day(one.point.day, lang)}"
    note = ", ".join([when, *flag_words(one.flags, lang)])
    if one.target.traits.has_windows:
        return name, goal_figure(one.target, one.point.value, lang), note
    if one.point.plain and one.target.traits.yes is Yes.WHOLE:
        return name, text(lang, "done") if one.point.value else text(lang, "not done"), note
    return name, amount_of(one.target, one.point.value, lang), note


def _compared(one: Assessment, comparison: Comparison, lang: str) -> list[Line]:
    assert one.point is not None
    if one.target.traits.improves:
        return [(text(lang, "At the start"), amount_of(one.target, comparison.goal, lang), "")]
    if one.target.traits.is_bound:
        agreed = text(lang, "Agreed"), promise(one.target, lang), text(lang, "must hold at every period")
        return [agreed, _shortfall(one.target, comparison, lang)]
    expected = (
        text(lang, "Expected on {day}", day=day(one.point.day, lang)),
        amount_of(one.target, comparison.expected, lang),
        _path(one.target, comparison, lang),
    )
    goal = text(lang, "Goal"), promise(one.target, lang), ""
    return [expected, goal, _shortfall(one.target, comparison, lang)]


def _path(target: Target, comparison: Comparison, lang: str) -> str:
    first, last = day(target.start, lang), day(target.due, lang)
    if target.path is PathKind.YEARLY:
        return text(lang, "by the promise of each year, until {last}", last=last)
    if target.waypoints:
        return text(lang, "by the waypoints of the plan, from {first} to {last}", first=first, last=last)
    if target.path is PathKind.GEOMETRIC:
        return text(lang, "with the same growth every year, from {first} to {last}", first=first, last=last)
    if target.path is PathKind.STEP:
        return text(lang, "in one step, on {last}", last=last)
    return text(
        lang,
        "from {baseline} to {goal}, between {first} and {last}",
        baseline=number(comparison.baseline or 0.0, decimals_of(target), lang),
        goal=amount_of(target, comparison.goal, lang),
        first=first,
        last=last,
    )


def _shortfall(target: Target, comparison: Comparison, lang: str) -> Line:
    amber, green = (_band(target, size, lang) for size in (comparison.amber, comparison.green))
    bands = text(lang, "up to {green} on track, up to {amber} attention", green=green, amber=amber)
    name = text(lang, "Outside the bound") if target.traits.is_bound else text(lang, "Shortfall")
    if not comparison.short:
        return name, text(lang, "none"), bands
    if comparison.short < 0:
        ahead = distance(target, -comparison.short, lang)
        return name, text(lang, "none"), text(lang, "{ahead} ahead; {bands}", ahead=ahead, bands=bands)
    of = text(lang, "{share} of the distance", share=share(comparison.shortfall, lang))
    if target.traits.is_bound:
        of = text(lang, "{share} of the bound", share=share(comparison.shortfall, lang)) if comparison.goal else ""
    told = [of, bands if comparison.amber else ""]  # of a bound of nothing there is no share, and no way to be near it
    return name, distance(target, comparison.short, lang), "; ".join(part for part in told if part)


def _band(target: Target, size: float, lang: str) -> str:
    """The widest shortfall of a band; of whole things a part is said without its unit."""
    if decimals_of(target) or target.unit in SHARES:
        return distance(target, size, lang)
    return short_number(size, 2, lang)


def _windows(one: Assessment, lang: str) -> list[Line]:
    return [
        (
            f"{day(window.first, lang)}\u00a0– {day(window.last, lang)}",
            _times(one.target, window, lang),
            window_word(window.state, lang),
        )
        for window in one.windows
        if window.state is not WindowState.UPCOMING
    ]


def _times(target: Target, window: Window, lang: str) -> str:
    """How often or how many, of how many it takes; nobody did five of one."""
    over = window.count > window.needed
    if unit_of(target, lang):
        counted = mark("{count}; {needed} is enough") if over else mark("{count} of {needed}")
        count = goal_figure(target, window.count, lang) if over else short_number(window.count, 1, lang)
        needed = short_number(window.needed, 1, lang) if over else goal_figure(target, window.needed, lang)
        return text(lang, counted, count=count, needed=needed)
    words = mark("{count} times, {needed} is enough") if over else mark("{count} of {needed} times")
    count, needed = (short_number(number, 1, lang) for number in (window.count, window.needed))
    return text(lang, words, count=count, needed=needed)


def _pace(one: Assessment, lang: str) -> list[Line]:
    needed = needed_pace(one)
    if one.pace is None or needed is None or one.met_on is not None:
        return []
    left = round(one.pace.periods_left, 1)
    notes = [
        text(
            lang,
            "{n} {periods} left",
            n=short_number(left, 1, lang),
            periods=period_unit(one.target.frequency, left, lang),
        ),
        text(lang, "{pace} so far", pace=pace_figure(one, one.pace.so_far, lang))
        if one.pace.so_far is not None
        else "",
        text(lang, "highest pace {pace}", pace=pace_figure(one, one.pace.best, lang))
        if one.pace.best is not None
        else "",
    ]
    return [
        (
            text(lang, "Required pace"),
            pace_figure(one, needed, lang),
            "; ".join(note for note in notes if note),
        )
    ]


def _due(one: Assessment, lang: str) -> Line:
    days = one.days_left
    left = (
        text(lang, "today")
        if not days
        else (
            plural(lang, "{n} day left", "{n} days left", days)
            if days >= 0
            else plural(lang, "{n} day ago", "{n} days ago", -days)
        )
    )
    return text(lang, "Deadline"), day(one.target.due, lang), left


def plan_words(target: Target, lang: str, served: Sequence[str] = ()) -> Markup:
    """The deadline as the plan writes it, how that was read, and where it stands.

    `served`: what it contributes to, by name.
    """
    phrase = f"“{target.deadline}”" if target.deadline else text(lang, "no date in the plan")
    read = text(lang, "read as: {window}", window=window(target, lang))
    lines = [
        (text(lang, "Deadline in the plan"), phrase, read),
        (
            text(lang, "Promised"),
            promise(target, lang) if target.value is not None else text(lang, "done"),
            code_word(target.kind, lang),
        ),
        (text(lang, "Activity"), target.activity, ""),
        (text(lang, "Level"), code_word(target.level, lang) if target.level else "", ""),
        (text(lang, "Categories"), _categories(target), ""),
        (text(lang, "Owner"), target.owner, ""),
        (text(lang, "Contributes to"), "; ".join(served), ""),
        (text(lang, "Source"), target.source_ref, ""),
    ]
    return markup('<div class="pp">{}</div>', fact_table(lines, text(lang, "In the plan")))


def _categories(target: Target) -> str:
    """The codes of its categories, read as words."""
    return ", ".join(code.replace("-", " ") for code in category_codes(target.category))


def indicator_sheet(target: Target, lang: str) -> Markup:
    """What is measured and how; a milestone without indicator says so."""
    one = target.indicator
    if one is None:
        return message(
            text(lang, "No indicator"),
            text(lang, "This result is reported as done, not done, or a percentage, by its owner."),
        )
    lines = [
        (text(lang, "Indicator"), one.name, ""),
        (text(lang, "Definition"), one.definition, ""),
        (text(lang, "Numerator"), one.numerator, ""),
        (text(lang, "Denominator"), one.denominator, ""),
        (text(lang, "Unit"), unit_of(target, lang) or "–", code_word(one.direction, lang)),
        (text(lang, "Reported"), code_word(one.frequency, lang), _aggregated(one, lang)),
        (text(lang, "Possible values"), _bounds(one, lang), ""),
        (text(lang, "Owner"), one.owner, ""),
        (text(lang, "Source"), one.source, ""),
    ]
    return markup('<div class="pp">{}</div>', fact_table(lines, text(lang, "Indicator")))


def _aggregated(one: Indicator, lang: str) -> str:
    return "" if one.aggregation is Aggregation.LAST else code_word(one.aggregation, lang)


def _bounds(one: Indicator, lang: str) -> str:
    low = "" if one.minimum is None else short_number(one.minimum, one.decimals or 1, lang)
    high = "" if one.maximum is None else short_number(one.maximum, one.decimals or 1, lang)
    if low and high:
        return text(lang, "from {low} to {high}", low=low, high=high)
    return text(lang, "{low} or more", low=low) if low else text(lang, "{high} or less", high=high) if high else ""
