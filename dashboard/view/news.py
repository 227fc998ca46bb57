"""PURE. What is new, one item each, for feeds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from core.formats import percent
from dashboard.atom import Item
from dashboard.paths import event_path, quote_path
from dashboard.view.calls import HAPPENED, reading
from dashboard.view.corrections import Correction
from dashboard.view.deadlines import deadline_words
from dashboard.view.front import given_words
from predictions.views import EventView, PredictionView
from scoring.views import DecidedEvent


def predicted_items(
    recorded: Sequence[tuple[PredictionView, EventView, datetime]],
) -> Iterator[Item]:
    """Return predictions that came on record, each with the instant at which it did."""
    for said, event, at in recorded:
        yield Item(
            what=f"prediction/{said.id}",
            title=f"{said.pundit.name}: {percent(said.probability)} for “{said.claim}”",
            text=f"{said.words} {reading(said)} Deadline: {deadline_words(event)}.",
            path=quote_path(said),
            author=said.pundit.name,
            updated=at,
        )


def decided_items(decided: Iterable[DecidedEvent]) -> Iterator[Item]:
    """Return events whose first outcome was entered."""
    for found in decided:
        first = found.event.outcomes[0]
        yield Item(
            what=f"event/{found.event.id}/outcome",
            title=f"{HAPPENED[first.ruling]}: {found.event.claim}",
            text=f"{HAPPENED[first.ruling]}. {given_words(found.calls)} {first.note}".strip(),
            path=event_path(found.event.id),
            author=first.recorded_by,
            updated=first.recorded_at,
        )


def corrected_items(corrections: Iterable[Correction]) -> Iterator[Item]:
    """Return amendments of outcomes."""
    for found in corrections:
        after = found.after.outcome
        yield Item(
            what=f"event/{found.event.id}/outcome/{after.revision}",
            title=f"Amended: {found.event.claim}",
            text=f"Before: {found.before.words}. Now: {found.after.words}. Why: {after.reason}",
            path=event_path(found.event.id),
            author=after.recorded_by,
            updated=after.recorded_at,
        )
