"""Candidates split, merged, and decisions taken back, over HTTP, with an editor's token."""

from http import HTTPStatus

from flask import Blueprint, Response, request

from accounts.api import require_editor
from core.api import body_as, json_response
from core.clock import utc_now
from core.web import current_database
from predictions import queries, reshaping, undoing
from predictions.forms import Merging, Splitting, Undoing
from predictions.rows import candidate_view

blueprint = Blueprint("reshaping_api", __name__, url_prefix="/api/v1")


@blueprint.post("/candidates/<int:candidate_id>/split")
def split(candidate_id: int) -> Response:
    """Make two candidates of one."""
    actor, wish = require_editor(), body_as(Splitting)
    with current_database().write() as session:
        parts = reshaping.split(session, utc_now(), actor, candidate_id, wish)
        return json_response([candidate_view(part) for part in parts], HTTPStatus.CREATED)


@blueprint.post("/candidates/<int:candidate_id>/merge")
def merge(candidate_id: int) -> Response:
    """Make one candidate of two."""
    actor, wish = require_editor(), body_as(Merging)
    with current_database().write() as session:
        kept = reshaping.merge(session, utc_now(), actor, candidate_id, wish)
        return json_response(candidate_view(kept))


@blueprint.post("/commentaries/<int:commentary_id>/undo")
def undo(commentary_id: int) -> Response:
    """Take back one's last decision about a commentary; answers with the candidate it was about."""
    actor = require_editor()
    if request.get_data():
        body_as(Undoing)
    with current_database().write() as session:
        number = undoing.undo_last(session, utc_now(), actor, commentary_id)
        return json_response(queries.candidate_by_id(session, number))
