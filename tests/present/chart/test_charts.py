"""The path chart: valid Vega-Lite with the date of the view, the points' own lights, and words in its language."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kpi.core.light.assessment import Light
from kpi.core.light.snapshot import take
from kpi.core.view.target_view import TargetView
from kpi.present.chart.chart_alt import chart_alt
from kpi.present.chart.chart_data import dot_rows
from kpi.present.chart.needed import needed_rows
from kpi.present.pack.vector import plain_svg
from kpi.present.style import PALETTE
from kpi.present.words import LANGUAGES
from tests.present.chart.vega import path_chart

CODES = ["behind", "down", "hold", "done", "share", "often", "silent", "later"]
Look = Callable[[str], TargetView]


def rows(chart: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The data of one name, from whichever layer has it."""
    found = [layer["data"] for layer in chart["layer"] if layer.get("data", {}).get("name") == name]
    return list(found[0]["values"]) if found else []


def marks(chart: dict[str, Any]) -> list[str]:
    return [layer["mark"]["type"] for layer in chart["layer"]]


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    elif isinstance(node, str):
        yield node


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_target_has_a_chart(look_at: Look, code: str, lang: str, theme: str) -> None:
    chart = path_chart(look_at(code), lang, theme)
    (as_of,) = rows(chart, "asof")
    assert as_of["day"] == "2021-06-30T00:00:00"
    assert as_of["words"] == {"nl": "30-06-2021", "en": "30 June 2021"}[lang]
    assert rows(chart, "deadline")[0]["until"].startswith(str(look_at(code).row.target.due))
    assert "legend" not in {key for layer in chart["layer"] for key in layer}


@pytest.mark.parametrize(("as_of", "higher"), [(date(2021, 3, 31), True), (date(2021, 9, 30), False)])
def test_the_title_of_the_values_stands_above_a_date_that_would_cross_it(
    look_at: Look, as_of: date, higher: bool
) -> None:
    view = look_at("behind")
    chart = path_chart(replace(view, snapshot=replace(view.snapshot, as_of=as_of)), "nl")
    axes = [one["encoding"]["y"]["axis"] for one in chart["layer"] if "axis" in one["encoding"].get("y", {})]
    assert {"titleY" in one for one in axes} == {higher}


def test_points_have_their_own_light_in_colour_and_shape(look_at: Look) -> None:
    chart = path_chart(look_at("behind"), "nl")
    assert [(dot["value"], dot["light"], dot["words"]) for dot in rows(chart, "dots")] == [
        (1.0, "amber", "1"),
        (2.0, "red", "2"),
    ]
    lights = next(
        layer for layer in chart["layer"] if layer["mark"]["type"] == "point" and "shape" in layer["encoding"]
    )
    assert lights["encoding"]["shape"]["scale"]["range"] == ["circle", "triangle-up", "square", "circle"]
    assert lights["encoding"]["fill"]["scale"]["range"][:3] == [PALETTE[name][0] for name in ("green", "amber", "red")]
    assert lights["encoding"]["fill"]["legend"] is lights["encoding"]["shape"]["legend"] is None


@pytest.mark.parametrize(("points", "size"), [(2, 230), (16, 230), (17, 110)])
def test_points_are_smaller_where_there_are_many(look_at: Look, points: int, size: int) -> None:
    view = look_at("behind")
    view = replace(view, dots=tuple(view.dots[at % 2] for at in range(points)))
    sizes = [one["mark"]["size"] for one in path_chart(view, "nl")["layer"] if "shape" in one["encoding"]]
    assert sizes == [size]


@pytest.mark.parametrize(("code", "side"), [("behind", -1), ("down", 1)])
def test_bands_lie_on_the_worse_side_of_the_path(look_at: Look, code: str, side: int) -> None:
    comparison = look_at(code).row.assessment.comparison
    assert comparison is not None
    for corner in rows(path_chart(look_at(code), "nl"), "path"):
        assert corner["green"] - corner["value"] == pytest.approx(side * comparison.green)
        assert corner["amber"] - corner["value"] == pytest.approx(side * comparison.amber)


def test_level_to_hold_is_a_level_line(look_at: Look) -> None:
    chart = path_chart(look_at("hold"), "nl")
    (bound,) = rows(chart, "bound")
    assert (bound["value"], bound["amber"]) == (25.0, 26.25)
    assert rows(chart, "path") == []
    assert rows(chart, "goal")[0]["words"] == "afgesproken: hoogstens 25%"


