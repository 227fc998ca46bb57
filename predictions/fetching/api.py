"""Fetching a commentary over HTTP, with an editor's token."""

from http import HTTPStatus

from flask import Blueprint, Response

from accounts.api import require_editor
from core.api import body_as, json_response
from core.clock import utc_now
from core.web import current_database
from predictions import intake
from predictions.fetching.current import current_fetcher
from predictions.fetching.forms import FetchedCommentary
from predictions.fetching.proposing import commentary_of, page_of
from predictions.rows import candidate_view
from predictions.sources.items import take_in
from predictions.sources.queries import not_taken

blueprint = Blueprint("fetching_api", __name__, url_prefix="/api/v1")


@blueprint.post("/commentaries/fetch")
def fetch() -> Response:
    """Store the main text of a page and the candidates found in it."""
    actor = require_editor()
    wish = body_as(FetchedCommentary)
    answer = current_fetcher().fetch(wish.url)
    new = commentary_of(page_of(answer), answer.url, wish.model_dump(exclude={"url"}))
    drafts = intake.read_commentary(new)
    with current_database().write() as session:
        arrival = take_in(session, utc_now(), actor, new, drafts)
        if arrival.intake is None:
            return json_response(not_taken(session, arrival))
        found = [candidate_view(row) for row in arrival.intake.candidates]
    made = arrival.intake.commentary
    body = {"id": made.id, "sha256": made.sha256, "candidates": found}
    return json_response(body, HTTPStatus.CREATED)
