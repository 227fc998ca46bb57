"""What an application consists of beside commands.

Apart from `app.py`, because loading it takes as long as numpy, the extraction and all pages do:
`create_app` needs that, who imports `app` alone does not.
"""

from flask import Flask

import access
import jobs.desk_health
import jobs.health
import predictions.api
import predictions.changing.api
import predictions.disputes.api
import predictions.feeds.api
import predictions.fetching.api
import predictions.raters.api
import predictions.reshaping_api
import predictions.sources.api
import reports.api
import reports.subscribing
import scoring.api
from accounts import guard
from core.config import Settings
from core.problems import register_problems
from core.security import register_security_headers
from dashboard import pages
from dashboard.desk import routes as desk
from predictions.own_calendar import use_own_calendar

BLUEPRINTS = (
    predictions.api.blueprint,
    predictions.reshaping_api.blueprint,
    predictions.changing.api.blueprint,
    predictions.sources.api.blueprint,
    predictions.feeds.api.blueprint,
    predictions.fetching.api.blueprint,
    predictions.raters.api.blueprint,
    predictions.disputes.api.blueprint,
    scoring.api.blueprint,
    reports.api.blueprint,
    reports.subscribing.blueprint,
    jobs.health.blueprint,
)


def add_to(app: Flask, settings: Settings) -> None:
    """Add the API, the pages, the desk and the guard at the door to an application."""
    use_own_calendar(settings.calendar)
    register_problems(app)
    register_security_headers(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    pages.register(app)
    # What stands around the pages of packages that do not know each other.
    app.jinja_env.globals["layout"] = "dashboard/_layout.html"
    desk.register(app)
    guard.register(app, access.TABLE, access.WITHOUT_FORM_TOKEN)
