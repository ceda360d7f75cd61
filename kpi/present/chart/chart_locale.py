"""How charts write numbers and dates, and their quiet axes: without a word from the internet."""

from typing import Any

from babel import Locale
from babel.dates import get_day_names, get_month_names

from kpi.present.style import colour

# A year is named once, at its first month, as on the timeline.
DATES = {"year": "%Y", "quarter": "%b", "month": "%b", "week": "%d %b", "date": "%d %b"}


def vega_config(theme: str, lang: str) -> dict[str, Any]:
    """Vega-Lite's `config` for one theme and language."""
    soft, line = colour("soft", theme), colour("track", theme)
    axis = {
        "labelColor": soft,
        "titleColor": soft,
        "labelFontSize": 14,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
        "gridColor": line,
        "domainColor": soft,
        "tickColor": soft,
        "labelPadding": 6,
    }
    return {
        "font": "Source Sans, Source Sans 3, sans-serif",
        "axis": axis,
        "axisX": {
            "grid": False,
            "format": dict(DATES),
            "labelOverlap": "parity",
            "labelSeparation": 10,
            "tickCount": 8,
        },
        "axisY": {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -14, "tickCount": 6},
        "view": {"stroke": None},
        "locale": locale(lang),
    }


def locale(lang: str) -> dict[str, Any]:
    """Numbers and dates as D3 formats them in Dutch or English."""
    words = Locale.parse("nl" if lang == "nl" else "en_GB")
    dutch = lang == "nl"
    days = [get_day_names(width, locale=words) for width in ("wide", "abbreviated")]
    months = [get_month_names(width, locale=words) for width in ("wide", "abbreviated")]
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    return {
        "number": {
            "decimal": "," if dutch else ".",
            "thousands": "." if dutch else ",",
            "grouping": [3],
            "currency": ["€ ", ""],
            "minus": "−",
        },
        "time": {
            "dateTime": "%d-%m-%Y %H:%M" if dutch else "%d %B %Y %H:%M",
            "date": "%d-%m-%Y" if dutch else "%d %B %Y",
            "time": "%H:%M",
            "periods": ["", ""],
            "days": [days[0][number] for number in sunday_first],
            "shortDays": [days[1][number] for number in sunday_first],
            "months": [months[0][number].rstrip(".") for number in range(1, 13)],
            "shortMonths": [months[1][number].rstrip(".") for number in range(1, 13)],
        },
    }
