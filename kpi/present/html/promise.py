"""What applied before and until when, beside what applies now: promises that changed and results that ended."""

from collections.abc import Sequence

from markupsafe import Markup

from kpi.core.earlier_promises import Ending
from kpi.core.light.snapshot import Row
from kpi.core.notation import day
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import Href, light, link, lit_line, message, soft
from kpi.present.promise_words import before, ended
from kpi.present.words import plural, text


def remarks(row: Row, lang: str) -> Markup:
    """What applied before and whether it ended, each a line."""
    return soft(ended(row, lang)) + soft(before(row, lang))


def promises_note(rows: Sequence[Row], gone: Sequence[Row], revised_at: str, ended_at: str, lang: str) -> Markup:
    """How many promises changed and results ended, linked to them; nothing when a plan stands as it was first told."""
    changed = [row for row in rows if row.earlier]
    parts = []
    if changed:
        last = day(max(row.earlier[-1].replaced_at for row in changed).date(), lang)
        said = plural(
            lang,
            "{n} promise was changed (last on {day})",
            "{n} promises were changed (last on {day})",
            len(changed),
            day=last,
        )
        parts.append(link(revised_at, said))
    if gone:
        parts.append(link(ended_at, plural(lang, "{n} result was ended", "{n} results were ended", len(gone))))
    if not parts:
        return NOTHING
    rest = text(lang, "Each result is held to what is promised now; earlier promises are shown with it.")
    return markup('<p class="pp pp-soft pp-promised">{}. {}</p>', joined(parts, ", "), rest)


def ended_list(rows: Sequence[Row], href: Href, lang: str) -> Markup:
    """The results of a theme that ended, counted and folded; nothing for none."""
    if not rows:
        return NOTHING
    items = joined(
        markup(
            "<li>{}</li>",
            lit_line(
                light(row.assessment.status, row.assessment.flags, lang, size=16),
                link(href(row.target.code), row.target.statement),
                soft(ended(row, lang)),
            ),
        )
        for row in rows
    )
    title = plural(lang, "{n} result was ended", "{n} results were ended", len(rows))
    return markup('<details class="pp pp-acts pp-ended"><summary>{}</summary><ul>{}</ul></details>', title, items)


def ending_note(row: Row, endings: Sequence[Ending], lang: str) -> Markup:
    """On the page of a result that ended: from when, by whom and why; nothing while it counts."""
    if row.ended is None:
        return NOTHING
    title = text(lang, "This result ended on {day}", day=day(row.ended, lang))
    rest = text(lang, "It no longer counts anywhere else. Below is how it stood on its last day.")
    last = next((one for one in reversed(endings) if one.on == row.ended), None)
    if last is None:
        return message(title, rest)
    why = last.why or text(lang, "no reason was recorded")
    when = day(last.recorded_at.date(), lang)
    revision = text(lang, "revision {revision}", revision=last.revision)
    return message(title, f"{why} ({last.recorded_by}, {when}, {revision})", rest)
