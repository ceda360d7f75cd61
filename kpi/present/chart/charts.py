"""The path chart as a Vega-Lite dictionary: built by Altair, ready to be cached and shown."""

from typing import Any

from kpi.core.explain.figures import decimals_of
from kpi.core.view.target_view import TargetView
from kpi.present.chart import chart_data as data
from kpi.present.chart import free_space
from kpi.present.chart.chart_locale import vega_config
from kpi.present.chart.fan import fan_layers, fan_rows
from kpi.present.chart.needed import needed_rows
from kpi.present.chart.placing import DATE, is_beside_title, kept_apart
from kpi.present.chart.window_bars import window_layers, window_rows
from kpi.present.style import colour
from kpi.present.words import text

LIGHTS = ["green", "amber", "red", "grey"]
SHAPES = ["circle", "triangle-up", "square", "circle"]
MANY = 16  # points of a chart: four years of quarters
HEIGHT, DRAWN = 270, 197  # of a chart on a page, and of its drawing: the rest is its axis and what stands above
SHORT = 240  # days


def path_chart(view: TargetView, lang: str, theme: str = "light") -> dict[str, Any]:
    """One target's course against its path; a recurring target's windows as bars. `theme`: "light" or "dark".

    Each layer has its own copy of its rows. Labels stand in the drawing: there is no legend. Tests hold it against the
    schema of Vega-Lite, which takes longest: no figure changes the form of a drawing.
    """
    import altair as alt
    from altair.utils import schemapi

    with schemapi.debug_mode(arg=False):  # which checks every part as it is made
        chart = _Drawing(view, lang, theme)
        behind, front = chart.windows() if view.row.assessment.windows else chart.course()
        layers = (*chart.deadline(), *behind, *chart.earlier(), *chart.as_of(), *front)
        size = {"width": "container", "height": HEIGHT}
        whole = alt.layer(*layers, **size, background="transparent", config=alt.Config(**vega_config(theme, lang)))
        spec = whole.to_dict(validate=False)
    for layer in spec["layer"]:
        layer["data"]["values"] = [dict(row) for row in chart.rows[layer["data"]["name"]]]
    return kept_apart(spec, DRAWN)


