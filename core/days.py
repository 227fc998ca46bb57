"""PURE. Calendar days in time zones, as instants."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_of_day(day: date, zone: str) -> datetime:
    """Return the first instant after `day` in `zone`, in UTC: a deadline has passed from then on.

    Raises:
        OverflowError: for the last day that a date can hold.
    """
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def last_second(day: date, zone: str) -> datetime:
    """Return the last second of `day` in `zone`, in UTC: what a bare day stands for.

    Raises:
        OverflowError: for the last day that a date can hold.
    """
    return end_of_day(day, zone) - timedelta(seconds=1)


def is_last_second(instant: datetime, zone: str) -> bool:
    """Tell whether an instant stands for its whole day in `zone`."""
    return instant.astimezone(ZoneInfo(zone)).time() == time(23, 59, 59)


def day_in(instant: datetime, zone: str) -> date:
    """Return the calendar day of `instant` in `zone`."""
    return instant.astimezone(ZoneInfo(zone)).date()
