"""Sources over HTTP: open to readers, written with an editor's token."""

from http import HTTPStatus

from flask import Blueprint, Response

from accounts.api import require_editor
from core.api import body_as, json_response
from core.clock import utc_now
from core.web import current_database
from predictions.sources import queries, service
from predictions.sources.forms import Closing, NewSource, RuleChange

blueprint = Blueprint("sources_api", __name__, url_prefix="/api/v1")


@blueprint.get("/sources")
def list_sources() -> Response:
    """List sources with their rules and what became of what was seen."""
    with current_database().read() as session:
        return json_response(queries.sources(session))


@blueprint.post("/sources")
def add_source() -> Response:
    """Enter a source with its intake rule."""
    actor = require_editor()
    new = body_as(NewSource)
    with current_database().write() as session:
        made = service.add_source(session, utc_now(), actor, new)
        return json_response(queries.source_by_id(session, made.id), HTTPStatus.CREATED)


@blueprint.get("/sources/<int:source_id>")
def show_source(source_id: int) -> Response:
    """Show one source."""
    with current_database().read() as session:
        return json_response(queries.source_by_id(session, source_id))


@blueprint.get("/sources/<int:source_id>/items")
def show_items(source_id: int) -> Response:
    """Show what was seen of a source, newest first."""
    with current_database().read() as session:
        source = queries.source_by_id(session, source_id)
        return json_response(queries.items_of(session, source))


@blueprint.post("/sources/<int:source_id>/rules")
def change_rule(source_id: int) -> Response:
    """Give a source another intake rule from now on."""
    actor = require_editor()
    wish = body_as(RuleChange)
    with current_database().write() as session:
        name = queries.source_by_id(session, source_id).name
        service.change_rule(session, utc_now(), actor, name, wish)
        return json_response(queries.source_by_id(session, source_id), HTTPStatus.CREATED)


@blueprint.post("/sources/<int:source_id>/close")
def close_source(source_id: int) -> Response:
    """Take nothing more from a source."""
    actor = require_editor()
    wish = body_as(Closing)
    with current_database().write() as session:
        name = queries.source_by_id(session, source_id).name
        service.close_source(session, utc_now(), actor, name, wish)
        return json_response(queries.source_by_id(session, source_id))
