"""Which measurements a target is judged on: its own, of its own unit, and those of its benchmark."""

from collections.abc import Iterable, Mapping, Sequence

from kpi.core.batch import Batch, batch_of
from kpi.core.light.units import FLAT, Reports, Tree
from kpi.core.model import Measurement, Target

Source = tuple[str, str, str]  # what is measured, of which unit (empty: of all), and beside which benchmark


def source_of(target: Target) -> Source:
    """What targets have in common that are judged on the same measurements."""
    return target.measured_as, target.org_unit, target.benchmark.code if target.benchmark else ""


def reports_of(target: Target, evidence: Mapping[str, Sequence[Measurement]], tree: Tree = FLAT) -> Reports:
    """The measurements of a target among those of a plan, by code; `tree`: the plan's units."""
    rows = evidence.get(target.measured_as, ())
    benchmark = evidence.get(target.benchmark.code, ()) if target.benchmark else None
    return Reports(rows_of_unit(rows, target.org_unit, tree) if target.org_unit else rows, tree, benchmark)


def units_within(units: Iterable[str], tree: Tree) -> frozenset[str]:
    """These units and all below them."""
    own = frozenset(units)
    return own.union(one for one in tree.parents if not own.isdisjoint(tree.above(one)))


def rows_of_unit(rows: Iterable[Measurement], unit: str, tree: Tree) -> Batch:
    """What was reported of one unit and of those below it."""
    batch, inside = batch_of(rows), units_within((unit,), tree)
    return batch.where([one in inside for one in batch.org_unit])


def reports_among(target: Target, measurements: Iterable[Measurement]) -> Reports:
    """As `reports_of`, from measurements that are told apart by their own codes; units without a tree."""
    if target.benchmark is None and not target.org_unit:
        return Reports(measurements)
    evidence: dict[str, list[Measurement]] = {}
    for one in measurements:
        evidence.setdefault(one.indicator, []).append(one)
    return reports_of(target, evidence)
