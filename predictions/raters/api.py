"""Second rulings over HTTP."""

from http import HTTPStatus

from flask import Blueprint, Response

from accounts.api import require_editor
from core.api import body_as, json_response
from core.clock import utc_now
from core.web import current_database
from predictions.forms import NewOutcome
from predictions.raters import queries, ruling
from predictions.raters.forms import Wish
from predictions.raters.queries import second_ruling_view

blueprint = Blueprint("raters_api", __name__, url_prefix="/api/v1")


@blueprint.get("/raters")
def show_raters() -> Response:
    """Show how well raters agree, what waits for one, and what is settled."""
    with current_database().read() as session:
        return json_response(queries.raters(session))


@blueprint.post("/events/<int:event_id>/rulings/ask")
def ask(event_id: int) -> Response:
    """Ask for two independent rulings on an event."""
    actor = require_editor()
    wish = body_as(Wish)
    with current_database().write() as session:
        made = ruling.ask(session, utc_now(), actor, event_id, wish)
        return json_response(second_ruling_view(made), HTTPStatus.CREATED)


@blueprint.post("/events/<int:event_id>/rulings")
def give(event_id: int) -> Response:
    """Take down what a rater says, unseen."""
    actor = require_editor()
    new = body_as(NewOutcome)
    with current_database().write() as session:
        wish = ruling.give(session, utc_now(), actor, event_id, new)
        return json_response(second_ruling_view(wish), HTTPStatus.CREATED)


@blueprint.post("/events/<int:event_id>/rulings/withdraw")
def withdraw(event_id: int) -> Response:
    """Take back the wish for a second ruling."""
    actor = require_editor()
    wish = body_as(Wish)
    with current_database().write() as session:
        found = ruling.withdraw(session, utc_now(), actor, event_id, wish)
        return json_response(second_ruling_view(found))
