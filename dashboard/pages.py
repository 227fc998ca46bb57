"""The pages for readers: each route reads, builds a frozen page, and renders it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, Flask, render_template
from sqlalchemy.orm import Session

from core import formats
from core.clock import utc_now
from core.web import current_database, current_settings
from dashboard import paths, reading
from dashboard.errors import register_error_pages
from dashboard.frame import NAVIGATION, frame_of
from dashboard.view.candidate import candidate_page
from dashboard.view.commentary import commentary_page
from dashboard.view.words import words_page
from predictions.extraction.likelihood import LEXICON_VERSION, lexicon
from predictions.queries import candidate_by_id, commentaries, commentary_view
from scoring.measures import MINIMUM_TO_RANK

blueprint = Blueprint(
    "pages",
    __name__,
    static_folder="static",
    static_url_path="/static",
    template_folder="templates",
)
FILTERS: dict[str, Callable[..., str]] = {
    "percent": formats.percent,
    "score": formats.score,
    "index": formats.index,
    "day": formats.day,
    "day_of": formats.day_of,
    "moment": formats.moment,
    "count": formats.count,
    **paths.FILTERS,
}
Build = Callable[[Session, datetime], Any]


def register(app: Flask) -> None:
    """Add the pages, their filters and their error pages to an application."""
    app.register_blueprint(blueprint)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals["navigation"] = NAVIGATION
    register_error_pages(app)


def show(template: str, section: str, build: Build) -> str:
    """Read and build within one transaction, then render without it."""
    now, zone = utc_now(), current_settings().zone
    with current_database().read() as session:
        page = build(session, now)
        frame = frame_of(session, now, zone)
    return render_template(
        f"dashboard/{template}.html", page=page, frame=frame, section=section, zone=zone
    )


@blueprint.get("/")
def front() -> str:
    """Who calls it well, and how sure are we?"""
    zone = current_settings().zone
    return show("front", "standings", lambda session, now: reading.front(session, now, zone))


@blueprint.get("/pundits")
def pundits() -> str:
    """Who is on record?"""
    return show("pundits", "standings", lambda session, _: reading.pundits(session))


@blueprint.get("/pundits/<slug>")
def pundit(slug: str) -> str:
    """What is this record worth?"""
    return show("pundit", "standings", lambda session, now: reading.pundit(session, slug, now))


@blueprint.get("/events")
def events() -> str:
    """What has been forecast?"""
    return show("events", "events", reading.events)


@blueprint.get("/events/<int:number>")
def event(number: int) -> str:
    """What was forecast, what happened, how do we know?"""
    zone = current_settings().zone
    return show("event", "events", lambda session, now: reading.event(session, number, now, zone))


@blueprint.get("/commentaries")
def all_commentaries() -> str:
    """What has been read?"""
    return show("commentaries", "commentary", lambda session, _: commentaries(session))


@blueprint.get("/commentaries/<int:number>")
def commentary(number: int) -> str:
    """What exactly was said?"""
    return show(
        "commentary",
        "commentary",
        lambda session, _: commentary_page(commentary_view(session, number)),
    )


@blueprint.get("/candidates/<int:number>")
def candidate(number: int) -> str:
    """Is this a forecast, and how was it read?"""
    return show(
        "candidate",
        "commentary",
        lambda session, _: candidate_page(candidate_by_id(session, number)),
    )


@blueprint.get("/due")
def due() -> str:
    """What will we know soon?"""
    return show("due", "due", reading.due)


@blueprint.get("/corrections")
def corrections() -> str:
    """Which outcomes were amended?"""
    zone = current_settings().zone
    return show(
        "corrections", "corrections", lambda session, now: reading.corrected(session, now, zone)
    )


@blueprint.get("/method")
def method() -> str:
    """How is this done?"""
    return show("method", "method", lambda _session, _now: MINIMUM_TO_RANK)


@blueprint.get("/method/words")
def words() -> str:
    """How are words of chance read?"""
    return show("words", "method", lambda _session, _now: words_page(LEXICON_VERSION, lexicon()))
