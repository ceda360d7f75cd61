"""Moments as people write them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from kpi.core.calendar.moment import moment
from kpi.core.calendar.period import dutch_time
from kpi.core.errors import UsageError

HOUR_AHEAD = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021-06-30", datetime(2021, 6, 30, 23, 59, 59, 999999, UTC)),
        ("2021-06-30T12:00", datetime(2021, 6, 30, 12, tzinfo=UTC)),
        ("2021-06-30T12:00+01:00", datetime(2021, 6, 30, 12, tzinfo=HOUR_AHEAD)),
        ("1900-01-01", datetime(1900, 1, 1, 23, 59, 59, 999999, UTC)),
        ("2199-12-31", datetime(2199, 12, 31, 23, 59, 59, 999999, UTC)),
    ],
)
def test_a_day_means_its_end_and_no_offset_means_utc(text: str, found: datetime) -> None:
    assert (moment(text), moment(text).utcoffset()) == (found, found.utcoffset())


@pytest.mark.parametrize(
    "text", ["", "gisteren", "30-06-2021", "2021-02-30", "1899-12-31", "2200-01-01", "2021-06-30T25:00"]
)
def test_what_is_no_moment_is_said_in_both_languages(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        moment(text)
    assert raised.value.said("nl") == f"{text!r} is geen tijdstip: schrijf 2021-06-30 of 2021-06-30T12:00."
    assert raised.value.said("en") == f"{text!r} is no moment: write 2021-06-30 or 2021-06-30T12:00."


@pytest.mark.parametrize(
    ("when", "clock"),
    [
        (datetime(2021, 7, 12, 9, 30, tzinfo=UTC), "12-07 11:30"),
        (datetime(2021, 1, 12, 9, 30, tzinfo=UTC), "12-01 10:30"),
        (datetime(2021, 6, 30, 23, 30, tzinfo=UTC), "01-07 01:30"),
    ],
)
def test_a_moment_is_read_on_the_dutch_clock_in_summer_and_winter(when: datetime, clock: str) -> None:
    assert f"{dutch_time(when):%d-%m %H:%M}" == clock
