"""Where words stand in the chart of a room: estimated boxes, so that no label is drawn over another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LETTER, LINE = 0.58, 1.25  # width of a letter and height of a line, as shares of the size of the letters
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
