"""Courses of no plan, one JSON object a line: their XmR charts and forecasts as plain rows."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kpi.core.errors import UsageError
from kpi.core.outlook.forecast import LEAST, Forecast, Within, forecast
from kpi.core.outlook.likely import LIKELY, WhyNot, likely, too_few_to_judge, why_not
from kpi.core.outlook.xmr import Xmr, within_usual, xmr

_SIGNS = {"increase": 1, "decrease": -1, "neutral": 0}
_LARGEST = 1e100  # its square still is a number
_FARTHEST = 10_000  # periods
Fields = Mapping[str, Any]


class _LineError(ValueError):
    """What is wrong with a line, in both languages."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(nl)
        self.nl, self.en = nl, en


def charted_lines(lines: Iterable[str]) -> list[dict[str, Any]]:
    """The XmR chart of each line; keys `values`, and where wanted `target`, `direction`, `screen_outliers`, `rebase`.

    Raises UsageError that names the line and what is wrong in it. Blank lines are passed over.
    """
    return _answered(lines, _charted)


def forecast_lines(lines: Iterable[str]) -> list[dict[str, Any]]:
    """The forecast of each line, not rounded; keys `values`, `horizon`, and where wanted `total`, `min`, `max`, `goal`,
    `direction`. Raises UsageError as `charted_lines` does.
    """
    return _answered(lines, _forecast)


def chart_row(chart: Xmr, values: Iterable[float]) -> dict[str, Any]:
    """A chart as a plain row; `declined` says why there is no judgement, limits are given all the same.

    `within_earlier`: whether the last difference is no larger than every one before it; None under three values.
    """
    last, size = chart.last, len(chart.points)
    known = [getattr(last, name) if last else None for name in ("mean", "lower", "upper")]
    few = None if last and last.judged else too_few_to_judge(last.size if last else 0)
    return {
        **dict(zip(("mean", "lower", "upper"), known, strict=True)),
        "points": [
            {"value": one.value, "special": one.rule is not None, "rule": one.rule and one.rule.value}
            for one in chart.points
        ],
        "variation": chart.variation and chart.variation.value,
        "assurance": chart.assurance and chart.assurance.value,
        "declined": few and few.nl,
        "declined_en": few and few.en,
        "within_earlier": within_usual(tuple(values)) if size else None,
    }


def forecast_row(
    low: float | None, mid: float | None, high: float | None, chance: float | None, declined: tuple[str, str] | None
) -> dict[str, Any]:
    """A forecast as a plain row, with the words for its chance; `declined`: why there is none, in Dutch and English."""
    words = None if chance is None else LIKELY[likely(chance)]
    return {
        "low": low,
        "mid": mid,
        "high": high,
        "chance": chance,
        "words_nl": words and words.nl,
        "words_en": words and words.en,
        "declined": declined and declined[0],
        "declined_en": declined and declined[1],
    }


def _answered(lines: Iterable[str], answer: Callable[[Fields], dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(answer(_fields(line)))
        except _LineError as wrong:
            raise UsageError(
                f"Verbeter regel {number} van de invoer: {wrong.nl}.",
                f"Correct line {number} of the input: {wrong.en}.",
            ) from wrong
    return found


def _fields(line: str) -> Fields:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise _LineError("dit is geen JSON", "this is not JSON") from fault
    if not isinstance(found, dict):
        raise _LineError(
            'schrijf een JSON-object, zoals {"values": [1, 2]}', 'write an object, such as {"values": [1, 2]}'
        )
    return found


def _only(fields: Fields, *known: str) -> None:
    if unknown := sorted(set(fields) - set(known)):
        raise _LineError(
            f"{', '.join(unknown)} hoort hier niet; wel: {', '.join(known)}",
            f"{', '.join(unknown)} does not belong here; these do: {', '.join(known)}",
        )


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        raise _LineError(f"{name} hoort een getal te zijn", f"{name} must be a number")
    return value


def _optional(fields: Fields, name: str) -> float | None:
    return None if fields.get(name) is None else _number(fields[name], name)


def _values(fields: Fields) -> list[float]:
    values = fields.get("values")
    if not isinstance(values, list):
        raise _LineError("values hoort een lijst van getallen te zijn", "values must be a list of numbers")
    return [_number(one, f"values[{at}]") for at, one in enumerate(values)]


def _flag(fields: Fields, name: str, usual: bool) -> bool:
    value = fields.get(name, usual)
    if not isinstance(value, bool):
        raise _LineError(f"{name} hoort true of false te zijn", f"{name} must be true or false")
    return value


def _sign(fields: Fields, *known: str) -> int:
    direction = fields.get("direction", "increase")
    if direction not in known:
        raise _LineError(
            f"direction hoort een van {', '.join(known)} te zijn", f"direction must be one of {', '.join(known)}"
        )
    return _SIGNS[direction]


def _charted(fields: Fields) -> dict[str, Any]:
    _only(fields, "values", "target", "direction", "screen_outliers", "rebase")
    values, rebase = _values(fields), _rebase(fields)
    chart = xmr(
        values,
        sign=_sign(fields, "increase", "decrease", "neutral"),
        target=_optional(fields, "target"),
        screen=_flag(fields, "screen_outliers", True),
        rebase=rebase,
    )
    row = chart_row(chart, values)
    if rebase:
        row["stretches"] = [
            {"first": one.first, "mean": one.mean, "lower": one.lower, "upper": one.upper} for one in chart.stretches
        ]
    return row


def _rebase(fields: Fields) -> list[int]:
    """The points, from 0, at which a stretch of its own begins."""
    found = fields.get("rebase") or []
    size = len(fields["values"])
    whole = isinstance(found, list) and all(type(one) is int and 0 < one < size for one in found)
    if not whole or found != sorted(set(found)):
        raise _LineError(
            "rebase hoort een oplopende lijst van punten te zijn, geteld vanaf 0",
            "rebase must be an ascending list of points, counted from 0",
        )
    return list(found)


def _forecast(fields: Fields) -> dict[str, Any]:
    _only(fields, "values", "horizon", "total", "min", "max", "goal", "direction")
    values, horizon, goal = _values(fields), fields.get("horizon"), _optional(fields, "goal")
    total, sign, within = _flag(fields, "total", False), _sign(fields, "increase", "decrease"), _within(fields)
    if type(horizon) is not int or horizon > _FARTHEST:
        raise _LineError(
            "horizon hoort een geheel aantal perioden te zijn", "horizon must be a whole number of periods"
        )
    if horizon < 1 or len(values) < LEAST:
        reason = WhyNot.PASSED if horizon < 1 else WhyNot.FEW
        return forecast_row(None, None, None, None, why_not(reason, len(values)))
    made = forecast(values, horizon, total=total, within=within)
    return forecast_row(made.low, made.mid, made.high, _chance(made, goal, sign), None)


def _chance(made: Forecast, goal: float | None, sign: int) -> float | None:
    if goal is None:
        return None
    return made.at_least(goal) if sign > 0 else made.at_most(goal)


def _within(fields: Fields) -> Within:
    low, high = _optional(fields, "min"), _optional(fields, "max")
    if low is not None and high is not None and low > high:
        raise _LineError("min hoort niet boven max te liggen", "min must not lie above max")
    usual = Within()
    return Within(usual.low if low is None else low, usual.high if high is None else high)
