"""Commands about feeds, which stand among those about sources."""

from typing import Any

import click

from core.cli import as_json, command, emit, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database, current_settings
from predictions.feeds import service
from predictions.feeds.forms import NewFeed
from predictions.feeds.service import FeedView
from predictions.sources.cli import rule_options, rule_words
from predictions.sources.queries import source_by_id

COLUMNS = ("source", "feed", "pundit", "last read", "next", "trouble")


@command("subscribe")
@click.argument("feed", metavar="URL")
@click.option("--name", required=True, help="What the source is called.")
@click.option("--pundit", help="Whose feed it is; otherwise each item names its author.")
@click.option("--publication", help="Where its commentary appears.")
@rule_options
@as_json
def subscribe(as_json: bool, **given: Any) -> None:
    r"""Have the scheduler read the feed at URL; each item goes through the source's rule.

    \b
    flask source subscribe https://example.org/feed.xml --name "Her column" --pundit "Her Name"
    """
    del as_json
    new = form_from(NewFeed, given)
    with current_database().write() as session:
        made = service.subscribe(session, utc_now(), current_settings().actor, new)
        view = source_by_id(session, made.source_id)
    say(
        view,
        f"Source {view.name!r} is on record; it takes in {rule_words(view.rule)}.",
        "The scheduler reads its feed within a minute; or run: python -m jobs --once feeds",
    )


@command("feeds")
@as_json
def list_feeds(as_json: bool) -> None:
    """List the feeds that are read, and which cannot be."""
    del as_json
    with current_database().read() as session:
        rows = service.feeds(session)
    emit(rows, COLUMNS, [_row(row) for row in rows])


def _row(row: FeedView) -> tuple[object, ...]:
    if row.closed_at:
        return row.name, row.url, row.pundit or None, row.checked_at, None, "closed"
    trouble = row.failure.last_error if row.failure else None
    return row.name, row.url, row.pundit or None, row.checked_at, row.next_check_at, trouble
