"""The fan of the path chart: from the newest value to the deadline, in no colour of a light."""

from dataclasses import replace
from datetime import date

from kpi.core.calendar.period import parse_period
from kpi.core.light.snapshot import take
from kpi.core.model import Measurement
from kpi.core.view.target_view import TargetView, target_view
from kpi.present.chart.chart_alt import chart_alt
from kpi.present.style import PALETTE
from tests.present.chart.test_charts import rows
from tests.present.chart.vega import path_chart
from tests.present.conftest import make


def _view(quarters: int) -> TargetView:
    plan = make()[0].plan
    started = replace(plan, targets=tuple(replace(one, start=date(2019, 1, 1)) for one in plan.targets))
    codes = [f"{year}-Q{quarter}" for year in (2019, 2020, 2021) for quarter in range(1, 5)][10 - quarters : 10]
    values = [48.0, 47.0, 45.0, 44.0, 42.0, 39.0, 38.0, 37.0][:quarters]
    seen = {
        "errors": [Measurement("errors", parse_period(one), value) for one, value in zip(codes, values, strict=True)]
    }
    view = target_view(take(started, seen, as_of=date(2021, 6, 30)), "down", seen)
    assert view is not None
    return view


def test_the_fan_opens_from_the_newest_value_to_the_deadline() -> None:
    fan = rows(path_chart(_view(8), "nl"), "fan")
    assert [row["day"][:10] for row in fan] == ["2021-06-30", "2021-09-30", "2021-12-31"]
    assert (fan[0]["least"], fan[0]["most"]) == (37.0, 37.0)
    widths = [row["most"] - row["least"] for row in fan]
    assert widths == sorted(widths)
    assert all(row["least"] < row["value"] < row["most"] for row in fan[1:])


def test_it_is_told_in_words_and_has_no_colour_of_a_light() -> None:
    view = _view(8)
    drawn = [one for one in path_chart(view, "nl")["layer"] if one["data"]["name"] == "fan"]
    assert [one["mark"]["type"] for one in drawn] == ["area", "line"]
    inks = {one["mark"].get("fill") or one["mark"].get("stroke") for one in drawn}
    assert inks == {PALETTE["soft"][0]}
    assert "Verwachting voor 31-12-2021: " in chart_alt(view, "nl")


def test_there_is_none_where_nothing_is_forecast() -> None:
    assert rows(path_chart(_view(5), "nl"), "fan") == []
    assert "Verwachting" not in chart_alt(_view(5), "nl")
