"""Where words stand in a chart: estimated boxes, so that no label is drawn over another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Layer = dict[str, Any]

LETTER, LINE = 0.58, 1.25  # width of a letter and height of a line, as shares of the size of the letters
WIDTHS = (260, 620, 1100)  # of the drawing on a phone, beside the menu and on a wide page, in pixels
FIGURE_AT = (-13, 15, 18, 34)  # how far under its point (above: negative) a figure may stand on a page
DATE, TITLE = 15, 14  # size of the letters of the date and of the title of the values, which stand above the drawing
POINT = 7  # half of a measured point
# Where a figure may stand beside its point, the best place first: align, dx, dy.
PLACES = (
    ("left", 10, -13),
    ("left", 10, 16),
    ("right", -12, -13),
    ("right", -12, 18),
    ("left", 10, 34),
    ("right", -12, 36),
    ("right", -12, -34),
)


@dataclass(frozen=True, slots=True)
class WordBox:
    """Where words stand, in pixels from the top left of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def crosses(self, other: "WordBox") -> bool:
        """Whether the two have a part in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, width: float, height: float) -> bool:
        """Whether it stands in a drawing of this size; the margin at the right takes half a figure."""
        return self.left >= 0 and self.top >= 0 and self.right <= width + 16 and self.bottom <= height


def box_of(x: float, y: float, words: str, mark: Mapping[str, Any]) -> WordBox:
    """The box of words at a point; `mark`: a text mark of Vega-Lite with its size, `align`, `dx` and `dy`."""
    size = float(mark["fontSize"])
    wide, high = len(words) * LETTER * size, LINE * size
    middle = y + mark.get("dy", 0)
    start = x + mark.get("dx", 0) - {"left": 0.0, "center": wide / 2, "right": wide}[mark.get("align", "center")]
    return WordBox(start, middle - high / 2, start + wide, middle + high / 2)


def is_beside_title(title: str, date: str, along: float, align: str) -> bool:
    """Whether the date above a drawing would cross the title of its values on a phone; `along`: from 0 to 1."""
    drawn = box_of(along * WIDTHS[0], 0, date, {"fontSize": DATE, "align": align})
    return drawn.left < len(title) * LETTER * TITLE


def free_place(
    x: float, y: float, words: str, size: float, others: Iterable[WordBox], within: tuple[float, float]
) -> dict[str, Any]:
    """The first place for a figure in which it crosses nothing and stays in the drawing, else the first of all."""
    taken, (width, height) = list(others), within
    for align, dx, dy in PLACES:
        place = {"align": align, "dx": dx, "dy": dy}
        box = box_of(x, y, words, {**place, "fontSize": size})
        if box.within(width, height) and not any(map(box.crosses, taken)):
            return place
    return dict(zip(("align", "dx", "dy"), PLACES[0], strict=True))


class Plot:
    """The layers of a chart drawn at a size in pixels."""

    def __init__(self, layers: Sequence[Layer], width: float, height: float) -> None:
        days = next(
            one["encoding"]["x"]["scale"]["domain"] for one in layers if "scale" in one["encoding"].get("x", {})
        )
        self.width, self.height = width, height
        self._first, self._last = map(datetime.fromisoformat, days)

    def at(self, layer: Layer, row: Mapping[str, Any]) -> tuple[float, float]:
        """Where the point of a row of a layer stands."""
        low, high = layer["encoding"]["y"]["scale"]["domain"]
        whole = (self._last - self._first) or self._last.resolution
        along = (datetime.fromisoformat(row["day"]) - self._first) / whole
        return self.width * along, self.height * (high - row["value"]) / (high - low)

    def box(self, layer: Layer, row: Mapping[str, Any], words: str, **place: Any) -> WordBox:
        """Where words of a row stand; `place`: what of the mark of the layer is otherwise."""
        return box_of(*self.at(layer, row), words, {**layer["mark"], **place})


def is_text(layer: Layer, name: str) -> bool:
    """Whether a layer writes the words of the rows of this name."""
    return bool(layer["mark"]["type"] == "text" and layer["data"]["name"] == name)


def kept_apart(spec: dict[str, Any], height: float) -> dict[str, Any]:
    """A chart of any width whose newest figure, expectation and goal are not written over each other.

    The words of what was expected go to another side of their point where the goal or points stand in the way, and are
    left out where the goal stands at every side; the figure then takes the first place that is free at every width.
    """
    layers = spec["layer"]
    plots = [Plot(layers, width, height) for width in WIDTHS]
    goal = _boxes(layers, "goal", "words", plots)
    points = [_points(layers, one) for one in plots]
    for layer in [one for one in layers if is_text(one, "expected")]:
        row = layer["data"]["values"][0]
        placed = _expectation_at(layer, row, plots, goal, points)
        layer["mark"].update(placed or {})
        row["words"] = row["words"] if placed else ""
    told = _boxes(layers, "expected", "words", plots)
    for layer in [one for one in layers if is_text(one, "dots") and one["data"]["values"]]:
        row, field = layer["data"]["values"][-1], layer["encoding"]["text"]["field"]
        usual = layer["mark"]["dy"]
        for dy in (usual, *FIGURE_AT) if row[field] else ():
            found = [one.box(layer, row, row[field], dy=dy) for one in plots]
            if not _crosses(found, goal) and not _crosses(found, told):
                layer["mark"]["dy"] = dy
                break
    return spec


def _expectation_at(
    layer: Layer,
    row: Mapping[str, Any],
    plots: Sequence[Plot],
    goal: Sequence[WordBox],
    points: Sequence[Sequence[WordBox]],
) -> dict[str, Any] | None:
    """The best place for the words of what was expected: clear of goal and points, else of the goal; None: no place."""
    mark = layer["mark"]
    sides = [(mark["align"], mark["dx"]), ("left" if mark["align"] == "right" else "right", -mark["dx"])]
    clear: list[dict[str, Any]] = []
    for align, dx, dy in [(align, dx, dy) for align, dx in sides for dy in (mark["dy"], -mark["dy"])]:
        place = {"align": align, "dx": dx, "dy": dy}
        found = [one.box(layer, row, row["words"], **place) for one in plots]
        inside = all(box.within(one.width, one.height) for box, one in zip(found, plots, strict=True))
        if _crosses(found, goal) or not (inside or align == mark["align"]):
            continue
        clear.append(place)
        if not any(box.crosses(point) for box, each in zip(found, points, strict=True) for point in each):
            return place
    return clear[0] if clear else None


def _points(layers: Sequence[Layer], plot: Plot) -> list[WordBox]:
    """The measured points, as boxes."""
    layer = next((one for one in layers if one["data"]["name"] == "dots"), None)
    at = [plot.at(layer, row) for row in layer["data"]["values"]] if layer else []
    return [WordBox(x - POINT, y - POINT, x + POINT, y + POINT) for x, y in at]


def _boxes(layers: Sequence[Layer], name: str, field: str, plots: Sequence[Plot]) -> list[WordBox]:
    """Where the words of the last row of a name stand in each drawing; nothing without words."""
    layer = next((one for one in layers if is_text(one, name) and one["data"]["values"][-1][field]), None)
    return [one.box(layer, row, row[field]) for one in plots] if layer and (row := layer["data"]["values"][-1]) else []


def _crosses(some: Sequence[WordBox], others: Sequence[WordBox]) -> bool:
    return any(one.crosses(other) for one, other in zip(some, others, strict=False))
