"""Units as they stand with a number: which are the indicator's own, and what a part of 1 was meant as."""

import re
from collections.abc import Mapping

from kpi.core.unit import PER_ONE, beside_one
from kpi.intake.parse.cells.known import Known
from kpi.intake.parse.cells.numbers import SIGNS
from kpi.intake.parse.cells.text import fold

AS_WRITTEN = "as-written"
UNIT_STATED = frozenset({"percent-sign", "percent-cell", "unit-answer"})
_MONEY = frozenset({"€", "eur", "euro", "euro's"})
_TIMES = frozenset({"minuten", "uren", "dagen", "weken", "maanden", "jaren"})
_CURRENCY = r"(?:€|eur|euro|\$)"
_MANY = r"1[.,' ]?000(?:[.,' ]?000)?|k|dzd|mln|mio|mld|(?:duizend|miljoen|miljard)(?:en|tallen)?|(?:thousand|million)s?"
_SCALE = re.compile(rf"[x×*]? ?{_CURRENCY}? ?(?:{_MANY})\.?(?: ?(?:{_CURRENCY}|euro's))?|\$|usd|dollars?|£|gbp")


def answers_of_units(known: Known, answers: Mapping[str, str]) -> dict[str, float]:
    """By indicator, what a part of 1 is multiplied by according to the uploader; 1 for "as it is written"."""
    found = {}
    for code, one in known.measured.items():
        answer = answers.get(f"unit:{code}", "")
        if answer == AS_WRITTEN or answer == times(one.unit):
            found[code] = 1.0 if answer == AS_WRITTEN else one.factor
    return found


def times(unit: str) -> str:
    """The answer that says a part of 1 was meant as so many of this unit: times-100 or times-1000."""
    return f"times-{PER_ONE.get(unit, 1.0):.0f}"


def fits(written: str, unit: str, role: str) -> bool:
    """Whether what stands with a number is the indicator's own unit; a numerator may only be money or plain."""
    own = fold(unit)
    if written == "€":
        return own in _MONEY or role != "value"
    if role != "value":
        return False
    return written == own or (len(written) > 2 and min(written, own) != "" and _same_word(written, own))


def unit_meant(text: str, known: Known) -> str:
    """The unit that a header or a column of units names, or a scale; empty for any other word, such as "aantal"."""
    word = _word(text)
    return word if is_unit_or_scale(word) or any(fits(word, unit, "value") for unit in known.units) else ""


def contradicts(text: str, unit: str, role: str, known: Known) -> bool:
    """Whether a word beside a number of an indicator with this unit names another one.

    One word of a longer unit agrees with it: "weken" of "weken tot afspraak". What has no unit of its own may be said
    in any word, but not in a sign or a multiple.
    """
    meant = unit_meant(text, known)
    words = [SIGNS.get(word, word) for word in fold(unit).split()]
    if not meant or fits(meant, unit, role) or (role == "value" and any(_same_word(meant, word) for word in words)):
        return False
    return bool(unit) or meant in SIGNS.values() or is_scale(meant, known)


def is_scale(text: str, known: Known) -> bool:
    """Whether it says thousands or millions, or another currency, and is no unit of the plan."""
    return bool(_SCALE.fullmatch(_word(text))) and not any(fits(_word(text), unit, "value") for unit in known.units)


def is_unit_or_scale(text: str) -> bool:
    """Whether it is a unit or a multiple whatever the plan: a sign, a measure of time, thousands."""
    word = _word(text)
    return word in _TIMES or word in SIGNS.values() or _SCALE.fullmatch(word) is not None


def _word(text: str) -> str:
    word = fold(text).removeprefix("in ")
    return SIGNS.get(word, word)


def wanted_unit(unit: str, role: str) -> dict[str, object]:
    """What the message about a unit that does not fit says was to be expected."""
    own = unit if role == "value" else ""
    return {"unit": own or "een getal zonder eenheid", "unit_en": own or "a number without unit"}


def _same_word(one: str, other: str) -> bool:
    """Singular and plural of the same word: netwerk, netwerken; uur, uren."""
    if beside_one(one) == beside_one(other):
        return True
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in ("", "s", "en", "'s", "n")
