"""The chart of a target as its readers draw it, held against the schema of Vega-Lite."""

from typing import Any

from altair.vegalite.v6.schema.core import load_schema
from jsonschema import Draft7Validator

from kpi.core.view.target_view import TargetView
from kpi.present.chart import charts

LAYERED = Draft7Validator({"$ref": "#/definitions/TopLevelLayerSpec", "definitions": load_schema()["definitions"]})


def path_chart(view: TargetView, lang: str, theme: str = "light") -> dict[str, Any]:
    """A chart that Vega-Lite allows, its rows and what was placed after Altair too."""
    spec = charts.path_chart(view, lang, theme)
    assert list(LAYERED.iter_errors(spec)) == []
    return spec