class _Drawing:
    """The layers of one chart, back to front."""

    def __init__(self, view: TargetView, lang: str, theme: str) -> None:
        import altair as alt

        self.alt, self.view, self.lang, self.theme = alt, view, lang, theme
        left = needed_rows(view, lang)
        self.rows = {
            "path": data.path_rows(view),
            "earlier": data.earlier_rows(view, lang),
            "wasbound": data.earlier_bound_rows(view, lang),
            "wasdue": data.earlier_due_rows(view, lang),
            "bound": data.bound_rows(view),
            "benchmark": data.benchmark_rows(view),
            "promised": data.promise_rows(view),
            "needed": left[:2],
            "pace": left[2:],
            "fan": fan_rows(view),
            "dots": data.dot_rows(view, lang),
            "windows": window_rows(view, lang),
            **data.frame_rows(view, lang),
        }
        self.rows["lit"] = [row for row in self.rows["windows"] if row["light"]]
        first, last = free_space.days(view)
        self.x = alt.Scale(domain=[data.stamp(first), data.stamp(last)])
        # Eight ticks in less than eight months would name the same month twice.
        self.months = {"axis": alt.Axis(tickCount="month")} if (last - first).days < SHORT else {}
        rows = self.rows["windows"] or [row for each in self.rows.values() for row in each]
        low, high = data.extent(rows, ("value", "needed", "least", "most"), data.foot(view.row.target))
        self.y = alt.Scale(domain=[low, high + 0.14 * (high - low)], nice=False, zero=False)
        self.under = free_space.is_under(view)
        self.title = data.axis_title(view.row.target, lang)
        (seen,), at = self.rows["asof"], free_space.along(view, view.snapshot.as_of)
        # A title that the date would cross stands a line higher.
        self.higher = {"titleY": -32} if is_beside_title(self.title, seen["words"], at, seen["side"]) else {}

    def colour(self, token: str) -> str:
        return colour(token, self.theme)

    def base(self, name: str) -> Any:
        """A chart of these rows by their name: Altair copies what it holds at every step."""
        alt = self.alt
        chart = alt.Chart(alt.NamedData(name=name))
        return chart.encode(x=alt.X("day:T", title=None))

    def up(self, field: str) -> Any:
        target = self.view.row.target
        ticks = {**free_space.whole_ticks(self.view), **self.higher}
        axis = self.alt.Axis(title=self.title, tickMinStep=10 ** -decimals_of(target), **ticks)
        return self.alt.Y(f"{field}:Q", scale=self.y, axis=axis)

    def deadline(self) -> list[Any]:
        """The window in which the result may be expected, as a band that ends on its last day."""
        ink, base = self.colour("ink"), self.base("deadline")
        band = base.mark_rect(fill=ink, opacity=0.07).encode(x2=self.alt.X2("until:T"))
        return [band, base.mark_rule(stroke=ink, opacity=0.35).encode(x=self.alt.X("until:T", title=None))]

    def as_of(self) -> list[Any]:
        """The line of the view's date with its label above it.

        It alone sets the domain of the dates: Vega takes the union of several, and warns about it.
        """
        alt, accent, base = self.alt, self.colour("accent"), self.base("asof")
        side = self.rows["asof"][0]["side"]
        days = alt.X("day:T", scale=self.x, title=None, **self.months)
        return [
            base.mark_rule(stroke=accent, strokeWidth=2).encode(x=days),
            base.mark_text(baseline="bottom", dy=-4, fill=accent, fontSize=DATE, align=side).encode(
                y=alt.YValue(0), text=alt.Text("words:N")
            ),
        ]

    def beside(self, left: bool, distance: int) -> dict[str, Any]:
        return {"align": "right", "dx": -distance} if left else {"align": "left", "dx": distance}

    def course(self) -> tuple[list[Any], list[Any]]:
        """Bands, path and bounds behind; the measured line, its points, what was expected and the goal in front."""
        fan = fan_layers(self.base("fan"), self.up, self.colour("soft")) if self.rows["fan"] else []
        return [*fan, *self.bands(), *self.bounds(), *self.promised(), *self.needed()], [
            *self.expected(),
            *self.measured(),
            *self.goal(),
        ]

    def bands(self) -> list[Any]:
        if not self.rows["path"]:
            return []
        alt, steps, path = self.alt, data.steps(self.view), self.base("path")
        return [
            path.mark_area(fill=self.colour("green"), opacity=0.16, clip=True, interpolate=steps).encode(
                y=self.up("value"), y2=alt.Y2("green:Q")
            ),
            path.mark_area(fill=self.colour("amber"), opacity=0.22, clip=True, interpolate=steps).encode(
                y=self.up("green"), y2=alt.Y2("amber:Q")
            ),
            path.mark_line(stroke=self.colour("ink"), strokeDash=[7, 6], strokeWidth=2, interpolate=steps).encode(
                y=self.up("value")
            ),
        ]

    def earlier(self) -> list[Any]:
        """What was promised before, thin and dotted: a path for each version, a bound, a last day; each in words."""
        alt, soft = self.alt, self.colour("soft")
        drawn: list[Any] = []
        dotted: dict[str, Any] = {"stroke": soft, "strokeDash": [2, 4], "strokeWidth": 1.5}
        if self.rows["earlier"]:
            steps, base = data.steps(self.view), self.base("earlier").encode(y=self.up("value"))
            drawn.append(base.mark_line(**dotted, clip=True, interpolate=steps).encode(detail=alt.Detail("version:N")))
            drawn += self.haloed(base, align="right", dx=-6, dy=16, fontSize=13)
        if self.rows["wasbound"]:
            base = self.base("wasbound").encode(y=self.up("value"))
            drawn.append(base.mark_rule(**dotted).encode(x2=alt.X2("until:T")))
            drawn += self.haloed(base, align="left", dx=6, dy=-9, fontSize=13)
        if self.rows["wasdue"]:
            base, place = self.base("wasdue"), self.beside(self.rows["wasdue"][0]["left"], 6)
            drawn.append(base.mark_rule(**dotted))
            drawn += self.haloed(base.encode(y=alt.YValue(34)), **place, fontSize=13)
        return drawn

    def haloed(self, base: Any, fill: str = "soft", field: str = "words", **place: Any) -> list[Any]:
        """Words that can be read over lines and bands."""
        words = base.encode(text=self.alt.Text(f"{field}:N"))
        halo = words.mark_text(stroke=self.colour("paper"), strokeWidth=4, strokeJoin="round", **place)
        return [halo, words.mark_text(fill=self.colour(fill), **place)]

    def needed(self) -> list[Any]:
        """The way that is left, dotted, with the pace it takes below its end."""
        if not self.rows["needed"]:
            return []
        line = self.base("needed").encode(y=self.up("value"))
        drawn = [line.mark_line(stroke=self.colour("soft"), strokeDash=[2, 4], strokeWidth=2)]
        (told,) = self.rows["pace"]
        if told["words"]:
            words = self.base("pace").encode(y=self.up("low"))
            drawn += self.haloed(words, align="right", dx=-8, dy=told["dy"], fontSize=14)
        return drawn

    def bounds(self) -> list[Any]:
        if not self.rows["bound"]:
            return []
        alt, bound = self.alt, self.base("bound").encode(x2=self.alt.X2("until:T"))
        return [
            bound.mark_rect(fill=self.colour("amber"), opacity=0.22).encode(y=self.up("value"), y2=alt.Y2("amber:Q")),
            bound.mark_rule(stroke=self.colour("ink"), strokeDash=[7, 6], strokeWidth=2).encode(y=self.up("value")),
        ]

    def promised(self) -> list[Any]:
        """A short line at the promise of each year; what it is held against as a thin line with its name."""
        soft = self.colour("soft")
        years, base = (self.base(name).encode(y=self.up("value")) for name in ("promised", "benchmark"))
        drawn = [years.mark_tick(stroke=self.colour("ink"), thickness=2, size=26, orient="horizontal")]
        if self.rows["benchmark"]:
            drawn.append(base.mark_line(stroke=soft, strokeWidth=2, point={"fill": soft, "size": 30}))
            drawn += self.haloed(base, align="left", dx=4, dy=16, fontSize=13)
        return drawn if self.rows["promised"] or self.rows["benchmark"] else []

    def measured(self) -> list[Any]:
        dots = self.base("dots").encode(y=self.up("value"))
        inside: dict[str, Any] = {"align": "left", "dx": 10, "dy": 15 if self.under else -13, "fontSize": 15}
        expected = not self.under and any(row["words"] for row in self.rows["expected"])  # its words stand there
        edge: dict[str, Any] = {"align": "right", "dx": -12, "dy": 34 if expected else 18, "fontSize": 15}
        return [
            dots.mark_line(stroke=self.colour("ink"), strokeWidth=3, interpolate="linear"),
            self.lights(dots),
            *self.haloed(dots, "ink", "shown", fontWeight=600, **inside),
            *self.haloed(dots, "ink", "edge", fontWeight=600, **edge),
        ]

    def lights(self, chart: Any) -> Any:
        """Points in the colour and shape of their own light; grey is a ring. Many are smaller, for a phone."""
        alt = self.alt
        fills = [self.colour(name) for name in LIGHTS[:3]] + [self.colour("paper")]
        edges = [self.colour(name) for name in ("green", "amber-edge", "red", "grey")]
        tips = [alt.Tooltip(f"{field}:N", title=title) for field, title in self.tips()]
        size = 230 if len(self.rows["dots"]) <= MANY else 110
        return chart.mark_point(size=size, opacity=1, strokeWidth=2.2).encode(
            fill=alt.Fill("light:N", scale=alt.Scale(domain=LIGHTS, range=fills), legend=None),
            stroke=alt.Stroke("light:N", scale=alt.Scale(domain=LIGHTS, range=edges), legend=None),
            shape=alt.Shape("light:N", scale=alt.Scale(domain=LIGHTS, range=SHAPES), legend=None),
            tooltip=tips,
        )

    def tips(self) -> list[tuple[str, str]]:
        names = [("words", text(self.lang, "Measured")), ("status", text(self.lang, "Status"))]
        return [*([] if self.rows["windows"] else [("when", text(self.lang, "Day"))]), *names]

    def expected(self) -> list[Any]:
        if not self.rows["expected"]:
            return []
        chart = self.base("expected").encode(y=self.up("value"))
        place = {"dy": -14 if self.under else 14, "fontSize": 15, **self.beside(self.rows["expected"][0]["left"], 9)}
        dot = chart.mark_point(filled=True, fill=self.colour("accent"), size=90, opacity=1, shape="circle")
        return [dot, *self.haloed(chart, "accent", **place)]

    def windows(self) -> tuple[list[Any], list[Any]]:
        behind, bound, middle = window_layers(self.base("windows"), self.up, self.colour)
        lit = self.base("lit").encode(x=self.alt.X("mid:T", title=None), y=self.up("needed"))
        return behind, [bound, self.lights(lit), middle]

    def goal(self) -> list[Any]:
        """The goal as a short line at the deadline with its words."""
        chart, ink = self.base("goal").encode(y=self.up("value")), self.colour("ink")
        place: dict[str, Any] = {"align": "right", "dx": -2, "dy": -12, "fontSize": 15, "fontWeight": 600}
        tick = chart.mark_tick(stroke=ink, fill=ink, thickness=3, size=46, xOffset=-22, orient="horizontal")
        return [tick, *self.haloed(chart, "ink", **place)]