def test_recurring_target_has_a_bar_a_window(look_at: Look) -> None:
    chart = path_chart(look_at("often"), "nl")
    windows = [(one["day"][:10], one["value"], one["light"], one["words"]) for one in rows(chart, "windows")]
    assert windows == [
        ("2021-01-01", 1.0, "green", "1/1"),
        ("2021-04-01", 0.0, "amber", "0/1"),
        ("2021-07-01", 0.0, None, ""),
        ("2021-10-01", 0.0, None, ""),
    ]
    assert "line" not in marks(chart)
    axes = [axis for one in chart["layer"] if (axis := one["encoding"].get("y", {}).get("axis"))]
    assert {(tuple(axis["values"]), axis["format"]) for axis in axes} == {((0, 1.0), "d")}


def test_the_pace_that_is_needed_is_drawn_while_a_result_is_behind(look_at: Look) -> None:
    chart = path_chart(look_at("behind"), "nl")
    assert [(row["day"][:10], row["value"]) for row in rows(chart, "needed")] == [
        ("2021-06-30", 2.0),
        ("2021-12-31", 8.0),
    ]
    assert [row["words"] for row in rows(chart, "pace")] == ["nodig: 3 per kwartaal"]
    assert rows(path_chart(look_at("share"), "nl"), "needed") == []
    assert rows(path_chart(look_at("hold"), "nl"), "needed") == []


def test_no_pace_is_drawn_that_cannot_be_kept_any_more(look_at: Look) -> None:
    view = look_at("behind")
    late = replace(view.row.assessment, as_of=view.row.target.due)
    assert needed_rows(view, "nl") != []
    assert needed_rows(replace(view, row=replace(view.row, assessment=late)), "nl") == []


def test_words_of_the_pace_are_left_out_where_they_have_no_room(look_at: Look) -> None:
    view = look_at("behind")
    late = replace(view, snapshot=replace(view.snapshot, as_of=date(2024, 12, 31)))
    assert [row["words"] for row in needed_rows(late, "nl")[2:]] == ["nodig: 3 per kwartaal"]
    near = replace(view.row.assessment, point=view.row.assessment.point._replace(day=date(2021, 10, 1)))  # type: ignore[union-attr]
    close = replace(view, row=replace(view.row, assessment=near))
    assert [row["words"] for row in needed_rows(close, "nl")[2:]] == [""]


def test_goal_and_expectation_stand_in_the_chart(look_at: Look) -> None:
    chart = path_chart(look_at("behind"), "nl")
    assert rows(chart, "goal")[0]["words"] == "doel 8 netwerken"
    assert rows(chart, "expected")[0]["words"] == "verwacht 4"


def test_numbers_and_months_are_dutch(look_at: Look) -> None:
    words = path_chart(look_at("behind"), "nl")["config"]["locale"]
    assert (words["number"]["decimal"], words["number"]["thousands"]) == (",", ".")
    assert words["time"]["shortMonths"][:6] == ["jan", "feb", "mrt", "apr", "mei", "jun"]
    assert words["time"]["days"][0] == "zondag"


@pytest.mark.parametrize(("as_of", "shown", "edge"), [(date(2021, 6, 30), "2", ""), (date(2022, 1, 10), "", "2")])
def test_a_figure_at_the_right_edge_stays_within_the_chart(
    small: Callable[..., Any], as_of: date, shown: str, edge: str
) -> None:
    from kpi.core.view.target_view import target_view

    seen, evidence = small(as_of=as_of)
    late = tuple(replace(one, measured_on=as_of) for one in evidence["networks"][1:])
    view = target_view(take(seen.plan, {"networks": late}, as_of=as_of), "behind", {"networks": late})
    assert view is not None
    newest = dot_rows(view, "nl")[-1]
    assert (newest["shown"], newest["edge"]) == (shown, edge)


