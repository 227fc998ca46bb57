"""PURE. The first page of the desk: what needs me now?"""

from dataclasses import dataclass
from datetime import datetime

from core.formats import count


@dataclass(frozen=True, slots=True)
class Need:
    """One kind of work that waits: how much, since when, and where it is done."""

    what: str
    n: int
    since: datetime | None
    path: str
    age: str = ""


@dataclass(frozen=True, slots=True)
class ToReview:
    """A commentary with candidates that await a decision."""

    commentary_id: int
    title: str
    pundit: str
    publication: str
    waiting: int
    age: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that stands on it."""

    needs: tuple[Need, ...]
    to_review: tuple[ToReview, ...]
    tick: str
    tick_late: bool
    empty: bool

    @property
    def waits(self) -> int:
        """How many things wait altogether."""
        return sum(need.n for need in self.needs)


def age_words(since: datetime | None, now: datetime) -> str:
    """Return how long something has waited: ``3 days``, ``2 hours``, ``less than an hour``."""
    if since is None:
        return ""
    hours = int((now - since).total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    return count(hours, "hour") if hours < 48 else count(hours // 24, "day")  # noqa: PLR2004 - two days


def tick_words(last: datetime | None, now: datetime) -> str:
    """Say how long ago the scheduler last looked."""
    if last is None:
        return "The scheduler has never run: nothing is scored, read or sent."
    seconds = max(int((now - last).total_seconds()), 0)
    if seconds < 120:  # noqa: PLR2004 - a minute or two
        return f"The scheduler last ran {count(seconds, 'second')} ago."
    if seconds < 7200:  # noqa: PLR2004 - an hour or two
        return f"The scheduler last ran {count(seconds // 60, 'minute')} ago."
    return f"The scheduler last ran {count(seconds // 3600, 'hour')} ago."
