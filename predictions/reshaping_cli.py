"""Commands that split and merge candidates, and take one's last decision back."""

from typing import Any

import click

from core.cli import RECORD_ID, as_json, command, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database, current_settings
from predictions import queries, reshaping, undoing
from predictions.changing.cli import version
from predictions.forms import Merging, Splitting
from predictions.rows import candidate_view


@command("split")
@click.argument("candidate", metavar="ID", type=RECORD_ID)
@click.option("--first", required=True, help="The words of one, exactly as they stand in it.")
@click.option("--second", required=True, help="The words of the other.")
@click.option("--first-claim", help="What the first says; otherwise as before.")
@click.option("--second-claim", help="What the second says; otherwise its words.")
@version
@as_json
def split(candidate: int, as_json: bool, **fields: Any) -> None:
    """Make two candidates of candidate ID: two forecasts in one."""
    del as_json
    wish = form_from(Splitting, fields)
    with current_database().write() as session:
        parts = reshaping.split(session, utc_now(), current_settings().actor, candidate, wish)
        first, second = (candidate_view(part) for part in parts)
    say(
        [first, second],
        f"Candidate {first.id} is now: {first.quote}",
        f"Candidate {second.id} is new: {second.quote}",
    )


@command("merge")
@click.argument("candidate", metavar="ID", type=RECORD_ID)
@click.option("--other", required=True, type=RECORD_ID, help="The one that says the same.")
@version
@as_json
def merge(candidate: int, as_json: bool, **fields: Any) -> None:
    """Have another candidate of the same text go into candidate ID: one forecast in two."""
    del as_json
    wish = form_from(Merging, fields)
    with current_database().write() as session:
        kept = candidate_view(
            reshaping.merge(session, utc_now(), current_settings().actor, candidate, wish)
        )
    say(kept, f"Candidate {wish.other} went into candidate {kept.id}: {kept.quote}")


@command("undo")
@click.argument("commentary", metavar="COMMENTARY", type=RECORD_ID)
@as_json
def undo(commentary: int, as_json: bool) -> None:
    """Take back your last decision about COMMENTARY; the ledger keeps both."""
    del as_json
    with current_database().write() as session:
        number = undoing.undo_last(session, utc_now(), current_settings().actor, commentary)
        view = queries.candidate_by_id(session, number)
    say(view, f"Undone: candidate {view.id} stands again as before: {view.quote}")
