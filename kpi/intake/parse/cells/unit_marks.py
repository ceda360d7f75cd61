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
# How people write these, and times of other lengths; only another unit of time disagrees with them. A single "week",
# "maand", "kwartaal" or "jaar" is not among them: it may say how often is reported.
_SHORT = {
    word: unit
    for unit, words in {
        "minuten": "min min. minuut minutes mins",
        "kwartieren": "kwartier kwartieren",
        "uren": "u u. uur h hr hrs hours",
        "dagen": "dgn dgn. kalenderdagen days",
        "werkdagen": "werkdag werkdagen workdays",
        "weken": "wk wk. wkn wkn. weeks",
        "maanden": "mnd mnd. mnden months",
        "jaren": "jr jr. years",
    }.items()
    for word in words.split()
} | {unit: unit for unit in _TIMES}
_FRACTIONS = frozenset({"fractie", "fracties", "fraction", "deel van 1"})
_CURRENCY = r"(?:€|eur|euro|\$)"
_THOUSAND = r"1[.,' ]?000(?:[.,' ]?000)?(?:-?tallen)?|'?000(?:'?s)?|1?k|1e[36]|10\^[36]|10[³⁶]|dzd|mln|mio|mld"
_MANY = (
    rf"{_THOUSAND}|(?:tien|honderd|duizend|miljoen|miljard)tallen|(?:duizend|miljoen|miljard)(?:en)?|honderden"
    r"|(?:thousand|million)s?"
)
_SCALE = re.compile(
    rf"(?:{_CURRENCY} ?)?[x×*]? ?{_CURRENCY}? ?(?:{_MANY})\.?(?: ?(?:{_CURRENCY}|euro's))?"
    r"|m ?(?:€|eur)|(?:€|eur) ?m|\$|usd|dollars?|£|gbp"
)
# Words beside a multiple or a unit of time that do not change what it says: "bedragen x 1.000", "gem. weken".
_BESIDE = "alle in bedrag bedragen getal getallen waarde waarden cijfers aantal aantallen afgerond amounts all values"
_MEANS = "gem gem. gemiddeld gemiddelde mediaan median mean average avg avg."
_IDLE = frozenset(f"{_BESIDE} {_MEANS}".split())
# A multiple within a title or a footnote: at its end, before a mark or before the currency.
_END = r"(?= ?(?:$|[().,;:\]\-]|euro|€|eur))"
_WITHIN = re.compile(
    rf"(?<![0-9] )(?<![0-9a-z])[x×*] ?{_CURRENCY}? ?(?:1[.,' ]?000(?:[.,' ]?000)?|mln|miljoen|k){_END}"
    rf"|(?<![a-z])in (?:{_CURRENCY} ?)?(?:(?:duizend|miljoen|miljard)(?:en|tallen)|1[.,' ]?000-?tallen|thousands"
    rf"|millions|[km] ?€|[km]eur|mln|dzd){_END}|€ ?'?000(?![0-9.,])"
)
# Of so many, and the units that then say something else: "klachten" may well be reported per thousand.
_PER = {
    **dict.fromkeys(("per 1000", "per 1.000", "per duizend"), "%"),
    **dict.fromkeys(("/1000", "/1.000", "/ 1000", "/ 1.000"), "%€"),
    **dict.fromkeys(("per 100", "per honderd"), "‰"),
    **dict.fromkeys(("/100", "/ 100"), "‰€"),
    **dict.fromkeys(_FRACTIONS, "%‰"),
}


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
    if is_unit_or_scale(word) or any(fits(word, unit, "value") for unit in known.units):
        return word
    return unit_anywhere(text)


def unit_anywhere(text: str) -> str:
    """The unit or scale that a text names whatever the plan; empty for any other text, and for a bare number."""
    words = (word for word in (_word(text), _without_idle(text)) if not re.fullmatch(r"[0-9.,' ]*", word))
    return next((SIGNS.get(one, one) for one in words if is_unit_or_scale(one) or one in _PER or one in _SHORT), "")


def contradicts(text: str, unit: str, role: str, known: Known) -> bool:
    """Whether a word beside a number of an indicator with this unit names another one.

    One word of a longer unit agrees with it: "weken" of "weken tot afspraak". What has no unit of its own may be said
    in any word, but not in a sign or a multiple.
    """
    meant = unit_meant(text, known)
    words = [SIGNS.get(word, word) for word in fold(unit).split()]
    if not meant or fits(meant, unit, role) or (role == "value" and any(_same_word(meant, word) for word in words)):
        return False
    own = {_time(word) for word in words} - {""}
    if own and _time(meant):
        return _time(meant) not in own
    if not is_unit_or_scale(meant) and not any(fits(meant, one, "value") for one in known.units):
        return SIGNS.get(fold(unit), "-") in _PER.get(meant, "")
    return bool(unit) or meant in SIGNS.values() or is_scale(meant, known)


def is_scale(text: str, known: Known) -> bool:
    """Whether it says thousands or millions, or another currency, and is no unit of the plan."""
    word = _word(text)
    said = _SCALE.fullmatch(word) or _SCALE.fullmatch(_without_idle(text))
    return bool(said) and not any(fits(word, unit, "value") for unit in known.units)


def scales_within(text: str, unit: str) -> bool:
    """Whether a title or a footnote says a multiple of what has this unit: of euros alone where it speaks of money."""
    plain = fold(text)
    money = re.search(r"€|eur|bedrag|amount", plain)
    return bool(_WITHIN.search(plain)) and unit not in PER_ONE and (fold(unit) in _MONEY if money else True)


def is_unit_or_scale(text: str) -> bool:
    """Whether it is a unit or a multiple whatever the plan: a sign, a measure of time, thousands."""
    word = _word(text)
    return word in _TIMES or word in SIGNS.values() or _SCALE.fullmatch(word) is not None


def is_fraction(text: str) -> bool:
    """Whether it says that a number is a part of 1."""
    return _word(text) in _FRACTIONS


def _time(word: str) -> str:
    """The unit of time that a word is, in its full plural; empty when it is none."""
    return _SHORT.get(word) or next((unit for unit in _TIMES if beside_one(unit) == word), "")


def _word(text: str) -> str:
    word = fold(text).removeprefix("in ")
    return SIGNS.get(word, word)


def _without_idle(text: str) -> str:
    """A multiple without brackets left open and the words around it; empty for a bare number ("alle 1.000")."""
    words = [word for word in re.sub(r"[()\[\]:]", " ", fold(text)).split() if word.rstrip(",") not in _IDLE]
    return " ".join(words).strip(",") if any(re.search(r"[^0-9.,']", word) for word in words) else ""


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
