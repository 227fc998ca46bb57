"""Disputes and replies over HTTP."""

from http import HTTPStatus

from flask import Blueprint, Response

from accounts.api import require_editor
from accounts.people import require
from accounts.roles import Access
from core.api import body_as, json_response
from core.clock import utc_now
from core.web import current_database
from predictions.disputes import filing, queries
from predictions.disputes.forms import Answer, NewDispute, NewReply
from predictions.disputes.views import Talk

blueprint = Blueprint("disputes_api", __name__, url_prefix="/api/v1")


@blueprint.get("/disputes")
def list_disputes() -> Response:
    """List disputes and replies, oldest first."""
    with current_database().read() as session:
        talk = Talk(tuple(queries.disputes(session)), tuple(queries.replies(session)))
    return json_response(talk)


@blueprint.post("/events/<int:event_id>/disputes")
def file_dispute(event_id: int) -> Response:
    """File a dispute."""
    person = require(Access.SIGNED_IN)
    new = body_as(NewDispute)
    with current_database().write() as session:
        made = filing.file_dispute(session, utc_now(), person, event_id, new)
        return json_response(queries.dispute_view(made), HTTPStatus.CREATED)


@blueprint.post("/disputes/<int:dispute_id>/answer")
def answer(dispute_id: int) -> Response:
    """Answer a dispute."""
    actor = require_editor()
    given = body_as(Answer)
    with current_database().write() as session:
        answered = filing.answer_dispute(session, utc_now(), actor, dispute_id, given)
        return json_response(queries.dispute_view(answered))


@blueprint.post("/predictions/<int:prediction_id>/replies")
def reply(prediction_id: int) -> Response:
    """Reply for a pundit."""
    person = require(Access.SIGNED_IN)
    new = body_as(NewReply)
    with current_database().write() as session:
        made = filing.reply(session, utc_now(), person, prediction_id, new)
        return json_response(queries.reply_view(made), HTTPStatus.CREATED)
