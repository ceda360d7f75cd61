"""A list of results, one a row: light and word, title and reason, value against its path, deadline, the last lights.

On a narrow page a row is a card. The theme page, the overview and the table of all results draw with this alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kpi.core.explain.figures import amount_of
from kpi.core.explain.why_windows import window_to_tell
from kpi.core.light.assessment import Assessment, Flag
from kpi.core.light.evidence import goal_of
from kpi.core.light.snapshot import PastLight, Row
from kpi.core.notation import day, period
from kpi.present.html.bullet import between, course_places
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import Href, link, small_light
from kpi.present.promise_words import before, ended
from kpi.present.reason_words import is_overdue, reason, value_words
from kpi.present.style import flag_word, flag_words, label, status_word
from kpi.present.words import text

LAST = 2  # quarters whose lights a row shows
CARDS = 15  # rows that a narrow page, where each is a card, does not fold
Line = Callable[[Row, str], str]


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands above the columns; one that is empty has the words of its own, `value` the legend of the bars.

    `sorted_by`: the class of the column that the rows are ordered by; empty: none that is told.
    """

    status: Markup = NOTHING
    result: Markup = NOTHING
    value: Markup = NOTHING
    deadline: Markup = NOTHING
    lights: Markup = NOTHING
    sorted_by: str = ""
    descending: bool = False


def result_rows(
    rows: Sequence[Row],
    href: Href,
    lang: str,
    *,
    title: str = "",
    heads: Heads | None = None,
    line: Line | None = None,
    under: Markup = NOTHING,
) -> Markup:
    """The rows as one table, in the order they come; nothing for no rows.

    `title` stands as a heading above the first two columns instead of their own heads. `line`: the soft words under a
    result's title, its reason when None. `under` stands below the last row. Those past the fifteenth are folded on a
    narrow page.
    """
    if not rows:
        return NOTHING
    name = title or text(lang, "Results")
    drawn = [_row(row, href, lang, line or reason_line, mixed=_mixed(rows)) for row in rows]
    first = _table(_head(rows[0], heads or Heads(), title, lang), drawn[:CARDS], name)
    rest = NOTHING
    if len(drawn) > CARDS:
        rest = markup(
            '<details class="pp-rest"><summary>{}</summary>{}</details>',
            text(lang, "{n} more", n=len(drawn) - CARDS),
            _table(_head(rows[0], Heads(), "", lang), drawn[CARDS:], name),
        )
    return markup(
        '<div class="pp pp-rowbox">{}{}{}</div>',
        first,
        rest,
        markup('<div class="pp-under-rows">{}</div>', under) if under else NOTHING,
    )


def _table(head: Markup, rows: Sequence[Markup], name: str) -> Markup:
    return markup(
        '<table class="pp-rows" aria-label="{}"><colgroup><col class="pp-w-status"><col><col class="pp-w-value">'
        '<col class="pp-w-due"><col class="pp-w-lights"></colgroup><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        name,
        head,
        joined(rows),
    )


def _mixed(rows: Sequence[Row]) -> bool:
    """Whether some lights rest on invented figures and others do not; otherwise the top of the page says it once."""
    return len({Flag.SAMPLE in row.assessment.flags for row in rows if row.assessment.point}) > 1


def reason_line(row: Row, lang: str) -> str:
    """Why the light has its colour in a few words, and what was promised before or that it ended."""
    return "; ".join(part for part in (reason(row.assessment, lang), before(row, lang), ended(row, lang)) if part)


def place_line(row: Row, lang: str) -> str:
    """Where the result stands in the plan and who owns it, and what was promised before or that it ended."""
    where = (row.theme.title, row.target.owner, before(row, lang), ended(row, lang))
    return " · ".join(part for part in where if part)


def _head(first: Row, heads: Heads, title: str, lang: str) -> Markup:
    columns = [
        ("pp-c-value", heads.value or marks_legend(lang)),
        ("pp-c-due", heads.deadline or text(lang, "Deadline")),
        ("pp-c-lights", heads.lights or quarters_head(first, lang)),
    ]
    if title:
        begin = markup('<th scope="col" colspan="2" class="pp-c-title"><h2>{}</h2></th>', title)
    else:
        columns = [
            ("pp-c-status", heads.status or text(lang, "Status")),
            ("pp-c-name", heads.result or text(lang, "Result")),
            *columns,
        ]
        begin = NOTHING
    return begin + joined(
        markup('<th scope="col" class="{}"{}>{}</th>', kind, _told_order(kind, heads), words) for kind, words in columns
    )


def _told_order(kind: str, heads: Heads) -> Markup:
    """Which way the column runs, for who hears it."""
    if kind != heads.sorted_by:
        return NOTHING
    return markup(' aria-sort="{}"', "descending" if heads.descending else "ascending")


