"""Commands about second rulings."""

from typing import Any

import click

from core.cli import RECORD_ID, Group, as_json, emit, print_json, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database, current_settings
from predictions.event_cli import outcome_options
from predictions.forms import NewOutcome
from predictions.raters import queries, ruling
from predictions.raters.agreement import Agreement
from predictions.raters.forms import Wish
from predictions.raters.queries import second_ruling_view
from predictions.raters.views import SecondRulingView
from predictions.words import RULINGS

group = Group("raters", help="Events that two people rule on, each without the other.")
COLUMNS = ("event", "asked", "ruled so far", "result", "claim")


@group.command("show")
@as_json
def show(as_json: bool) -> None:
    """Show how well raters agree, and what waits for one."""
    with current_database().read() as session:
        found = queries.raters(session)
    if as_json:
        print_json(found)
        return
    click.echo(agreement_line(found.agreement))
    rows = [*found.wanted, *found.settled]
    if rows:
        emit(rows, COLUMNS, [_row(view) for view in rows])


@group.command("ask")
@click.argument("event_id", metavar="EVENT", type=RECORD_ID)
@click.option("--reason", required=True, help="Why one ruling is not enough.")
@as_json
def ask(event_id: int, reason: str, as_json: bool) -> None:
    """Ask for two independent rulings on EVENT."""
    del as_json
    wish = form_from(Wish, {"reason": reason})
    with current_database().write() as session:
        made = ruling.ask(session, utc_now(), current_settings().actor, event_id, wish)
        view = second_ruling_view(made)
    say(view, f"Event {event_id} waits for two rulings: flask raters rule {event_id} ...")


@group.command("rule")
@outcome_options
def rule(event_id: int, as_json: bool, **given: Any) -> None:
    """Say what happened to EVENT, unseen; CALLEDIT_ACTOR is the rater's name."""
    del as_json
    new = form_from(NewOutcome, given)
    with current_database().write() as session:
        wish = ruling.give(session, utc_now(), current_settings().actor, event_id, new)
        view = second_ruling_view(wish)
    say(view, _what_next(view))


@group.command("withdraw")
@click.argument("event_id", metavar="EVENT", type=RECORD_ID)
@click.option("--reason", required=True, help="Why one ruling is enough after all.")
@as_json
def withdraw(event_id: int, reason: str, as_json: bool) -> None:
    """Take back the wish for two rulings on EVENT; what was said so far is shown."""
    del as_json
    wish = form_from(Wish, {"reason": reason})
    with current_database().write() as session:
        found = ruling.withdraw(session, utc_now(), current_settings().actor, event_id, wish)
        view = second_ruling_view(found)
    say(view, f"Event {event_id} can be ruled on by one person again.")


def agreement_line(found: Agreement) -> str:
    """Return how well raters agree, as one line."""
    if found.kappa is None:
        return f"Cohen's kappa is not defined (n = {found.n}): {found.undefined_because}."
    return (
        f"Cohen's kappa {found.kappa:.2f} over {found.n} events; the first two raters agree on"
        f" {found.observed:.0%}, by chance it would be {found.expected:.0%}."
    )


def _what_next(view: SecondRulingView) -> str:
    if view.result in ("agreed", "majority"):
        said = max(view.said, key=lambda s: sum(s.ruling == t.ruling for t in view.said))
        return f"Event {view.event_id} {RULINGS[said.ruling]}: {view.result}."
    if view.result == "split":
        return f"All three rulings on event {view.event_id} differ; enter one: flask outcome record"
    another = "a third rater, for the two differ" if len(view.raters) > 1 else "another rater"
    return f"Taken down, unseen. Event {view.event_id} waits for {another}."


def _row(view: SecondRulingView) -> tuple[object, ...]:
    return (
        view.event_id,
        view.asked_at.date(),
        ", ".join(view.raters) or "nobody",
        view.result or "waiting",
        view.claim,
    )
