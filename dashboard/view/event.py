"""PURE. The page of one event: what was forecast, what happened, how do we know?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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

    @property
    def condition(self) -> str:
        """What the editor said of the event's condition; empty where it has none."""
        return CONDITION.get(self.outcome.condition_occurred, "")


NOTHING_STANDS = "Nothing that was said of it stands any more, so it awaits no outcome."
CONDITION: Mapping[bool | None, str] = {True: "It came about.", False: "It did not come about."}


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything that stands on it; `ruling` counts, `earlier` were amended, newest first.

    `may_reply_to` are predictions of the pundit for whom the reader speaks, `took_in` the events
    that were merged into this one, `read_from` the candidates that its predictions were.
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
    took_in: tuple[int, ...] = ()
    read_from: Mapping[int, int] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[CallCard, ...]:
        """What the chart draws: who gave it most first, and what one pundit said together."""
        return scale_rows(self.calls)[:MOST_CALLS]

    @property
    def listed(self) -> tuple[CallCard, ...]:
        """The calls with their quotes, in the order in which they were said."""
        return self.calls[:MOST_CALLS]

    @property
    def more(self) -> int:
        """How many calls are in the download alone."""
        return max(0, len(self.calls) - MOST_CALLS)


# What a page shows at most; the download has the rest.
MOST_CALLS = 100


def event_page(
    event: EventView, calls: list[Call], entries: list[Entry], now: datetime, zone: str
) -> EventPage:
    """Build the page; instants of our own are told in `zone`, the event's in its own."""
    rulings = tuple(ruling(event, outcome, zone) for outcome in reversed(event.outcomes))
    return EventPage(
        event=event,
        status=NOTHING_STANDS if _nothing_stands(event, calls) else status(event, now),
        deadline=deadline_words(event),
        basis=basis_words(event),
        calls=tuple(call_card(call) for call in calls),
        ruling=rulings[0] if rulings else None,
        earlier=rulings[1:],
        history=history_lines(entries),
    )


def _nothing_stands(event: EventView, calls: Sequence[Call]) -> bool:
    gone = all(call.said_as == "withdrawn" for call in calls)
    return event.stage in (Stage.OPEN, Stage.DUE) and bool(calls) and gone


def scale_rows(cards: Sequence[CallCard]) -> tuple[CallCard, ...]:
    """Order calls by the probability that counts; what was withdrawn is not drawn."""
    drawn = [card for card in cards if card.call.said_as != "withdrawn"]
    counted: dict[str, float] = {}
    for card in sorted(drawn, key=lambda card: card.call.said_as != "first"):
        counted.setdefault(*_given(card))

    def place(card: CallCard) -> tuple[object, ...]:
        who, _ = _given(card)
        said = card.call.prediction
        return -counted[who], said.pundit.name, who, said.said_on, said.id

    return tuple(sorted(drawn, key=place))


def _given(card: CallCard) -> tuple[str, float]:
    return card.call.prediction.pundit.slug, card.call.prediction.probability


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
    if event.stage is Stage.MERGED:
        return f"The same as event {event.merged_into_id}, and merged into it."
    if event.outcome is not None:
        return f"{RULINGS[event.outcome.ruling].capitalize()}."
    if event.closes_at is None or event.deadline is None:
        return "Open, without a deadline: on record, but not scored."
    if event.stage is Stage.DUE:
        return f"Due for {waited_words(event.closes_at, now)}, waiting for its outcome."
    left = (event.closes_at - now).days
    until = f"{count(left, 'day')} left" if left else "the last day"
    return f"Open until the end of {day(event.deadline)}: {until}."