def quarters_head(first: Row, lang: str) -> Markup:
    """The quarters of the last lights of a row, "Q1 Q2"."""
    return joined(
        markup('<span title="{}">{}</span>', period(cell.period, lang), cell.period.parts[1])
        for cell in first.strip[-LAST:]
    )


def marks_legend(lang: str) -> Markup:
    """What the three marks of a bar mean."""
    return markup(
        '<span class="pp-marks"><i class="pp-m-now"></i>{}<i class="pp-m-expected"></i>{}'
        '<i class="pp-m-goal"></i>{}</span>',
        text(lang, "measured"),
        text(lang, "expected"),
        text(lang, "goal"),
    )


def _row(row: Row, href: Href, lang: str, line: Line, *, mixed: bool) -> Markup:
    one, target = row.assessment, row.target
    said = line(row, lang)
    if mixed and Flag.SAMPLE in one.flags:
        said = "; ".join(part for part in (said, flag_word(Flag.SAMPLE, lang)) if part)
    return markup(
        '<tr><td class="pp-c-status">{light}</td><td class="pp-c-name">{name}{line}</td>'
        '<td class="pp-c-value">{value}</td><td class="pp-c-due{late}">{due}</td>'
        '<td class="pp-c-lights">{lights}</td></tr>',
        light=_status(one, lang),
        name=link(href(target.code), target.statement),
        line=_line(said),
        value=small_bullet(one, lang),
        late=" pp-late-due" if is_overdue(one) else "",
        due=day(target.due, lang),
        lights=last_lights(row.strip, lang),
    )


def _status(one: Assessment, lang: str) -> Markup:
    """The light with its word; what else holds of it is for screen readers, and stands in the line under the title."""
    rest = ", ".join(flag_words(one.flags, lang))
    return markup(
        '<span class="pp-lit">{}<span class="pp-word">{}</span></span>{}',
        small_light(one.status, one.flags, 20),
        status_word(one.status, lang),
        markup('<span class="pp-sr">{}</span>', rest) if rest else NOTHING,
    )


def _line(words: str) -> Markup:
    return markup('<span class="pp-line">{}</span>', prose(words)) if words else NOTHING


def last_lights(strip: Sequence[PastLight], lang: str) -> Markup:
    """The lights of the last quarters, the newest right; nothing before the plan began."""
    if not strip:
        return NOTHING
    cells = strip[-LAST:]
    told = "; ".join(f"{period(cell.period, lang)}: {label(cell.status, cell.flags, lang)}" for cell in cells)
    drawn = joined(small_light(cell.status, cell.flags, 13) for cell in cells)
    return markup('<span class="pp-strip" role="img" aria-label="{}" title="{}">{}</span>', told, told, drawn)


def small_bullet(one: Assessment, lang: str) -> Markup:
    """The value as short as it can be with its bar; only words when nothing was measured or nothing is compared."""
    words = value_words(one, lang)
    if not words:
        return markup('<span class="pp-none">{}</span>', text(lang, "nothing reported"))
    if (drawn := _marks(one)) is None:
        return markup('<span class="pp-mini"><b>{}</b></span>', words)
    told = _told(one, words, lang)
    return markup(
        '<span class="pp-mini"><b>{}</b><span class="pp-rail" role="img" aria-label="{}" title="{}">{}</span></span>',
        words,
        told,
        told,
        drawn,
    )


def _marks(one: Assessment) -> Markup | None:
    """The ink bar, the accent tick and the end tick; None where there is nothing to compare with."""
    if one.windows:
        window = window_to_tell(one)
        filled = min(100.0, 100 * window.count / window.needed) if window.needed else 100.0
        return _bar(0.0, filled, 100.0, 100 * window.asked / window.needed if window.needed else None)
    if one.comparison is None or one.point is None:
        return None
    if one.target.traits.is_bound:
        goal, value = goal_of(one.target), one.point.value
        reach = max(abs(value), abs(goal)) * 1.25 or 1.0
        return _bar(0.0, 100 * max(0.0, value) / reach, 100 * max(0.0, goal) / reach, None)
    begin, now, expected, end = course_places(one.point.value, one.comparison)
    return _bar(begin, now, end, expected)


def _bar(begin: float, now: float, goal: float, expected: float | None) -> Markup:
    tick = NOTHING if expected is None else markup('<i class="pp-m-expected" style="left:{:.1f}%"></i>', expected)
    return markup(
        '<i class="pp-m-now" style="{}"></i><i class="pp-m-goal" style="left:{:.1f}%"></i>{}',
        between(begin, now),
        goal,
        tick,
    )


def _told(one: Assessment, words: str, lang: str) -> str:
    """The bar in words."""
    if one.comparison is None or one.point is None or one.target.traits.is_bound:
        return text(lang, "measured {value}", value=words)
    expected, goal = (amount_of(one.target, each, lang) for each in (one.comparison.expected, one.comparison.goal))
    return text(lang, "measured {value}, expected {expected}, goal {goal}", value=words, expected=expected, goal=goal)
