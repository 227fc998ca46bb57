"""The unit of work of the scheduler: events whose scores are not what they should be."""

import logging
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Text, bindparam, cast, select, update
from sqlalchemy.orm import Session

from core.db import UtcDateTime, is_momentary
from core.retries import forget_failures, has_failed, held_back, note_failure
from predictions.models import Event
from scoring.editions import renew_edition
from scoring.giving_way import heard_since, left_to_import
from scoring.making import Made, score_events
from scoring.models import Score
from scoring.tallies import KEY, add_to_tallies

Claimed = Sequence[Any]  # rows of the statement by which events are claimed
log = logging.getLogger(__name__)

KIND = "score"  # what the list of failed work calls an event that cannot be scored
# SQLite has one writer at a time: five hundred events held up the others for seconds, and on a busy
# machine for so long that they gave up.
EVENTS_AT_A_TIME = 50
SCORES_AT_A_TIME = 5000
_NOW: BindParameter[datetime] = bindparam("now", type_=UtcDateTime)
_EVENT = cast(Event.id, Text)
# What failed waits for its next attempt, unless an editor touches the event before.
_HELD_BACK = held_back(KIND, _EVENT, _NOW, Event.unscored_since)
# Statements are put together once: that takes as long as a database takes to answer them.
CLAIM = (
    select(
        Event.id,
        Event.topic,
        Event.condition,
        Event.zone,
        Event.deadline,
        Event.closes_at,
        Event.merged_into_id,
        has_failed(KIND, _EVENT).label("failed_before"),
    )
    .where(Event.unscored_since.is_not(None), ~_HELD_BACK, ~left_to_import())
    .order_by(Event.unscored_since, Event.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_MAY_COUNT = (Score.tallied_at.is_(None), Score.counts_from <= _NOW)
ANY_READY = select(Score.id).where(*_MAY_COUNT).limit(1)
READY = (
    select(Score.id, *(getattr(Score, name) for name in KEY))
    .where(*_MAY_COUNT)
    .order_by(Score.counts_from, Score.id)
    .limit(SCORES_AT_A_TIME)
    .with_for_update(skip_locked=True)
)


@dataclass(frozen=True, slots=True)
class ScoringRun:
    """What one run did."""

    events: int = 0
    scored: int = 0
    replaced: int = 0
    entered: int = 0
    failed: int = 0

    def __add__(self, other: "ScoringRun") -> "ScoringRun":
        """What two runs did together."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return ScoringRun(*(mine + theirs for mine, theirs in pairs))

    def __str__(self) -> str:
        """One line for people."""
        return (
            f"{self.scored} scored, {self.replaced} replaced, {self.entered} entered in the"
            f" standings, {self.failed} failed, over {self.events} events"
        )


def score_pending(
    session: Session, now: datetime, limit: int = EVENTS_AT_A_TIME, *, importing: bool = False
) -> ScoringRun:
    """Score what waits, at most `limit` events, and enter in the standings what may count.

    Running it again does nothing. One event that cannot be scored does not hold up the others. What
    an import is entering is left to it: who is `importing` calls this when it is done.
    """
    session.flush()
    connection = session.connection()
    wanted = {"now": now, "limit": limit, **heard_since(now, importing=importing)}
    claimed: Claimed = connection.execute(CLAIM, wanted).all()
    if not claimed and connection.scalar(ANY_READY, {"now": now}) is None:
        return ScoringRun()
    renew_edition(session)
    made, failed = _score_all(session, now, claimed)
    tried_again = (event.id for event in claimed if event.failed_before)
    forget_failures(session, KIND, [event for event in tried_again if event not in failed])
    add_to_tallies(session, made.entered)
    entered = len(made.entered) + enter_in_standings(session, now)
    return ScoringRun(len(claimed), made.scored, made.replaced, entered, len(failed))


def enter_in_standings(session: Session, now: datetime) -> int:
    """Count the scores whose time has come in the tallies; return how many."""
    ready = session.connection().execute(READY, {"now": now}).all()
    if ready:
        add_to_tallies(session, [row._asdict() for row in ready])
        these = update(Score).where(Score.id.in_([row.id for row in ready]))
        session.execute(these.values(tallied_at=now))
    return len(ready)


def _score_all(session: Session, now: datetime, events: Claimed) -> tuple[Made, set[int]]:
    """Score events together; where that fails, one by one. Return which of them failed, too."""
    if not events:
        return Made(), set()
    try:
        with session.begin_nested():
            return score_events(session, now, events), set()
    except Exception as error:  # one bad record must not block the rest
        if is_momentary(error):
            raise
        if len(events) > 1:
            return _one_by_one(session, now, events)
        log.exception("event %d cannot be scored", events[0].id, extra={"action": "score-failed"})
        note_failure(session, now, KIND, events[0].id, error)
        return Made(), {events[0].id}


def _one_by_one(session: Session, now: datetime, events: Claimed) -> tuple[Made, set[int]]:
    made, failed = Made(), set[int]()
    for event in events:
        of_this, if_failed = _score_all(session, now, [event])
        made, failed = made + of_this, failed | if_failed
    return made, failed
