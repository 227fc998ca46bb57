"""PURE. The bundled sample commentary: what editors would do with it, as data."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

FOLDER = Path(__file__).parent / "sample"


@dataclass(frozen=True, slots=True)
class SampleCommentary:
    """One invented column."""

    file: str
    pundit: str
    publication: str
    title: str
    said_on: date
    topic: str
    url: str | None = None

    @property
    def text(self) -> str:
        """The column itself."""
        return (FOLDER / "commentaries" / self.file).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class SampleEvent:
    """A real event of the past, or one still to come."""

    key: str
    claim: str
    criteria: str
    deadline: date | None
    zone: str
    topic: str
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class SamplePrediction:
    """A forecast that an editor accepts; `probability` is their own reading of the quote."""

    file: str
    quote: str
    event: str
    probability: float | None = None
    pundit: str | None = None


@dataclass(frozen=True, slots=True)
class SampleRejection:
    """A passage that an editor does not record, if the extraction proposes it."""

    file: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class SampleOutcome:
    """What really happened."""

    event: str
    ruling: str
    known_at: date
    evidence: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SamplePundit:
    """Somebody who does not exist."""

    name: str
    publication: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything in the box."""

    pundits: tuple[SamplePundit, ...]
    commentaries: tuple[SampleCommentary, ...]
    events: tuple[SampleEvent, ...]
    predictions: tuple[SamplePrediction, ...]
    rejections: tuple[SampleRejection, ...]
    outcomes: tuple[SampleOutcome, ...]


@cache
def load_sample() -> Sample:
    """Return the sample."""
    raw = json.loads((FOLDER / "sample.json").read_text(encoding="utf-8"))
    return TypeAdapter(Sample).validate_python(raw)
