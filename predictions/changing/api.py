"""Changes to what is on record, over HTTP, with an editor's token."""

from http import HTTPStatus

from flask import Blueprint, Response

from accounts.api import require_editor
from core.api import body_as, json_response
from core.clock import utc_now
from core.web import current_database
from predictions import queries
from predictions.changing.forms import Merge, Split
from predictions.changing.merging import merge
from predictions.changing.moving import split
from predictions.changing.services import OF_PREDICTIONS
from predictions.rows import event_view, prediction_view

blueprint = Blueprint("changing_api", __name__, url_prefix="/api/v1")


@blueprint.get("/predictions/<int:prediction_id>")
def show_prediction(prediction_id: int) -> Response:
    """Show a prediction, withdrawn or not."""
    with current_database().read() as session:
        return json_response(queries.prediction_by_id(session, prediction_id))


@blueprint.patch("/predictions/<int:prediction_id>")
def edit_prediction(prediction_id: int) -> Response:
    """Correct how a prediction is read, or whose it is."""
    return _changed(prediction_id, "edit")


@blueprint.post("/predictions/<int:prediction_id>/withdraw")
def withdraw(prediction_id: int) -> Response:
    """Take a prediction out of what is scored; it stays visible."""
    return _changed(prediction_id, "withdraw")


@blueprint.post("/predictions/<int:prediction_id>/reinstate")
def reinstate(prediction_id: int) -> Response:
    """Let a withdrawn prediction stand again."""
    return _changed(prediction_id, "reinstate")


@blueprint.post("/predictions/<int:prediction_id>/link")
def link(prediction_id: int) -> Response:
    """Note that a prediction restates an earlier one."""
    return _changed(prediction_id, "link")


@blueprint.post("/predictions/<int:prediction_id>/unlink")
def unlink(prediction_id: int) -> Response:
    """Note that a prediction is a statement of its own after all."""
    return _changed(prediction_id, "unlink")


@blueprint.post("/predictions/<int:prediction_id>/move")
def move(prediction_id: int) -> Response:
    """Put a prediction with another event."""
    return _changed(prediction_id, "move")


@blueprint.post("/events/<int:event_id>/split")
def split_event(event_id: int) -> Response:
    """Make a new event of some predictions of another."""
    actor, wish, now = require_editor(), body_as(Split), utc_now()
    with current_database().write() as session:
        made = split(session, now, actor, event_id, wish)
        return json_response(event_view(made, now), HTTPStatus.CREATED)


@blueprint.post("/events/<int:event_id>/merge")
def merge_event(event_id: int) -> Response:
    """Have an event go into another."""
    actor, wish, now = require_editor(), body_as(Merge), utc_now()
    with current_database().write() as session:
        return json_response(event_view(merge(session, now, actor, event_id, wish), now))


def _changed(prediction_id: int, how: str) -> Response:
    form, service = OF_PREDICTIONS[how]
    actor, wish = require_editor(), body_as(form)
    with current_database().write() as session:
        row = service(session, utc_now(), actor, prediction_id, wish)
        return json_response(prediction_view(row))
