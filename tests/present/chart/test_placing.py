"""Where words stand in the chart of a room."""

import pytest

from kpi.present.chart.placing import PLACES, WordBox, box_of, free_place

WITHIN = (520.0, 330.0)
FREE = (200.0, 150.0)


@pytest.mark.parametrize(
    ("other", "crosses"),
    [
        (WordBox(5, 5, 15, 15), True),
        (WordBox(10, 0, 20, 10), False),  # they touch
        (WordBox(0, 10, 10, 20), False),
        (WordBox(2, 2, 3, 3), True),
    ],
)
def test_two_boxes_cross_where_they_have_a_part_in_common(other: WordBox, crosses: bool) -> None:
    assert WordBox(0, 0, 10, 10).crosses(other) is crosses


@pytest.mark.parametrize(("align", "left"), [("left", 110), ("right", 100 - 30 + 10), ("center", 95), (None, 95)])
def test_words_stand_on_the_side_that_their_mark_says(align: str | None, left: float) -> None:
    mark = {"fontSize": 10 / 0.58, "dx": 10, "dy": -5, **({"align": align} if align else {})}
    box = box_of(100, 50, "100", mark)
    assert (round(box.left), round((box.top + box.bottom) / 2)) == (left, 45)


@pytest.mark.parametrize(
    ("at", "others", "place"),
    [
        (FREE, (), 0),
        (FREE, (WordBox(205, 120, 300, 145),), 1),  # the goal stands above and to the right
        ((505.0, 150.0), (), 2),  # no room at the right
        ((505.0, 150.0), (WordBox(400, 120, 520, 150),), 3),
        ((200.0, 328.0), (), 0),  # on the axis
        ((200.0, 2.0), (), 1),  # at the top
        (FREE, (WordBox(0, 0, 520, 330),), 0),  # there is no place: where it always stands
    ],
)
def test_a_figure_stands_where_it_crosses_nothing_and_stays_inside(
    at: tuple[float, float], others: tuple[WordBox, ...], place: int
) -> None:
    found = free_place(*at, "100%", 18, others, WITHIN)
    assert (found["align"], found["dx"], found["dy"]) == PLACES[place]
