"""Query, then build: the pages that are put together from several queries."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from core.errors import NotFoundError
from dashboard import queries
from dashboard.view.corrections import Correction, corrections
from dashboard.view.event import EventPage, event_page
from dashboard.view.events import EventLine, Week, event_lines, weeks
from dashboard.view.front import FrontPage, front_page
from dashboard.view.pundit import PunditPage, pundit_page
from predictions.lifecycle import Stage
from predictions.queries import (
    all_events,
    event_by_id,
    record_size,
    undecided_events,
)
from predictions.views import EventView
from scoring.measures import MINIMUM_TO_RANK
from scoring.queries import calls_of_event, pundit_record, standings

SLUG = re.compile("[a-z0-9-]+")
FEW = 6
MOST = 500


@dataclass(frozen=True, slots=True)
class EventsPage:
    """Events by stage; `more` of them are not shown."""

    due: tuple[EventLine, ...]
    open: tuple[EventLine, ...]
    decided: tuple[EventLine, ...]
    more: int

    @property
    def sections(self) -> tuple[tuple[str, str, tuple[EventLine, ...]], ...]:
        """Name, heading and lines, in the order in which they matter."""
        return (
            ("due", "Waiting for their outcome", self.due),
            ("open", "Open", self.open),
            ("decided", "Decided", self.decided),
        )


@dataclass(frozen=True, slots=True)
class DuePage:
    """What awaits an outcome, longest first, and what falls due when."""

    due: tuple[EventLine, ...]
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class PunditsPage:
    """Everybody by name, the first `MOST` of them."""

    lines: tuple[queries.PunditLine, ...]
    most: int


def front(session: Session, now: datetime, zone: str) -> FrontPage:
    """Read the front page."""
    coming = [e for e in undecided_events(session, now) if e.stage is Stage.OPEN][:FEW]
    amended = corrections(queries.latest_amended(session, now, FEW // 2), zone)
    return front_page(
        standings(session),
        record_size(session, now),
        queries.latest_decided(session, now, FEW),
        _lines(session, coming, now),
        tuple(islice(amended, FEW // 2)),
    )


def pundits(session: Session) -> PunditsPage:
    """Read the list of everybody."""
    return PunditsPage(tuple(queries.everybody(session, MOST)), MOST)


def pundit(session: Session, slug: str, now: datetime) -> PunditPage:
    """Read one pundit's page.

    Raises:
        NotFoundError: if nobody goes by that slug.
    """
    if not SLUG.fullmatch(slug):  # some databases refuse such characters instead of finding none
        raise NotFoundError(f"there is no pundit {slug!r}")
    return pundit_page(pundit_record(session, slug, now), MINIMUM_TO_RANK)


def events(session: Session, now: datetime) -> EventsPage:
    """Read the list of events: none that is due is left out for being old."""
    found = {e.id: e for e in [*undecided_events(session, now), *all_events(session, now, MOST)]}
    lines = _lines(session, list(found.values()), now)
    return EventsPage(
        due=tuple(line for line in lines if line.event.stage is Stage.DUE),
        open=tuple(line for line in lines if line.event.stage is Stage.OPEN),
        decided=tuple(line for line in lines if line.event.outcome),
        more=queries.event_count(session) - len(found),
    )


def event(session: Session, number: int, now: datetime, zone: str) -> EventPage:
    """Read one event with everybody's calls and its history.

    Raises:
        NotFoundError: if there is no such event.
    """
    view = event_by_id(session, number, now)
    calls = calls_of_event(session, number, now)
    subjects = [f"event/{number}", *(f"prediction/{call.prediction.id}" for call in calls)]
    return event_page(view, calls, queries.entries_about(session, subjects), now, zone)


def due(session: Session, now: datetime) -> DuePage:
    """Read what awaits an outcome and what will."""
    lines = _lines(session, undecided_events(session, now), now)
    return DuePage(
        due=tuple(line for line in lines if line.event.stage is Stage.DUE),
        weeks=weeks(line for line in lines if line.event.stage is Stage.OPEN),
    )


def corrected(session: Session, now: datetime, zone: str) -> tuple[Correction, ...]:
    """Read the corrections."""
    return corrections(queries.latest_amended(session, now, MOST), zone)


def _lines(session: Session, found: list[EventView], now: datetime) -> tuple[EventLine, ...]:
    said = queries.said_about(session, [e.id for e in found])
    return event_lines(found, said, now)
