"""The timeline: every deadline as a window on one time axis, with the date of the view as a line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kpi.core.calendar.period import JANUARY, Frequency, YearStart, periods_between
from kpi.core.light.snapshot import Row
from kpi.core.notation import day, number
from kpi.core.view.folded import Timeline
from kpi.present.figures import window
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import Href, first_when_narrow, folded_when_narrow, light, link, message
from kpi.present.html.results.matrix import THEMES, more_themes
from kpi.present.words import plural, text

QUARTERS = 12  # beyond that the axis has years only
LINES = 20  # of a theme that a narrow page does not fold
APART = 7.0  # percent of the axis that a label needs
# A link to all results of a theme by deadline; without a theme to what is still to come.
ByDeadline = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first to the last day, both inclusive, as shares of the width; `year`: when the plan's years begin."""

    first: date
    last: date
    year: YearStart = JANUARY

    def start(self, when: date) -> float:
        """Where a day begins, in percent."""
        return max(0.0, min(100.0, 100 * (when - self.first).days / self._length))

    def end(self, when: date) -> float:
        """Where a day ends, in percent."""
        return max(0.0, min(100.0, 100 * ((when - self.first).days + 1) / self._length))

    @property
    def _length(self) -> int:
        return (self.last - self.first).days + 1


def timeline_lanes(timeline: Timeline, as_of: date, href: Href, onward: ByDeadline, lang: str) -> Markup:
    """The next deadlines, then every theme folded with its own; `onward` opens what does not fit, by deadline."""
    if not timeline.themes:
        return message(text(lang, "No deadlines"), text(lang, "No result fits these filters."))
    axis = axis_of([row for _, rows, _ in timeline.themes for row in rows], as_of)
    alone = len(timeline.themes) == 1
    bodies = [
        markup(
            '<details class="pp-fold-lanes"{}><summary><b>{}</b> <span class="pp-soft">{}</span></summary>{}{}'
            "</details>",
            Markup(" open") if alone else NOTHING,
            theme.title,
            plural(lang, "{n} deadline", "{n} deadlines", total),
            _lanes(rows, axis, href, lang),
            _rest(total, total - len(rows), onward(theme.code), lang),
        )
        for theme, rows, total in timeline.themes
    ]
    return markup(
        '<div class="pp pp-time" style="--now:{now:.2f}%"><div class="pp-axis"><span></span>'
        '<div class="pp-lane">{ticks}{as_of}</div></div>{ahead}{bodies}</div>',
        now=axis.end(as_of),
        ticks=joined(_ticks(axis)),
        as_of=_as_of(as_of, axis, lang),
        ahead=NOTHING if alone else _ahead(timeline, axis, href, onward, lang),
        bodies=first_when_narrow(bodies, THEMES, more_themes(len(bodies) - THEMES, lang)),
    )


def _ahead(timeline: Timeline, axis: Axis, href: Href, onward: ByDeadline, lang: str) -> Markup:
    if not timeline.ahead:
        return NOTHING
    return markup(
        '<section class="pp-next"><h2 class="pp-h3">{}</h2>{}{}</section>',
        text(lang, "Next deadlines"),
        _lanes(timeline.ahead, axis, href, lang),
        _rest(timeline.coming, timeline.coming - len(timeline.ahead), onward(""), lang),
    )


def _rest(total: int, hidden: int, address: str, lang: str) -> Markup:
    if not hidden:
        return NOTHING
    return markup(
        '<p class="pp-mx-rest">{}</p>', link(address, text(lang, "all {n}, by deadline", n=number(total, 0, lang)))
    )


def axis_of(rows: Sequence[Row], as_of: date) -> Axis:
    """Whole quarters around all windows and the date of the view, if that lies in the time the results run."""
    last = max(row.target.due for row in rows)
    first = min(row.target.due_from or row.target.due for row in rows)
    first = min(first, max(as_of, min(row.target.start for row in rows)))
    year = rows[0].target.year_starts
    spans = periods_between(first, last, Frequency.QUARTER, year)
    return Axis(spans[0].first, spans[-1].last, year)


def labels(axis: Axis) -> list[tuple[float, str, bool]]:
    """The labels of the axis that do not overlap: place in percent, words, and whether it is a year.

    A year stands at its first quarter, the other quarters have their own.
    """
    quarters = periods_between(axis.first, axis.last, Frequency.QUARTER, axis.year)
    years = periods_between(axis.first, axis.last, Frequency.YEAR, axis.year)
    begun = {one.first: one.code for one in years}
    shown = quarters if len(quarters) <= QUARTERS else years
    wanted = [(axis.start(one.first), begun.get(one.first) or one.code[-2:], one.first in begun) for one in shown]
    kept: list[tuple[float, str, bool]] = []
    for each in sorted(wanted, key=lambda one: not one[2]):
        if each[0] <= 100 - APART and all(abs(each[0] - other[0]) >= APART for other in kept):
            kept.append(each)
    return sorted(kept)


def _ticks(axis: Axis) -> Iterator[Markup]:
    """The labels in place; on a phone there are years alone."""
    for at, words, is_year in labels(axis):
        kind = markup("<b>{}</b>", words) if is_year else markup('<span class="pp-q">{}</span>', words)
        yield markup('<span class="pp-gauge" style="left:{:.2f}%">{}</span>', at, kind)


def _as_of(as_of: date, axis: Axis, lang: str) -> Markup:
    at = axis.end(as_of)
    words = f"{text(lang, 'as of')} {day(as_of, lang)}"
    return markup(
        '<span class="pp-today" style="left:{at:.2f}%;transform:translateX(-{at:.0f}%)">{words}</span>',
        at=at,
        words=words,
    )


def _lanes(rows: Iterable[Row], axis: Axis, href: Href, lang: str) -> Markup:
    """A line a result; past the twentieth folded on a narrow page."""
    lines = [_row(row, axis, href, lang) for row in rows]
    first, rest = (markup('<ul class="pp-lanes">{}</ul>', joined(some)) for some in (lines[:LINES], lines[LINES:]))
    if len(lines) <= LINES:
        return first
    return first + folded_when_narrow(text(lang, "{n} more", n=len(lines) - LINES), rest)


def _row(row: Row, axis: Axis, href: Href, lang: str) -> Markup:
    """The name, and a bar from the first to the last day with the light at its end."""
    target, one = row.target, row.assessment
    left, right = axis.start(target.due_from or target.due), axis.end(target.due)
    told, place = window(target, lang), f"left:{left:.2f}%;width:{right - left:.2f}%"
    glyph = light(one.status, one.flags, lang, size=16)
    return markup(
        '<li class="pp-when"><div class="pp-name">{name}</div><div class="pp-lane">'
        '<i class="pp-span" style="{place}" title="{told}"></i>'
        '<span class="pp-end" style="left:{right:.2f}%">{glyph}</span>'
        '<span class="pp-sr">{told}</span></div></li>',
        name=link(href(target.code), target.statement),
        place=place,
        told=told,
        right=right,
        glyph=glyph,
    )
