"""Commands about disputes."""

from typing import Any

import click

from accounts.directory import account_called
from accounts.people import person_of
from core.cli import RECORD_ID, Group, as_json, emit, say
from core.clock import utc_now
from core.forms import form_from
from core.web import current_database, current_settings
from predictions.disputes import filing, queries
from predictions.disputes.forms import Answer, NewDispute
from predictions.disputes.views import ABOUT, DisputeView

group = Group("disputes", help="What people dispute, and what editors answer.")
COLUMNS = ("id", "event", "about", "filed", "by", "answer", "text")


@group.command("list")
@as_json
def list_all(as_json: bool) -> None:
    """List disputes, oldest first."""
    del as_json
    with current_database().read() as session:
        found = queries.disputes(session)
    emit(found, COLUMNS, [_row(view) for view in found])


@group.command("file")
@click.argument("event_id", metavar="EVENT", type=RECORD_ID)
@click.option("--account", required=True, help="Who disputes it.")
@click.option("--about", required=True, type=click.Choice(tuple(ABOUT)))
@click.option("--text", required=True, help="Why.")
@click.option("--prediction", type=RECORD_ID, help="Which prediction of it.")
@as_json
def file_dispute(event_id: int, account: str, as_json: bool, **given: Any) -> None:
    """File a dispute about EVENT that reached you by letter."""
    del as_json
    new = form_from(NewDispute, given)
    with current_database().write() as session:
        person = person_of(account_called(session, account))
        made = filing.file_dispute(session, utc_now(), person, event_id, new)
        view = queries.dispute_view(made)
    say(view, f"Dispute {view.id} is filed: flask disputes answer {view.id} ...")


@group.command("answer")
@click.argument("dispute_id", metavar="DISPUTE", type=RECORD_ID)
@click.option("--upheld/--not-upheld", required=True, default=None)
@click.option("--text", required=True, help="Why.")
@as_json
def answer(dispute_id: int, upheld: bool, text: str, as_json: bool) -> None:
    """Answer DISPUTE; what is upheld is then corrected, in the open."""
    del as_json
    given = form_from(Answer, {"upheld": upheld, "text": text})
    with current_database().write() as session:
        actor = current_settings().actor
        answered = filing.answer_dispute(session, utc_now(), actor, dispute_id, given)
        view = queries.dispute_view(answered)
    say(view, f"Dispute {view.id} is answered.", *_next(view))


@group.command("represent")
@click.argument("account")
@click.argument("pundit", required=False)
@as_json
def represent(account: str, pundit: str | None, as_json: bool) -> None:
    """Let ACCOUNT speak for PUNDIT (as in the address of the page), or for nobody."""
    del as_json
    with current_database().write() as session:
        found = filing.let_represent(session, account, pundit)
        name = found.name
    speaks = f"speaks for {pundit}" if pundit else "speaks for nobody"
    say({"account": name, "pundit": pundit}, f"{name} {speaks} from now on.")


def _next(view: DisputeView) -> tuple[str, ...]:
    if not view.upheld:
        return ()
    command = "outcome amend" if view.about == "outcome" else "event edit"
    return (f"It is upheld, so correct the entry: flask {command} {view.event_id} ...",)


def _row(view: DisputeView) -> tuple[object, ...]:
    answered = {None: "waiting", True: "upheld", False: "not upheld"}[view.upheld]
    by = view.filed_by + (f" for {view.speaks_for.name}" if view.speaks_for else "")
    return view.id, view.event_id, view.about, view.filed_at.date(), by, answered, view.text
