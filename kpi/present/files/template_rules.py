"""What Excel accepts in the cells of a template, and what it says of the rest; intake judges them anyway."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kpi.core.delivery.due import Due
from kpi.core.kinds import DONE, Yes
from kpi.core.model import Target
from kpi.present.words import mark, text

NOT_APPLICABLE = mark("n/a")
Rule = dict[str, Any]


def mind(sheet: Any, line: int, due: Due, places: Mapping[str, int], lang: str) -> None:
    """The rules of one row (0-based); `places`: the columns that are filled in, by their Dutch name."""
    value = places["waarde"]
    rules = {
        "waarde": _yes_or_share(lang) if _is_judged(due) else _range(f"{chr(ord('A') + value)}{line + 1}", due, lang),
        **dict.fromkeys(("teller", "noemer"), _count(lang)),
        "gemeten op": _day(lang),
        "voorlopig": _yes(lang),
    }
    for name, rule in rules.items():
        sheet.data_validation(line, places[name], line, places[name], rule)


def _is_judged(due: Due) -> bool:
    """Whether its owner says how far it is; what happens a number of times is counted."""
    return due.indicator is None and due.targets[0].traits.own.share


def _answers(lang: str) -> list[str]:
    return [text(lang, "yes"), text(lang, "no")]


def _yes(lang: str) -> Rule:
    return {
        "validate": "list",
        "source": _answers(lang),
        "error_title": text(lang, "Yes or no"),
        "error_message": text(lang, "Choose yes or no."),
    }


def _yes_or_share(lang: str) -> Rule:
    """A list offers yes and no; a percentage is an answer too, so another value is asked about and not refused."""
    none, most = text(lang, NOT_APPLICABLE), f"{DONE:g}"
    return {
        "validate": "list",
        "source": [*_answers(lang), none],
        "input_title": text(lang, "Done?"),
        "input_message": text(lang, "yes, no, {none} or a percentage from 0 to {most}", none=none, most=most),
        "error_type": "warning",
        "error_title": text(lang, "Yes, no or a percentage"),
        "error_message": text(lang, "Fill in yes, no, {none} or a percentage from 0 to {most}.", none=none, most=most),
    }


def _count(lang: str) -> Rule:
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_title": text(lang, "No count"),
        "error_message": text(lang, "Fill in a number of 0 or more."),
    }


def _day(lang: str) -> Rule:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1990, 1, 1),
        "maximum": date(2100, 12, 31),
        "error_title": text(lang, "No date"),
        "error_message": text(lang, "Fill in a date, such as 30-06-2021."),
    }


def _range(cell: str, due: Due, lang: str) -> Rule:
    """A number within the indicator's range, or "n.v.t."; yes and no where they say it too."""
    low, high = (due.indicator.minimum, due.indicator.maximum) if due.indicator else (0.0, None)
    bounds = [(f"{cell}>={low:.12g}", text(lang, "from {low}", low=_figure(low, lang)))] if low is not None else []
    if high is not None:
        bounds.append((f"{cell}<={high:.12g}", text(lang, "up to and including {high}", high=_figure(high, lang))))
    answered = any(one.traits.yes is Yes.WHOLE or _is_once(one) for one in due.targets)
    words = [*(_answers(lang) if answered else ()), text(lang, NOT_APPLICABLE)]
    tests = [f"AND({','.join([f'ISNUMBER({cell})', *(test for test, _ in bounds)])})"]
    tests += [f'{cell}="{word}"' for word in words]
    number = " ".join([text(lang, "A number"), *(said for _, said in bounds)])
    said = text(lang, "{number}, or {words}.", number=number, words=", ".join(words))
    return {
        "validate": "custom",
        "value": f"=OR({','.join(tests)})",
        "input_title": text(lang, "Value"),
        "input_message": f"{said} {text(lang, 'Zero is allowed.')}",
        "error_title": text(lang, "This value does not fit"),
        "error_message": said,
    }


def _is_once(target: Target) -> bool:
    """Whether "ja" says that it happened once, because it is reported under its own code."""
    return target.indicator is None and target.traits.yes is Yes.ONE


def _figure(value: float, lang: str) -> str:
    return f"{value:.12g}".replace(".", "." if lang == "en" else ",")
