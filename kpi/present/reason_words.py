"""Why a light has its colour in a few words, for a line under a title; the whole sentence is `kpi.core.explain.why`."""

from kpi.core.calendar.period import parse_period
from kpi.core.explain.figures import SHARES, decimals_of, difference, told, told_bare
from kpi.core.explain.promised import promise
from kpi.core.explain.why_languages import WORDS
from kpi.core.explain.why_measured import met_some_day, met_when
from kpi.core.explain.why_windows import window_to_tell
from kpi.core.light.assessment import Assessment, Comparison, Flag, Light, Status
from kpi.core.light.evidence import report_due
from kpi.core.light.windows import Window, WindowState
from kpi.core.notation import day, number, period, period_unit, short_number, within
from kpi.core.thresholds import Thresholds
from kpi.present.figures import needed_pace
from kpi.present.style import window_word
from kpi.present.words import plural, text

_SETTLED = (Status.ACHIEVED, Status.ACHIEVED_LATE)


def reason(one: Assessment, lang: str, thresholds: Thresholds | None = None) -> str:
    """What was expected, what lacks or what happened: "verwacht 4; 3 per kwartaal nodig, tot nu toe 1".

    The measured value itself is not in it: that stands beside it. `thresholds`: those the light was assessed with;
    they only date the first report that is awaited.
    """
    if one.status is Status.NOT_STARTED:
        return text(lang, "begins on {day}", day=day(one.target.start, lang))
    if one.point is None:
        return _silence(one, lang, thresholds or Thresholds())
    parts = [_settled(one, lang), _late(one, lang), _asked(one, lang), _remark(one, lang)]
    return "; ".join(part for part in parts if part)


def value_words(one: Assessment, lang: str) -> str:
    """The measured value as short as it can be: "2 van 8", "80%", "5,8"; nothing when nothing was measured."""
    target = one.target
    if one.windows:
        window = window_to_tell(one)
        if not window.reported:
            return ""
        return _of(window.count, window.needed, lang)
    if one.point is None:
        return ""
    if one.point.plain and target.unit == "%":
        return text(lang, "yes") if one.point.value else text(lang, "no")
    bare = number(one.point.value, decimals_of(target), lang)
    if target.unit in SHARES:
        return f"{bare}{target.unit}"
    if target.traits.adds_up and target.value is not None:
        return _of(one.point.value, target.value, lang)
    return bare


def is_overdue(one: Assessment) -> bool:
    """Whether the deadline has passed while the promise was not kept."""
    return one.days_left < 0 and one.status not in _SETTLED and one.light is not Light.GREEN


def _of(count: float, needed: float, lang: str) -> str:
    return text(lang, "{n} of {total}", n=short_number(count, 1, lang), total=short_number(needed, 1, lang))


def _silence(one: Assessment, lang: str, thresholds: Thresholds) -> str:
    if Flag.DUE_PASSED in one.flags:
        return plural(
            lang,
            "deadline {n} day past, nothing reported",
            "deadline {n} days past, nothing reported",
            -one.days_left,
        )
    first = day(report_due(one.target, thresholds), lang)
    if one.status is Status.TOO_EARLY:
        return text(lang, "first report by {day}", day=first)
    return text(lang, "nothing reported; the first report was due on {day}", day=first)


def _settled(one: Assessment, lang: str) -> str:
    if one.status not in _SETTLED or one.met_on is None:
        return ""
    met, late = met_when(one, WORDS[lang]), (one.met_on - one.target.due).days
    if one.status is Status.ACHIEVED_LATE and late > 0 and not met_some_day(one):
        return plural(lang, "achieved {when}, {n} day late", "achieved {when}, {n} days late", late, when=met)
    return text(lang, "achieved {when}", when=met)


def _late(one: Assessment, lang: str) -> str:
    if not is_overdue(one):
        return ""
    if one.status is Status.MISSED and (one.target.traits.closes or one.target.traits.adds_up):
        return plural(lang, "{n} day late", "{n} days late", -one.days_left)
    return plural(lang, "deadline {n} day past", "deadline {n} days past", -one.days_left)


