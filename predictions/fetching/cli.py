"""The command that fetches a commentary by its address."""

from typing import Any

import click

from core import formats
from core.cli import as_json, command, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database, current_settings
from predictions import intake
from predictions.fetching.current import current_fetcher
from predictions.fetching.forms import FetchedCommentary
from predictions.fetching.found import Page
from predictions.fetching.proposing import commentary_of, page_of
from predictions.rows import candidate_view
from predictions.sources.items import take_in
from predictions.sources.queries import not_taken


@command("fetch")
@click.argument("url")
@click.option("--pundit", help="Who says it; otherwise whom the page names.")
@click.option("--said-on", metavar="DATE", help="The day it was said; otherwise the page's.")
@click.option("--publication", help="Where it was said; otherwise the page's.")
@click.option("--title", help="Its title; otherwise the page's.")
@click.option("--source", help="Whence it comes; its rule decides whether it is taken.")
@click.option("--dry-run", is_flag=True, help="Show what the page says; store nothing.")
@as_json
def fetch(url: str, dry_run: bool, as_json: bool, **said: Any) -> None:
    """Store the main text of the page at URL and the candidates found in it."""
    del as_json
    wish = form_from(FetchedCommentary, {"url": url, **said})
    answer = current_fetcher().fetch(wish.url)
    page = page_of(answer)
    if dry_run:
        say(page, *_lines(page))
        return
    new = commentary_of(page, answer.url, wish.model_dump(exclude={"url"}))
    drafts = intake.read_commentary(new)
    with current_database().write() as session:
        arrival = take_in(session, utc_now(), current_settings().actor, new, drafts)
        if arrival.intake is None:
            say(left := not_taken(session, arrival), f"Not taken: {left['why']}.")
            return
        found = [candidate_view(row) for row in arrival.intake.candidates]
    made = arrival.intake.commentary
    say(
        {"id": made.id, "sha256": made.sha256, "candidates": found},
        f"Commentary {made.id} is on record: {new.title!r} by {new.pundit}, {new.said_on}.",
        f"{formats.count(len(found), 'candidate')} wait for review: flask candidates",
    )


def _lines(page: Page) -> list[str]:
    facts = {
        "title": page.title,
        "author": page.author,
        "publication": page.publication,
        "said on": page.said_on.isoformat() if page.said_on else "",
        "feeds": ", ".join(page.feeds),
    }
    return [*(f"{name}: {value or '–'}" for name, value in facts.items()), "", page.text]
