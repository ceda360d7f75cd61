"""Values as plan files write them: the one place that turns a core value into the text of a cell.

And the one place that keeps a cell of any file that leaves from being run as a formula.
"""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kpi.core.calendar.period import Period
from kpi.core.model import Indicator

# What a spreadsheet runs when a cell begins with it, in the wide forms of East Asian keyboards too.
_RUNS = re.compile("[\\s']*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[ ']*[\t\r\n]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[-+]?\d[\d.,]*")
_UNSURE = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")


def name_key(name: str) -> str:
    """By what the name of a person is found: the same in capitals and small letters, and with space around it."""
    return name.strip().casefold()


def plain(value: object) -> str:
    """The text of a value; None is empty, a number has a decimal point and no exponent, a day is ISO.

    What is written is read back in any column: 1.234 stands as 1.2340. A tuple is separated by semicolons, each of its
    pairs by `=` (docs/plan-files.md, waypoints).
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return proving(shortest(value))
    if isinstance(value, tuple):
        return ";".join("=".join(map(plain, one)) if isinstance(one, tuple) else plain(one) for one in value)
    if isinstance(value, Indicator | Period):
        return value.code
    return value.value if isinstance(value, StrEnum) else value.isoformat() if isinstance(value, date) else str(value)


def shortest(value: float) -> str:
    """The shortest digits that are read back as the same number: `8`, `0.1`."""
    digits = format(Decimal(repr(value)), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def proving(digits: str) -> str:
    """Digits with a decimal point, and a zero behind them where it might be one of thousands: `1.2340`, `80.0000`."""
    return f"{digits}0" if _UNSURE.fullmatch(digits) else digits


def harmless(words: str) -> str:
    """Text that no spreadsheet takes for a formula, nor after space: with an apostrophe in front; see `as_sent`."""
    return f"'{words}" if _RUNS.match(words) else words


def harmless_cell(words: str) -> str:
    """The same for a cell that may hold a number, which stays one, with its sign."""
    return words if _NUMBER.fullmatch(words) else harmless(words)


def as_sent(words: str) -> str:
    """What `harmless` made harmless as it was; a text that begins with an apostrophe of its own keeps it."""
    return words[1:] if words[:1] == "'" and _RUNS.match(words) else words


def in_xml(words: str) -> str:
    """Text without the control characters and half letters that no XML document may hold."""
    return _NO_XML.sub("", words)
