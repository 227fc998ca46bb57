"""Pundits: who is on record, and what is each record worth?"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from core.errors import NotFoundError
from dashboard import queries
from dashboard.asked import page_asked
from dashboard.kept_pages import kept_page
from dashboard.showing import blueprint, show
from dashboard.view.paging import Paging, paging
from dashboard.view.portrait import portrait_page
from dashboard.view.pundit import PunditPage, pundit_page
from predictions.disputes.queries import talk_about_pundit
from predictions.disputes.views import Talk
from predictions.queries import pundit_with_slug
from scoring.measures import MINIMUM_TO_RANK
from scoring.queries import pundit_record
from scoring.telling import portrait_of, telling_calls

PUNDITS_ON_A_PAGE = 200
CALLS_ON_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class PunditsPage:
    """Everybody by name, a page of them."""

    lines: tuple[queries.PunditLine, ...]
    paging: Paging


@blueprint.get("/pundits")
@kept_page
def pundits() -> str:
    """Who is on record?"""
    number = page_asked()
    return show("pundits", "standings", lambda session, _: read_pundits(session, number))


@blueprint.get("/pundits/<slug>")
@kept_page
def pundit(slug: str) -> str:
    """What is this record worth?"""
    number = page_asked()
    return show("pundit", "standings", lambda session, now: read_pundit(session, slug, now, number))


def read_pundits(session: Session, number: int) -> PunditsPage:
    """Read a page of the list of everybody."""
    where = paging(number, PUNDITS_ON_A_PAGE, queries.pundit_count(session), "/pundits")
    return PunditsPage(tuple(queries.everybody(session, where.size, where.skip)), where)


def read_pundit(session: Session, slug: str, now: datetime, number: int = 1) -> PunditPage:
    """Read one pundit's page: the portrait and the newest calls, or a later page of calls.

    Raises:
        NotFoundError: if nobody goes by that slug, or there is no such page.
    """
    if not queries.is_slug(slug):
        raise NotFoundError(f"there is no pundit {slug!r}")
    skip = (number - 1) * CALLS_ON_A_PAGE
    record = pundit_record(session, slug, now, limit=CALLS_ON_A_PAGE, skip=skip)
    where = paging(number, CALLS_ON_A_PAGE, record.funnel.on_record, f"/pundits/{slug}")
    portrait, talk = None, Talk()
    if number == 1:
        pundit_id = pundit_with_slug(session, slug).id
        portrait = portrait_page(
            record.pundit.name,
            portrait_of(session, pundit_id),
            telling_calls(session, pundit_id, now),
            MINIMUM_TO_RANK,
        )
        talk = talk_about_pundit(session, pundit_id)
    return replace(pundit_page(record, MINIMUM_TO_RANK, where, portrait), talk=talk)
