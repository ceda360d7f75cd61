"""The timeline: every deadline as a window on one time axis, with the date of the view as a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kpi.core.calendar.period import Frequency, Period, periods_between
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Theme
from kpi.core.notation import day
from kpi.present.figures import window
from kpi.present.html.markup import joined, markup
from kpi.present.html.parts import Href, light, link, message, opening_light
from kpi.present.words import text

QUARTERS = 12  # beyond that the axis has years only
Themes = Iterable[tuple[Theme, tuple[Row, ...]]]


@dataclass(frozen=True, slots=True)
class _Axis:
    """From the first to the last day, both inclusive, as shares of the width."""

    first: date
    last: date

    def start(self, when: date) -> float:
        """Where a day begins, in percent."""
        return max(0.0, min(100.0, 100 * (when - self.first).days / self._length))

    def end(self, when: date) -> float:
        """Where a day ends, in percent."""
        return max(0.0, min(100.0, 100 * ((when - self.first).days + 1) / self._length))

    @property
    def _length(self) -> int:
        return (self.last - self.first).days + 1


def timeline_lanes(snapshot: Snapshot, themes: Themes, href: Href, lang: str) -> Markup:
    """All deadline windows by theme, the nearest on top; `themes` as in `Matrix.themes`."""
    groups = [(theme, rows) for theme, rows in themes if rows]
    if not groups:
        return message(text(lang, "No deadlines"), text(lang, "No result fits these filters."))
    axis = _axis([row for _, rows in groups for row in rows], snapshot.as_of)
    bodies = joined(_theme(theme, rows, axis, href, lang) for theme, rows in groups)
    return markup(
        '<div class="pp pp-time" style="--now:{now:.2f}%"><div class="pp-axis"><span></span>'
        '<div class="pp-lane">{ticks}{as_of}</div></div>{bodies}</div>',
        now=axis.end(snapshot.as_of),
        ticks=joined(_ticks(axis, lang)),
        as_of=_as_of(snapshot, axis, lang),
        bodies=bodies,
    )


def _axis(rows: list[Row], as_of: date) -> _Axis:
    """Whole quarters around all windows and the date of the view, if that lies in the time the results run."""
    last = max(row.target.due for row in rows)
    first = min(row.target.due_from or row.target.due for row in rows)
    first = min(first, max(as_of, min(row.target.start for row in rows)))
    spans = periods_between(first, last, Frequency.QUARTER)
    return _Axis(spans[0].first, spans[-1].last)


def _ticks(axis: _Axis, lang: str) -> Iterator[Markup]:
    quarters = periods_between(axis.first, axis.last, Frequency.QUARTER)
    shown = quarters if len(quarters) <= QUARTERS else periods_between(axis.first, axis.last, Frequency.YEAR)
    for one in shown:
        yield markup('<span class="pp-gauge" style="left:{:.2f}%">{}</span>', axis.start(one.first), _name(one))


def _name(one: Period) -> Markup:
    """A year stands at its first quarter, the other quarters have their own; on a phone they are left out."""
    if one.first.month == 1:
        return markup("<b>{}</b>", one.first.year)
    return markup('<span class="pp-q">Q{}</span>', (one.first.month - 1) // 3 + 1)


def _as_of(snapshot: Snapshot, axis: _Axis, lang: str) -> Markup:
    at = axis.end(snapshot.as_of)
    words = f"{text(lang, 'as of')} {day(snapshot.as_of, lang)}"
    return markup(
        '<span class="pp-today" style="left:{at:.2f}%;transform:translateX(-{at:.0f}%)">{words}</span>',
        at=at,
        words=words,
    )


def _theme(theme: Theme, rows: tuple[Row, ...], axis: _Axis, href: Href, lang: str) -> Markup:
    ordered = sorted(rows, key=lambda row: (row.target.due, row.target.due_from or row.target.due))
    lines = joined(_row(row, axis, href, lang) for row in ordered)
    return markup('<h2 class="pp-h3">{}</h2><ul class="pp-lanes">{}</ul>', theme.title, lines)


def _row(row: Row, axis: _Axis, href: Href, lang: str) -> Markup:
    """The name, and a bar from the first to the last day with the light at its end."""
    target, one = row.target, row.assessment
    left, right = axis.start(target.due_from or target.due), axis.end(target.due)
    told, place = window(target, lang), f"left:{left:.2f}%;width:{right - left:.2f}%"
    glyph = opening_light(href(target.code), light(one.status, one.flags, lang, size=16))
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
