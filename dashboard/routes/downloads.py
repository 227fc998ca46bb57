"""What each page shows, as a CSV file at the page's address with `.csv` behind it."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, make_response, request
from sqlalchemy.orm import Session

from core.api import query_as
from core.clock import utc_now
from core.errors import NotFoundError
from core.web import current_database
from dashboard import queries
from dashboard.asked import page_asked
from dashboard.csv_files import csv_of
from dashboard.kept_pages import kept_page
from dashboard.showing import blueprint
from dashboard.view import tables
from dashboard.view.tables import Table
from dashboard.view.words import phrase_rows
from predictions.extraction.likelihood import LEXICON_VERSION, lexicon
from predictions.queries import all_events, commentaries, event_by_id, undecided_events
from scoring.comparison import compare
from scoring.forms import Selection, TwoPundits
from scoring.queries import calls_of_event, pundit_record, standings

# A file holds as many rows; `?page=2` has the next, and the header Link says where they are.
ROWS = 10_000
Read = Callable[[Session, datetime], Table]


def download(read: Read, *, page: int | None = None) -> Response:
    """Return a table as a file; with `page`, it is one of several if it is full."""
    with current_database().read() as session:
        table = read(session, utc_now())
    response = make_response(csv_of(table))
    response.content_type = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    if page is not None and len(table.rows) == ROWS:
        response.headers["Link"] = f'<{request.path}?page={page + 1}>; rel="next"'
    return response


@blueprint.get("/standings.csv")
@kept_page
def standings_csv() -> Response:
    """Everybody's standing in a selection."""
    selection = query_as(Selection, drop_empty=True)
    return download(lambda session, _: tables.standings_table(standings(session, selection)))


@blueprint.get("/compare.csv")
@kept_page
def compare_csv() -> Response:
    """What two pundits said about the events that they share."""
    pair = query_as(TwoPundits)
    return download(lambda session, _: tables.comparison_table(compare(session, pair.a, pair.b)))


@blueprint.get("/pundits/<slug>.csv")
@kept_page
def pundit_csv(slug: str) -> Response:
    """One pundit's calls, newest first."""
    page = page_asked()

    def read(session: Session, now: datetime) -> Table:
        if not queries.is_slug(slug):
            raise NotFoundError(f"there is no pundit {slug!r}")
        record = pundit_record(session, slug, now, limit=ROWS, skip=_skip(page))
        return tables.calls_table(slug, record.calls)

    return download(read, page=page)


@blueprint.get("/events.csv")
@kept_page
def events_csv() -> Response:
    """Events, the latest deadline first."""
    page = page_asked()
    return download(
        lambda session, now: tables.events_table(
            "events", all_events(session, now, ROWS, _skip(page))
        ),
        page=page,
    )


@blueprint.get("/due.csv")
@kept_page
def due_csv() -> Response:
    """Events without an outcome, soonest first."""
    page = page_asked()
    return download(
        lambda session, now: tables.events_table(
            "due", undecided_events(session, now, limit=ROWS, skip=_skip(page))
        ),
        page=page,
    )


@blueprint.get("/events/<int:number>.csv")
@kept_page
def event_csv(number: int) -> Response:
    """What everybody said about one event."""

    def read(session: Session, now: datetime) -> Table:
        event_by_id(session, number, now)
        return tables.calls_table(f"event-{number}", calls_of_event(session, number, now))

    return download(read)


@blueprint.get("/commentaries.csv")
@kept_page
def commentaries_csv() -> Response:
    """Commentary, newest first."""
    page = page_asked()
    return download(
        lambda session, _: tables.commentaries_table(commentaries(session, ROWS, _skip(page))),
        page=page,
    )


@blueprint.get("/corrections.csv")
@kept_page
def corrections_csv() -> Response:
    """Every ruling of events whose outcome was amended."""
    return download(
        lambda session, now: tables.corrections_table(
            decided.event for decided in queries.latest_amended(session, now, ROWS)
        )
    )


@blueprint.get("/method/words.csv")
@kept_page
def words_csv() -> Response:
    """The lexicon."""
    return download(lambda _, __: tables.words_table(LEXICON_VERSION, phrase_rows(lexicon())))


def _skip(page: int) -> int:
    return (page - 1) * ROWS
