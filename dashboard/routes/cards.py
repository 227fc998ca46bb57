"""Cards for other people's pages, and the pictures that stand beside a link to ours."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, make_response
from sqlalchemy.orm import Session

from core.errors import NotFoundError
from core.security import policy
from core.web import current_settings
from dashboard import queries
from dashboard.kept_pages import kept_page
from dashboard.pictures import PICTURE_TYPE, Picture, drawn
from dashboard.reading import read_now
from dashboard.showing import blueprint, show
from dashboard.view.calls import call_card
from dashboard.view.cards import (
    EventCard,
    PunditCard,
    event_card,
    event_picture,
    front_picture,
    pundit_card,
    pundit_picture,
)
from predictions.queries import event_by_id
from scoring.measures import MINIMUM_TO_RANK
from scoring.queries import calls_of_event, pundit_record, standings

# These pages alone may stand in a frame on another site.
ANYWHERE = policy({"frame-ancestors": "*"})


@blueprint.get("/embed/pundits/<slug>")
@kept_page
def pundit_embed(slug: str) -> Response:
    """A pundit's standing, for a frame on another page."""
    return _framed(show("card_pundit", "", lambda session, now: _pundit(session, slug, now)))


@blueprint.get("/embed/events/<int:number>")
@kept_page
def event_embed(number: int) -> Response:
    """What was said of an event, for a frame on another page."""
    return _framed(show("card_event", "", lambda session, now: _event(session, number, now)))


@blueprint.get("/preview.png")
@kept_page
def front_preview() -> Response:
    """The finding, as a picture."""
    return _picture(lambda session, _: front_picture(standings(session)))


@blueprint.get("/pundits/<slug>.png")
@kept_page
def pundit_preview(slug: str) -> Response:
    """A pundit's standing, as a picture."""
    return _picture(lambda session, now: pundit_picture(_pundit(session, slug, now)))


@blueprint.get("/events/<int:number>.png")
@kept_page
def event_preview(number: int) -> Response:
    """What was said of an event, as a picture."""
    return _picture(lambda session, now: event_picture(_event(session, number, now)))


def _pundit(session: Session, slug: str, now: datetime) -> PunditCard:
    if not queries.is_slug(slug):
        raise NotFoundError(f"there is no pundit {slug!r}")
    return pundit_card(pundit_record(session, slug, now, limit=1), MINIMUM_TO_RANK)


def _event(session: Session, number: int, now: datetime) -> EventCard:
    event = event_by_id(session, number, now)
    calls = calls_of_event(session, number, now)
    return event_card(event, tuple(call_card(call) for call in calls), now)


def _framed(page: str) -> Response:
    response = make_response(page)
    response.headers["Content-Security-Policy"] = ANYWHERE
    return response


def _picture(read: Callable[[Session, datetime], Picture]) -> Response:
    response = make_response(drawn(read_now(read), current_settings().base_url))
    response.content_type = PICTURE_TYPE
    return response
