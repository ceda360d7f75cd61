"""The timeline: every deadline as a window on one time axis, with the date of the view as a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kpi.core.calendar.period import Frequency, Period, periods_between
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Theme
from kpi.core.notation import day
from kpi.present.figures import window
from kpi.present.html.parts import Href, escape, light, link, message, opening
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


def timeline(snapshot: Snapshot, themes: Themes, href: Href, lang: str) -> str:
    """All deadline windows by theme, the nearest on top; `themes` as in `Matrix.themes`."""
    groups = [(theme, rows) for theme, rows in themes if rows]
    if not groups:
        return message(text(lang, "No deadlines"), text(lang, "No result fits these filters."))
    axis = _axis([row for _, rows in groups for row in rows], snapshot.as_of)
    bodies = "".join(_theme(theme, rows, axis, href, lang) for theme, rows in groups)
    return (
        f'<div class="pp pp-time" style="--now:{axis.end(snapshot.as_of):.2f}%">'
        f'<div class="pp-axis"><span></span><div class="pp-lane">{"".join(_ticks(axis, lang))}'
        f"{_as_of(snapshot, axis, lang)}</div></div>{bodies}</div>"
    )


def _axis(rows: list[Row], as_of: date) -> _Axis:
    """Whole quarters around all windows and the date of the view, if that lies in the time the results run."""
    last = max(row.target.due for row in rows)
    first = min(row.target.due_from or row.target.due for row in rows)
    first = min(first, max(as_of, min(row.target.start for row in rows)))
    spans = periods_between(first, last, Frequency.QUARTER)
    return _Axis(spans[0].first, spans[-1].last)


def _ticks(axis: _Axis, lang: str) -> Iterator[str]:
    quarters = periods_between(axis.first, axis.last, Frequency.QUARTER)
    shown = quarters if len(quarters) <= QUARTERS else periods_between(axis.first, axis.last, Frequency.YEAR)
    for one in shown:
        yield f'<span class="pp-gauge" style="left:{axis.start(one.first):.2f}%">{_name(one)}</span>'


def _name(one: Period) -> str:
    """A year stands at its first quarter, the other quarters have their own; on a phone they are left out."""
    if one.first.month == 1:
        return f"<b>{escape(one.first.year)}</b>"
    return f'<span class="pp-q">Q{(one.first.month - 1) // 3 + 1}</span>'


def _as_of(snapshot: Snapshot, axis: _Axis, lang: str) -> str:
    at = axis.end(snapshot.as_of)
    words = f"{text(lang, 'as of')} {day(snapshot.as_of, lang)}"
    return f'<span class="pp-today" style="left:{at:.2f}%;transform:translateX(-{at:.0f}%)">{escape(words)}</span>'


def _theme(theme: Theme, rows: tuple[Row, ...], axis: _Axis, href: Href, lang: str) -> str:
    ordered = sorted(rows, key=lambda row: (row.target.due, row.target.due_from or row.target.due))
    lines = "".join(_row(row, axis, href, lang) for row in ordered)
    return f'<h2 class="pp-h3">{escape(theme.title)}</h2><ul class="pp-lanes">{lines}</ul>'


def _row(row: Row, axis: _Axis, href: Href, lang: str) -> str:
    """The name, and a bar from the first to the last day with the light at its end."""
    target, one = row.target, row.assessment
    left, right = axis.start(target.due_from or target.due), axis.end(target.due)
    told, place = window(target, lang), f"left:{left:.2f}%;width:{right - left:.2f}%"
    glyph = opening(href(target.code), light(one.status, one.flags, lang, size=16))
    return (
        f'<li class="pp-when"><div class="pp-name">{link(href(target.code), target.statement)}</div>'
        f'<div class="pp-lane"><i class="pp-span" style="{place}" title="{escape(told)}"></i>'
        f'<span class="pp-end" style="left:{right:.2f}%">{glyph}</span>'
        f'<span class="pp-sr">{escape(told)}</span></div></li>'
    )
