"""Events that two people rule on: how well they agree."""

from dashboard.kept_pages import kept_page
from dashboard.showing import blueprint, show
from dashboard.view.raters import raters_page
from predictions.raters.queries import raters as read_raters


@blueprint.get("/raters")
@kept_page
def raters() -> str:
    """Would somebody else have ruled the same?"""
    return show("raters", "method", lambda session, _now: raters_page(read_raters(session)))
