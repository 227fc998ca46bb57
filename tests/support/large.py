"""A record of any size, and whether everything on it was scored, once, and counted."""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from support.record import AFTER, rule

from core.clock import utc_now
from core.db import Database
from core.ledger import LedgerEntry
from core.mail.models import Delivery
from predictions.models import Event, Prediction
from scoring.audit.verify import verify
from scoring.exchange.importing import Import
from scoring.exchange.mapping import load_mapping
from scoring.exchange.refusals import Refusals
from scoring.models import Score, Tally
from scoring.tallies import KEY

SAID_ON = date(2020, 10, 1)
DEADLINE = date(2020, 11, 3)
IMPORTED = datetime(2020, 11, 9, tzinfo=UTC)


def fill(database: Database, folder: Path, predictions: int, per_event: int = 5) -> list[int]:
    """Put predictions on record, `per_event` pundits on each event; return the events' ids."""
    file = folder / "record.csv"
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("pundit", "claim", "said_on", "probability", "deadline"))
        for number in range(predictions):
            event, pundit = divmod(number, per_event)
            probability = (7 * event + 13 * pundit) % 101 / 100
            writer.writerow(
                (f"Pundit {pundit}", f"Event {event} happens", SAID_ON, probability, DEADLINE)
            )
    refusals = Refusals()
    Import(database, IMPORTED, file, load_mapping("calledit"), refusals, lambda *_: None).run()
    assert refusals.rows == 0, refusals.first
    with database.read() as session:
        return list(session.scalars(select(Event.id).order_by(Event.id)))


def decide(database: Database, event_ids: list[int]) -> None:
    """Enter what happened, one transaction for each event, as an editor does."""
    for event_id in event_ids:
        with database.write() as session:
            event = session.get_one(Event, event_id)
            rule(session, event, "occurred" if event_id % 3 else "did_not_occur", now=AFTER)


@dataclass(frozen=True)
class Books:
    """How the record stands against what it should be; all but the first two should be 0."""

    predictions: int
    scored: int
    lost: int
    twice: int
    miscounted: int
    unsent: int

    @property
    def clean(self) -> bool:
        """Tell whether nothing is amiss."""
        return not (self.lost or self.twice or self.miscounted or self.unsent)


def audit(database: Database) -> Books:
    """Compare; every event must be decided.

    The ledger must verify, and tell of the scoring of each event once.
    """
    with database.read() as session:
        _check_ledger(session)
    with database.read() as session:
        predictions = session.scalar(select(func.count(Prediction.id))) or 0
        scored = session.scalars(select(Score.prediction_id)).all()
        return Books(
            predictions=predictions,
            scored=len(set(scored)),
            lost=predictions - len(set(scored)),
            twice=len(scored) - len(set(scored)),
            miscounted=miscounted(session),
            unsent=session.scalar(select(func.count(Delivery.id)).where(Delivery.sent_at.is_(None)))
            or 0,
        )


def miscounted(session: Session) -> int:
    """Return how many tallies differ from a count of the scores."""
    columns = [getattr(Score, name) for name in KEY]
    expected = Counter(tuple(row) for row in session.execute(select(*columns)))
    counted = {
        tuple(getattr(tally, name) for name in KEY): tally.n
        for tally in session.scalars(select(Tally))
    }
    keys = expected.keys() | counted.keys()
    return sum(expected.get(key, 0) != counted.get(key, 0) for key in keys)


def _check_ledger(session: Session) -> None:
    verdict = verify(session, utc_now())
    assert verdict.holds, verdict
    query = select(LedgerEntry.subject).where(LedgerEntry.action == "scored")
    scored = Counter(session.scalars(query))
    events = session.scalars(select(Event.id)).all()
    assert {event for event in events if scored[f"event/{event}"] != 1} == set()
