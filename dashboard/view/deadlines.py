"""PURE. Deadlines and instants in words, with the zone where it matters."""

from datetime import datetime

from core.days import is_last_second
from core.formats import count, day, day_of, moment
from predictions.views import EventView
from predictions.words import DEADLINE_BASES


def deadline_words(event: EventView) -> str:
    """Return an event's last day with its zone: ``30 June 2016 (Europe/London)``."""
    if event.deadline is None:
        return "no deadline"
    return f"{day(event.deadline)} ({event.zone})"


def basis_words(event: EventView) -> str:
    """Return where the deadline came from."""
    return DEADLINE_BASES[event.deadline_basis]


def known_words(instant: datetime, zone: str) -> str:
    """Return when something became known: the last second of a day stands for that day."""
    if is_last_second(instant, zone):
        return f"by the end of {day_of(instant, zone)} ({zone})"
    return moment(instant, zone)


def waited_words(closes_at: datetime, now: datetime) -> str:
    """Return how long an event has waited for its outcome: ``12 days``, ``less than a day``."""
    days = (now - closes_at).days
    return count(days, "day") if days >= 1 else "less than a day"
