"""The cascade: a target with the targets of other plans that serve it, each with its own light."""

from collections.abc import Callable
from dataclasses import dataclass

from kpi.core.contribution import Ref, write_ref
from kpi.core.light.snapshot import Snapshot
from kpi.core.view.cascade import Branch, Lineage, Node, Stem, Web
from kpi.present.html.parts import escape, light, link, message, opening, prose, section, soft
from kpi.present.html.portfolio import PartHref, level_word, levels
from kpi.present.words import plural, text


def cascade_lead(web: Web, vision: Snapshot | None, lang: str) -> str:
    """How many targets serve others, and how many of the vision nothing serves yet."""
    below = sum(bool(web.up[ref]) for ref in web.nodes)
    above = sum(bool(web.down[ref]) for ref in web.nodes)
    count = plural(lang, "{n} result serves", "{n} results serve", below)
    first = text(lang, "{count} a result of another plan; {n} are served.", count=count, n=above)
    if vision is None:
        return first
    bare = sum(not web.down[vision.plan.code, row.target.code] for row in vision.rows)
    rest = text(
        lang,
        "Of {total} results of {vision} {n} are served by none yet.",
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


def stems(each: tuple[Stem, ...], web: Web, ways: Ways) -> str:
    """All trees from the top, by plan and theme; says so when nothing is linked."""
    lang = ways.lang
    if not each:
        return message(
            text(lang, "No results are linked"),
            text(lang, "No target of one plan contributes to a target of another."),
            text(lang, "Write plan/target in the column contributes_to of targets.csv."),
        )
    plans = dict.fromkeys(stem.snapshot.plan.code for stem in each)
    return "".join(_plan([stem for stem in each if stem.snapshot.plan.code == code], web, ways) for code in plans)


def _plan(each: list[Stem], web: Web, ways: Ways) -> str:
    stems = "".join(_stem(stem, web, ways, is_open=stem is each[0]) for stem in each)
    return section(each[0].snapshot.plan.title, stems)


def _stem(stem: Stem, web: Web, ways: Ways, is_open: bool) -> str:
    """A theme, folded: how many of its results are served, and the lights below them level by level."""
    trees = "".join(_folded(branch, web, ways) for branch in stem.branches)
    served = plural(ways.lang, "{n} result is served", "{n} results are served", len(stem.branches))
    name = f'<span class="pp-name">{escape(stem.theme.title)}</span> <span class="pp-soft">{escape(served)}</span>'
    below = levels(stem.levels, ways.lang)
    return (
        f'<details class="pp-stem"{" open" if is_open else ""}><summary>{name}{below}</summary>'
        f'<ul class="pp-list pp-tree">{trees}</ul></details>'
    )


def _folded(branch: Branch, web: Web, ways: Ways) -> str:
    """A result with what serves it folded away under its roll-ups, level by level."""
    inner = "".join(_twig(child, web, ways) for child in branch.children)
    below = f'<details class="pp-below"><summary>{levels(branch.levels, ways.lang)}</summary><ul>{inner}</ul></details>'
    return f"<li>{_node(branch.node, ways, 26, sourced=True)}{below}</li>"


def _twig(branch: Branch, web: Web, ways: Ways) -> str:
    """A result with everything next to it in the same direction; one that serves several shows the way to them."""
    inner = "".join(_twig(child, web, ways) for child in branch.children)
    nested = f"<ul>{inner}</ul>" if inner else ""
    several = len(web.up[branch.node.ref]) > 1
    return f"<li>{_node(branch.node, ways, 18, branch.node.snapshot.plan.organisation, several)}{nested}</li>"


def _node(node: Node, ways: Ways, size: int, plan: str = "", several: bool = False, sourced: bool = False) -> str:
    one, target, lang = node.row.assessment, node.row.target, ways.lang
    address = ways.target(*node.ref)
    source = target.source_ref if sourced else ""
    place = " · ".join(part for part in (plan, level_word(target.level, lang), source) if part)
    more = link(ways.start(node.ref), text(lang, "serves more")) if several else ""
    return (
        f'<div class="pp-node">{opening(address, light(one.status, one.flags, lang, size=size))}'
        f'<div class="pp-grow"><div class="pp-name">{link(address, target.statement)}</div>'
        f'<div class="pp-soft">{prose(place)} {more}</div></div></div>'
    )


def lineage(view: Lineage, web: Web, ways: Ways) -> str:
    """One result with what it serves above it and what serves it below, all unfolded."""
    lang = ways.lang
    up = "".join(_twig(one, web, ways) for one in view.above)
    down = "".join(_twig(one, web, ways) for one in view.below.children)
    node = _node(view.node, ways, 26, view.node.snapshot.plan.organisation, sourced=True)
    own = f'<ul class="pp-list pp-tree"><li>{node}</li></ul>'
    serves = (
        f'<ul class="pp-list pp-tree">{up}</ul>' if up else soft(text(lang, "It serves no result of another plan."))
    )
    served = soft(text(lang, "No result of another plan serves it."))
    if down:
        served = f'{levels(view.below.levels, lang)}<ul class="pp-list pp-tree">{down}</ul>'
    return (
        section(text(lang, "This result"), own)
        + section(text(lang, "What it serves"), serves)
        + section(text(lang, "What serves it"), served)
    )


def lost(refs: tuple[tuple[Ref, Ref], ...], lang: str) -> str:
    """References to what no plan here holds, folded away; nothing when there are none."""
    if not refs:
        return ""
    items = "".join(f"<li>{escape(write_ref(start))} → {escape(write_ref(end))}</li>" for start, end in refs)
    title = plural(
        lang,
        "{n} reference names a result that is not here",
        "{n} references name results that are not here",
        len(refs),
    )
    return f'<details class="pp pp-acts"><summary>{escape(title)}</summary><ul>{items}</ul></details>'
