"""The record over HTTP: open to readers, written with an editor's token."""

from http import HTTPStatus

from flask import Blueprint, Response, request

from accounts.api import require_editor
from core.api import body_as, json_response
from core.clock import utc_now
from core.errors import InvalidInputError
from core.web import current_database
from predictions import by_hand, intake, outcomes, queries, review
from predictions.events import edit_event
from predictions.forms import (
    Acceptance,
    Amendment,
    EventEdit,
    MarkedForecast,
    NewCommentary,
    NewOutcome,
    Rejection,
)
from predictions.rows import candidate_view, event_view, outcome_view, prediction_view
from predictions.sources.items import take_in
from predictions.sources.queries import not_taken

blueprint = Blueprint("predictions_api", __name__, url_prefix="/api/v1")


@blueprint.get("/commentaries")
def list_commentaries() -> Response:
    """List commentary, newest first."""
    with current_database().read() as session:
        return json_response(queries.commentaries(session))


@blueprint.post("/commentaries")
def add_commentary() -> Response:
    """Store a commentary and the candidates found in it, if its source's rule takes it."""
    actor = require_editor()
    new = body_as(NewCommentary)
    drafts = intake.read_commentary(new)
    with current_database().write() as session:
        arrival = take_in(session, utc_now(), actor, new, drafts)
        if arrival.intake is None:
            return json_response(not_taken(session, arrival))
        found = [candidate_view(row) for row in arrival.intake.candidates]
    made = arrival.intake.commentary
    body = {"id": made.id, "sha256": made.sha256, "candidates": found}
    return json_response(body, HTTPStatus.CREATED)


@blueprint.get("/commentaries/<int:commentary_id>")
def show_commentary(commentary_id: int) -> Response:
    """Show a commentary with its forecasts."""
    with current_database().read() as session:
        return json_response(queries.commentary_view(session, commentary_id))


@blueprint.post("/commentaries/<int:commentary_id>/candidates")
def mark_forecast(commentary_id: int) -> Response:
    """Add a forecast that the extraction missed as a candidate."""
    actor = require_editor()
    marked = body_as(MarkedForecast)
    with current_database().write() as session:
        stored = by_hand.mark_forecast(session, utc_now(), actor, commentary_id, marked)
        return json_response(candidate_view(stored), HTTPStatus.CREATED)


@blueprint.get("/candidates")
def list_candidates() -> Response:
    """List the candidates that wait for review, of one commentary or of all."""
    commentary_id = _number("commentary")
    with current_database().read() as session:
        return json_response(queries.candidates(session, commentary_id=commentary_id))


@blueprint.get("/candidates/<int:candidate_id>")
def show_candidate(candidate_id: int) -> Response:
    """Show a candidate with the trace of what made it what it is."""
    with current_database().read() as session:
        return json_response(queries.candidate_by_id(session, candidate_id))


@blueprint.post("/candidates/<int:candidate_id>/accept")
def accept(candidate_id: int) -> Response:
    """Put a candidate on record as a prediction."""
    actor = require_editor()
    wish = body_as(Acceptance)
    now = utc_now()
    with current_database().write() as session:
        stored = review.accept(session, now, actor, candidate_id, wish)
        body = {"prediction": prediction_view(stored), "event": event_view(stored.event, now)}
    return json_response(body, HTTPStatus.CREATED)


@blueprint.post("/candidates/<int:candidate_id>/reject")
def reject(candidate_id: int) -> Response:
    """Decide that a candidate is not to be recorded."""
    actor = require_editor()
    wish = body_as(Rejection)
    with current_database().write() as session:
        return json_response(
            candidate_view(review.reject(session, utc_now(), actor, candidate_id, wish))
        )


@blueprint.get("/events")
def list_events() -> Response:
    """List events, the latest deadline first."""
    with current_database().read() as session:
        return json_response(queries.all_events(session, utc_now()))


@blueprint.get("/due")
def list_due() -> Response:
    """List events whose deadline has passed without an outcome."""
    with current_database().read() as session:
        return json_response(queries.due_events(session, utc_now()))


@blueprint.get("/events/<int:event_id>")
def show_event(event_id: int) -> Response:
    """Show an event with its outcomes."""
    with current_database().read() as session:
        return json_response(queries.event_by_id(session, event_id, utc_now()))


@blueprint.patch("/events/<int:event_id>")
def correct_event(event_id: int) -> Response:
    """Correct what describes an event."""
    actor = require_editor()
    edit = body_as(EventEdit)
    now = utc_now()
    with current_database().write() as session:
        return json_response(event_view(edit_event(session, now, actor, event_id, edit), now))


@blueprint.post("/events/<int:event_id>/outcomes")
def record_outcome(event_id: int) -> Response:
    """Enter what happened to an event."""
    actor = require_editor()
    new = body_as(NewOutcome)
    with current_database().write() as session:
        stored = outcomes.record_outcome(session, utc_now(), actor, event_id, new)
        return json_response(outcome_view(stored), HTTPStatus.CREATED)


@blueprint.post("/events/<int:event_id>/outcomes/amend")
def amend_outcome(event_id: int) -> Response:
    """Replace the outcome of an event; the earlier one stays visible."""
    actor = require_editor()
    new = body_as(Amendment)
    with current_database().write() as session:
        stored = outcomes.amend_outcome(session, utc_now(), actor, event_id, new)
        return json_response(outcome_view(stored), HTTPStatus.CREATED)


def _number(name: str) -> int | None:
    given = request.args.get(name)
    if given is None:
        return None
    if not (given.isascii() and given.isdigit()) or len(given) > 18:  # noqa: PLR2004 - 63 bits
        raise InvalidInputError(f"{name} {given[:80]!r} is not the number of one")
    return int(given)
