"""Lights and bars as SVG that stand by themselves, for documents that are not HTML."""

from functools import cache

from markupsafe import Markup

from kpi.core.light.assessment import Flag, Light, Status
from kpi.present.deck.slide import Lamp, Share
from kpi.present.html.drawing import lamp, spread
from kpi.present.html.markup import markup
from kpi.present.style import colour

_PLAIN = {
    Light.RED: Status.OFF_TRACK,
    Light.AMBER: Status.AT_RISK,
    Light.GREEN: Status.ON_TRACK,
    Light.GREY: Status.TOO_EARLY,
}
_BAR = 600  # of a bar that is 12 high


def lamp_svg(one: Lamp) -> str:
    """A light with its mark; without the frame of sample figures, which every page tells of."""
    return _lamp(Status(one.status), tuple(Flag(flag) for flag in one.flags if flag != Flag.SAMPLE))


def light_svg(light: str) -> str:
    """The light of many results together."""
    return _lamp(_PLAIN[Light(light)], ())


@cache
def _lamp(status: Status, flags: tuple[Flag, ...]) -> str:
    return str(_svg("-10 -10 20 20", 20, 20, lamp(status, flags, 0, 0)))


def bar_svg(shares: tuple[Share, ...]) -> str:
    """How many results have each light, the most serious first."""
    counts = [sum(one.count for one in shares if one.light == light.value) for light in Light]
    total = sum(counts) or 1
    ends = [100 * sum(counts[:at]) / total for at in range(1, len(counts))]
    return str(_svg(f"0 0 {_BAR} 12", _BAR, 12, spread(0, 0, _BAR, counts, ends)))


def _svg(box: str, width: int, height: int, body: Markup) -> Markup:
    return markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="{box}"><defs>'
        '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="5" height="5" fill="{pale}"/><rect width="1.4" height="5" fill="{grey}"/></pattern>'
        '<pattern id="stale" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="1.8" height="5" fill="{paper}"/></pattern></defs>{body}</svg>',
        w=width,
        h=height,
        box=box,
        pale=colour("hatch"),
        grey=colour("grey"),
        paper=colour("card"),
        body=body,
    )
