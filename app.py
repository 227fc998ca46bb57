"""Where everything is put together; the one place that knows every package."""

from collections.abc import Mapping

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import access
import accounts.cli
import core.commands
import demo.cli
import jobs.cli
import jobs.desk_health
import jobs.health
import predictions.api
import predictions.changing.api
import predictions.cli
import predictions.disputes.api
import predictions.disputes.cli
import predictions.feeds.api
import predictions.feeds.cli
import predictions.fetching.api
import predictions.fetching.cli
import predictions.raters.api
import predictions.raters.cli
import predictions.sources.api
import reports.api
import reports.cli
import reports.subscribing
import scoring.api
import scoring.audit.cli
import scoring.cli
import scoring.exchange.cli
from accounts import guard
from core.api import LARGEST_BODY
from core.cli import told_on_the_command_line
from core.config import load_settings
from core.problems import register_problems
from core.security import register_security_headers
from core.web import CONVERTERS, attach
from dashboard import pages
from dashboard.desk import routes as desk
from predictions.own_calendar import use_own_calendar

COMMANDS = (
    core.commands,
    accounts.cli,
    predictions.cli,
    predictions.feeds.cli,
    predictions.fetching.cli,
    predictions.raters.cli,
    predictions.disputes.cli,
    scoring.cli,
    scoring.audit.cli,
    scoring.exchange.cli,
    reports.cli,
    jobs.cli,
    demo.cli,
)
BLUEPRINTS = (
    predictions.api.blueprint,
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


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """Return the application; `config` overrides settings from the environment.

    Nothing is opened until a request or a command needs it.
    """
    app = Flask(__name__, static_folder=None)
    app.url_map.converters.update(CONVERTERS)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    with told_on_the_command_line():
        settings = load_settings(config)
        use_own_calendar(settings.calendar)
        attach(app, settings)
    if settings.proxies:
        # Who asks is what the nearest trusted proxy saw; what lies further out can be made up.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]  # as Flask says to do it
    register_problems(app)
    register_security_headers(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    pages.register(app)
    # What stands around the pages of packages that do not know each other.
    app.jinja_env.globals["layout"] = "dashboard/_layout.html"
    desk.register(app)
    guard.register(app, access.TABLE, access.WITHOUT_FORM_TOKEN)
    for commands in COMMANDS:
        commands.register(app)
    return app
