"""An imported chunk as one entry of the ledger: all that its standings rest on, as compact rows.

Whoever has nothing but the ledger can work the standings out again from it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from core.ledger import Change
from scoring.exchange.entries import Entry
from scoring.exchange.planning import ByRow, EventState, Plan

FORMAT = 1


def chronicled(
    source: str,
    planned: Plan,
    predictions: Iterable[int],
    outcomes: Iterable[dict[str, Any]],
) -> Change:
    """Return the entry of a chunk.

    Args:
        source: name of the file.
        planned: what the chunk adds; its new events have their ids.
        predictions: the ids of its predictions, in their order.
        outcomes: its outcomes as they were stored.
    """
    facts = {
        "format": FORMAT,
        "events": [_event(each) for each in planned.new_events],
        "predictions": [
            _prediction(prediction_id, *each)
            for prediction_id, each in zip(predictions, planned.predictions, strict=True)
        ],
        "outcomes": [
            (row["event_id"], row["revision"], row["ruling"], _utc(row["known_at"]))
            for row in outcomes
        ],
    }
    return Change("rows imported", f"import/{source}", facts)


def _event(made: ByRow) -> tuple[object, ...]:
    state, entry = made
    return (state.id, entry.claim, entry.deadline, entry.zone, entry.topic, "")


def _prediction(prediction_id: int, state: EventState, entry: Entry) -> tuple[object, ...]:
    said_on, _, sha256, _, _, p, *_ = entry.stored
    return (prediction_id, entry.pundit, state.id, said_on, p, p, p, "stated", sha256)


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat()
