"""Where did somebody say that? Pundits, claims and quotes."""

from http import HTTPStatus
from typing import Annotated, Literal

from flask import Response, make_response
from pydantic import Field
from sqlalchemy.orm import Session

from core.api import query_as
from core.errors import InvalidInputError
from core.forms import Form, Line
from dashboard import queries
from dashboard.asked import MOST_PAGES
from dashboard.kept_pages import kept_page
from dashboard.showing import blueprint, show
from dashboard.view.search import SearchPage, found_claims, found_pundits, found_quotes, search_page
from predictions.search import search, words_of

EACH = 10
ON_A_PAGE = 50

Kind = Literal["pundits", "claims", "quotes"]
KINDS: tuple[Kind, ...] = ("pundits", "claims", "quotes")


class Question(Form):
    """What is looked for; `kind` alone is shown in pages."""

    q: Line = ""
    kind: Kind | None = None
    # An address holds text only.
    page: Annotated[int, Field(ge=1, le=MOST_PAGES, strict=False)] = 1


@blueprint.get("/search")
@kept_page
def find() -> Response:
    """Where did somebody say that?"""
    try:
        asked, problem, status = query_as(Question, drop_empty=True), "", HTTPStatus.OK
    except InvalidInputError as error:
        asked, problem, status = Question(), str(error), error.status
    page = show("search", "search", lambda session, _: read_search(session, asked, problem))
    return make_response(page, status)


def read_search(session: Session, asked: Question, problem: str = "") -> SearchPage:
    """Read what is found."""
    kinds = (asked.kind,) if asked.kind else KINDS
    size = ON_A_PAGE if asked.kind else EACH
    skip = (asked.page - 1) * size
    words = words_of(asked.q)
    hits = {k: search(session, k, words, limit=size + 1, skip=skip) for k in kinds}
    pundits, claims, quotes = (hits.get(kind, [])[:size] for kind in KINDS)
    return search_page(
        asked.q,
        words,
        kind=asked.kind,
        page=asked.page,
        more=frozenset(kind for kind, some in hits.items() if len(some) > size),
        pundits=found_pundits(pundits, queries.pundits_by_id(session, [hit.id for hit in pundits])),
        claims=found_claims(claims),
        quotes=found_quotes(quotes, queries.predictions_by_id(session, [hit.id for hit in quotes])),
        problem=problem,
    )
