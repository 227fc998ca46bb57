"""Two pundits side by side: is one better than the other?"""

from http import HTTPStatus

from flask import Response, make_response, request
from sqlalchemy.orm import Session

from core.api import query_as
from core.errors import CalleditError
from dashboard import queries
from dashboard.kept_pages import kept_page
from dashboard.showing import blueprint, show
from dashboard.view.comparison import ComparePage, compare_page
from scoring.comparison import compare as compared
from scoring.forms import TwoPundits


@blueprint.get("/compare")
@kept_page
def compare() -> Response:
    """Is one better than the other?"""
    status = HTTPStatus.OK

    def build(session: Session) -> ComparePage:
        nonlocal status
        try:
            return read_pair(session) if {"a", "b"} <= chosen() else read_choice(session)
        except CalleditError as error:
            status = error.status
            return read_choice(session, str(error))

    return make_response(show("compare", "standings", lambda session, _: build(session)), status)


def chosen() -> set[str]:
    """Return which parameters hold something."""
    return {name for name, value in request.args.items() if value}


def read_pair(session: Session) -> ComparePage:
    """Read the page of two.

    Raises:
        CalleditError: if nobody goes by one of the words, or both are the same.
    """
    pair = query_as(TwoPundits)
    return compare_page(compared(session, pair.a, pair.b), queries.much_scored(session))


def read_choice(session: Session, problem: str = "") -> ComparePage:
    """Read the page on which two are chosen."""
    pundits, a = queries.much_scored(session), request.args.get("a", "")
    return ComparePage(
        a=a,
        b=request.args.get("b", ""),
        pundits=tuple(pundits),
        neighbours=() if problem else tuple(queries.sharing_with(session, a)),
        problem=problem,
    )
