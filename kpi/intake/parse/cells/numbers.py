"""Numbers as people write them; the decimal mark is decided by proof, never guessed (docs/csv-format.md, numbers)."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kpi.intake.parse.cells.text import SPACES, bare, fold

COMMA, POINT = ",", "."
Proofs = tuple[int, tuple[int, int]]  # of a mark: how many there are, and column and place of the first
_BLANK = f"[{SPACES}]*"
_TEXT = (
    rf"(?P<open>\()?{_BLANK}(?P<sign>[-−–+])?{_BLANK}(?P<currency>€|eur|euro)?{_BLANK}(?P<late>[-−–(])?{_BLANK}"
    rf"(?P<body>[.,]?[0-9](?:[0-9.,'’{SPACES}]*[0-9])?)"
    rf"(?:(?P<flat>,[-–—]{{1,2}})|{_BLANK}(?P<trailing>-))?"
    rf"{_BLANK}(?P<unit>%|‰|€|[^\W\d_][^\W\d_'’ -]*(?:[ '’-][^\W\d_]+)*)?{_BLANK}(?P<close>\))?"
)
SIGNS = {
    **dict.fromkeys(("%", "procent", "percent", "pct"), "%"),
    **dict.fromkeys(("‰", "promille"), "‰"),
    **dict.fromkeys(("€", "eur", "euro", "euro's"), "€"),
}
_NOTHING = rf"€{_BLANK}-{_BLANK}"  # how a spreadsheet shows an amount of zero
_APART = f"'’{SPACES}"  # marks of thousands that can never be a decimal mark


def _pattern(thousands: str, decimal: str) -> str:
    """A group of thousands never begins with a zero: 0.234 can only be a decimal. Fifteen digits fit in a float."""
    groups = rf"[1-9][0-9]{{0,2}}(?P<mark>[{thousands}{_APART}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}}){{0,3}}"
    return rf"(?P<whole>{groups}|[0-9]{{0,15}})(?:{decimal}(?P<part>[0-9]{{1,20}}))?"


_READ = {COMMA: _pattern(".", ","), POINT: _pattern(",", r"\.")}
_NOT_DIGIT = re.compile(r"[^0-9]")
# Numbers of digits around one mark, and those of them whose mark may be one of thousands.
PLAIN_DECIMAL = r"^-?[0-9]{1,15}[.,][0-9]{1,20}$"
PLAIN_UNSURE = r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$"
_DECIMAL, _UNSURE = re.compile(PLAIN_DECIMAL), re.compile(PLAIN_UNSURE)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a number is not plain, which takes some milliseconds, and once."""
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in text: what it is when the comma, and when the point, is the decimal mark; None: then it is none.

    `unit` is %, ‰, €, a word in lower case, or empty. `rules` are the repairs that do not depend on the mark.
    """

    comma: float | None
    point: float | None
    unit: str = ""
    rules: tuple[str, ...] = ()

    @property
    def proof(self) -> str:
        """The decimal mark that this number proves: the only one under which it is a number; else empty."""
        if self.comma is None or self.point is None:
            return POINT if self.comma is None else COMMA
        return ""

    @property
    def ambiguous(self) -> bool:
        """Whether the two marks make it two different numbers, as in 1.234."""
        return not self.proof and self.comma != self.point

    def by(self, mark: str) -> float | None:
        """Its value under this decimal mark; None when it is no number then, or when it needs a mark and has none."""
        if not mark:
            return None if self.proof or self.ambiguous else self.comma
        return self.comma if mark == COMMA else self.point


@lru_cache(maxsize=65536)
def shape(text: str) -> Number | None:
    """Read a number with its sign, currency or unit; None when it is none under either decimal mark."""
    if _compiled(_NOTHING).fullmatch(bare(text)):
        return Number(0.0, 0.0, "€", ("currency",))
    found = _compiled(_TEXT).fullmatch(bare(text))
    if found is None or ("(" in (found["open"], found["late"])) != bool(found["close"]):
        return None
    signs = [mark for mark in (found["sign"], found["late"], found["trailing"], found["open"]) if mark]
    if len(signs) > 1 or (found["currency"] and found["unit"]):
        return None
    negative = bool(signs) and signs[0] != "+"
    body = found["body"] + (",0" if found["flat"] else "")
    values = {mark: _value(body, mark, negative) for mark in (COMMA, POINT)}
    if values[COMMA] is None and values[POINT] is None:
        return None
    unit = fold(found["currency"] or found["unit"] or "")
    if any(sign.isdigit() for sign in unit):
        return None
    usual = not signs or found["sign"] == "-"
    rules = _rules("" if usual else signs[0], unit, body)
    return Number(values[COMMA], values[POINT], SIGNS.get(unit, unit), rules)


def proof_of(text: str) -> str:
    """The decimal mark that digits with marks between them prove (`Number.proof`); empty for anything else."""
    digits = text.removeprefix("+")
    if digits.isdecimal() or _UNSURE.match(digits):
        return ""
    if _DECIMAL.match(digits):
        return COMMA if COMMA in digits else POINT
    number = shape(text)
    return number.proof if number else ""


def is_unsure(text: str) -> bool:
    """Whether digits with marks between them are two different numbers under the two marks (`Number.ambiguous`)."""
    return _UNSURE.match(text.removeprefix("+")) is not None


def _value(body: str, mark: str, negative: bool) -> float | None:
    found = _compiled(_READ[mark]).fullmatch(body)
    if found is None:
        return None
    whole = _NOT_DIGIT.sub("", found["whole"]) or "0"
    return float(f"{'-' if negative else ''}{whole}.{found['part'] or '0'}")


def _rules(sign: str, unit: str, body: str) -> tuple[str, ...]:
    """The repairs of a sign other than a minus in front, of a unit, and of marks that are always thousands."""
    rules = ["plus-sign" if sign == "+" else "minus-sign"] if sign else []
    if unit:
        known = SIGNS.get(unit, "")
        rules.append({"%": "percent-sign", "‰": "percent-sign", "€": "currency"}.get(known, "unit-word"))
    rules += ["thousands"] if any(mark in body for mark in _APART) else []
    return tuple(rules)


def rules_of(text: str, mark: str, number: Number) -> tuple[str, ...]:
    """The rules by which this text became a number, those of the decimal mark included."""
    marks = number.rules
    other = POINT if mark == COMMA else COMMA
    if mark and other in text and "thousands" not in marks:
        marks = (*marks, "thousands")
    return (*marks, "decimal-comma") if mark == COMMA and COMMA in text else marks


def choose_mark(commas: Proofs, points: Proofs, answer: str = "") -> str:
    """The decimal mark with most proofs, at a tie the one proved first.

    Without any proof the uploader's answer; empty when there is none. Proof always comes before an answer.
    """
    if not commas[0] and not points[0]:
        return answer if answer in (COMMA, POINT) else ""
    if commas[0] == points[0]:
        return COMMA if commas[1] < points[1] else POINT
    return COMMA if commas[0] > points[0] else POINT


def own_number(value: float) -> str:
    """A number as this project's own files write it: decimal point, no thousands marks."""
    return f"{value:.15g}"
