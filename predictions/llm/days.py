"""PURE. By when: the model points at the words, our own grammar reads them wherever it can."""

from collections.abc import Sequence
from datetime import date

from predictions.extraction import TraceStep
from predictions.extraction.deadlines import Deadline
from predictions.llm.aligning import Source, Span, align
from predictions.llm.answer import Proposal

FIRST, LAST = date(1500, 1, 1), date(2500, 12, 31)

Read = tuple[Deadline | None, tuple[TraceStep, ...]]


def deadline_of(
    proposal: Proposal,
    source: Source,
    span: Span,
    deadlines: Sequence[Deadline],
    said_on: date | None,
) -> Read:
    """The deadline of a proposal at a span, and how it was found.

    The grammar's reading of the words that the model points at counts; then the grammar's reading
    of the quote itself; then the model's own day, if its words stand in the text.
    """
    places = align(proposal.deadline_words, source) if proposal.deadline_words else []
    place = min(places, key=lambda found: _distance(found, span), default=None)
    live = [found for found in deadlines if said_on is None or found.day >= said_on]
    for where in (place, span):
        read = _inside(live, where) if where else None
        if read:
            return read, _told(f"{read.day} ({read.basis}) by the grammar", read)
    day = _day(proposal.deadline)
    if place is None or day is None or (said_on is not None and day < said_on):
        return None, ()
    own = Deadline(day, source.text[slice(*place)], *place, "inferred")
    return own, _told(f"{day} by the model: the grammar does not know the words", own)


def _told(detail: str, deadline: Deadline) -> tuple[TraceStep, ...]:
    return (TraceStep("deadline", detail, deadline.start, deadline.end),)


def _inside(deadlines: Sequence[Deadline], where: Span) -> Deadline | None:
    start, end = where
    return next((found for found in deadlines if found.start < end and start < found.end), None)


def _distance(one: Span, other: Span) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _day(written: str | None) -> date | None:
    try:
        day = date.fromisoformat(written or "")
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None
