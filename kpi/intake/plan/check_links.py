"""Rules on what a target refers to outside its own plan: its categories, and the targets it contributes to."""

from collections.abc import Iterator

from kpi.core.category import category_codes
from kpi.core.contribution import Links, Ref, circle, read_ref, write_ref
from kpi.core.issue import Issue
from kpi.intake.faults.hints import nearest
from kpi.intake.plan.draft import FolderTables
from kpi.intake.plan.surroundings import Surroundings
from kpi.intake.plan.table import TableRow


def references(draft: FolderTables, around: Surroundings) -> Iterator[Issue]:
    """Issues of categories and contributions; each reference is blamed once, for the worst that is wrong with it."""
    if around.categories:
        yield from _categories(draft, around.categories)
    yield from _contributions(draft, around)


def _categories(draft: FolderTables, known: frozenset[str]) -> Iterator[Issue]:
    for row in draft.targets.having("category"):
        for code in category_codes(row.text("category")):
            if code not in known:
                yield row.fault("unknown-category", "category", hint=nearest(code, known), category=code)


def _contributions(draft: FolderTables, around: Surroundings) -> Iterator[Issue]:
    plan = draft.header.texts.get("code", "")
    own = {(plan, row.text("target")): _serves(row, plan) for row in draft.targets.rows}
    links: Links = {**{ref: refs for ref, refs in (around.links or {}).items() if ref[0] != plan}, **own}
    for row in draft.targets.having("contributes_to"):
        ref = (plan, row.text("target"))
        if ref in own[ref]:
            yield row.fault("contributes-to-itself", "contributes_to", target=row.text("target"))
        elif way := circle(ref, links):
            yield row.fault("contributes-in-circle", "contributes_to", chain=_told(way, plan))
        for other in own[ref]:
            yield from _unknown(draft, row, other, plan, around)


def _serves(row: TableRow, plan: str) -> tuple[Ref, ...]:
    return tuple(read_ref(one, plan) for one in row.get("contributes_to", tuple) or ())


def _told(way: tuple[Ref, ...], plan: str) -> str:
    return " > ".join(ref[1] if ref[0] == plan else write_ref(ref) for ref in way)


def _unknown(draft: FolderTables, row: TableRow, ref: Ref, plan: str, around: Surroundings) -> Iterator[Issue]:
    if ref[0] == plan:
        codes = draft.targets.column("target")
        if draft.targets.complete and ref[1] not in codes:
            yield row.fault("unknown-contribution", "contributes_to", hint=nearest(ref[1], codes), target=ref[1])
    elif around.lacks(*ref):
        near = [write_ref(one) for one in around.links or ()]
        hint = nearest(write_ref(ref), near) if near else None
        yield row.fault("unknown-contribution", "contributes_to", hint=hint, target=write_ref(ref))
