"""Where everything is put together; it and `parts.py` alone know every package."""

from collections.abc import Mapping

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from core.api import LARGEST_BODY
from core.cli import Group, told_on_the_command_line
from core.config import load_settings
from core.web import CONVERTERS, attach

# Where each command is, "module:attribute": it is loaded when somebody asks for it.
COMMANDS = {
    "accounts": "accounts.account_cli:accounts",
    "backup": "core.commands:backup",
    "candidates": "predictions.cli:candidates",
    "commentary": "predictions.cli:commentary",
    "compare": "scoring.cli:show_comparison",
    "db": "core.commands:db",
    "demo": "demo.cli:demo",
    "disputes": "predictions.disputes.cli:group",
    "due": "predictions.event_cli:due",
    "evaluate": "predictions.evaluate_cli:evaluate_file",
    "event": "predictions.event_cli:event",
    "export": "scoring.exchange.cli:export_record",
    "extract": "predictions.extract_cli:extract_file",
    "funnel": "scoring.funnel_cli:show_funnels",
    "import": "scoring.exchange.cli:import_file",
    "ledger": "scoring.audit.cli:ledger",
    "outcome": "predictions.event_cli:outcome",
    "prediction": "predictions.changing.cli:prediction",
    "raters": "predictions.raters.cli:group",
    "report": "reports.cli:report",
    "restore": "core.commands:restore",
    "review": "predictions.cli:review_group",
    "score": "scoring.cli:score",
    "serve": "jobs.cli:serve",
    "source": "predictions.sources.cli:source",
    "standings": "scoring.cli:show_standings",
    "subscriber": "reports.subscriber_cli:subscriber",
    "token": "accounts.cli:token",
}


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """Return the application; `config` overrides settings from the environment.

    Nothing is opened until a request or a command needs it.
    """
    app = Flask(__name__, static_folder=None)
    app.url_map.converters.update(CONVERTERS)
    # Two slashes in an address would be answered with a redirect to whatever host was asked for.
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    app.cli = Group(app.name, later=COMMANDS)
    with told_on_the_command_line():
        settings = load_settings(config)
        attach(app, settings)
        import parts  # noqa: PLC0415 - so that importing this module stays cheap

        parts.add_to(app, settings)
    if settings.proxies:
        # Who asks is what the nearest trusted proxy saw; what lies further out can be made up.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]  # as Flask says to do it
    return app
