"""PURE. When a subscription's weekly report is due, in the zone its reader lives in."""

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


@dataclass(frozen=True, slots=True)
class Slot:
    """One week's hour: the period it belongs to, and the instant it comes."""

    period: str
    instant: datetime


def period_of(now: datetime, zone: str) -> str:
    """Return the ISO week of `now` in `zone`, such as ``2026-W47``."""
    return _period(day_in(now, zone))


def send_instant(now: datetime, zone: str, schedule: Schedule) -> datetime:
    """Return when the report of the current ISO week is due, in UTC.

    An hour that the clocks skip is taken an hour later, one that they repeat the first time.
    """
    return _instant(day_in(now, zone), zone, schedule)


def latest_slot(now: datetime, zone: str, schedule: Schedule) -> Slot:
    """Return the last hour of the week that has come."""
    day = day_in(now, zone)
    instant = _instant(day, zone, schedule)
    if instant <= now:
        return Slot(_period(day), instant)
    before = day - WEEK
    return Slot(_period(before), _instant(before, zone, schedule))


def next_slot(now: datetime, zone: str, schedule: Schedule) -> datetime:
    """Return the next hour of the week that has not come yet."""
    instant = send_instant(now, zone, schedule)
    return instant if instant > now else send_instant(now + WEEK, zone, schedule)


def due_period(slot: Slot, subscribed_at: datetime, last_period: str) -> str | None:
    """Return the period for which a report is due; None if none is.

    Whoever changes weekday, hour or zone still gets one report a period: what counts is the last
    hour of the week that has come, and `last_period`, for which there was a report already.
    """
    had_subscribed = subscribed_at < slot.instant
    return slot.period if had_subscribed and last_period < slot.period else None


def covered_from(now: datetime, previous_end: datetime | None) -> datetime:
    """Return where a report made at `now` begins: the end of the one before, or a week ago."""
    return now - WEEK if previous_end is None else min(previous_end, now)


def _period(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _instant(day: date, zone: str, schedule: Schedule) -> datetime:
    year, week, _ = day.isocalendar()
    on = date.fromisocalendar(year, week, schedule.weekday)
    return datetime.combine(on, time(schedule.hour), ZoneInfo(zone)).astimezone(UTC)
