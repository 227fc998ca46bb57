"""PURE. The record as frozen values: what pages, commands and programs are given to show."""

from dataclasses import dataclass
from datetime import date, datetime

from predictions.extraction.draft import TraceStep
from predictions.lifecycle import Stage


@dataclass(frozen=True, slots=True)
class PunditRef:
    """A pundit's name and the word for their address."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """One ruling on an event; `revision` 1 is the first, the highest counts."""

    revision: int
    ruling: str
    known_at: datetime
    evidence_url: str
    note: str
    reason: str
    recorded_at: datetime
    recorded_by: str
    condition_occurred: bool | None = None


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as it stands at one instant; `outcomes` are oldest first."""

    id: int
    claim: str
    criteria: str
    condition: str
    topic: str
    deadline: date | None
    deadline_basis: str
    zone: str
    closes_at: datetime | None
    stage: Stage
    outcomes: tuple[OutcomeView, ...]
    merged_into_id: int | None = None
    version: int = 1

    @property
    def outcome(self) -> OutcomeView | None:
        """The outcome that counts."""
        return self.outcomes[-1] if self.outcomes else None


@dataclass(frozen=True, slots=True)
class PredictionView:
    """A prediction with whom it belongs to and where it was said.

    `quoted` is false where a file quotes nobody, so that `quote` is a sentence of ours.
    """

    id: int
    pundit: PunditRef
    event_id: int
    claim: str
    commentary_id: int
    commentary_title: str
    publication: str
    quote: str
    span_start: int
    span_end: int
    probability: float
    low: float
    high: float
    basis: str
    phrase: str
    said_on: date
    restates_id: int | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    version: int = 1
    quoted: bool = True

    @property
    def words(self) -> str:
        """The quote, between quotation marks if somebody said it."""
        return f"“{self.quote}”" if self.quoted else self.quote


@dataclass(frozen=True, slots=True)
class CandidateView:
    """What the extraction proposes, awaiting an editor."""

    id: int
    commentary_id: int
    pundit: PunditRef
    quote: str
    span_start: int
    span_end: int
    claim: str
    probability: float
    low: float
    high: float
    basis: str
    phrase: str
    rule: str
    cue: str
    polarity: str
    deadline: date | None
    deadline_text: str
    conditional: bool
    condition: str
    speaker: str
    said_on: date
    decision: str | None
    reason: str
    trace: tuple[TraceStep, ...]
    rejected_as: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CommentaryView:
    """A text with what is on record from it (`predictions`) and what awaits review."""

    id: int
    pundit: PunditRef
    publication: str
    title: str
    url: str
    said_on: date
    text: str
    sha256: str
    predictions: tuple[PredictionView, ...]
    waiting: tuple[CandidateView, ...]


@dataclass(frozen=True, slots=True)
class CommentaryRow:
    """A commentary in a list."""

    id: int
    pundit: PunditRef
    publication: str
    title: str
    said_on: date
    predictions: int
    waiting: int
