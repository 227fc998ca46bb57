"""PURE. When a subscriber's weekly report is due, in the zone they live in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.days import day_in

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The hour of the week for reports: `weekday` 1 (Monday) to 7, `hour` 0 to 23, local."""

    weekday: int
    hour: int


def period_of(now: datetime, zone: str) -> str:
    """Return the ISO week of `now` in `zone`, such as ``2026-W47``."""
    year, week, _ = day_in(now, zone).isocalendar()
    return f"{year}-W{week:02d}"


def send_instant(now: datetime, zone: str, schedule: Schedule) -> datetime:
    """Return when the report of the current ISO week is due, in UTC.

    An hour that the clocks skip is taken an hour later, one that they repeat the first time.
    """
    year, week, _ = day_in(now, zone).isocalendar()
    day = date.fromisocalendar(year, week, schedule.weekday)
    return datetime.combine(day, time(schedule.hour), ZoneInfo(zone)).astimezone(UTC)


def is_due(now: datetime, zone: str, schedule: Schedule, subscribed_at: datetime) -> bool:
    """Tell whether the hour of this week has come for somebody who had subscribed by then."""
    instant = send_instant(now, zone, schedule)
    return subscribed_at < instant <= now


def covered_from(now: datetime, previous_end: datetime | None) -> datetime:
    """Return where a report made at `now` begins: the end of the one before, or a week ago."""
    return now - WEEK if previous_end is None else min(previous_end, now)
