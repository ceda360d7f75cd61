"""Draws the worked example of a rule as docs/img/rule-N.svg, with the path chart of the screens.

A picture carries the fingerprint of what was drawn, so that a test notices one that is no longer what the code draws.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kpi.core.explain.rule_examples import RULE_EXAMPLES  # noqa: E402
from kpi.core.light.snapshot import take  # noqa: E402
from kpi.core.model import Plan, Theme  # noqa: E402
from kpi.core.view.target_view import target_view  # noqa: E402
from kpi.present.chart.charts import path_chart  # noqa: E402
from kpi.present.style import colour  # noqa: E402
from scripts.pictures import FOLDER  # noqa: E402

LANGUAGE = "en"
WIDTH, TALL = 640, 260


def main() -> None:
    """Draw them all."""
    for rule in RULE_EXAMPLES:
        (ROOT / FOLDER / name(rule)).write_text(picture(rule), "utf-8")


def name(rule: int) -> str:
    """The file of a rule's picture."""
    return f"rule-{rule}.svg"


def drawing(rule: int) -> dict[str, Any]:
    """The path chart of a rule's example at a width of its own, on paper."""
    one = RULE_EXAMPLES[rule].spoken(LANGUAGE)
    target, evidence = one.target, {one.target.measured_as: one.measurements}
    plan = Plan("p", "", "", target.start, target.due, themes=(Theme("t", ""),), targets=(target,))
    view = target_view(take(plan, evidence, as_of=one.as_of), target.code, evidence)
    if view is None:
        raise LookupError(target.code)
    return path_chart(view, LANGUAGE) | {"width": WIDTH, "height": TALL, "background": colour("paper")}


def picture(rule: int) -> str:
    """The chart as SVG, with its fingerprint."""
    import vl_convert

    drawn = drawing(rule)
    made = vl_convert.vegalite_to_svg(drawn)
    return made.replace("<svg ", f'<svg data-drawn="{fingerprint(drawn)}" ', 1) + "\n"


def fingerprint(drawn: dict[str, Any]) -> str:
    """The same for the same drawing."""
    return sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
