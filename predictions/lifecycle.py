"""PURE. What dates and rulings say about an event and about each prediction of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, Protocol

from core.days import day_in

Ruling = Literal["occurred", "did_not_occur", "ambiguous", "annulled"]
RULINGS: tuple[Ruling, ...] = ("occurred", "did_not_occur", "ambiguous", "annulled")
DECISIVE: tuple[Ruling, ...] = ("occurred", "did_not_occur")
RejectionKind = Literal["no_forecast", "uncheckable", "other"]
REJECTION_KINDS: tuple[RejectionKind, ...] = ("no_forecast", "uncheckable", "other")
BASES = ("stated", "worded", "editor")
DEADLINE_BASES = ("stated", "inferred", "editor", "none")


class Stage(StrEnum):
    """Where an event stands; derived from dates and rulings, never stored."""

    OPEN = "open"
    DUE = "due"
    DECIDED = "decided"
    VOID = "void"
    MERGED = "merged"


class WhyNotScored(StrEnum):
    """Why a prediction has no score; the value is the sentence a reader sees."""

    UNDECIDED = "no outcome has been entered yet"
    NO_DEADLINE = "the event has no deadline"
    AMBIGUOUS = "the outcome cannot be known"
    ANNULLED = "the premise or condition turned out false"
    SAID_TOO_LATE = "it was said after the outcome was known"
    WITHDRAWN = "an editor withdrew it"
    RESTATEMENT = "it repeats an earlier prediction, which counts"


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
    def merged_into_id(self) -> int | None: ...  # noqa: D102 - the same
    @property
    def outcome(self) -> OutcomeFacts | None: ...  # noqa: D102 - the same


class PredictionFacts(Protocol):
    """What the lifecycle needs to know of a prediction."""

    @property
    def said_on(self) -> date: ...  # noqa: D102 - see predictions.models.Prediction
    @property
    def withdrawn_at(self) -> datetime | None: ...  # noqa: D102 - the same
    @property
    def restates_id(self) -> int | None: ...  # noqa: D102 - the same


@dataclass(frozen=True, slots=True)
class Statement:
    """A prediction reduced to what decides which of a pundit's statements counts."""

    id: int
    pundit_id: int
    said_on: date


def stage_of(event: EventFacts, now: datetime) -> Stage:
    """Return the stage of `event` at `now`; one that went into another is neither open nor due."""
    if event.merged_into_id is not None:
        return Stage.MERGED
    if event.outcome is not None:
        return Stage.DECIDED if event.outcome.ruling in DECISIVE else Stage.VOID
    return Stage.DUE if has_closed(event, now) else Stage.OPEN


def has_closed(event: EventFacts, now: datetime) -> bool:
    """Tell whether the last day on which the event could happen is over."""
    return event.closes_at is not None and event.closes_at <= now


def why_not_decided(event: EventFacts) -> WhyNotScored | None:
    """Return why nothing said of an event can be scored; None if something can."""
    outcome = event.outcome
    if outcome is None:
        return WhyNotScored.UNDECIDED
    if outcome.ruling not in DECISIVE:
        return WhyNotScored[outcome.ruling.upper()]
    return WhyNotScored.NO_DEADLINE if event.closes_at is None else None


def why_not_scored(event: EventFacts, said: PredictionFacts) -> WhyNotScored | None:
    """Return why a prediction cannot be scored; None if it can.

    One that was said on the very day on which the outcome became known counts as said before.
    """
    if said.withdrawn_at is not None:
        return WhyNotScored.WITHDRAWN
    if said.restates_id is not None:
        return WhyNotScored.RESTATEMENT
    why = why_not_decided(event)
    if why is not None or event.outcome is None:
        return why
    too_late = said.said_on > day_in(event.outcome.known_at, event.zone)
    return WhyNotScored.SAID_TOO_LATE if too_late else None


def first_statements(statements: list[Statement]) -> set[int]:
    """Return the ids that count: each pundit's first statement about one event.

    Those after it are updates: kept, scored and shown, but a changed mind is counted apart. What
    an editor has linked as a restatement is not even scored, and does not come here.
    """
    first: dict[int, Statement] = {}
    for statement in sorted(statements, key=lambda s: (s.said_on, s.id)):
        first.setdefault(statement.pundit_id, statement)
    return {statement.id for statement in first.values()}
