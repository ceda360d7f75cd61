"""The unit that a number format shows with a number: 0" maanden" makes 12 months of 12 (docs/csv-format.md)."""

import re

_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_LEFT_OUT = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours, conditions and padding
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_DIGITS = re.compile(r"[0#?](?:[0#?.,\s]*[0#?])?|General|Standaard", re.IGNORECASE)
_UNIT = re.compile(r"[^\W\d_]|[%‰€$£]")
_EXPONENT = re.compile(r"E[+-]")
_MONEY = ("€", "$", "£")
_PLACE = "\0"  # stands for the digits, so that what stands behind them is known


def unit_of_format(code: str) -> str:
    """The words behind the number in its format, or the sign of money before it; empty where it shows none.

    A format that shows thousands as ones ("0,") says nothing of what is stored.
    """
    positive = _CURRENCY.sub(lambda found: f'"{found[1]}"', _first_section(code))
    kept: list[str] = []
    plain = _LITERAL.sub(lambda found: _keep(kept, found[1] or found[2] or ""), _LEFT_OUT.sub("", positive))
    digits = _DIGITS.search(plain)
    if digits is None or plain[digits.end() : digits.end() + 1] == "," or _EXPONENT.match(plain, digits.end()):
        return ""
    before, behind = (_filled(part, kept) for part in (plain[: digits.start()], plain[digits.end() :]))
    unit = re.sub(r"[\s\u00a0]+", " ", re.sub(r"[0#?.,/]", "", behind)).strip()
    return unit if _UNIT.search(unit) else next((sign for sign in _MONEY if sign in before), "")


def _first_section(code: str) -> str:
    """The part of a format for positive numbers; a semicolon between quotes parts nothing."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code, maxsplit=1)[0]


def _keep(kept: list[str], text: str) -> str:
    kept.append(text)
    return _PLACE


def _filled(part: str, kept: list[str]) -> str:
    """The text of a part of a format, its literals filled in; those before it were taken already."""
    words = [kept.pop(0) if mark == _PLACE and kept else mark for mark in part]
    return "".join(words)
