"""PURE. Events in lists: one line each, and sorted into weeks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from core.formats import count, day, percent
from dashboard.view.deadlines import deadline_words, waited_words
from dashboard.view.paging import Paging
from predictions.lifecycle import Stage
from predictions.views import EventView, PredictionView
from predictions.words import RULINGS


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list: `when` says what matters at its stage, `said` who gave it what."""

    event: EventView
    when: str
    said: str


@dataclass(frozen=True, slots=True)
class Week:
    """Events whose deadline falls into one week, which begins on a Monday."""

    monday: date
    lines: tuple[EventLine, ...]

    @property
    def title(self) -> str:
        """How the week is called."""
        return f"Week of {day(self.monday)}"


TITLES = {"due": "Waiting for their outcome", "open": "Open", "decided": "Decided"}


@dataclass(frozen=True, slots=True)
class EventsSection:
    """Events at one stage, `total` in all: a page of them, or the first and where all are."""

    name: str
    title: str
    lines: tuple[EventLine, ...]
    total: int
    paging: Paging | None
    more: str


@dataclass(frozen=True, slots=True)
class EventsPage:
    """Events by stage, in the order in which the stages matter."""

    sections: tuple[EventsSection, ...]


def event_lines(
    events: Iterable[EventView], said: Mapping[int, Sequence[PredictionView]], now: datetime
) -> tuple[EventLine, ...]:
    """Return one line per event; `said` holds the predictions by event."""
    return tuple(EventLine(e, when(e, now), said_words(said.get(e.id, ()))) for e in events)


def when(event: EventView, now: datetime) -> str:
    """Say the one thing about an event's time that matters at its stage."""
    if event.stage is Stage.MERGED:
        return f"Merged into event {event.merged_into_id}"
    if event.outcome is not None:
        return RULINGS[event.outcome.ruling].capitalize()
    if event.closes_at is not None and event.stage is Stage.DUE:
        return f"Due for {waited_words(event.closes_at, now)}; ended {deadline_words(event)}"
    if event.deadline is None:
        return "No deadline"
    return f"Open until {deadline_words(event)}"


def said_words(predictions: Sequence[PredictionView]) -> str:
    """Say who gave what: by name if it is one, as a range if there are more."""
    if not predictions:
        return ""
    first = predictions[0]
    if len(predictions) == 1:
        return f"{first.pundit.name}: {percent(first.probability)}"
    lowest = min(p.probability for p in predictions)
    highest = max(p.probability for p in predictions)
    between = percent(lowest)
    if lowest < highest:
        between = f"{percent(lowest)} to {percent(highest)}"
    return f"{count(len(predictions), 'prediction')}: {between}"


def weeks(lines: Iterable[EventLine]) -> tuple[Week, ...]:
    """Sort open events into the weeks of their deadlines, soonest first."""
    dated = [(line.event.deadline, line) for line in lines]
    known = [(_monday(deadline), line) for deadline, line in dated if deadline is not None]
    known.sort(key=lambda pair: (pair[0], pair[1].event.closes_at, pair[1].event.id))
    return tuple(
        Week(monday, tuple(line for _, line in pairs))
        for monday, pairs in groupby(known, key=lambda pair: pair[0])
    )


def _monday(deadline: date) -> date:
    return deadline - timedelta(days=deadline.weekday())
