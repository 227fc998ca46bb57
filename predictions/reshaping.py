"""Candidates that are two forecasts in one, or one forecast in two."""

import json
from datetime import datetime

from sqlalchemy.orm import Session

from core.errors import InvalidInputError
from core.forms import LONGEST_NOTE
from core.ledger import Change, append
from predictions.candidates import undecided
from predictions.facts import decisions_of
from predictions.forms import Merging, Splitting
from predictions.models import Candidate
from predictions.review import decide

# What the second part of a candidate takes over from the whole.
COPIED = (
    "rule", "cue", "probability", "low", "high", "basis", "phrase", "lexicon_version", "polarity",
    "deadline", "deadline_text", "deadline_basis", "conditional", "condition", "speaker",
)  # fmt: skip


def split(
    session: Session, now: datetime, actor: str, candidate_id: int, wish: Splitting
) -> tuple[Candidate, Candidate]:
    """Make two candidates of one: it keeps the first quote, and a new one takes the second.

    Raises:
        NotFoundError: if there is no such candidate.
        ConflictError: if it is decided already.
        InvalidInputError: if a quote does not stand in it, or both are the same.
    """
    whole = undecided(session, candidate_id, wish.version)
    before = _place(whole)
    first, second = _part_of(whole, wish.first), _part_of(whole, wish.second)
    if first == second:
        raise InvalidInputError(f"both parts are {wish.first[:80]!r}; quote two different ones")
    other = Candidate(
        commentary=whole.commentary,
        **{name: getattr(whole, name) for name in COPIED},
        claim=wish.second_claim or wish.second,
        trace=_traced(whole, f"the second part of candidate {whole.id}"),
    )
    _move(other, second)
    _move(whole, first)
    whole.claim = wish.first_claim or whole.claim
    whole.trace = _traced(whole, "the first of two parts")
    session.add(other)
    session.flush()
    facts = {
        "commentary": whole.commentary_id,
        "before": before,
        "after": _place(whole),
        "other": other.id,
        "second": _place(other),
    }
    append(session, now, actor, Change("candidate split", f"candidate/{whole.id}", facts))
    return whole, other


def merge(
    session: Session, now: datetime, actor: str, candidate_id: int, wish: Merging
) -> Candidate:
    """Make one candidate of two: it covers both quotes, and the other is decided by that.

    Raises:
        NotFoundError: if there is no such candidate.
        ConflictError: if one of them is decided already.
        InvalidInputError: if they do not stand in the same text, or too far from each other.
    """
    kept = undecided(session, candidate_id, wish.version)
    other = undecided(session, wish.other)
    if kept.id == other.id or kept.commentary_id != other.commentary_id:
        raise InvalidInputError(
            f"candidate {wish.other} cannot be merged into {candidate_id}: another one of the same"
            " commentary would be right"
        )
    span = min(kept.span_start, other.span_start), max(kept.span_end, other.span_end)
    if span[1] - span[0] > LONGEST_NOTE:
        raise InvalidInputError(
            f"together the two are {span[1] - span[0]:,} characters long; a quote has at most"
            f" {LONGEST_NOTE:,}"
        )
    before = _place(kept)
    _move(kept, span)
    kept.trace = _traced(kept, f"merged with candidate {other.id}")
    absorb(now, actor, kept, other)
    session.flush()
    facts = {
        "commentary": kept.commentary_id,
        "before": before,
        "after": _place(kept),
        "other": other.id,
        "second": _place(other),
        "decisions": decisions_of(other),
    }
    append(session, now, actor, Change("candidates merged", f"candidate/{kept.id}", facts))
    return kept


def absorb(now: datetime, actor: str, kept: Candidate, other: Candidate) -> None:
    """Decide a candidate by its being the same forecast as another."""
    decide(other, now, actor, "rejected", f"merged into candidate {kept.id}")
    other.rejected_as, other.merged_into_id = "other", kept.id


def _part_of(whole: Candidate, quote: str) -> tuple[int, int]:
    start = whole.quote.find(quote)
    if start < 0:
        raise InvalidInputError(
            f"quote {quote[:80]!r} does not stand in candidate {whole.id}, character by character"
        )
    return whole.span_start + start, whole.span_start + start + len(quote)


def _move(candidate: Candidate, span: tuple[int, int]) -> None:
    # Read before anything is set: a span without its quote must not reach the database.
    quote = candidate.commentary.text[slice(*span)]
    candidate.span_start, candidate.span_end, candidate.quote = *span, quote
    candidate.version = (candidate.version or 0) + 1


def _place(candidate: Candidate) -> dict[str, object]:
    return {
        "quote": candidate.quote,
        "span": [candidate.span_start, candidate.span_end],
        "claim": candidate.claim,
    }


def _traced(candidate: Candidate, what: str) -> str:
    step = {"step": "editor", "detail": what, "start": None, "end": None}
    return json.dumps([*json.loads(candidate.trace), step], ensure_ascii=False)
