"""The page of deliveries: the list of uploads, what each changed, and whether everything that was due came."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from kpi.core.delivery.completeness import Completeness, Report, ReportGroup
from kpi.core.delivery.repair import MendedCell
from kpi.core.light.assessment import Light
from kpi.core.notation import day
from kpi.core.notation import period as period_words
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import colour_light, link, section, soft, table
from kpi.present.html.values import folded
from kpi.present.words import mark, plural, text

Kept = tuple[str, str]  # name and SHA-256
_CELL_HEADS = (mark("Row"), mark("Column"), mark("Was"), mark("Became"))
COMPLETE_WORDS = {
    Light.RED: mark("overdue"),
    Light.AMBER: mark("all here, partly late"),
    Light.GREEN: mark("all here in time"),
    Light.GREY: mark("can still come in time"),
}


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One upload in the list; `undone` says who took it back, when and why, empty while it counts."""

    number: int
    file_name: str
    who: str
    when: datetime
    added: int
    revised: int
    unchanged: int
    absent: int
    undone: str = ""


def local_moment(when: datetime, lang: str) -> str:
    """A day and a time here."""
    here = when.astimezone()
    return f"{day(here.date(), lang)} {here:%H:%M}"


def outcome_counts(one: DeliveryLine, lang: str) -> str:
    """ "3 nieuw, 1 herzien, 20 ongewijzigd"."""
    parts = (
        (one.added, text(lang, "{n} new", n=one.added)),
        (one.revised, text(lang, "{n} revised", n=one.revised)),
        (one.unchanged, text(lang, "{n} unchanged", n=one.unchanged)),
        (one.absent, text(lang, "{n} absent", n=one.absent)),
    )
    return ", ".join(words for n, words in parts if n) or text(lang, "nothing")


def deliveries(rows: Iterable[DeliveryLine], href: Callable[[int], str], lang: str) -> Markup:
    """Every upload, newest first, each linked to its own part of the page."""
    heads = [
        text(lang, "Delivery"),
        text(lang, "File"),
        text(lang, "Who"),
        text(lang, "When"),
        text(lang, "Values"),
    ]
    cells = ([_number(one, href, lang), _file(one), prose(one.who), *_facts(one, lang)] for one in rows)
    return markup('<div class="pp pp-deliveries">{}</div>', table(heads, cells, text(lang, "Deliveries")))


def _number(one: DeliveryLine, href: Callable[[int], str], lang: str) -> Markup:
    return link(href(one.number), text(lang, "Delivery {number}", number=one.number))


def _file(one: DeliveryLine) -> str:
    name = one.file_name
    return markup('<span class="pp-undone">{}</span>{}', name, soft(one.undone)) if one.undone else name


def _facts(one: DeliveryLine, lang: str) -> list[str]:
    return [prose(local_moment(one.when, lang)), outcome_counts(one, lang)]


def complete_lead(found: Completeness, lang: str) -> Markup:
    """How much of what was due came, as one sentence with its light."""
    whole = found.whole
    lit = colour_light(whole.light, lang, silent=True)
    words = [complete_words(whole, lang)]
    if whole.reports:
        until = max(one.until for one in whole.reports)
        words.append(text(lang, "Until {day} is in time.", day=day(until, lang)))
    return markup('<p class="pp pp-lead pp-lit">{}<span>{}</span></p>', lit, prose(" ".join(words)))


def complete_words(group: ReportGroup, lang: str) -> str:
    """How much came and how much is late."""
    if not group.reports:
        return text(lang, "Nothing had to be delivered for this period.")
    said = plural(
        lang,
        "{came} of {n} value that was due is here",
        "{came} of {n} values that were due are here",
        len(group.reports),
        came=group.came,
    )
    word = text(lang, COMPLETE_WORDS[group.light])
    return f"{said}: {word}."


