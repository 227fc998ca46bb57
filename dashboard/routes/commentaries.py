"""Commentary: what has been read, and what exactly was said?"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dashboard.asked import page_asked
from dashboard.kept_pages import kept_page
from dashboard.queries import commentary_count
from dashboard.showing import blueprint, show
from dashboard.view.candidate import candidate_page
from dashboard.view.commentary import commentary_page
from dashboard.view.paging import Paging, paging
from predictions import queries
from predictions.views import CommentaryRow

ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class CommentariesPage:
    """Commentary, newest first, a page of it."""

    rows: tuple[CommentaryRow, ...]
    paging: Paging


@blueprint.get("/commentaries")
@kept_page
def commentaries() -> str:
    """What has been read?"""
    number = page_asked()
    return show("commentaries", "commentary", lambda session, _: read_list(session, number))


def read_list(session: Session, number: int) -> CommentariesPage:
    """Read a page of the list of commentary."""
    where = paging(number, ON_A_PAGE, commentary_count(session), "/commentaries")
    rows = queries.commentaries(session, where.size, where.skip)
    return CommentariesPage(tuple(rows), where)


@blueprint.get("/commentaries/<int:number>")
@kept_page
def commentary(number: int) -> str:
    """What exactly was said?"""
    return show(
        "commentary",
        "commentary",
        lambda session, _: commentary_page(queries.commentary_view(session, number)),
    )


@blueprint.get("/candidates/<int:number>")
@kept_page
def candidate(number: int) -> str:
    """Is this a forecast, and how was it read?"""
    return show(
        "candidate",
        "commentary",
        lambda session, _: candidate_page(
            queries.candidate_by_id(session, number),
            queries.prediction_of_candidate(session, number),
        ),
    )
