"""PURE. Second rulings as values; what a rater said is in none of them until it is settled."""

from dataclasses import dataclass
from datetime import datetime

from predictions.raters.agreement import Agreement


@dataclass(frozen=True, slots=True)
class Said:
    """What one rater said, once it can be read."""

    rater: str
    ruling: str
    known_at: str
    evidence: str
    note: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class SecondRulingView:
    """A wish for two rulings: who has ruled (`raters`), and what they said once it is settled."""

    event_id: int
    claim: str
    asked_at: datetime
    asked_by: str
    reason: str
    raters: tuple[str, ...]
    settled_at: datetime | None
    result: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Raters:
    """How well raters agree, what waits for one of them, and what is settled, newest first."""

    agreement: Agreement
    wanted: tuple[SecondRulingView, ...]
    settled: tuple[SecondRulingView, ...]
