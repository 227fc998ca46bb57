"""How every page is made: read and build within one transaction, then render without it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from core.clock import utc_now
from core.web import current_database, current_settings
from dashboard.frame import frame_of

blueprint = Blueprint(
    "pages",
    __name__,
    static_folder="static",
    static_url_path="/static",
    template_folder="templates",
)
Build = Callable[[Session, datetime], Any]


def show(template: str, section: str, build: Build) -> str:
    """Read and build a page, then render it; `section` is where it stands in the navigation."""
    now, settings = utc_now(), current_settings()
    zone, base_url = settings.zone, settings.base_url.rstrip("/")
    with current_database().read() as session:
        page = build(session, now)
        frame = frame_of(session, now, zone)
    return render_template(
        f"dashboard/{template}.html",
        page=page,
        frame=frame,
        section=section,
        zone=zone,
        base_url=base_url,
    )
