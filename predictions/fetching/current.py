"""The fetcher of the application that runs."""

from typing import cast

from flask import Flask, current_app

from predictions.fetching.fetch import Fetcher

_FETCHER = "calledit.fetcher"


def set_fetcher(app: Flask, fetcher: Fetcher) -> None:
    """Have an application fetch by this; tests serve where production must never go."""
    app.extensions[_FETCHER] = fetcher


def current_fetcher() -> Fetcher:
    """Return what the application that runs fetches by: public addresses only, unless set."""
    return cast("Fetcher", current_app.extensions.get(_FETCHER) or Fetcher())
