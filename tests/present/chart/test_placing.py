"""Where words stand in a chart."""

from typing import Any

import pytest

from kpi.present.chart.placing import PLACES, WordBox, box_of, free_place, is_beside_title, kept_apart

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


@pytest.mark.parametrize(
    ("title", "date", "along", "align", "crosses"),
    [
        ("meetings", "30 June 2021", 1 / 6, "center", True),
        ("bijeenkomsten", "30-06-2021", 1 / 6, "center", True),
        ("keer per periode", "31-03-2021", 0.1, "left", True),
        ("%", "30-06-2021", 1 / 6, "center", True),  # where the date begins before the drawing
        ("%", "30-06-2021", 0.25, "center", False),
        ("bijeenkomsten", "31-12-2022", 0.66, "center", False),
        ("verslagen", "31-12-2023", 1.0, "right", False),
    ],
)
def test_a_title_is_crossed_by_a_date_that_begins_above_it(
    title: str, date: str, along: float, align: str, crosses: bool
) -> None:
    assert is_beside_title(title, date, along, align) is crosses


def written(name: str, day: str, value: float, words: str, field: str = "words", **place: object) -> dict[str, Any]:
    """A layer of words at a value between 0 and 100 of a day."""
    mark = {"type": "text", "fontSize": 15, **place}
    return {
        "mark": mark,
        "data": {"name": name, "values": [{"day": day, "value": value, field: words}]},
        "encoding": {"y": {"scale": {"domain": [0, 100]}}, "text": {"field": field}},
    }


@pytest.mark.parametrize(
    ("goal", "expected", "figure", "day", "words_at", "figure_at"),
    [
        (100, 40, 10, "2021-12-01", -14, 15),  # far apart
        (100, 95, 10, "2021-12-01", 14, 15),  # the goal stands where the expectation would
        (100, 95, 10, "2021-01-20", -14, 15),  # but not half a year before
        (100, 95, 90, "2021-12-01", 14, 34),  # and the figure under both
        (80, 40, 79, "2021-12-01", -14, 15),
        (80, 40, 74, "2021-12-01", -14, 15),
        (40, 60, 36, "2021-12-01", -14, 15),
        (50, 50.6, 10, "2021-12-01", 14, 15),
        (50, 55, 10, "2021-12-01", None, 15),  # no side is free
    ],
)
def test_goal_expectation_and_figure_are_not_written_over_each_other(
    goal: float, expected: float, figure: float, day: str, words_at: int | None, figure_at: int
) -> None:
    days = {"mark": {"type": "rule"}, "encoding": {"x": {"scale": {"domain": ["2021-01-01", "2021-12-31"]}}}}
    layers = [
        {**days, "data": {"name": "asof", "values": []}},
        written("goal", "2021-12-31", goal, "doel 100%", align="right", dx=-2, dy=-12),
        written("expected", day, expected, "verwacht 95%", align="right", dx=-9, dy=-14),
        written("dots", day, figure, "90%", "edge", align="right", dx=-12, dy=15),
    ]
    told, newest = kept_apart({"layer": layers}, 270)["layer"][2:]
    shown = told["data"]["values"][0]["words"]
    assert (told["mark"]["dy"] if shown else None, newest["mark"]["dy"]) == (words_at, figure_at)


@pytest.mark.parametrize(
    ("measured", "place"),
    [
        ([], ("right", 14)),
        ([(month, 40 - 3 * (6 - month)) for month in range(1, 7)], ("right", -14)),  # points lie under the path
        ([(month, 40) for month in range(1, 7)], ("left", 14)),  # and on it
        ([(month, 40) for month in range(1, 13)], ("right", 14)),  # everywhere: where it always stands
    ],
)
def test_the_expectation_is_written_where_no_points_stand(
    measured: list[tuple[int, int]], place: tuple[str, int]
) -> None:
    days = {"mark": {"type": "rule"}, "encoding": {"x": {"scale": {"domain": ["2021-01-01", "2021-12-31"]}}}}
    dots = written("dots", "2021-06-28", 40, "", "shown", align="left", dx=10, dy=-13)
    dots["data"]["values"] = [{"day": f"2021-{month:02}-28", "value": value, "shown": ""} for month, value in measured]
    layers = [
        {**days, "data": {"name": "asof", "values": []}},
        written("goal", "2021-12-31", 100, "doel 100%", align="right", dx=-2, dy=-12),
        written("expected", "2021-06-28", 40, "verwacht 40%", align="right", dx=-9, dy=14),
        dots,
    ]
    told = kept_apart({"layer": layers}, 270)["layer"][2]["mark"]
    assert (told["align"], told["dy"]) == place
