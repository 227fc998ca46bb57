"""What extraction proposes: a value that an editor accepts, edits or rejects."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Polarity = Literal["affirmed", "negated"]


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step on the way to a draft: which cue, scope, modifier or filter made it what it is.

    ``start`` and ``end`` are offsets into the text where the step rests on words of it.
    """

    step: str
    detail: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One proposition with one speaker and one probability, found at ``text[start:end]``.

    ``claim`` is a yes/no proposition, positive where possible, and ``probability`` (with ``low``
    and ``high``, 0 to 1) is P(claim happens): polarity is already applied. ``speaker`` is None
    where the author of the commentary speaks.
    """

    start: int
    end: int
    quote: str
    rule: str
    cue: str
    claim: str
    probability: float
    low: float
    high: float
    basis: Literal["stated", "worded"]
    phrase: str
    lexicon_version: str
    polarity: Polarity
    deadline: date | None
    deadline_text: str | None
    deadline_basis: Literal["stated", "inferred"] | None
    conditional: bool
    condition: str | None
    speaker: str | None
    trace: tuple[TraceStep, ...]
