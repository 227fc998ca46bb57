"""Commands that change what is on record; each with its reason."""

from typing import Any

import click

from core import formats
from core.cli import RECORD_ID, Group, as_json, command, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database, current_settings
from predictions import queries
from predictions.changing.forms import Merge, Split
from predictions.changing.merging import merge
from predictions.changing.moving import split
from predictions.changing.services import OF_PREDICTIONS
from predictions.explaining import interval
from predictions.rows import event_view, prediction_view
from predictions.views import PredictionView

prediction = Group("prediction", help="Predictions on record.")

reason = click.option("--reason", required=True, help="Why; it stands in the ledger.")
version = click.option(
    "--version", type=RECORD_ID, help="The version that you saw; refused if it has changed since."
)
of_prediction = click.argument("prediction_id", metavar="PREDICTION", type=RECORD_ID)
FOLLOWS = "Scores follow with the next tick; or run: flask score"


@prediction.command("show")
@of_prediction
@as_json
def show(prediction_id: int, as_json: bool) -> None:
    """Show PREDICTION with its version and what became of it."""
    del as_json
    with current_database().read() as session:
        view = queries.prediction_by_id(session, prediction_id)
    say(view, *_lines(view))


@prediction.command("edit")
@of_prediction
@click.option("--probability", type=float, help="P(the claim happens), 0 to 1.")
@click.option("--low", type=float, help="Its lowest reading.")
@click.option("--high", type=float, help="Its highest reading.")
@click.option("--pundit", help="Whose it is.")
@reason
@version
@as_json
def edit(prediction_id: int, as_json: bool, **given: Any) -> None:
    """Correct how PREDICTION is read, or whose it is."""
    del as_json
    _change("edit", prediction_id, given, "corrected")


@prediction.command("withdraw")
@of_prediction
@reason
@version
@as_json
def withdraw(prediction_id: int, as_json: bool, **given: Any) -> None:
    """Take PREDICTION out of what is scored (a misquote, a duplicate); it stays visible."""
    del as_json
    _change("withdraw", prediction_id, given, "withdrawn")


@prediction.command("reinstate")
@of_prediction
@reason
@version
@as_json
def reinstate(prediction_id: int, as_json: bool, **given: Any) -> None:
    """Let PREDICTION stand again."""
    del as_json
    _change("reinstate", prediction_id, given, "reinstated")


@prediction.command("link")
@of_prediction
@click.option("--restates", required=True, type=RECORD_ID, help="The earlier one, which counts.")
@reason
@version
@as_json
def link(prediction_id: int, as_json: bool, **given: Any) -> None:
    """Note that PREDICTION restates an earlier one of the same pundit about the same event."""
    del as_json
    _change("link", prediction_id, given, f"linked to prediction {given['restates']}")


@prediction.command("unlink")
@of_prediction
@reason
@version
@as_json
def unlink(prediction_id: int, as_json: bool, **given: Any) -> None:
    """Note that PREDICTION is a statement of its own after all."""
    del as_json
    _change("unlink", prediction_id, given, "a statement of its own")


@prediction.command("move")
@of_prediction
@click.option("--event", required=True, type=RECORD_ID, help="The event that it is about.")
@reason
@version
@as_json
def move(prediction_id: int, as_json: bool, **given: Any) -> None:
    """Put PREDICTION with another event."""
    del as_json
    _change("move", prediction_id, given, f"moved to event {given['event']}")


@command("split")
@click.argument("event_id", metavar="EVENT", type=RECORD_ID)
@click.option(
    "--prediction", "predictions", required=True, multiple=True, type=RECORD_ID,
    help="One that goes to the new event; once for each.",
)  # fmt: skip
@click.option("--claim", help="The new yes/no proposition; otherwise the same.")
@click.option("--criteria", help="How to tell whether it happened.")
@click.option("--deadline", metavar="DATE", help="Last day on which it can still happen.")
@click.option("--zone", help="Zone of the deadline.")
@click.option("--condition", help="What it depends on.")
@click.option("--topic", help="One word to group it by.")
@reason
@version
@as_json
def split_event(event_id: int, as_json: bool, **given: Any) -> None:
    """Make a new event of some predictions of EVENT; it starts without an outcome."""
    del as_json
    wish = form_from(Split, given)
    now = utc_now()
    with current_database().write() as session:
        made = split(session, now, current_settings().actor, event_id, wish)
        view = event_view(made, now)
    moved = formats.count(len(wish.predictions), "prediction")
    say(view, f"Event {view.id} is new, with {moved} of event {event_id}: {view.claim}", FOLLOWS)


@command("merge")
@click.argument("event_id", metavar="EVENT", type=RECORD_ID)
@click.option("--into", required=True, type=RECORD_ID, help="The event that stays.")
@reason
@version
@as_json
def merge_events(event_id: int, as_json: bool, **given: Any) -> None:
    """Have EVENT go into another, which takes its predictions."""
    del as_json
    wish = form_from(Merge, given)
    now = utc_now()
    with current_database().write() as session:
        target = merge(session, now, current_settings().actor, event_id, wish)
        view = event_view(target, now)
    say(view, f"Event {event_id} went into event {view.id}: {view.claim}", FOLLOWS)


def _change(how: str, prediction_id: int, given: dict[str, Any], done: str) -> None:
    form, service = OF_PREDICTIONS[how]
    wish = form_from(form, given)
    with current_database().write() as session:
        row = service(session, utc_now(), current_settings().actor, prediction_id, wish)
        view = prediction_view(row)
    say(view, f"Prediction {prediction_id} is {done} (version {view.version}). {FOLLOWS}")


def _lines(view: PredictionView) -> tuple[str, ...]:
    number = interval(view.probability, view.low, view.high)
    who = f"Prediction {view.id} (version {view.version}): {view.pundit.name} gives {number}"
    lines = [
        f"{who} to event {view.event_id}: {view.claim}",
        f"{view.words} ({view.said_on})",
    ]
    if view.restates_id is not None:
        lines.append(f"It restates prediction {view.restates_id}, which counts.")
    if view.withdrawn_at is not None:
        lines.append(f"Withdrawn on {view.withdrawn_at.date()}: {view.withdrawn_reason}")
    return tuple(lines)
