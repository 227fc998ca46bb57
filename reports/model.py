"""PURE. One weekly issue: what it says, in which order, and how much of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from core.days import day_in
from reports.headline import headline, subject
from reports.parts import (
    Correction,
    DecidedCall,
    DueEvent,
    Movement,
    Reply,
    StandingRow,
    UnscoredEvent,
)

CALLS_SHOWN = 10
LINES_SHOWN = 8
STANDINGS_SHOWN = 6

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Excerpt(Generic[T]):
    """The first of many; `more` says how many are left out."""

    shown: tuple[T, ...]
    more: int

    @classmethod
    def of(cls, items: Sequence[T], limit: int) -> "Excerpt[T]":
        """Keep the first `limit` items."""
        return cls(tuple(items[:limit]), max(0, len(items) - limit))

    def __len__(self) -> int:
        """How many there are, with those left out."""
        return len(self.shown) + self.more


@dataclass(frozen=True, slots=True)
class Table:
    """Everybody's standing: ranked best first, then those with fewer than `minimum` events.

    `followed` are the rows of those whom a reader follows, if it is not everybody.
    """

    rows: tuple[StandingRow, ...]
    minimum: int
    level: float
    followed: tuple[StandingRow, ...] = ()

    @property
    def scored(self) -> int:
        """How many scored calls all rows rest on."""
        return sum(row.n for row in self.rows)

    @property
    def excerpt(self) -> Excerpt[StandingRow]:
        """The rows that fit in a mail."""
        return Excerpt.of(self.rows, STANDINGS_SHOWN)

    @property
    def too_few(self) -> int:
        """How many pundits have too few scored calls to be ranked."""
        return sum(row.rank is None for row in self.rows)

    @property
    def ties(self) -> tuple[tuple[str, ...], ...]:
        """The names in each group of shown pundits that cannot be told apart."""
        groups: dict[int, list[str]] = {}
        for row in self.excerpt.shown:
            if row.group is not None:
                groups.setdefault(row.group, []).append(row.pundit)
        return tuple(tuple(names) for names in groups.values() if len(names) > 1)


@dataclass(frozen=True, slots=True)
class Week:
    """What happened to the record in (`covers_from`, `covers_to`], in any order.

    `label` names what it is about in a few words and `about` in a phrase; both are empty for the
    whole record.
    """

    period: str
    covers_from: datetime
    covers_to: datetime
    zone: str
    calls: tuple[DecidedCall, ...]
    unscored: tuple[UnscoredEvent, ...]
    due: tuple[DueEvent, ...]
    overdue: int
    corrections: tuple[Correction, ...]
    standings: Table
    ledger_head: str
    movement: Movement | None = None
    replies: tuple[Reply, ...] = ()
    label: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class WeeklyIssue:
    """A week as readers see it; in a quiet one nothing was decided and nothing corrected."""

    week: Week
    headline: str
    subject: str
    decided: Excerpt[DecidedCall]
    unscored: Excerpt[UnscoredEvent]
    due: Excerpt[DueEvent]
    corrections: Excerpt[Correction]
    replies: Excerpt[Reply]

    @property
    def has_picture(self) -> bool:
        """Whether there are standings to draw."""
        return not self.is_quiet and bool(self.week.standings.rows)

    @property
    def is_quiet(self) -> bool:
        """Whether three lines say it all."""
        told = (self.decided, self.unscored, self.corrections, self.replies)
        return not any(len(part) for part in told)


def weekly_issue(week: Week, last_subject: str = "") -> WeeklyIssue:
    """Put a week in the order in which it is read, under a subject other than the last one."""
    calls = worst_and_best_first(week.calls)
    finding = headline(calls, len(week.unscored), len(week.corrections), len(week.replies))
    end = day_in(week.covers_to, week.zone)
    return WeeklyIssue(
        week=week,
        headline=finding,
        subject=subject(finding, week.label, end, last_subject),
        decided=Excerpt.of(calls, CALLS_SHOWN),
        unscored=Excerpt.of(week.unscored, LINES_SHOWN),
        due=Excerpt.of(sorted(week.due, key=_by_deadline), LINES_SHOWN),
        corrections=Excerpt.of(week.corrections, LINES_SHOWN),
        replies=Excerpt.of(week.replies, LINES_SHOWN),
    )


def worst_and_best_first(calls: Sequence[DecidedCall]) -> tuple[DecidedCall, ...]:
    """Return the call farthest from what happened, then the closest one, then the rest."""
    falling = sorted(calls, key=lambda call: (-call.distance, call.said.said_on, call.said.pundit))
    return (*falling[:1], *falling[1:][-1:], *falling[1:-1])


def _by_deadline(event: DueEvent) -> tuple[date, int]:
    return event.deadline, event.event_id
