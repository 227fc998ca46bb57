"""What awaits an outcome, and which outcomes were amended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.web import current_settings
from dashboard import queries
from dashboard.kept_pages import kept_page
from dashboard.reading import lines_of
from dashboard.showing import blueprint, show
from dashboard.view.corrections import Correction
from dashboard.view.corrections import corrections as corrections_of
from dashboard.view.events import EventLine, Week, weeks
from predictions.lifecycle import Stage
from predictions.queries import undecided_events

MOST = 500


@dataclass(frozen=True, slots=True)
class DuePage:
    """What awaits an outcome, longest first, and what falls due when."""

    due: tuple[EventLine, ...]
    weeks: tuple[Week, ...]


@blueprint.get("/due")
@kept_page
def due() -> str:
    """What will we know soon?"""
    return show("due", "due", read_due)


@blueprint.get("/corrections")
@kept_page
def corrections() -> str:
    """Which outcomes were amended?"""
    zone = current_settings().zone
    return show(
        "corrections", "corrections", lambda session, now: read_corrected(session, now, zone)
    )


def read_due(session: Session, now: datetime) -> DuePage:
    """Read what awaits an outcome and what will."""
    lines = lines_of(session, undecided_events(session, now), now)
    return DuePage(
        due=tuple(line for line in lines if line.event.stage is Stage.DUE),
        weeks=weeks(line for line in lines if line.event.stage is Stage.OPEN),
    )


def read_corrected(session: Session, now: datetime, zone: str) -> tuple[Correction, ...]:
    """Read the corrections."""
    return corrections_of(queries.latest_amended(session, now, MOST), zone)
