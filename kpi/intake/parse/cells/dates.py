"""Days as people and spreadsheets write them; the order of day and month behind slashes needs proof."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from kpi.intake.parse.cells.periods import MONTHS
from kpi.intake.parse.cells.text import fold

DAY_FIRST, MONTH_FIRST = "day-month", "month-day"
_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_TIME = r"(?:[ t]00?:00(?::00(?:\.0+)?)?)?"
_ISO = re.compile(rf"{_YEAR}(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}}){_TIME}")
_DUTCH = re.compile(rf"(?P<first>[0-9]{{1,2}})(?P<mark>[-/.])(?P<second>[0-9]{{1,2}})(?P=mark){_YEAR}{_TIME}")
_NAMED = re.compile(
    rf"(?P<day>[0-9]{{1,2}})[\s\-.]*(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
    r"[\s\-]+(?P<year>(?:19|20|21)?[0-9]{2})"
)
_ENGLISH = re.compile(
    rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}"
)
_COMPACT = re.compile(rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})")
_WEEKDAY = re.compile(
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\.?,? (?=.*[0-9])"
)
_SERIAL = re.compile(r"[0-9]{5}")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]*)?")  # nearly every number, and never a day
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar, from March 1900 on
_SERIALS = range(32874, 73051)  # 1990 up to and including 2099: another number is no day


@lru_cache(maxsize=8192)
def shape_of_day(text: str) -> tuple[date | None, date | None, str]:
    """The day by day-month order, by month-day order, and the rule by which it was read; None where it is no day."""
    plain = fold(text)
    plain = _WEEKDAY.sub("", plain, count=1) if _WEEKDAY.match(plain) else plain
    if found := _ISO.fullmatch(plain):
        day = _day(found["year"], found["month"], found["day"])
        return day, day, "" if day and plain == day.isoformat() else "date-notation"
    if found := _ENGLISH.fullmatch(plain) or _COMPACT.fullmatch(plain):
        day = _day(found["year"], str(MONTHS.get(found["month"], found["month"])), found["day"])
        return day, day, "date-notation"
    if found := _NAMED.fullmatch(plain):
        year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
        day = _day(year, str(MONTHS[found["month"]]), found["day"])
        return day, day, "date-notation"
    if found := _DUTCH.fullmatch(plain):
        day = _day(found["year"], found["second"], found["first"])
        slashed = _day(found["year"], found["first"], found["second"]) if found["mark"] == "/" else day
        return day, slashed, "date-notation"
    if _SERIAL.fullmatch(plain) and (day := from_serial(int(plain))):
        return day, day, "excel-serial"
    return None, None, ""


def from_serial(serial: float) -> date | None:
    """The day of a spreadsheet's day number, its time of day left out; None outside 1990-2099."""
    return _EPOCH + timedelta(days=int(serial)) if int(serial) in _SERIALS else None


def looks_like_date(text: str) -> bool:
    """Whether a text in a column of numbers is what a spreadsheet makes of one, such as 12-mei or 12-05-2021."""
    plain = fold(text)
    if _NUMBER.fullmatch(plain):
        return False
    short = re.fullmatch(r"[0-9]{1,2}-[a-z]{3,4}\.?|[a-z]{3,4}\.?-[0-9]{2}", plain)
    named = short is not None and any(part.strip(".") in MONTHS for part in plain.split("-"))
    return named or any(shape_of_day(plain)[:2])


def only_day(value: date | datetime) -> date:
    """The day of a day or a moment."""
    return value.date() if isinstance(value, datetime) else value


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
