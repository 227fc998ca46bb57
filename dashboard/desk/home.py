"""What needs me now?"""

from flask import Response

from dashboard.desk import queries
from dashboard.desk.showing import blueprint, editor, show


@blueprint.get("")
def home() -> Response:
    """What needs me now?"""
    who = editor()
    return show("home", lambda session, now: queries.home(session, now, who))