def _asked(one: Assessment, lang: str) -> str:
    """What it was held against; nothing once it is settled: then only the goal counts."""
    if one.status in _SETTLED:
        return ""
    if one.windows:
        return _window(one, window_to_tell(one), lang)
    if one.point is not None and one.point.plain:
        return "" if one.point.value else _days_left(one, lang)
    if one.comparison is None:
        return text(lang, "one measurement, nothing to compare with")
    if one.target.traits.is_bound:
        return _bound(one, one.comparison, lang)
    if is_overdue(one):
        known = one.status is Status.MISSED and not one.target.traits.closes and not one.target.traits.adds_up
        return text(lang, "promised {promise}", promise=promise(one.target, lang)) if known else ""
    return _on_path(one, one.comparison, lang)


def _on_path(one: Assessment, compared: Comparison, lang: str) -> str:
    """What was expected; of what is behind also the pace that is needed, or the time left where that is too short."""
    parts = [_expected(one, compared, lang)]
    if one.light in (Light.RED, Light.AMBER):
        parts.append(_pace(one, lang) or _days_left(one, lang))
    return "; ".join(part for part in parts if part)


def _window(one: Assessment, window: Window, lang: str) -> str:
    behind = window.state is WindowState.CURRENT and window.count < window.expected
    if behind:
        said = text(lang, "expected {value}", value=short_number(window.expected, 1, lang))
    else:
        said = window_word(window.state, lang)
    missed = ""
    if Flag.BREACHED in one.flags and one.periods > 1:
        missed = text(lang, "{n} of {total} windows missed", n=one.breaches, total=one.periods)
    return "; ".join(part for part in (f"{said} ({_span(one, window, lang)})", missed) if part)


def _span(one: Assessment, window: Window, lang: str) -> str:
    """The window as a period, or as days where it is none."""
    if ".." in window.code:
        return text(
            lang, "{first} up to and including {last}", first=day(window.first, lang), last=day(window.last, lang)
        )
    return period(parse_period(window.code, one.target.year_starts), lang)


def _bound(one: Assessment, compared: Comparison, lang: str) -> str:
    agreed = text(lang, "agreed {promise}", promise=promise(one.target, lang))
    if one.light in (Light.GREEN, Light.GREY) or compared.short <= 0:
        return agreed
    return f"{agreed}; {text(lang, 'off by {short}', short=difference(one.target, compared.short, lang))}"


def _days_left(one: Assessment, lang: str) -> str:
    if not one.days_left:
        return text(lang, "deadline today")
    return plural(lang, "{n} day left", "{n} days left", one.days_left) if one.days_left > 0 else ""


def _expected(one: Assessment, compared: Comparison, lang: str) -> str:
    assert one.point is not None
    tell = told_bare if one.target.traits.adds_up else told
    return text(lang, "expected {value}", value=tell(one.target, compared.expected, one.point.value, lang))


def _pace(one: Assessment, lang: str) -> str:
    """The pace that is needed, where it can still be kept."""
    pace = needed_pace(one)
    if pace is None or one.pace is None or one.pace.so_far is None:
        return ""
    decimals = max(1, decimals_of(one.target))
    needed, so_far = round(pace, decimals), short_number(one.pace.so_far, decimals, lang)
    each = period_unit(one.target.frequency, 1, lang)
    counted = one.target.traits.adds_up
    told = short_number(needed, decimals, lang) if counted else difference(one.target, needed, lang)
    return text(lang, "{needed} a {period} needed, so far {so_far}", needed=told, period=each, so_far=so_far)


def _remark(one: Assessment, lang: str) -> str:
    if Flag.STALE in one.flags and one.point is not None:
        return text(lang, "last figure of {period}", period=within(one.point.period, lang))
    if Flag.REGRESSED in one.flags and not one.target.traits.is_bound:
        return text(lang, "was achieved before")
    return ""
