"""Scores and standings over HTTP, open to readers."""

from flask import Blueprint, Response

from core.api import json_response, query_as
from core.clock import utc_now
from core.web import current_database
from scoring import queries
from scoring.comparison import compare
from scoring.forms import Grouping, Selection, TwoPundits
from scoring.funnel import named_funnels

blueprint = Blueprint("scoring_api", __name__, url_prefix="/api/v1")


@blueprint.get("/standings")
def show_standings() -> Response:
    """Show the standings that a reader selects; everybody's if nothing is selected."""
    selection = query_as(Selection)
    with current_database().read() as session:
        return json_response(queries.standings(session, selection, against=True))


@blueprint.get("/compare")
def show_comparison() -> Response:
    """Show two pundits on the events that both forecast."""
    pair = query_as(TwoPundits)
    with current_database().read() as session:
        return json_response(compare(session, pair.a, pair.b))


@blueprint.get("/funnel")
def show_funnels() -> Response:
    """Show how far the forecasts of each pundit or source came, and what became of the rest."""
    grouping = query_as(Grouping)
    with current_database().read() as session:
        return json_response(named_funnels(session, grouping.by, utc_now()))


@blueprint.get("/pundits/<slug>")
def show_pundit(slug: str) -> Response:
    """Show one pundit's standing, funnel and calls."""
    with current_database().read() as session:
        record = queries.pundit_record(session, slug, utc_now())
    body = {
        "pundit": record.pundit,
        "publications": record.publications,
        "standing": record.standing,
        "held": record.held,
        "conditional": record.conditional,
        "calibration": record.calibration.points if record.calibration else (),
        "funnel": record.funnel,
        "calls": record.calls,
    }
    return json_response(body)


@blueprint.get("/events/<int:event_id>/calls")
def show_calls(event_id: int) -> Response:
    """Show what everybody said about one event, with scores."""
    with current_database().read() as session:
        return json_response(queries.calls_of_event(session, event_id, utc_now()))
