"""What stands around every page: navigation, the warning about a silent scheduler, the footer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.formats import count, moment
from core.heartbeat import last_beat
from core.ledger import head
from dashboard.queries import scored_count
from dashboard.view.history import SHORT_HASH
from scoring.queries import unscored_count

SCORING_JOB = "score"
SILENT_AFTER = timedelta(minutes=10)
NAVIGATION = (
    ("standings", "/", "Standings"),
    ("events", "/events", "Events"),
    ("commentary", "/commentaries", "Commentary"),
    ("due", "/due", "Due"),
    ("corrections", "/corrections", "Corrections"),
    ("method", "/method", "Method"),
    ("search", "/search", "Search"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page says of the record as a whole; `warning` is empty when all is well."""

    scored: int
    as_of: str
    head: str
    warning: str

    @property
    def source(self) -> str:
        """The source line under a chart."""
        scored = count(self.scored, "scored prediction")
        return f"{scored}, as of {self.as_of}, ledger head {self.head}"


def frame_of(session: Session, now: datetime, zone: str) -> Frame:
    """Read what stands around a page."""
    return Frame(
        scored=scored_count(session),
        as_of=moment(now, zone),
        head=head(session)[:SHORT_HASH],
        warning=warning(unscored_count(session), last_beat(session, SCORING_JOB), now, zone),
    )


def warning(waiting: int, beaten_at: datetime | None, now: datetime, zone: str) -> str:
    """Say that outcomes wait for a scheduler which is silent; empty when they do not."""
    if not waiting or (beaten_at is not None and now - beaten_at < SILENT_AFTER):
        return ""
    waits = count(waiting, "event") + (" waits" if waiting == 1 else " wait")
    ran = f"last ran on {moment(beaten_at, zone)}" if beaten_at else "has never run"
    return f"{waits} to be scored, and the scheduler {ran}. The numbers here are behind."
