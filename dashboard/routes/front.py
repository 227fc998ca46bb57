"""The front page: who calls it well, and how sure are we?"""

from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import islice

from flask import Response, make_response
from sqlalchemy.orm import Session

from core.api import query_as
from core.errors import InvalidInputError
from core.web import current_settings
from dashboard import queries
from dashboard.kept_pages import kept_page
from dashboard.reading import lines_of
from dashboard.showing import blueprint, show
from dashboard.stages import events_at
from dashboard.view.corrections import corrections
from dashboard.view.filters import filters_of
from dashboard.view.front import FrontPage, News, front_page
from predictions.queries import record_size
from scoring.forms import EVERYTHING, Selection
from scoring.queries import standings

FEW = 6
WEEK = timedelta(days=7)


@blueprint.get("/")
@kept_page
def front() -> Response:
    """Who calls it well, and how sure are we?"""
    try:
        selection, problem, status = query_as(Selection, drop_empty=True), "", HTTPStatus.OK
    except InvalidInputError as error:
        selection, problem, status = EVERYTHING, str(error), error.status
    zone = current_settings().zone
    page = show(
        "front",
        "standings",
        lambda session, now: read_front(session, now, zone, selection, problem),
    )
    return make_response(page, status)


def read_front(
    session: Session, now: datetime, zone: str, selection: Selection, problem: str = ""
) -> FrontPage:
    """Read the front page, its standings narrowed to a selection."""
    coming = [e for e in events_at(session, now, "open", limit=FEW) if e.deadline is not None]
    amended = corrections(queries.latest_amended(session, now, FEW // 2), zone)
    return front_page(
        standings(session, selection),
        filters_of(selection, *queries.choices(session), problem),
        record_size(session, now),
        News(
            decided=queries.latest_decided(session, now, FEW),
            this_week=queries.decided_count(session, now - WEEK, now),
            coming=lines_of(session, coming, now),
            amended=tuple(islice(amended, FEW // 2)),
        ),
    )
