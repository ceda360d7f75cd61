"""Moments as people write them in an address or on the command line."""

from datetime import UTC, date, datetime, time

from kpi.core.errors import UsageError


def moment(text: str) -> datetime:
    """An ISO day or moment in UTC unless it names an offset; a day means its end. Raises UsageError."""
    try:
        found = (
            datetime.combine(date.fromisoformat(text), time.max) if len(text) == 10 else datetime.fromisoformat(text)
        )
        if not 1900 <= found.year <= 2199:
            raise ValueError(text)
    except ValueError as fault:
        raise UsageError(
            f"{text!r} is geen tijdstip: schrijf 2021-06-30 of 2021-06-30T12:00.",
            f"{text!r} is no moment: write 2021-06-30 or 2021-06-30T12:00.",
        ) from fault
    return found if found.tzinfo else found.replace(tzinfo=UTC)
