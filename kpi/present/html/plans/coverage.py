"""Coverage: plans against themes and categories; a cell opens its targets, a gap opens what the vision asks there."""

from collections.abc import Callable

from markupsafe import Markup

from kpi.core.category import CategoryGroup, Frame
from kpi.core.light.assessment import Light
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.notation import number
from kpi.core.view.coverage import Cover, Coverage, CoverLine
from kpi.core.vocabulary import Level
from kpi.present.html.lists import result_table
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.html.parts import colour_light, link, opening_light, section, table
from kpi.present.html.plans.portfolio import PartHref, level_word, lights_told
from kpi.present.words import mark, plural, text

GROUP_WORDS = {
    CategoryGroup.GOAL: mark("Goals"),
    CategoryGroup.INITIATIVE: mark("Initiatives"),
    CategoryGroup.PARTNER: mark("Partners"),
    CategoryGroup.OTHER: mark("Not in the list of categories"),
}
CellHref = Callable[[str, str], str]  # plan and line -> what stands there, or what the vision asks there


def coverage_lead(view: Coverage, lang: str) -> str:
    """How many themes of the vision no other plan serves, or how many plans there are to compare."""
    if view.vision is None:
        return text(lang, "There is no national plan to compare these plans with.")
    bare = sum(len(line.gaps) == len(line.cells) for line in view.themes)
    if not bare:
        return text(lang, "Another plan contributes to every theme of {vision}.", vision=view.vision.plan.title)
    return plural(
        lang,
        "{n} of the {total} themes of {vision} receives no contribution from another plan.",
        "{n} of the {total} themes of {vision} receive no contribution from another plan.",
        bare,
        total=len(view.themes),
        vision=view.vision.plan.title,
    )


def cover_grid(title: str, lines: tuple[CoverLine, ...], view: Coverage, href: CellHref, lang: str) -> Markup:
    """One table: a line a theme or category, a column a plan; every cell opens; nothing without lines."""
    if not lines:
        return NOTHING
    asks = [text(lang, "The vision asks")] if view.vision else []
    headers = [title, *asks, *(plan.plan.organisation for plan in view.plans)]
    rows = (_line(line, view.vision, href, lang) for line in lines)
    heading = markup('<p class="pp-h3 pp-covertitle" aria-hidden="true">{}</p>', title)  # a phone shows no column heads
    return markup('<div class="pp">{}{}</div>', heading, table(headers, rows, title, "pp-cover"))


def folded_grid(title: str, body: Markup, note: str) -> Markup:
    """A grid that is closed at first."""
    summary = markup('<span class="pp-word">{}</span> <span class="pp-soft">{}</span>', title, note)
    return markup('<details class="pp pp-fold"><summary>{}</summary>{}</details>', summary, body)


def category_sources(frame: Frame, lang: str) -> Markup:
    """Every category of the frame with where its document says so, closed at first."""
    title = text(lang, "Where the categories come from")
    heads = [text(lang, "Category"), text(lang, "Kind"), text(lang, "Source")]
    rows = (
        (
            markup('<span class="pp-name">{}</span>', one.name),
            text(lang, GROUP_WORDS[one.group]),
            one.source_ref,
        )
        for one in frame.categories
    )
    return folded_grid(title, table(heads, rows, title), frame.source)


def gaps_note(lines: tuple[CoverLine, ...], lang: str) -> str:
    """How many lines have no target in any plan."""
    bare = sum(len(line.gaps) == len(line.cells) for line in lines)
    if not bare:
        return text(lang, "every one occurs in at least one plan")
    return plural(lang, "{n} of {total} occurs in no plan", "{n} of {total} occur in no plan", bare, total=len(lines))


def _line(line: CoverLine, vision: Snapshot | None, href: CellHref, lang: str) -> tuple[str, ...]:
    asked = (_asked(line, vision, href, lang),) if vision else ()
    name = markup('<span class="pp-name">{}</span>', line.title)
    return (name, *asked, *(_cell(line, cell, href, lang) for cell in line.cells))


def _asked(line: CoverLine, vision: Snapshot, href: CellHref, lang: str) -> Markup:
    if not line.asked:
        return markup('<span class="pp-soft">{}</span>', text(lang, "nothing"))
    return link(href(vision.plan.code, line.code), results(len(line.asked), lang))


def results(n: int, lang: str) -> str:
    """A number of targets in words."""
    return plural(lang, "{n} result", "{n} results", n)


def _cell(line: CoverLine, cell: Cover, href: CellHref, lang: str) -> Markup:
    address = href(cell.snapshot.plan.code, line.code)
    if cell.rows:
        return opening_light(address, _sum(cell, lang))
    gap = markup('<span class="pp-gap">{}</span>', text(lang, "none"))
    return opening_light(address, gap) if line.asked else gap


def _sum(cell: Cover, lang: str) -> Markup:
    """Worst light, count, and how the lights are spread, in one line."""
    told = lights_told(cell.rollup, lang)
    lights = [(one, cell.rollup.lights.get(one, 0)) for one in Light]
    bar = joined(
        markup('<i class="pp-seg pp-{}" style="flex:{}"></i>', one.value, count) for one, count in lights if count
    )
    return markup(
        '<span class="pp-cell">{worst}<b class="pp-num">{count}</b>'
        '<span class="pp-bar" role="img" title="{told}" aria-label="{told}">{bar}</span></span>',
        worst=colour_light(cell.rollup.light, lang, size=18, silent=True),
        count=number(len(cell.rows), 0, lang),
        told=told,
        bar=bar,
    )


def opened_line(line: CoverLine, plan: str, view: Coverage, href: PartHref, back: str, lang: str) -> Markup:
    """What one plan promises on a line; for a gap what the vision asks there, level by level."""
    cell = next((one for one in line.cells if one.snapshot.plan.code == plan), None)
    gap = cell is not None and not cell.rows
    shown = cell.snapshot if cell and not gap else view.vision
    rows = cell.rows if cell and not gap else line.asked
    if shown is None:
        return NOTHING
    title = text(lang, "{plan}: {what}", plan=shown.plan.title, what=line.title)
    if cell and gap:
        words = {"what": line.title, "plan": cell.snapshot.plan.organisation}
        title = text(lang, "{what}: {plan} promises nothing here. The vision asks:", **words)
    lists = joined(_level(level, rows, shown.plan.code, href, lang) for level in (*Level, None))
    way_back = markup('<p class="pp pp-back">{}</p>', link(back, text(lang, "Back to all lines")))
    return markup('{}<p class="pp pp-lead"><b>{}</b></p>{}', way_back, title, lists)


def _level(level: Level | None, rows: tuple[Row, ...], plan: str, href: PartHref, lang: str) -> Markup:
    own = tuple(row for row in rows if row.target.level is level)
    if not own:
        return NOTHING
    word = level_word(level, lang)
    title = text(lang, "{level}: {results}", level=word[:1].upper() + word[1:], results=results(len(own), lang))
    return section(title, result_table(own, lambda code: href(plan, code), lang))
