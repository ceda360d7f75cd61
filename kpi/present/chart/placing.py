"""Where words stand in a chart: estimated boxes, so that no label is drawn over another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Layer = dict[str, Any]

LETTER, LINE = 0.58, 1.25  # width of a letter and height of a line, as shares of the size of the letters
WIDTHS = (260, 620, 1100)  # of the drawing on a phone, beside the menu and on a wide page, in pixels
FIGURE_AT = (-13, 15, 18, 34)  # how far under its point (above: negative) a figure may stand on a page
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

    def box(self, layer: Layer, row: Mapping[str, Any], words: str, dy: float | None = None) -> WordBox:
        """Where words of a row stand; `dy` None: as far under its point as the layer has them."""
        mark = layer["mark"] if dy is None else {**layer["mark"], "dy": dy}
        return box_of(*self.at(layer, row), words, mark)


def is_text(layer: Layer, name: str) -> bool:
    """Whether a layer writes the words of the rows of this name."""
    return bool(layer["mark"]["type"] == "text" and layer["data"]["name"] == name)


def kept_apart(spec: dict[str, Any], height: float) -> dict[str, Any]:
    """A chart of any width whose newest figure, expectation and goal are not written over each other.

    The words of what was expected go to the other side of their point, or are left out where that is taken too; the
    figure then takes the first place that is free at every width.
    """
    layers = spec["layer"]
    plots = [Plot(layers, width, height) for width in WIDTHS]
    goal = _boxes(layers, "goal", "words", plots)
    for layer in [one for one in layers if is_text(one, "expected")]:
        row = layer["data"]["values"][0]
        usual = layer["mark"]["dy"]
        free = [
            dy for dy in (usual, -usual) if not _crosses([one.box(layer, row, row["words"], dy) for one in plots], goal)
        ]
        layer["mark"]["dy"] = free[0] if free else usual
        row["words"] = row["words"] if free else ""
    told = _boxes(layers, "expected", "words", plots)
    for layer in [one for one in layers if is_text(one, "dots") and one["data"]["values"]]:
        row, field = layer["data"]["values"][-1], layer["encoding"]["text"]["field"]
        usual = layer["mark"]["dy"]
        for dy in (usual, *FIGURE_AT) if row[field] else ():
            found = [one.box(layer, row, row[field], dy) for one in plots]
            if not _crosses(found, goal) and not _crosses(found, told):
                layer["mark"]["dy"] = dy
                break
    return spec


def _boxes(layers: Sequence[Layer], name: str, field: str, plots: Sequence[Plot]) -> list[WordBox]:
    """Where the words of the last row of a name stand in each drawing; nothing without words."""
    layer = next((one for one in layers if is_text(one, name) and one["data"]["values"][-1][field]), None)
    return [one.box(layer, row, row[field]) for one in plots] if layer and (row := layer["data"]["values"][-1]) else []


def _crosses(some: Sequence[WordBox], others: Sequence[WordBox]) -> bool:
    return any(one.crosses(other) for one, other in zip(some, others, strict=False))
