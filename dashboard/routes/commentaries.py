"""Commentary: what has been read, and what exactly was said?"""

from dashboard.kept_pages import kept_page
from dashboard.showing import blueprint, show
from dashboard.view.candidate import candidate_page
from dashboard.view.commentary import commentary_page
from predictions import queries


@blueprint.get("/commentaries")
@kept_page
def commentaries() -> str:
    """What has been read?"""
    return show("commentaries", "commentary", lambda session, _: queries.commentaries(session))


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
        lambda session, _: candidate_page(queries.candidate_by_id(session, number)),
    )
