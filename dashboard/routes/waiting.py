"""What awaits an outcome, and which outcomes were amended."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.web import current_settings
from dashboard import queries
from dashboard.asked import page_asked
from dashboard.kept_pages import kept_page
from dashboard.reading import lines_of
from dashboard.showing import blueprint, show
from dashboard.view.corrections import Correction
from dashboard.view.corrections import corrections as corrections_of
from dashboard.view.events import EventLine, Week, weeks
from dashboard.view.paging import Paging, paging
from predictions.lifecycle import Stage
from predictions.queries import undecided_events

AMENDED_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class DuePage:
    """What awaits an outcome, longest first, and what falls due when."""

    due: tuple[EventLine, ...]
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """Amendments, newest first: those of a page of events."""

    corrections: tuple[Correction, ...]
    paging: Paging


@blueprint.get("/due")
@kept_page
def due() -> str:
    """What will we know soon?"""
    return show("due", "due", read_due)


@blueprint.get("/corrections")
@kept_page
def corrections() -> str:
    """Which outcomes were amended?"""
    zone, number = current_settings().zone, page_asked()
    return show(
        "corrections",
        "corrections",
        lambda session, now: read_corrected(session, now, zone, number),
    )


def read_due(session: Session, now: datetime) -> DuePage:
    """Read what awaits an outcome and what will."""
    lines = lines_of(session, undecided_events(session, now), now)
    return DuePage(
        due=tuple(line for line in lines if line.event.stage is Stage.DUE),
        weeks=weeks(line for line in lines if line.event.stage is Stage.OPEN),
    )


def read_corrected(session: Session, now: datetime, zone: str, number: int) -> CorrectionsPage:
    """Read a page of the corrections."""
    total = queries.amended_count(session)
    where = paging(number, AMENDED_ON_A_PAGE, total, "/corrections")
    amended = queries.latest_amended(session, now, where.size, where.skip)
    return CorrectionsPage(corrections_of(amended, zone), where)
