"""PURE. The page on which a commentary is reviewed: is this a forecast, and what does it say?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.formats import day, percent
from dashboard.desk.view.reasons import REASONS, Reason
from dashboard.desk.view.trouble import Trouble
from dashboard.view.segments import Segment, Span, paragraphs
from dashboard.view.track import Track, probability_track
from predictions.extraction.draft import TraceStep
from predictions.similar import Likeness
from predictions.views import CandidateView, CommentaryView, PredictionView
from predictions.words import BASES

FIELDS = (
    "claim", "probability", "deadline", "zone", "criteria", "condition", "topic", "event", "pundit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What was typed about the chosen candidate and not decided; `note` says by whom and when."""

    fields: Mapping[str, str] = field(default_factory=dict)
    version: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """The chosen candidate, with the fields of its form as they are to be shown."""

    candidate: CandidateView
    fields: Mapping[str, str]
    reading: str
    track: Track
    deadline_words: str
    similar: tuple[Likeness, ...]
    joined: int | None
    others: tuple[CandidateView, ...]
    unfinished: Unfinished

    @property
    def trace(self) -> tuple[TraceStep, ...]:
        """How it was read."""
        return self.candidate.trace

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it may not be recorded."""
        return REASONS


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything that stands on it; `card` is None when nothing awaits a decision."""

    commentary: CommentaryView
    paragraphs: tuple[tuple[Segment, ...], ...]
    card: Card | None
    place: int
    previous: int | None
    next: int | None
    recorded: tuple[PredictionView, ...]
    rejected: tuple[CandidateView, ...]
    topics: tuple[str, ...]
    done: str
    can_undo: bool
    trouble: Trouble | None = None
    marking: Trouble | None = None

    @property
    def waiting(self) -> tuple[CandidateView, ...]:
        """What awaits a decision, in the order of the text."""
        return self.commentary.waiting


def chosen_of(waiting: Sequence[CandidateView], wanted: int | None) -> CandidateView | None:
    """Return the candidate that was asked for, or the first."""
    return next((c for c in waiting if c.id == wanted), waiting[0] if waiting else None)


def around(waiting: Sequence[CandidateView], chosen: CandidateView | None) -> tuple[int, ...]:
    """Return the place of the chosen one, and the ids before and after it (0 for none)."""
    if chosen is None:
        return 0, 0, 0
    at = [c.id for c in waiting].index(chosen.id)
    before = waiting[at - 1].id if at else 0
    after = waiting[at + 1].id if at + 1 < len(waiting) else 0
    return at, before, after


def standing(commentary: CommentaryView) -> tuple[PredictionView, ...]:
    """Return what is on record of a text and was not withdrawn."""
    return tuple(p for p in commentary.predictions if p.withdrawn_at is None)


def text_of(commentary: CommentaryView) -> tuple[tuple[Segment, ...], ...]:
    """Return the text with what is on record and what awaits review marked in it."""
    recorded = [
        Span("recorded", p.id, p.span_start, p.span_end, p.event_id) for p in standing(commentary)
    ]
    waiting = [Span("waiting", c.id, c.span_start, c.span_end) for c in commentary.waiting]
    return paragraphs(commentary.text, [*recorded, *waiting])


def card_of(
    candidate: CandidateView,
    waiting: Sequence[CandidateView],
    similar: tuple[Likeness, ...],
    unfinished: Unfinished,
    trouble: Trouble | None,
) -> Card:
    """Build the form: what cannot be used stays as typed, then what was left, then proposals."""
    proposed = proposed_fields(candidate)
    typed = dict(trouble.typed) if trouble else dict(unfinished.fields)
    fields = proposed | {name: text for name, text in typed.items() if name in FIELDS}
    event = fields.get("event", "")
    return Card(
        candidate=candidate,
        fields=fields,
        reading=_reading(candidate),
        track=probability_track(candidate.probability, candidate.low, candidate.high),
        deadline_words=_deadline(candidate),
        similar=similar,
        joined=int(event) if event.isascii() and event.isdigit() else None,
        others=tuple(c for c in waiting if c.id != candidate.id),
        unfinished=unfinished,
    )


def proposed_fields(candidate: CandidateView) -> dict[str, str]:
    """Return the form's fields as the extraction proposes them."""
    return {
        "claim": candidate.claim,
        "probability": in_percent(candidate.probability),
        "deadline": candidate.deadline.isoformat() if candidate.deadline else "",
        "zone": "UTC",
        "criteria": "",
        "condition": candidate.condition,
        "topic": "",
        "event": "",
        "pundit": "" if candidate.speaker else candidate.pundit.name,
    }


def in_percent(probability: float) -> str:
    """Return a probability as a field of the form holds it: 0.155 is ``15.5``."""
    return percent(probability).removesuffix("%")


def _reading(candidate: CandidateView) -> str:
    if candidate.low == candidate.high:
        return f"{percent(candidate.probability)}: {BASES[candidate.basis]}."
    words = f"“{candidate.phrase}”" if candidate.phrase else "these words"
    return (
        f"Readers take {words} for {percent(candidate.low)} to {percent(candidate.high)};"
        f" the middle is {percent(candidate.probability)}."
    )


def _deadline(candidate: CandidateView) -> str:
    if candidate.deadline is None:
        return "The text gives none. Without one it is counted and not scored."
    if candidate.deadline_text:
        return f"From “{candidate.deadline_text}”: the end of {day(candidate.deadline)}."
    return f"Inferred: the end of {day(candidate.deadline)}."
