"""What serves what: the references between targets of one or several plans, and circles among them."""

from collections import deque
from collections.abc import Iterable, Mapping

from kpi.core.model import Plan, Target

Ref = tuple[str, str]  # plan, target
Links = Mapping[Ref, tuple[Ref, ...]]


def read_ref(written: str, plan: str) -> Ref:
    """`visie-2030/V-TO-01` as plan and target; without a slash it is a target of `plan` itself."""
    other, slash, code = written.partition("/")
    return (other, code) if slash else (plan, written)


def write_ref(ref: Ref) -> str:
    """Plan and target as they stand in `contributes_to`."""
    return "/".join(ref)


def served_by(target: Target, plan: str) -> tuple[Ref, ...]:
    """What a target of `plan` says that it contributes to, each once, in its own order."""
    return tuple(dict.fromkeys(read_ref(one, plan) for one in target.contributes_to))


def links_of(plan: Plan) -> dict[Ref, tuple[Ref, ...]]:
    """Every target of a plan with what it contributes to."""
    return {(plan.code, one.code): served_by(one, plan.code) for one in plan.targets}


def circle(start: Ref, links: Links) -> tuple[Ref, ...]:
    """The shortest way from a target along what it contributes to back to itself, both ends included; else empty."""
    came: dict[Ref, Ref] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for above in links.get(here, ()):
            if above == start:
                return (*_way(here, came, start), start)
            if above not in came:
                came[above] = here
                waiting.append(above)
    return ()


def _way(end: Ref, came: Mapping[Ref, Ref], start: Ref) -> tuple[Ref, ...]:
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def everything(start: Ref, links: Links) -> tuple[Ref, ...]:
    """All that is reached from a target, directly or through others, itself left out, each once."""
    seen = dict.fromkeys(links.get(start, ()))
    waiting = deque(seen)
    while waiting:
        for ref in links.get(waiting.popleft(), ()):
            if ref not in seen:
                seen[ref] = None
                waiting.append(ref)
    return tuple(ref for ref in seen if ref != start)


def reversed_links(links: Links, known: Iterable[Ref]) -> dict[Ref, tuple[Ref, ...]]:
    """What contributes to each target that is known, in the order of the links."""
    found: dict[Ref, list[Ref]] = {ref: [] for ref in known}
    for below, refs in links.items():
        for ref in refs:
            if ref in found:
                found[ref].append(below)
    return {ref: tuple(each) for ref, each in found.items()}
