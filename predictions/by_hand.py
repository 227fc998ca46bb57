"""Forecasts that the extraction missed, marked in the text by an editor."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import ConflictError, InvalidInputError, NotFoundError
from core.ledger import Change, append
from predictions.forms import MarkedForecast
from predictions.models import Candidate, Commentary

RULE = "editor"


def mark_forecast(
    session: Session, now: datetime, actor: str, commentary_id: int, marked: MarkedForecast
) -> Candidate:
    """Add a candidate with an editor's quote and probability; it is then accepted like any other.

    Raises:
        NotFoundError: if there is no such commentary.
        InvalidInputError: if the quote stands in the text nowhere, or in more than one place.
        ConflictError: if that quote is a candidate already.
    """
    commentary = session.get(Commentary, commentary_id)
    if commentary is None:
        raise NotFoundError(f"there is no commentary {commentary_id}")
    start = _only_place(commentary.text, marked.quote)
    end = start + len(marked.quote)
    _refuse_twice(session, commentary_id, start, end)
    candidate = Candidate(
        commentary=commentary,
        quote=marked.quote,
        span_start=start,
        span_end=end,
        rule=RULE,
        cue="",
        claim=marked.claim or marked.quote,
        probability=marked.probability,
        low=marked.probability,
        high=marked.probability,
        basis="editor",
        phrase="",
        lexicon_version="",
        polarity="affirmed",
        deadline=None,
        deadline_text="",
        deadline_basis="none",
        conditional=False,
        condition="",
        speaker="",
        trace="[]",
    )
    session.add(candidate)
    session.flush()
    facts = {"quote": marked.quote, "commentary": commentary_id, "probability": marked.probability}
    append(session, now, actor, Change("candidate marked", f"candidate/{candidate.id}", facts))
    return candidate


def _only_place(text: str, quote: str) -> int:
    start = text.find(quote)
    if start < 0:
        raise InvalidInputError(
            f"quote {quote[:80]!r} does not stand in the commentary, character by character"
        )
    if text.find(quote, start + 1) >= 0:
        raise InvalidInputError(
            f"quote {quote[:80]!r} stands in the commentary more than once; quote more of it"
        )
    return start


def _refuse_twice(session: Session, commentary_id: int, start: int, end: int) -> None:
    known = session.scalar(
        select(Candidate.id).where(
            Candidate.commentary_id == commentary_id,
            Candidate.span_start == start,
            Candidate.span_end == end,
        )
    )
    if known:
        raise ConflictError(f"that quote is candidate {known} already")
