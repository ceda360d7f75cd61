"""Drawings as SVG that stand by themselves: a sheet with its heading, words in place, and lights as on the screen."""

from collections.abc import Sequence
from typing import LiteralString

from markupsafe import Markup

from kpi.core.light.assessment import Flag, Status
from kpi.present.html.markup import NOTHING, joined, markup
from kpi.present.style import Mark, Shape, colour, sign

WIDTH, MARGIN, TOP, FOOT = 1200, 40, 118, 44
FONT = "Arial, Liberation Sans, sans-serif"
_WIDE = 0.51  # of the size of a letter: what a letter takes on average


def sheet(title: str, told: str, foot: str, height: float, body: Markup) -> Markup:
    """A whole drawing of 1200 wide: the title, what it is of, the body `height` high, and a line at the foot."""
    whole = TOP + height + FOOT
    return markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h:.0f}" viewBox="0 0 {w} {h:.0f}" role="img">'
        "<title>{title} · {told}</title><defs>"
        '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="5" height="5" fill="{pale}"/><rect width="1.4" height="5" fill="{grey}"/></pattern>'
        '<pattern id="stale" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="1.8" height="5" fill="{paper}"/></pattern></defs>'
        '<rect width="{w}" height="{h:.0f}" fill="{paper}"/>'
        '<g font-family="{font}" font-size="16" fill="{ink}">{head}{under}{body}{foot}</g></svg>',
        w=WIDTH,
        h=whole,
        title=title,
        told=told,
        pale=colour("hatch"),
        grey=colour("grey"),
        paper=colour("card"),
        ink=colour("ink"),
        font=FONT,
        head=caption(MARGIN, 56, cut(title, WIDTH - 2 * MARGIN, 30), size=30, bold=True),
        under=caption(MARGIN, 86, told, soft=True, size=17),
        body=body,
        foot=caption(MARGIN, whole - 16, foot, soft=True, size=14),
    )


def caption(
    x: float, y: float, said: str, *, size: int = 16, bold: bool = False, soft: bool = False, middle: bool = False
) -> Markup:
    """One line of text with its base line at `y`."""
    return markup(
        '<text x="{:.1f}" y="{:.1f}" font-size="{}" fill="{}"{}{}>{}</text>',
        x,
        y,
        size,
        colour("soft" if soft else "ink"),
        Markup(' font-weight="700"') if bold else NOTHING,
        Markup(' text-anchor="middle"') if middle else NOTHING,
        said,
    )


def cut(said: str, width: float, size: int = 16) -> str:
    """The text as far as it fits, with an ellipsis where it was cut."""
    fits = int(width / (size * _WIDE))
    return said if len(said) <= fits else said[: max(1, fits - 1)].rstrip() + "…"


def rule(x: float, y: float, x2: float, y2: float, ink: str = "line", thick: float = 1) -> Markup:
    """A straight line in a colour of the palette."""
    return markup(
        '<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{}"/>',
        x,
        y,
        x2,
        y2,
        colour(ink),
        thick,
    )


def box(x: float, y: float, width: float, height: float, fill: str) -> Markup:
    """A rectangle; `fill` is a colour or a pattern."""
    return markup(
        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}"/>', x, y, max(0.0, width), height, fill
    )


def spread(x: float, y: float, width: float, counts: Sequence[int], ends: Sequence[float]) -> Markup:
    """A bar of red, amber, green and grey; `ends` are where the first three end, in percent."""
    fills = (colour("red"), colour("amber"), colour("green"), "url(#hatch)")
    edges = (0.0, *ends, 100.0)
    return joined(
        box(x + width * edges[at] / 100, y, width * (edges[at + 1] - edges[at]) / 100 - 1.5, 12, fills[at])
        for at in range(4)
        if counts[at]
    )


def lamp(status: Status, flags: tuple[Flag, ...], x: float, y: float, size: float = 17) -> Markup:
    """A light around a middle, in its shape and with its mark."""
    drawn = sign(status, flags)
    half = size / 2
    fill = colour(drawn.colour)
    body = {
        Shape.CIRCLE: markup('<circle r="{:.1f}" fill="{}"/>', half, fill),
        Shape.SQUARE: markup(
            '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}"/>',
            -half * 0.9,
            -half * 0.9,
            size * 0.9,
            size * 0.9,
            fill,
        ),
        Shape.TRIANGLE: markup(
            '<path d="M0 {:.1f}L{:.1f} {:.1f}H{:.1f}Z" fill="{}" stroke="{}"/>',
            -half,
            half,
            half * 0.9,
            -half,
            fill,
            colour("amber-edge"),
        ),
        Shape.RING: markup('<circle r="{:.1f}" fill="none" stroke="{}" stroke-width="2.6"/>', half * 0.8, fill),
    }[drawn.shape]
    stale = markup('<circle r="{:.1f}" fill="url(#stale)"/>', half) if drawn.hatched else NOTHING
    return markup('<g transform="translate({:.1f} {:.1f})">{}{}{}</g>', x, y, body, stale, _mark(drawn.mark, half))


def _mark(mark: Mark, half: float) -> Markup:
    """What a light carries inside."""
    if not mark:
        return NOTHING
    paths: dict[Mark, LiteralString] = {
        Mark.TICK: "M-4 0L-1 3L4 -3",
        Mark.CROSS: "M-3 -3L3 3M3 -3L-3 3",
        Mark.LATE: "M-4 0H4M1 -3L4 0L1 3",
    }
    return markup(
        '<path d="{}" transform="scale({:.2f})" fill="none" stroke="{}" stroke-width="1.9"/>',
        paths[mark],
        half / 8,
        colour("mark"),
    )
