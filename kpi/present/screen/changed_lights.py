"""Which lights of the plans Planpeil comes with are others by the rules of this version, and by which of them."""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from kpi.core.light.assessment import Status
from kpi.core.model import Plan
from kpi.core.notation import day
from kpi.present.html.markup import joined, markup
from kpi.present.style import status_word
from kpi.present.words import mark, text

FILE = Path(__file__).with_suffix(".csv")
REASONS: Mapping[str, str] = {
    "path_begins": mark(
        "More is expected from the day of the first measurement on, not from the start of the plan: who "
        "began to measure later was assessed too strictly."
    ),
    "kept": mark(
        "What was missed once no longer decides for ever: done in {kept} of the periods is achieved, and the miss is "
        "shown beside it."
    ),
    "unreported": mark(
        "A period that nobody reported is taken once as done and once as missed: the result is assessed "
        "only where both give the same."
    ),
    "old_no": mark(
        "A \u201cno\u201d from before the deadline says only that it was still to come. When nothing came after it, "
        "nobody knows, and that is grey instead of red."
    ),
}


class OtherLight(NamedTuple):
    """A target that stood as `was` at the end of `day` by the rules before, and stands as `now` by these."""

    plan: str
    target: str
    day: date
    was: Status
    now: Status
    reason: str


@cache
def other_lights() -> tuple[OtherLight, ...]:
    """All of them, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            OtherLight(
                row["plan"],
                row["target"],
                date.fromisoformat(row["day"]),
                Status(row["was"]),
                Status(row["now"]),
                row["reason"],
            )
            for row in csv.DictReader(file)
        )


def changed_by_rules(plan: Plan, lang: str, **figures: object) -> Markup:
    """The changed lights of a plan, those of one reason together; nothing when it has none. `figures`: of the bands."""
    names = {one.code: one.statement for one in plan.targets}
    here = [one for one in other_lights() if one.plan == plan.code and one.target in names]
    return joined(
        markup(
            '<p>{}</p><ul class="pp-others">{}</ul>',
            text(lang, said, **figures),
            joined(_line(one, names, lang) for one in found),
        )
        for reason, said in REASONS.items()
        if (found := [one for one in here if one.reason == reason])
    )


def _line(one: OtherLight, names: Mapping[str, str], lang: str) -> Markup:
    moved = text(
        lang,
        "{was}, now {now} ({day})",
        was=status_word(one.was, lang),
        now=status_word(one.now, lang),
        day=day(one.day, lang),
    )
    return markup("<li>{}: {}</li>", names[one.target], moved)
