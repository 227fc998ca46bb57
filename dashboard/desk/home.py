"""What needs me now?"""

from flask import Response

from dashboard.desk import queries
from dashboard.desk.showing import blueprint, show


@blueprint.get("")
def home() -> Response:
    """What needs me now?"""
    return show("home", queries.home)
