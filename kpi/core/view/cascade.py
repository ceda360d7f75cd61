"""The cascade: a national target with the regional ones that serve it, and upwards from a regional one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kpi.core.contribution import Links, Ref, everything, links_of, reversed_links
from kpi.core.light.snapshot import Row, Snapshot
from kpi.core.model import Theme
from kpi.core.view.portfolio import LevelRollup, by_level
from kpi.core.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Node:
    """One target of one plan in the web of contributions."""

    snapshot: Snapshot
    row: Row

    @property
    def ref(self) -> Ref:
        """Plan and target."""
        return self.snapshot.plan.code, self.row.target.code


@dataclass(frozen=True, slots=True)
class Web:
    """Every target that is linked; `up`: what it contributes to, `down`: what contributes to it.

    `lost`: references to a target that no plan here holds, as (from, to).
    """

    nodes: Mapping[Ref, Node]
    up: Links
    down: Links
    lost: tuple[tuple[Ref, Ref], ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A target with what stands next to it in one direction; `levels` roll up all below it, each target once.

    The light of a target is its own: nothing below it is added to it.
    """

    node: Node
    children: tuple["Branch", ...]
    levels: tuple[LevelRollup, ...]


@dataclass(frozen=True, slots=True)
class Stem:
    """The targets of one theme of one plan that others contribute to and that contribute to nothing themselves.

    `levels` roll up all that stands below them, each target once, and not these targets themselves.
    """

    snapshot: Snapshot
    theme: Theme
    branches: tuple[Branch, ...]
    levels: tuple[LevelRollup, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """One target with everything above it and below it; both may be empty."""

    node: Node
    above: tuple[Branch, ...]
    below: Branch


def weave(snapshots: Iterable[Snapshot]) -> Web:
    """The links of all plans that come in; what has no link is left out of `nodes`."""
    every = tuple(snapshots)
    known = {(one.plan.code, row.target.code): Node(one, row) for one in every for row in one.rows}
    written = {ref: refs for one in every for ref, refs in links_of(one.plan).items()}
    up = {ref: tuple(one for one in refs if one in known) for ref, refs in written.items()}
    down = reversed_links(up, known)
    return Web(
        nodes={ref: node for ref, node in known.items() if up[ref] or down[ref]},
        up=up,
        down=down,
        lost=tuple((ref, one) for ref, refs in written.items() for one in refs if one not in known),
    )


def cascade(web: Web) -> tuple[Stem, ...]:
    """All trees from the top, by plan and theme; plans with a national target on top come first."""
    tops = [node for ref, node in web.nodes.items() if web.down[ref] and not web.up[ref]]
    stems: dict[Ref, list[Node]] = {}
    for node in tops:
        stems.setdefault((node.snapshot.plan.code, node.row.theme.code), []).append(node)
    found = [_stem(web, each) for each in stems.values()]
    return tuple(sorted(found, key=lambda stem: not _national(stem)))


def _national(stem: Stem) -> bool:
    return any(branch.node.row.target.level is Level.NATIONAL for branch in stem.branches)


def _stem(web: Web, tops: list[Node]) -> Stem:
    below = dict.fromkeys(ref for node in tops for ref in everything(node.ref, web.down))
    return Stem(
        snapshot=tops[0].snapshot,
        theme=tops[0].row.theme,
        branches=tuple(_branch(web, web.down, node, ()) for node in tops),
        levels=by_level(web.nodes[ref].row for ref in below),
    )


def _branch(web: Web, links: Links, node: Node, way: tuple[Ref, ...]) -> Branch:
    """`way`: what was passed to come here, so that a circle in older data ends."""
    here = (*way, node.ref)
    children = tuple(_branch(web, links, web.nodes[ref], here) for ref in links[node.ref] if ref not in here)
    rows = (web.nodes[ref].row for ref in everything(node.ref, links))
    return Branch(node, children, by_level(rows))


def lineage(web: Web, ref: Ref) -> Lineage | None:
    """What a target contributes to and what contributes to it; None when it has no link at all."""
    node = web.nodes.get(ref)
    if node is None:
        return None
    return Lineage(node, _branch(web, web.up, node, ()).children, _branch(web, web.down, node, ()))
