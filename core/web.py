"""What request handlers and commands find in the application they run in."""

from typing import cast

from flask import Flask, current_app
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter

from core import failpoints
from core.config import Settings
from core.db import Database
from core.forms import LARGEST_ID


class IdConverter(IntegerConverter):
    """A number in an address; one that no database can hold is not found, rather than an error."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=1, max=LARGEST_ID)


class WordConverter(UnicodeConverter):
    """A word in an address; no database can look up a control character."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map)
        self.regex = r"[^/\x00-\x1f]+"


CONVERTERS = {"int": IdConverter, "default": WordConverter, "string": WordConverter}

_SETTINGS = "calledit.settings"
_DATABASE = "calledit.database"


def attach(app: Flask, settings: Settings) -> None:
    """Give an application its settings and its database; nothing is opened yet."""
    failpoints.arm(settings.failpoints)
    app.extensions[_SETTINGS] = settings
    app.extensions[_DATABASE] = Database(settings.database_url)


def settings_of(app: Flask) -> Settings:
    """Return the settings of an application."""
    return cast("Settings", app.extensions[_SETTINGS])


def database_of(app: Flask) -> Database:
    """Return the database of an application."""
    return cast("Database", app.extensions[_DATABASE])


def current_settings() -> Settings:
    """Return the settings of the application that runs."""
    return settings_of(current_app)


def current_database() -> Database:
    """Return the database of the application that runs."""
    return database_of(current_app)
