"""Atom feeds: what came on record, what was decided, what was amended, and one per pundit."""

from collections.abc import Callable, Iterable
from datetime import datetime

from flask import Response, make_response
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from core.clock import utc_now
from core.errors import NotFoundError
from core.ledger import first_hash
from core.web import current_database, current_settings
from dashboard import queries
from dashboard.atom import Feed, Item, atom_of
from dashboard.kept_pages import kept_page
from dashboard.showing import blueprint
from dashboard.view.corrections import corrections
from dashboard.view.news import corrected_items, decided_items, predicted_items
from predictions.models import Prediction
from predictions.queries import events_by_id, pundit_with_slug

NEWEST = 50
Read = Callable[[Session, datetime], Feed]


@blueprint.get("/feeds/predictions.atom")
@kept_page
def predictions_feed() -> Response:
    """What came on record."""
    return feed(
        lambda session, now: _feed(
            session, "New predictions", "/feeds/predictions.atom", "/", _predicted(session, now)
        )
    )


@blueprint.get("/feeds/outcomes.atom")
@kept_page
def outcomes_feed() -> Response:
    """What was decided."""
    return feed(
        lambda session, now: _feed(
            session,
            "Outcomes",
            "/feeds/outcomes.atom",
            "/events",
            decided_items(queries.latest_decided(session, now, NEWEST)),
        )
    )


@blueprint.get("/feeds/corrections.atom")
@kept_page
def corrections_feed() -> Response:
    """What was amended."""
    zone = current_settings().zone
    return feed(
        lambda session, now: _feed(
            session,
            "Corrections",
            "/feeds/corrections.atom",
            "/corrections",
            corrected_items(corrections(queries.latest_amended(session, now, NEWEST), zone)),
        )
    )


@blueprint.get("/pundits/<slug>.atom")
@kept_page
def pundit_feed(slug: str) -> Response:
    """What came on record from one pundit."""

    def read(session: Session, now: datetime) -> Feed:
        if not queries.is_slug(slug):
            raise NotFoundError(f"there is no pundit {slug!r}")
        pundit = pundit_with_slug(session, slug)
        said = _predicted(session, now, Prediction.pundit_id == pundit.id)
        about = f"/pundits/{slug}"
        return _feed(session, f"Predictions of {pundit.name}", f"{about}.atom", about, said)

    return feed(read)


def feed(read: Read) -> Response:
    """Read a feed and return it as XML."""
    with current_database().read() as session:
        found = read(session, utc_now())
    response = make_response(atom_of(found, current_settings().base_url.rstrip("/")))
    response.content_type = "application/atom+xml; charset=utf-8"
    return response


def _feed(session: Session, title: str, path: str, about: str, items: Iterable[Item]) -> Feed:
    return Feed(first_hash(session), f"Calledit: {title}", path, about, tuple(items))


def _predicted(session: Session, now: datetime, *conditions: ColumnElement[bool]) -> Iterable[Item]:
    recorded = queries.latest_recorded(session, NEWEST, *conditions)
    events = events_by_id(session, sorted({said.event_id for said, _ in recorded}), now)
    return predicted_items([(said, events[said.event_id], at) for said, at in recorded])
