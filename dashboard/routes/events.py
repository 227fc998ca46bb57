"""Events: what has been forecast, what happened, how do we know?"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.people import current_person
from core.web import current_settings
from dashboard import queries
from dashboard.kept_pages import kept_page
from dashboard.reading import lines_of
from dashboard.showing import blueprint, show
from dashboard.view.event import EventPage, event_page
from dashboard.view.events import EventLine
from predictions.disputes.queries import talk_about_event
from predictions.lifecycle import Stage
from predictions.models import Prediction
from predictions.queries import all_events, event_by_id, undecided_events
from scoring.queries import calls_of_event

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


@blueprint.get("/events")
@kept_page
def events() -> str:
    """What has been forecast?"""
    return show("events", "events", read_events)


@blueprint.get("/events/<int:number>")
@kept_page
def event(number: int) -> str:
    """What was forecast, what happened, how do we know?"""
    zone = current_settings().zone
    return show("event", "events", lambda session, now: read_event(session, number, now, zone))


def read_events(session: Session, now: datetime) -> EventsPage:
    """Read the list of events: none that is due is left out for being old."""
    found = {e.id: e for e in [*undecided_events(session, now), *all_events(session, now, MOST)]}
    lines = lines_of(session, list(found.values()), now)
    return EventsPage(
        due=tuple(line for line in lines if line.event.stage is Stage.DUE),
        open=tuple(line for line in lines if line.event.stage is Stage.OPEN),
        decided=tuple(line for line in lines if line.event.outcome),
        more=queries.event_count(session) - len(found),
    )


def read_event(session: Session, number: int, now: datetime, zone: str) -> EventPage:
    """Read one event with everybody's calls and its history.

    Raises:
        NotFoundError: if there is no such event.
    """
    view = event_by_id(session, number, now)
    calls = calls_of_event(session, number, now)
    subjects = [f"event/{number}", *(f"prediction/{call.prediction.id}" for call in calls)]
    page = event_page(view, calls, queries.entries_about(session, subjects), now, zone)
    return replace(page, talk=talk_about_event(session, number), may_reply_to=_own(session, number))


def _own(session: Session, number: int) -> frozenset[int]:
    """Return the predictions of an event to which whoever asks may reply."""
    person = current_person()
    if person is None or person.represents is None:
        return frozenset()
    theirs = select(Prediction.id).where(
        Prediction.event_id == number, Prediction.pundit_id == person.represents
    )
    return frozenset(session.scalars(theirs))
