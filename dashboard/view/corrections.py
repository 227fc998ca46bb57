"""PURE. Amended outcomes: before, after, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from core.formats import count
from dashboard.view.event import Ruling, ruling
from predictions.views import EventView
from scoring.views import DecidedEvent


@dataclass(frozen=True, slots=True)
class Correction:
    """One amendment of one event's outcome."""

    event: EventView
    before: Ruling
    after: Ruling
    effect: str


def corrections(amended: Iterable[DecidedEvent], zone: str) -> tuple[Correction, ...]:
    """Return every amendment, newest first; an event amended twice stands twice."""
    found = [
        Correction(
            event=decided.event,
            before=ruling(decided.event, earlier, zone),
            after=ruling(decided.event, later, zone),
            effect=_effect(decided) if later == decided.event.outcome else "",
        )
        for decided in amended
        for earlier, later in pairwise(decided.event.outcomes)
    ]
    found.sort(key=lambda c: (c.after.outcome.recorded_at, c.event.id), reverse=True)
    return tuple(found)


def _effect(decided: DecidedEvent) -> str:
    """Say what the ruling that counts now left of the scores."""
    scored = sum(call.score is not None for call in decided.calls)
    said = count(len(decided.calls), "prediction")
    return f"{said} of this event on record, {scored} scored under the new ruling."
