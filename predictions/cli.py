"""Commands about commentary and candidates."""

from pathlib import Path
from typing import Any

import click

from core import formats
from core.cli import RECORD_ID, Group, as_json, command, emit, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database, current_settings
from predictions import by_hand, intake, queries, review
from predictions.backends import BACKENDS, EMBEDDED
from predictions.changing.cli import version
from predictions.event_cli import what_next
from predictions.explaining import interval
from predictions.extract_cli import warn
from predictions.forms import Acceptance, MarkedForecast, NewCommentary, Rejection
from predictions.lifecycle import REJECTION_KINDS
from predictions.rows import candidate_view, event_view, prediction_view
from predictions.sources.items import take_in
from predictions.sources.queries import not_taken

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
CANDIDATE_COLUMNS = ("id", "P", "deadline", "said by", "if", "quote")

commentary = Group(
    "commentary",
    help="Commentary on record.",
    later={"fetch": "predictions.fetching.cli:fetch"},
)
review_group = Group(
    "review",
    help="Decide about candidates.",
    later={
        "split": "predictions.reshaping_cli:split",
        "merge": "predictions.reshaping_cli:merge",
        "undo": "predictions.reshaping_cli:undo",
    },
)


@commentary.command("add")
@click.argument("file", type=FILE)
@click.option("--pundit", required=True, help="Who says it.")
@click.option("--said-on", required=True, metavar="DATE", help="The day it was said: 2019-05-01.")
@click.option("--publication", help="Where it was said.")
@click.option("--url", help="Its address.")
@click.option("--title", help="Its title; otherwise its first line.")
@click.option("--source", help="Whence it comes; its rule decides whether it is taken.")
@click.option("--backend", type=click.Choice(list(BACKENDS)), default=EMBEDDED, help="Who reads.")
@as_json
def add(file: Path, backend: str, as_json: bool, **fields: Any) -> None:
    """Store the commentary in FILE and the candidates found in it."""
    del as_json
    settings = current_settings()
    new = form_from(NewCommentary, {"text": intake.decode(file.read_bytes()), **fields})
    drafts, notes = BACKENDS[backend](intake.clean(new.text), new.said_on, new.pundit, settings)
    warn(notes)
    with current_database().write() as session:
        arrival = take_in(session, utc_now(), settings.actor, new, drafts)
        if arrival.intake is None:
            say(left := not_taken(session, arrival), f"Not taken: {left['why']}.")
            return
        found = [candidate_view(row) for row in arrival.intake.candidates]
    made = arrival.intake.commentary
    number = made.id
    data = {"id": number, "sha256": made.sha256, "candidates": found}
    waiting = formats.count(len(found), "candidate")
    say(
        data,
        f"Commentary {number} is on record; {waiting} wait for review.",
        "See them with: flask candidates",
    )


@commentary.command("list")
@as_json
def list_commentaries(as_json: bool) -> None:
    """List commentary, newest first."""
    del as_json
    with current_database().read() as session:
        rows = queries.commentaries(session)
    table = [(r.id, r.said_on, r.pundit.name, r.title, r.predictions, r.waiting) for r in rows]
    emit(rows, ("id", "said on", "pundit", "title", "predictions", "waiting"), table)


@command("candidates")
@click.option("--commentary", "commentary_id", type=RECORD_ID, help="Only those of this one.")
@click.option("--all", "decided", is_flag=True, help="Those already decided, too.")
@as_json
def candidates(commentary_id: int | None, decided: bool, as_json: bool) -> None:
    """List the candidates that wait for review."""
    del as_json
    with current_database().read() as session:
        rows = queries.candidates(session, commentary_id=commentary_id, decided=decided)
    table = [
        (
            row.id,
            interval(row.probability, row.low, row.high),
            row.deadline,
            row.speaker or row.pundit.name,
            "if" if row.conditional else "",
            row.quote,
            row.claim,
            row.decision or "waiting",
        )
        for row in rows
    ]
    emit(rows, (*CANDIDATE_COLUMNS, "claim", "decision"), table)


@review_group.command("mark")
@click.argument("commentary_id", metavar="COMMENTARY", type=RECORD_ID)
@click.option("--quote", required=True, help="The forecast, exactly as it stands in the text.")
@click.option("--probability", required=True, type=float, help="P(the claim happens), 0 to 1.")
@click.option("--claim", help="The yes/no proposition; otherwise the quote.")
@as_json
def mark(commentary_id: int, as_json: bool, **fields: Any) -> None:
    """Add a forecast that the extraction missed as a candidate."""
    del as_json
    marked = form_from(MarkedForecast, fields)
    actor = current_settings().actor
    with current_database().write() as session:
        view = candidate_view(
            by_hand.mark_forecast(session, utc_now(), actor, commentary_id, marked)
        )
    say(view, f"Candidate {view.id} is marked; accept it with: flask review accept {view.id}")


@review_group.command("accept")
@click.argument("candidate", metavar="ID", type=RECORD_ID)
@click.option("--claim", help="The yes/no proposition, in plain words.")
@click.option("--probability", type=float, help="P(the claim happens), 0 to 1.")
@click.option("--deadline", metavar="DATE", help="Last day on which it can still happen.")
@click.option("--zone", help="Zone of the deadline, such as Europe/Berlin; UTC unless given.")
@click.option("--criteria", help="How to tell whether it happened.")
@click.option("--condition", help="What it depends on; annulled if that fails.")
@click.option("--topic", help="One word to group it by.")
@click.option("--event", type=RECORD_ID, metavar="EVENT", help="Join this event.")
@click.option("--pundit", help="Whose prediction it is, where somebody else is quoted.")
@version
@as_json
def accept(candidate: int, as_json: bool, **fields: Any) -> None:
    """Put candidate ID on record as a prediction."""
    del as_json
    wish = form_from(Acceptance, fields)
    now = utc_now()
    with current_database().write() as session:
        stored = review.accept(session, now, current_settings().actor, candidate, wish)
        made, about = prediction_view(stored), event_view(stored.event, now)
    say(
        {"prediction": made, "event": about},
        f"Prediction {made.id} is on record: {made.pundit.name} gives"
        f" {formats.percent(made.probability)} to event {about.id}: {about.claim}",
        what_next(about),
    )


@review_group.command("reject")
@click.argument("candidate", metavar="ID", type=RECORD_ID)
@click.option("--reason", required=True, help="Why it is not to be recorded.")
@click.option("--kind", type=click.Choice(REJECTION_KINDS), help="No forecast, or uncheckable.")
@version
@as_json
def reject(candidate: int, as_json: bool, **fields: Any) -> None:
    """Decide that candidate ID is not to be recorded."""
    del as_json
    wish = form_from(Rejection, fields)
    with current_database().write() as session:
        row = review.reject(session, utc_now(), current_settings().actor, candidate, wish)
        view = candidate_view(row)
    say(view, f"Candidate {candidate} is rejected: {wish.reason}")
