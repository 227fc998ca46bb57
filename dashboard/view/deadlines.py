"""PURE. Deadlines and instants in words, with the zone where it matters."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.formats import count, day, moment
from predictions.views import EventView
from predictions.words import DEADLINE_BASES

SECOND = timedelta(seconds=1)


def deadline_words(event: EventView) -> str:
    """Return an event's last day with its zone: ``30 June 2016 (Europe/London)``."""
    if event.deadline is None:
        return "no deadline"
    return f"{day(event.deadline)} ({event.zone})"


def basis_words(event: EventView) -> str:
    """Return where the deadline came from."""
    return DEADLINE_BASES[event.deadline_basis]


def known_words(instant: datetime, zone: str) -> str:
    """Return when something became known: midnight is the end of the day before it."""
    local = instant.astimezone(ZoneInfo(zone))
    if local.time() == time():
        return f"by the end of {day((local - SECOND).date())} ({zone})"
    return moment(instant, zone)


def waited_words(closes_at: datetime, now: datetime) -> str:
    """Return how long an event has waited for its outcome: ``12 days``, ``less than a day``."""
    days = (now - closes_at).days
    return count(days, "day") if days >= 1 else "less than a day"
