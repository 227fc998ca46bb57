"""Every route of the desk: each module adds its own to the blueprint."""

from flask import Flask

from dashboard.desk import adding, deciding, home, reviewing, ruling
from dashboard.desk.showing import blueprint

ROUTES = (home, adding, reviewing, deciding, ruling)


def register(app: Flask) -> None:
    """Add the desk to an application."""
    app.register_blueprint(blueprint)
