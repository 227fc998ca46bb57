"""PURE. Pundits who said several things about one event: a score that weighs each by its time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from core.days import day_in
from predictions.views import EventView, PredictionView
from scoring.measures import time_weighted_brier
from scoring.views import ChangedMind, SaidAs, ScoreView


def changed_minds(
    said: Sequence[PredictionView],
    scores: Mapping[int, ScoreView],
    events: Mapping[int, EventView],
    opened: Mapping[int, date],
) -> dict[int, ChangedMind]:
    """Return, by the id of the statement that counts, what several statements come to.

    Args:
        said: predictions in the order in which they were said.
        scores: of those that are scored, by prediction.
        events: those that were forecast, by id.
        opened: the day of anybody's first statement about each event.
    """
    together: dict[tuple[int, str], list[PredictionView]] = defaultdict(list)
    for statement in said:
        if statement.id in scores:
            together[statement.event_id, statement.pundit.slug].append(statement)
    found: dict[int, ChangedMind] = {}
    for (event_id, _), statements in together.items():
        first = statements[0]
        closed = _closed(events[event_id])
        in_time = [s for s in statements if s.said_on.toordinal() < closed]
        if len(in_time) > 1:
            occurred = scores[first.id].occurred
            found[first.id] = _weighed(in_time, opened[event_id].toordinal(), closed, occurred)
    return found


def said_as(said: Sequence[PredictionView]) -> dict[int, SaidAs]:
    """Return what each prediction is beside the others of its pundit about its event, by id.

    Args:
        said: everything that those pundits said about those events, in the order of saying it.
    """
    found: dict[int, SaidAs] = {}
    spoke: set[tuple[int, str]] = set()
    for statement in said:
        who = (statement.event_id, statement.pundit.slug)
        if statement.withdrawn_at is not None:
            found[statement.id] = "withdrawn"
        elif statement.restates_id is not None:
            found[statement.id] = "restatement"
        else:
            found[statement.id] = "update" if who in spoke else "first"
            spoke.add(who)
    return found


def several_said(said: Sequence[PredictionView]) -> set[int]:
    """Return the events about which somebody said more than one thing."""
    seen: set[tuple[int, str]] = set()
    again: set[int] = set()
    for statement in said:
        who = (statement.event_id, statement.pundit.slug)
        if who in seen:
            again.add(statement.event_id)
        seen.add(who)
    return again


def _weighed(
    statements: Sequence[PredictionView], opened: int, closed: int, occurred: bool
) -> ChangedMind:
    found = time_weighted_brier(
        [s.probability for s in statements],
        int(occurred),
        times=[s.said_on.toordinal() for s in statements],
        opened=opened,
        closed=closed,
    )
    return ChangedMind(found.n, found.first, found.last, found.value, found.coverage)


def _closed(event: EventView) -> int:
    """The day after the last one on which the event was still to be forecast."""
    outcome = event.outcome
    ends = [event.deadline] if event.deadline else []
    if outcome is not None:
        ends.append(day_in(outcome.known_at, event.zone))
    return min(ends).toordinal() + 1
