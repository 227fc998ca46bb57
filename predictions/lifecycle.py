"""PURE. What dates and rulings say about an event and about each prediction of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, Protocol

from core.days import day_in

Ruling = Literal["occurred", "did_not_occur", "ambiguous", "annulled"]
RULINGS: tuple[Ruling, ...] = ("occurred", "did_not_occur", "ambiguous", "annulled")
DECISIVE: tuple[Ruling, ...] = ("occurred", "did_not_occur")
BASES = ("stated", "worded", "editor")
DEADLINE_BASES = ("stated", "inferred", "editor", "none")


class Stage(StrEnum):
    """Where an event stands; derived from dates and rulings, never stored."""

    OPEN = "open"
    DUE = "due"
    DECIDED = "decided"
    VOID = "void"


class WhyNotScored(StrEnum):
    """Why a prediction has no score; the value is the sentence a reader sees."""

    UNDECIDED = "no outcome has been entered yet"
    NO_DEADLINE = "the event has no deadline"
    AMBIGUOUS = "the outcome cannot be known"
    ANNULLED = "the premise or condition turned out false"
    SAID_TOO_LATE = "it was said after the outcome was known"


class OutcomeFacts(Protocol):
    """What the lifecycle needs to know of an outcome."""

    @property
    def ruling(self) -> str: ...  # noqa: D102 - documented in the glossary
    @property
    def known_at(self) -> datetime: ...  # noqa: D102 - the same


class EventFacts(Protocol):
    """What the lifecycle needs to know of an event."""

    @property
    def closes_at(self) -> datetime | None: ...  # noqa: D102 - see predictions.models.Event
    @property
    def zone(self) -> str: ...  # noqa: D102 - the same
    @property
    def outcome(self) -> OutcomeFacts | None: ...  # noqa: D102 - the same


@dataclass(frozen=True, slots=True)
class Statement:
    """A prediction reduced to what decides which of a pundit's statements counts."""

    id: int
    pundit_id: int
    said_on: date


def stage_of(event: EventFacts, now: datetime) -> Stage:
    """Return the stage of `event` at `now`."""
    if event.outcome is not None:
        return Stage.DECIDED if event.outcome.ruling in DECISIVE else Stage.VOID
    return Stage.DUE if has_closed(event, now) else Stage.OPEN


def has_closed(event: EventFacts, now: datetime) -> bool:
    """Tell whether the last day on which the event could happen is over."""
    return event.closes_at is not None and event.closes_at <= now


def why_not_scored(event: EventFacts, said_on: date) -> WhyNotScored | None:
    """Return why a prediction made on `said_on` cannot be scored; None if it can.

    A prediction of the very day on which the outcome became known counts as made before.
    """
    outcome = event.outcome
    if outcome is None:
        return WhyNotScored.UNDECIDED
    if outcome.ruling not in DECISIVE:
        return WhyNotScored[outcome.ruling.upper()]
    if event.closes_at is None:
        return WhyNotScored.NO_DEADLINE
    if said_on > day_in(outcome.known_at, event.zone):
        return WhyNotScored.SAID_TOO_LATE
    return None


def first_statements(statements: list[Statement]) -> set[int]:
    """Return the ids that count: each pundit's first statement about one event.

    Repeating a forecast is no new evidence, and a changed mind is shown apart.
    """
    first: dict[int, Statement] = {}
    for statement in sorted(statements, key=lambda s: (s.said_on, s.id)):
        first.setdefault(statement.pundit_id, statement)
    return {statement.id for statement in first.values()}
