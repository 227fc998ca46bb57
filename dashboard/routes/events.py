"""Events: what has been forecast, what happened, how do we know?"""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.people import current_person
from core.api import query_as
from core.forms import Form
from core.web import current_settings
from dashboard import queries
from dashboard.asked import MOST_PAGES
from dashboard.kept_pages import kept_page
from dashboard.reading import lines_of
from dashboard.showing import blueprint, show
from dashboard.stages import STAGES, StageName, count_at, events_at
from dashboard.view.event import EventPage, event_page
from dashboard.view.events import TITLES, EventsPage, EventsSection
from dashboard.view.paging import paging
from predictions.disputes.queries import talk_about_event
from predictions.models import Prediction
from predictions.queries import candidates_of_event, event_by_id
from scoring.queries import calls_of_event

AT_FIRST = 50
ON_A_PAGE = 100


class WhichEvents(Form):
    """Which events are listed: some of each stage, or all of one in pages."""

    stage: StageName | None = None
    # An address holds text only.
    page: Annotated[int, Field(ge=1, le=MOST_PAGES, strict=False)] = 1


@blueprint.get("/events")
@kept_page
def events() -> str:
    """What has been forecast?"""
    which = query_as(WhichEvents)
    return show("events", "events", lambda session, now: read_events(session, now, which))


@blueprint.get("/events/<int:number>")
@kept_page
def event(number: int) -> str:
    """What was forecast, what happened, how do we know?"""
    zone = current_settings().zone
    return show("event", "events", lambda session, now: read_event(session, number, now, zone))


def read_events(session: Session, now: datetime, which: WhichEvents) -> EventsPage:
    """Read the list of events."""
    sections = [
        _section(session, now, stage, which)
        for stage in ((which.stage,) if which.stage else STAGES)
    ]
    return EventsPage(tuple(section for section in sections if section.lines))


def _section(
    session: Session, now: datetime, stage: StageName, which: WhichEvents
) -> EventsSection:
    total = count_at(session, now, stage)
    path = f"/events?stage={stage}"
    where = paging(which.page, ON_A_PAGE, total, path) if which.stage else None
    size, skip = (where.size, where.skip) if where else (AT_FIRST, 0)
    found = events_at(session, now, stage, limit=size, skip=skip)
    more = path if where is None and total > len(found) else ""
    return EventsSection(stage, TITLES[stage], lines_of(session, found, now), total, where, more)


def read_event(session: Session, number: int, now: datetime, zone: str) -> EventPage:
    """Read one event with everybody's calls and its history.

    Raises:
        NotFoundError: if there is no such event.
    """
    view = event_by_id(session, number, now)
    calls = calls_of_event(session, number, now)
    subjects = [f"event/{number}", *(f"prediction/{call.prediction.id}" for call in calls)]
    page = event_page(view, calls, queries.entries_about(session, subjects), now, zone)
    return replace(
        page,
        talk=talk_about_event(session, number),
        may_reply_to=_own(session, number),
        took_in=queries.merged_into(session, number),
        read_from=candidates_of_event(session, number),
    )


def _own(session: Session, number: int) -> frozenset[int]:
    """Return the predictions of an event to which whoever asks may reply."""
    person = current_person()
    if person is None or person.represents is None:
        return frozenset()
    theirs = select(Prediction.id).where(
        Prediction.event_id == number, Prediction.pundit_id == person.represents
    )
    return frozenset(session.scalars(theirs))