@pytest.mark.parametrize(("before", "shown"), [(3.5, ""), (1.0, "1")])
def test_a_figure_beside_what_was_expected_does_not_cross_its_words(look_at: Look, before: float, shown: str) -> None:
    view = look_at("behind")
    first, newest = view.dots
    changed = replace(newest, point=newest.point._replace(day=date(2021, 5, 1), value=before), light=Light.GREEN)
    assert dot_rows(replace(view, dots=(first, changed, newest)), "nl")[1]["shown"] == shown


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ((1.0, 1.3, 4.5), {1.3, 4.5}),
        ((1.0, 4.4, 4.5), {4.5}),
        ((1.0, 0.4, 4.5), {4.5}),
        ((0.0, 4.4, 1.2), {4.4, 1.2}),
    ],
    ids=["apart", "beside a newer figure", "on the days below", "above it"],
)
def test_a_figure_crosses_no_newer_one_and_no_day_under_the_chart(
    look_at: Look, values: tuple[float, ...], shown: set[float]
) -> None:
    view = look_at("behind")
    newest = view.dots[-1]
    days = (date(2021, 3, 31), date(2021, 5, 31), newest.point.day)
    lights = (Light.GREEN, Light.RED, Light.AMBER)
    dots = tuple(
        replace(newest, point=newest.point._replace(day=day, value=value), light=light)
        for day, value, light in zip(days, values, lights, strict=True)
    )
    one = view.row.assessment
    assert one.comparison
    row = replace(view.row, assessment=replace(one, comparison=one.comparison._replace(expected=8.0)))
    told = dot_rows(replace(view, row=row, dots=dots), "nl")
    assert {row["value"] for row in told if row["shown"] or row["edge"]} == shown


@pytest.mark.parametrize(("due", "ticks"), [(date(2021, 3, 31), ["month"]), (date(2021, 12, 31), [])])
def test_a_short_chart_names_no_month_twice(small: Callable[..., Any], due: date, ticks: list[str]) -> None:
    from kpi.core.view.target_view import target_view

    seen, _ = small(as_of=date(2021, 3, 31))
    plan = replace(seen.plan, targets=tuple(replace(one, due=due) for one in seen.plan.targets))
    view = target_view(take(plan, {}, as_of=date(2021, 3, 31)), "silent", {})
    assert view is not None
    axes = [layer["encoding"].get("x", {}).get("axis") or {} for layer in path_chart(view, "nl")["layer"]]
    assert [axis["tickCount"] for axis in axes if "tickCount" in axis] == ticks


def test_chart_asks_nothing_of_the_internet(look_at: Look) -> None:
    found = [words for words in texts(path_chart(look_at("behind"), "nl")) if "://" in words]
    assert [words for words in found if "vega.github.io/schema" not in words] == []


def test_hostile_unit_is_only_text(small: Callable[..., Any]) -> None:
    from kpi.core.view.target_view import target_view

    seen, evidence = small("<script>")
    view = target_view(seen, "behind", evidence)
    assert view is not None
    assert [words for words in texts(path_chart(view, "nl")) if words.startswith("datum.") or "expr" in words] == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("behind", "Resultaat behind: achter, voorbeeldcijfers. 2 van 8 netwerken op 30-06-2021"),
        ("silent", "Resultaat silent: geen gegevens, deadline verstreken. "),
    ],
)
def test_chart_in_words(look_at: Look, code: str, words: str) -> None:
    assert chart_alt(look_at(code), "nl").startswith(words)


def test_chart_in_words_lists_what_was_measured(look_at: Look) -> None:
    assert chart_alt(look_at("behind"), "nl").endswith("Gemeten: 31-03-2021: 1 (aandacht); 30-06-2021: 2 (achter).")
    assert chart_alt(look_at("silent"), "nl").endswith("Er is niets gemeten.")


def test_a_year_is_named_once_under_a_chart(look_at: Look) -> None:
    drawn = plain_svg({**path_chart(look_at("behind"), "nl"), "width": 900})
    named = re.findall(r">([^<>]+)</text>", drawn)
    assert (named.count("2021"), "feb" in named, "jan 2021" in named) == (1, True, False)


@pytest.mark.parametrize(("opens", "band"), [(None, 0), (date(2021, 1, 1), 0), (date(2021, 11, 1), 60)])
def test_a_window_of_the_whole_way_colours_no_ground(look_at: Look, opens: date | None, band: int) -> None:
    view = look_at("behind")
    assert (view.row.target.start, view.row.target.due) == (date(2021, 1, 1), date(2021, 12, 31))
    asked = replace(view, row=replace(view.row, target=replace(view.row.target, due_from=opens)))
    (drawn,) = rows(path_chart(asked, "nl"), "deadline")
    first, last = (date.fromisoformat(drawn[name][:10]) for name in ("day", "until"))
    assert (last - first).days == band
