"""Feeds over HTTP: open to readers, written with an editor's token."""

from http import HTTPStatus

from flask import Blueprint, Response

from accounts.api import require_editor
from core.api import body_as, json_response
from core.clock import utc_now
from core.web import current_database
from predictions.feeds import service
from predictions.feeds.forms import NewFeed
from predictions.sources.queries import source_by_id

blueprint = Blueprint("feeds_api", __name__, url_prefix="/api/v1")


@blueprint.get("/feeds")
def list_feeds() -> Response:
    """List the feeds that are read, and which cannot be."""
    with current_database().read() as session:
        return json_response(service.feeds(session))


@blueprint.post("/feeds")
def subscribe() -> Response:
    """Have a feed read from now on, as a source with its intake rule."""
    actor = require_editor()
    new = body_as(NewFeed)
    with current_database().write() as session:
        made = service.subscribe(session, utc_now(), actor, new)
        return json_response(source_by_id(session, made.source_id), HTTPStatus.CREATED)
