"""PURE. The page of one event: what was forecast, what happened, how do we know?"""

from dataclasses import dataclass
from datetime import datetime

from core.formats import count, day, moment
from dashboard.view.calls import CallCard, call_card
from dashboard.view.deadlines import basis_words, deadline_words, known_words, waited_words
from dashboard.view.history import Entry, HistoryLine, history_lines
from predictions.disputes.views import NO_TALK, Talk
from predictions.lifecycle import Stage
from predictions.views import EventView, OutcomeView
from predictions.words import RULINGS
from scoring.views import Call


@dataclass(frozen=True, slots=True)
class Ruling:
    """One ruling with its dates in words."""

    outcome: OutcomeView
    words: str
    known: str
    recorded: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything that stands on it; `ruling` counts, `earlier` were amended, newest first.

    `may_reply_to` are predictions of the pundit for whom the reader speaks.
    """

    event: EventView
    status: str
    deadline: str
    basis: str
    calls: tuple[CallCard, ...]
    ruling: Ruling | None
    earlier: tuple[Ruling, ...]
    history: tuple[HistoryLine, ...]
    talk: Talk = NO_TALK
    may_reply_to: frozenset[int] = frozenset()


def event_page(
    event: EventView, calls: list[Call], entries: list[Entry], now: datetime, zone: str
) -> EventPage:
    """Build the page; instants of our own are told in `zone`, the event's in its own."""
    rulings = tuple(ruling(event, outcome, zone) for outcome in reversed(event.outcomes))
    return EventPage(
        event=event,
        status=status(event, now),
        deadline=deadline_words(event),
        basis=basis_words(event),
        calls=tuple(call_card(call) for call in calls),
        ruling=rulings[0] if rulings else None,
        earlier=rulings[1:],
        history=history_lines(entries),
    )


def ruling(event: EventView, outcome: OutcomeView, zone: str) -> Ruling:
    """Return one ruling in words."""
    return Ruling(
        outcome=outcome,
        words=RULINGS[outcome.ruling],
        known=known_words(outcome.known_at, event.zone),
        recorded=moment(outcome.recorded_at, zone),
    )


def status(event: EventView, now: datetime) -> str:
    """Say where the event stands, as a sentence."""
    if event.outcome is not None:
        return f"{RULINGS[event.outcome.ruling].capitalize()}."
    if event.closes_at is None or event.deadline is None:
        return "Open, without a deadline: on record, but not scored."
    if event.stage is Stage.DUE:
        return f"Due for {waited_words(event.closes_at, now)}, waiting for its outcome."
    left = (event.closes_at - now).days
    until = f"{count(left, 'day')} left" if left else "the last day"
    return f"Open until the end of {day(event.deadline)}: {until}."
