"""The cascade: a target with the targets of other plans that serve it, each with its own light."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from kpi.core.contribution import Ref, write_ref
from kpi.core.light.snapshot import Snapshot
from kpi.core.view.cascade import Branch, Lineage, Node, Stem, Web
from kpi.present.html.markup import NOTHING, joined, markup, prose
from kpi.present.html.parts import light, link, message, opening_light, section, soft
from kpi.present.html.plans.portfolio import PartHref, level_word, levels
from kpi.present.words import plural, text


def cascade_lead(web: Web, vision: Snapshot | None, lang: str) -> str:
    """How many targets serve others, and how many of the vision nothing serves yet."""
    below = sum(bool(web.up[ref]) for ref in web.nodes)
    above = sum(bool(web.down[ref]) for ref in web.nodes)
    count = plural(lang, "{n} result contributes", "{n} results contribute", below)
    first = text(lang, "{count} to a result of another plan; {n} results receive a contribution.", count=count, n=above)
    if vision is None:
        return first
    bare = sum(not web.down[vision.plan.code, row.target.code] for row in vision.rows)
    rest = text(
        lang,
        "Nothing contributes yet to {n} of the {total} results of {vision}.",
        n=bare,
        total=len(vision.rows),
        vision=vision.plan.title,
    )
    return f"{first} {rest}"


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the cascade leads to, in one language: the page of a target, and the cascade seen from one."""

    target: PartHref
    start: Callable[[Ref], str]
    lang: str


def stems(each: tuple[Stem, ...], web: Web, ways: Ways) -> Markup:
    """All trees from the top, by plan and theme; says so when nothing is linked."""
    lang = ways.lang
    if not each:
        return message(
            text(lang, "No results are linked"),
            text(lang, "No result of one plan contributes to a result of another."),
            text(lang, "Fill in under Manage plan what a result contributes to."),
        )
    plans = dict.fromkeys(stem.snapshot.plan.code for stem in each)
    return joined(_plan([stem for stem in each if stem.snapshot.plan.code == code], web, ways) for code in plans)


def _plan(each: list[Stem], web: Web, ways: Ways) -> Markup:
    stems = joined(_stem(stem, web, ways, is_open=stem is each[0]) for stem in each)
    return section(each[0].snapshot.plan.title, stems)


def _stem(stem: Stem, web: Web, ways: Ways, is_open: bool) -> Markup:
    """A theme, folded: how many of its results are served, and the lights below them level by level."""
    trees = joined(_folded(branch, web, ways) for branch in stem.branches)
    served = plural(
        ways.lang, "{n} result receives a contribution", "{n} results receive a contribution", len(stem.branches)
    )
    name = markup('<span class="pp-name">{}</span> <span class="pp-soft">{}</span>', stem.theme.title, served)
    below = levels(stem.levels, ways.lang)
    return markup(
        '<details class="pp-stem"{open}><summary>{name}{below}</summary>'
        '<ul class="pp-list pp-tree">{trees}</ul></details>',
        open=" open" if is_open else "",
        name=name,
        below=below,
        trees=trees,
    )


def _folded(branch: Branch, web: Web, ways: Ways) -> Markup:
    """A result with what serves it folded away under its roll-ups, level by level."""
    inner = joined(_twig(child, web, ways) for child in branch.children)
    below = markup(
        '<details class="pp-below"><summary>{}</summary><ul>{}</ul></details>', levels(branch.levels, ways.lang), inner
    )
    return markup("<li>{}{}</li>", _node(branch.node, ways, 26, sourced=True), below)


def _twig(branch: Branch, web: Web, ways: Ways) -> Markup:
    """A result with everything next to it in the same direction; one that serves several shows the way to them."""
    inner = joined(_twig(child, web, ways) for child in branch.children)
    nested = markup("<ul>{}</ul>", inner) if inner else NOTHING
    several = len(web.up[branch.node.ref]) > 1
    return markup(
        "<li>{}{}</li>", _node(branch.node, ways, 18, branch.node.snapshot.plan.organisation, several), nested
    )


def _node(node: Node, ways: Ways, size: int, plan: str = "", several: bool = False, sourced: bool = False) -> Markup:
    one, target, lang = node.row.assessment, node.row.target, ways.lang
    address = ways.target(*node.ref)
    source = target.source_ref if sourced else ""
    place = " · ".join(part for part in (plan, level_word(target.level, lang), source) if part)
    more = link(ways.start(node.ref), text(lang, "contributes to more")) if several else NOTHING
    return markup(
        '<div class="pp-node">{light}<div class="pp-grow"><div class="pp-name">{name}</div>'
        '<div class="pp-soft">{place} {more}</div></div></div>',
        light=opening_light(address, light(one.status, one.flags, lang, size=size)),
        name=link(address, target.statement),
        place=prose(place),
        more=more,
    )


def lineage_tree(view: Lineage, web: Web, ways: Ways) -> Markup:
    """One result with what it serves above it and what serves it below, all unfolded."""
    lang = ways.lang
    up = joined(_twig(one, web, ways) for one in view.above)
    down = joined(_twig(one, web, ways) for one in view.below.children)
    node = _node(view.node, ways, 26, view.node.snapshot.plan.organisation, sourced=True)
    own = markup('<ul class="pp-list pp-tree"><li>{}</li></ul>', node)
    serves = (
        markup('<ul class="pp-list pp-tree">{}</ul>', up)
        if up
        else soft(text(lang, "It contributes to no result of another plan."))
    )
    served = soft(text(lang, "No result of another plan contributes to it."))
    if down:
        served = markup('{}<ul class="pp-list pp-tree">{}</ul>', levels(view.below.levels, lang), down)
    return (
        section(text(lang, "This result"), own)
        + section(text(lang, "What it contributes to"), serves)
        + section(text(lang, "What contributes to it"), served)
    )


def lost(refs: tuple[tuple[Ref, Ref], ...], lang: str) -> Markup:
    """References to what no plan here holds, folded away; nothing when there are none."""
    if not refs:
        return NOTHING
    items = joined(markup("<li>{} → {}</li>", write_ref(start), write_ref(end)) for start, end in refs)
    title = plural(
        lang,
        "{n} reference names a result that is not here",
        "{n} references name results that are not here",
        len(refs),
    )
    return markup('<details class="pp pp-acts"><summary>{}</summary><ul>{}</ul></details>', title, items)
