"""An import scores what it enters when all of it stands; until then, the scheduler gives way to it.

Scored meanwhile, its events would have to be scored again after every chunk.
"""

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists
from sqlalchemy.orm import Session

from core.db import UtcDateTime
from core.heartbeat import Heartbeat, beat
from predictions.models import Event, Outcome
from predictions.outcomes import IMPORTER

JOB, UNDER_WAY = "import", "under way"
SILENT_AFTER = timedelta(minutes=1)  # an import says every few seconds that it is under way
_SINCE: BindParameter[datetime] = bindparam("import_heard_since", type_=UtcDateTime)


def note_import(session: Session, now: datetime, summary: str = UNDER_WAY) -> None:
    """Note that an import is under way at `now`, or what it did."""
    beat(session, now, JOB, summary)


def left_to_import() -> ColumnElement[bool]:
    """Return the condition that an event is an import's, to be bound to `heard_since`."""
    ruled = Outcome.event_id == Event.id
    under_way = exists().where(
        Heartbeat.job == JOB, Heartbeat.summary == UNDER_WAY, Heartbeat.beaten_at > _SINCE
    )
    by_import = exists().where(ruled, Outcome.recorded_by == IMPORTER)
    by_an_editor = exists().where(ruled, Outcome.recorded_by != IMPORTER)
    return under_way & by_import & ~by_an_editor


def heard_since(now: datetime, *, importing: bool) -> dict[str, datetime]:
    """Return what `left_to_import` is bound to: for an import itself, nothing is left to others."""
    return {_SINCE.key: now + SILENT_AFTER if importing else now - SILENT_AFTER}
