"""PURE. The record as the ledger tells it."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(slots=True)
class ToldOutcome:
    """One ruling; what an import does not tell is None."""

    revision: int
    ruling: str
    known_at: datetime
    evidence: str | None = None
    note: str | None = None
    condition_occurred: bool | None = None


@dataclass(slots=True)
class ToldEvent:
    """An event, in the words that the lifecycle asks for."""

    claim: str
    deadline: date | None
    zone: str
    topic: str
    condition: str
    closes_at: datetime | None
    criteria: str | None = None
    merged_into_id: int | None = None
    outcomes: list[ToldOutcome] = field(default_factory=list)

    @property
    def outcome(self) -> ToldOutcome | None:
        """The one that counts."""
        return self.outcomes[-1] if self.outcomes else None


@dataclass(slots=True)
class ToldPrediction:
    """A prediction, in the words that the lifecycle asks for."""

    pundit: str
    event: int
    said_on: date
    probability: float
    low: float
    high: float
    basis: str
    commentary: str
    quote: str | None = None
    phrase: str | None = None
    lexicon_version: str | None = None
    candidate: int | None = None
    restates_id: int | None = None
    withdrawn_at: datetime | None = None


@dataclass(slots=True)
class ToldCommentary:
    """A text, by its hash; what an import does not tell is None."""

    pundit: str | None = None
    said_on: date | None = None
    publication: str | None = None


@dataclass(slots=True)
class State:
    """Everything that the ledger tells, by id; commentary by its SHA-256.

    `decisions` are about candidates; `rules` are those of each source by version; `items` are the
    fates of what was seen, by source and identity. `thin` are the positions of entries that say too
    little to work anything out from: those of versions before the ledger could be replayed.
    """

    commentaries: dict[str, ToldCommentary] = field(default_factory=dict)
    decisions: dict[int, str] = field(default_factory=dict)
    events: dict[int, ToldEvent] = field(default_factory=dict)
    predictions: dict[int, ToldPrediction] = field(default_factory=dict)
    rules: dict[int, list[tuple[str, float | None, int | None]]] = field(default_factory=dict)
    items: dict[tuple[int, str], str] = field(default_factory=dict)
    lexicon: str = ""
    thin: list[int] = field(default_factory=list)