def completeness_table(found: Completeness, lang: str) -> Markup:
    """By theme and by owner what was due, came and is late, with what is still missing."""
    themes = _groups(text(lang, "Theme"), found.themes, lang)
    owners = _groups(text(lang, "Owner"), found.owners, lang)
    by_owner = folded(_owners_title(found.owners, lang), owners) if owners else ""
    return markup('<div class="pp">{}{}</div>', section(text(lang, "By theme"), themes), by_owner)


def _owners_title(owners: Sequence[ReportGroup], lang: str) -> str:
    """How many owners there are and how many of them are overdue."""
    late = sum(one.light is Light.RED for one in owners)
    said = text(lang, "By owner ({n})", n=len(owners))
    return f"{said}: {plural(lang, '{n} is overdue', '{n} are overdue', late)}" if late else said


def _groups(name: str, groups: Iterable[ReportGroup], lang: str) -> Markup:
    heads = [name, text(lang, "Reporting"), text(lang, "Due"), text(lang, "Here"), text(lang, "Late")]
    rows = [_group(one, lang) for one in groups if one.reports]
    return table([*heads, text(lang, "Still to come")], rows, name, "pp-complete") if rows else NOTHING


def _group(one: ReportGroup, lang: str) -> list[str]:
    word = text(lang, COMPLETE_WORDS[one.light])
    lit = markup('<span class="pp-lit">{}<span>{}</span></span>', colour_light(one.light, lang, silent=True), word)
    name = one.name or text(lang, "no owner")
    figures = [markup('<span class="pp-num">{}</span>', n) for n in (len(one.reports), one.came, one.late)]
    return [markup('<span class="pp-name">{}</span>', name), lit, *figures, _missing(one, lang)]


def _missing(one: ReportGroup, lang: str) -> Markup:
    """What has not come, folded."""
    rows = [report for report in one.reports if report.came_on is None]
    if not rows:
        return NOTHING
    said = plural(lang, "{n} value", "{n} values", len(rows))
    return folded(said, markup("<ul>{}</ul>", joined(_report(report, lang) for report in rows)))


def _report(one: Report, lang: str) -> Markup:
    where = f" · {one.due.org_unit}" if one.due.org_unit else ""
    until = text(lang, "by {day} at the latest", day=day(one.until, lang))
    return markup("<li>{}{}{}</li>", one.due.name, where, soft(f"{period_words(one.due.period, lang)}, {until}"))


def files(came: Kept, mended: Kept | None, cells: Sequence[MendedCell], lang: str) -> Markup:
    """The file of an upload with its hash; when it was mended both files, and the cells that were typed over."""
    rows = [(text(lang, "Mended file"), *mended)] if mended else []
    rows.insert(0, (text(lang, "File as received"), *came))
    heads = [text(lang, "File"), text(lang, "Name"), "SHA-256"]
    body = table(
        heads,
        ([what, name, markup("<code>{}</code>", sha256)] for what, name, sha256 in rows),
        text(lang, "Files"),
        "pp-files",
    )
    return markup('<div class="pp">{}{}</div>', section(text(lang, "Files"), body), _cells(cells, lang))


def _cells(cells: Sequence[MendedCell], lang: str) -> Markup:
    if not cells:
        return NOTHING
    heads = [text(lang, word) for word in _CELL_HEADS]
    rows = (
        [
            markup('<span class="pp-num">{}</span>', one.row),
            one.column,
            *(_written(cell, lang) for cell in (one.before, one.after)),
        ]
        for one in cells
    )
    title = plural(lang, "{n} cell was mended on the screen", "{n} cells were mended on the screen", len(cells))
    return folded(title, table(heads, rows, title))


def _written(cell: str, lang: str) -> Markup:
    return markup("<code>{}</code>", cell) if cell else soft(text(lang, "empty"))


def reasons(rows: Iterable[tuple[str, str]], lang: str) -> Markup:
    """The justifications that were given: what each warning is called, and why."""
    cells = [[markup('<span class="pp-name">{}</span>', title), prose(why)] for title, why in rows]
    heads = [text(lang, "Warning"), text(lang, "Justification")]
    return (
        section(text(lang, "Justifications"), table(heads, cells, text(lang, "Justifications"))) if cells else NOTHING
    )
