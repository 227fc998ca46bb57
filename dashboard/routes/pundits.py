"""Pundits: who is on record, and what is each record worth?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.errors import NotFoundError
from dashboard import queries
from dashboard.showing import blueprint, show
from dashboard.view.pundit import PunditPage, pundit_page
from scoring.measures import MINIMUM_TO_RANK
from scoring.queries import pundit_record

MOST = 500


@dataclass(frozen=True, slots=True)
class PunditsPage:
    """Everybody by name, the first `most` of them."""

    lines: tuple[queries.PunditLine, ...]
    most: int


@blueprint.get("/pundits")
def pundits() -> str:
    """Who is on record?"""
    return show("pundits", "standings", lambda session, _: read_pundits(session))


@blueprint.get("/pundits/<slug>")
def pundit(slug: str) -> str:
    """What is this record worth?"""
    return show("pundit", "standings", lambda session, now: read_pundit(session, slug, now))


def read_pundits(session: Session) -> PunditsPage:
    """Read the list of everybody."""
    return PunditsPage(tuple(queries.everybody(session, MOST)), MOST)


def read_pundit(session: Session, slug: str, now: datetime) -> PunditPage:
    """Read one pundit's page.

    Raises:
        NotFoundError: if nobody goes by that slug.
    """
    if not queries.is_slug(slug):
        raise NotFoundError(f"there is no pundit {slug!r}")
    return pundit_page(pundit_record(session, slug, now), MINIMUM_TO_RANK)
