"""The pages for readers: `routes` has a module for each kind, `showing` makes them all."""

from collections.abc import Callable

from flask import Flask

from core import formats
from dashboard import kept_pages, paths, who
from dashboard.errors import register_error_pages
from dashboard.frame import NAVIGATION
from dashboard.routes import (
    accounts,
    cards,
    commentaries,
    compare,
    disputes,
    downloads,
    entering,
    events,
    feeds,
    front,
    method,
    pundits,
    raters,
    search,
    waiting,
)
from dashboard.showing import blueprint

# Each adds its routes to the blueprint.
ROUTES = (
    front,
    pundits,
    compare,
    events,
    commentaries,
    waiting,
    method,
    search,
    downloads,
    feeds,
    cards,
    accounts,
    entering,
    disputes,
    raters,
)
FILTERS: dict[str, Callable[..., str]] = {
    "percent": formats.percent,
    "score": formats.score,
    "index": formats.index,
    "signed": formats.signed,
    "mean_score": formats.mean_score,
    "day": formats.day,
    "day_of": formats.day_of,
    "moment": formats.moment,
    "count": formats.count,
    **paths.FILTERS,
}


def register(app: Flask) -> None:
    """Add the pages, their filters and their error pages to an application."""
    app.register_blueprint(blueprint)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["navigation"] = NAVIGATION
    who.register(app)
    kept_pages.register(app)
    register_error_pages(app)
