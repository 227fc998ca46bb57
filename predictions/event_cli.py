"""Commands about events and outcomes."""

from dataclasses import fields
from typing import Any

import click

from core import formats
from core.cli import RECORD_ID, Group, as_json, command, emit, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database, current_settings
from predictions import outcomes, queries
from predictions.changing.cli import version
from predictions.events import edit_event
from predictions.forms import Amendment, EventEdit, NewOutcome
from predictions.rows import event_view, outcome_view
from predictions.views import EventView, OutcomeView
from predictions.words import RULINGS, STAGES

EVENT_COLUMNS = ("id", "status", "deadline", "claim")

event = Group(
    "event",
    help="Events on record.",
    later={
        "split": "predictions.changing.cli:split_event",
        "merge": "predictions.changing.cli:merge_events",
    },
)
outcome = Group("outcome", help="What happened.")


@event.command("list")
@as_json
def list_events(as_json: bool) -> None:
    """List all events, newest first."""
    del as_json
    with current_database().read() as session:
        rows = queries.all_events(session, utc_now())
    emit(rows, EVENT_COLUMNS, [_event_row(row) for row in rows])


@event.command("edit")
@click.argument("event_id", metavar="EVENT", type=RECORD_ID)
@click.option("--reason", required=True, help="Why it is corrected.")
@click.option("--claim", help="The yes/no proposition, in plain words.")
@click.option("--criteria", help="How to tell whether it happened.")
@click.option("--deadline", metavar="DATE", help="Last day on which it can still happen.")
@click.option("--zone", help="Zone of the deadline.")
@click.option("--topic", help="One word to group it by.")
@version
@as_json
def edit(event_id: int, as_json: bool, **given: Any) -> None:
    """Correct what describes EVENT."""
    del as_json
    wish = form_from(EventEdit, given)
    now = utc_now()
    with current_database().write() as session:
        row = edit_event(session, now, current_settings().actor, event_id, wish)
        view = event_view(row, now)
    say(view, f"Event {event_id} is corrected.", what_next(view))


@command("due")
@as_json
def due(as_json: bool) -> None:
    """List the events that wait for an outcome, the longest waiting first."""
    del as_json
    with current_database().read() as session:
        rows = queries.due_events(session, utc_now())
    emit(rows, EVENT_COLUMNS, [_event_row(row) for row in rows])


def outcome_options(function: Any) -> Any:
    """Add what says which event had which outcome."""
    for option in (
        click.option("--note", help="What the evidence shows."),
        click.option("--evidence", metavar="URL", help="A page that shows it."),
        click.option("--known-at", required=True, metavar="DATE", help="When it became known."),
        click.option(
            "--condition-occurred/--condition-failed",
            default=None,
            help="Whether the event's condition came about, if it has one.",
        ),
        version,
        click.option("--ruling", required=True, type=click.Choice(tuple(RULINGS))),
        click.argument("event_id", metavar="EVENT", type=RECORD_ID),
    ):
        function = option(function)
    return as_json(function)


@outcome.command("record")
@outcome_options
def record(event_id: int, as_json: bool, **given: Any) -> None:
    """Enter what happened to EVENT."""
    del as_json
    new = form_from(NewOutcome, given)
    with current_database().write() as session:
        row = outcomes.record_outcome(session, utc_now(), current_settings().actor, event_id, new)
        view = outcome_view(row)
    say(
        {"event": event_id, **_fields(view)},
        f"Event {event_id} {RULINGS[view.ruling]}. The next tick scores it; or run: flask score",
    )


@outcome.command("amend")
@click.option("--reason", required=True, help="Why the earlier ruling does not stand.")
@outcome_options
def amend(event_id: int, as_json: bool, **given: Any) -> None:
    """Replace the outcome of EVENT; the earlier one stays visible."""
    del as_json
    new = form_from(Amendment, given)
    with current_database().write() as session:
        row = outcomes.amend_outcome(session, utc_now(), current_settings().actor, event_id, new)
        view = outcome_view(row)
    say(
        {"event": event_id, **_fields(view)},
        f"Event {event_id} {RULINGS[view.ruling]}: revision {view.revision}."
        " The next tick replaces its scores; or run: flask score",
    )


def _fields(view: OutcomeView) -> dict[str, Any]:
    return {field.name: getattr(view, field.name) for field in fields(view)}


def _event_row(view: EventView) -> tuple[object, ...]:
    if view.merged_into_id is not None:
        status = f"merged into event {view.merged_into_id}"
    else:
        status = RULINGS[view.outcome.ruling] if view.outcome else STAGES[view.stage]
    return view.id, status, view.deadline, view.claim


def what_next(about: EventView) -> str:
    """Return the sentence that tells an editor what to do about an event, and when."""
    if about.deadline is None:
        return (
            "It has no deadline, so it is counted but not scored until somebody sets one:"
            f" flask event edit {about.id} --deadline DATE --reason ..."
        )
    last = f"{formats.day(about.deadline)} ({about.zone})"
    return f"It is due after {last}; then enter what happened: flask outcome record {about.id}"
