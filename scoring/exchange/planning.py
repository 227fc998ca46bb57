"""What a chunk of entries changes on record: new events, outcomes and predictions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scoring.exchange.entries import Entry
from scoring.exchange.refusals import Refusal


@dataclass(slots=True)
class EventState:
    """An event as the chunk leaves it; `id` is 0 until a new one gets its own."""

    id: int
    claim: str
    topic: str
    zone: str
    ruling: str | None = None


# An event with the row that made it, ruled on it or joined it.
ByRow = tuple[EventState, Entry]


@dataclass(slots=True)
class Plan:
    """What is to be stored, in the order of the rows."""

    new_events: list[ByRow] = field(default_factory=list)
    outcomes: list[ByRow] = field(default_factory=list)
    predictions: list[ByRow] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    known: int = 0


def plan(entries: Iterable[Entry], known: set[str], events: Mapping[bytes, EventState]) -> Plan:
    """Return what `entries` add to a record that has the texts `known` and the `events`."""
    made = Plan()
    states = dict(events)
    seen = set(known)
    for entry in entries:
        state = states.get(entry.event)
        # An event whose claim an editor has changed since is another event now.
        if state is None or state.claim != entry.claim:
            if entry.sha256 in seen:
                # An editor has changed the event since; its prediction stays where it is.
                made.known += 1
                continue
            state = EventState(0, entry.claim, entry.topic, entry.zone)
            states[entry.event] = state
            made.new_events.append((state, entry))
        against = _against(entry, state)
        if against is not None:
            made.refused.append(against)
            continue
        _rule(made, entry, state)
        if entry.sha256 in seen:
            made.known += 1
            continue
        seen.add(entry.sha256)
        made.predictions.append((state, entry))
    return made


def _rule(made: Plan, entry: Entry, state: EventState) -> None:
    if entry.outcome and state.ruling is None:
        state.ruling = entry.outcome
        made.outcomes.append((state, entry))


def _against(entry: Entry, state: EventState) -> Refusal | None:
    """Say what speaks against joining an event that is on record or stands further up."""
    if (entry.topic, entry.zone, entry.outcome) == (state.topic, state.zone, state.ruling):
        return None  # as of most rows, which are many
    pairs = (
        ("outcome", entry.outcome, state.ruling),
        ("topic", entry.topic, state.topic),
        ("zone", entry.zone, state.zone),
    )
    for name, given, stands in pairs:
        if given and stands is not None and given != stands:
            reason = f"the same event has {stands!r} by an earlier row or on record"
            return Refusal(entry.number, name, given, reason)
    return None
