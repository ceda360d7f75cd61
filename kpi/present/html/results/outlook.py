"""The second layer of a result: a sentence, and two drawings in ink and grey, never in the colours of lights."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from kpi.core.light.evidence import goal_of
from kpi.core.model import Target
from kpi.core.notation import day, period
from kpi.core.outlook.of_target import FanPoint
from kpi.core.view.outlook_view import OutlookView, UsualCourse
from kpi.present.figures import bare_figure, goal_figure
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import soft
from kpi.present.outlook_words import chance_words, no_outlook_words, outlook_words, usual_words
from kpi.present.words import text

GAP, THIN = 11.0, 0.45  # percent of a drawing's height: between words at its side, and half a line
_Place = tuple[float, float]  # percent from the left and from the top


def outlook_sentence(found: OutlookView, lang: str) -> Markup:
    """What is expected at the deadline, with its chance for who looks longer; nothing where nothing is forecast."""
    said = outlook_words(found.outlook, lang)
    if not said:
        return NOTHING
    return markup('<p class="pp pp-outlook" title="{}">{}</p>', chance_words(found.outlook, lang), prose(said))


def outlook_part(found: OutlookView, lang: str) -> Markup:
    """The two drawings with their words; where nothing is forecast, why."""
    target = found.outlook.target
    parts = []
    if found.fan:
        parts += [
            _titled(text(lang, "To the deadline"), _fan(found, target, lang)),
            soft(chance_words(found.outlook, lang)),
        ]
    elif said := no_outlook_words(found.outlook, lang):
        parts.append(soft(said))
    if found.usual is not None:
        parts += [
            _titled(text(lang, "What is usual in its course"), _usual(found.usual, target, lang)),
            soft(usual_words(found.usual, lang)),
        ]
    return joined(parts)


def _titled(title: str, drawing: Markup) -> Markup:
    return markup('<p class="pp-name">{}</p>{}', title, drawing)


class _Sheet:
    """Where days and values lie on a drawing, in percent of it; and the words at its right, kept apart."""

    def __init__(self, days: Iterable[date], values: Iterable[float]) -> None:
        each, heights = sorted(days), sorted(values)
        self.first, self.days = each[0], max((each[-1] - each[0]).days, 1)
        self.high, self.tall = heights[-1], (heights[-1] - heights[0]) or 1.0

    def at(self, on: date, value: float) -> _Place:
        return 100 * (on - self.first).days / self.days, self.height(value)

    def height(self, value: float) -> float:
        return 100 * (self.high - value) / self.tall

    def beside(self, words: Iterable[tuple[float, str]]) -> Markup:
        """Words at the right of the heights of their values, the highest first, none over another."""
        found, least = [], -GAP
        for value, said in sorted(words, reverse=True):
            least = max(self.height(value), least + GAP)
            found.append(markup('<span style="top:{:.1f}%">{}</span>', least, said))
        return joined(found)


def _fan(found: OutlookView, target: Target, lang: str) -> Markup:
    """The course so far, the band it will be in, and the goal."""
    goal = goal_of(target)
    ends = found.fan[-1]
    band = [value for one in found.fan for value in (one.low, one.high)]
    sheet = _Sheet(
        (*(one.day for one in found.series), *(one.day for one in found.fan)),
        (*(one.value for one in found.series), *band, goal),
    )
    upper = [sheet.at(one.day, one.high) for one in found.fan]
    lower = [sheet.at(one.day, one.low) for one in reversed(found.fan)]
    figures = {value: bare_figure(target, value, lang) for value in (ends.low, ends.high, goal)}
    said = text(
        lang, "Measured up to {day}, then between {low} and {high} on {due}; the goal is {goal}.",
        day=day(found.fan[0].day, lang), low=figures[ends.low], high=figures[ends.high],
        due=day(target.due, lang), goal=goal_figure(target, goal, lang),
    )  # fmt: skip
    body = (
        markup('<i class="pp-band" style="clip-path:polygon({})"></i>', _polygon((*upper, *lower))),
        _line([sheet.at(one.day, one.mid) for one in found.fan], "pp-mid"),
        _across(sheet, goal, "pp-goal"),
        _line([sheet.at(one.day, one.value) for one in found.series], "pp-course"),
        joined(_dot(sheet.at(one.day, one.value)) for one in found.series),
        sheet.beside([(goal, text(lang, "goal {value}", value=figures[goal])), *_ends(ends, goal, figures)]),
    )
    return _drawn(said, body)


def _ends(one: FanPoint, goal: float, figures: Mapping[float, str]) -> list[tuple[float, str]]:
    """The figures of the band at the deadline; the goal has its own words."""
    return [(value, figures[value]) for value in dict.fromkeys((one.low, one.high)) if figures[value] != figures[goal]]


def _usual(one: UsualCourse, target: Target, lang: str) -> Markup:
    """What was measured in each period, its mean, and between which values it usually lies."""
    last = one.chart.last
    assert last is not None
    limits = [value for value in (last.lower, last.upper) if value is not None]
    sheet = _Sheet((point.day for point in one.points), (*(point.value for point in one.points), last.mean, *limits))
    said = text(
        lang, "{n} measurements from {first} to {last}; {words}", n=len(one.points),
        first=period(one.points[0].period, lang), last=period(one.points[-1].period, lang),
        words=usual_words(one, lang),
    )  # fmt: skip
    mean = text(lang, "mean {value}", value=bare_figure(target, last.mean, lang))
    beside = [(last.mean, mean), *((value, bare_figure(target, value, lang)) for value in limits)]
    body = (
        _across(sheet, last.mean, "pp-mean"),
        *(_across(sheet, value, "pp-limit") for value in limits),
        _line([sheet.at(point.day, point.value) for point in one.points], "pp-course"),
        joined(
            _dot(sheet.at(point.day, point.value), special=told.rule is not None)
            for point, told in zip(one.points, one.chart.points, strict=True)
        ),
        sheet.beside(beside),
    )
    return _drawn(said, body)


def _dot(place: _Place, *, special: bool = False) -> Markup:
    """A value; what is more than usual has another shape, not another colour."""
    return markup('<b class="{}" style="left:{:.1f}%;top:{:.1f}%"></b>', "pp-special" if special else "", *place)


def _line(places: Sequence[_Place], kind: str) -> Markup:
    """A line through these places, as a polygon that is almost flat: HTML has no other slanting line."""
    over, under = ([(x, y + by) for x, y in places] for by in (-THIN, THIN))
    return markup('<i class="{}" style="clip-path:polygon({})"></i>', kind, _polygon((*over, *reversed(under))))


def _polygon(places: Iterable[_Place]) -> str:
    return ",".join(f"{x:.2f}% {y:.2f}%" for x, y in places)


def _across(sheet: _Sheet, value: float, kind: str) -> Markup:
    return markup('<u class="{}" style="top:{:.1f}%"></u>', kind, sheet.height(value))


def _drawn(said: str, body: Iterable[Markup]) -> Markup:
    return markup('<div class="pp-quiet" role="img" aria-label="{}"><div>{}</div></div>', said, joined(body))
