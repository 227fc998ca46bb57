"""What is due, and what happened: entered with evidence, amended in the open."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Response, request
from sqlalchemy.orm import Session

from core.clock import utc_now
from core.errors import CalleditError
from core.web import current_database, current_settings
from dashboard.desk import queries
from dashboard.desk.showing import (
    blueprint,
    editor,
    filled,
    go,
    number_given,
    show,
    trouble_of,
    typed,
)
from dashboard.desk.view.moved import moved_words
from dashboard.desk.view.ruling import (
    DuePage,
    Entered,
    RulingPage,
    due_page,
    ruling_page,
    with_raters,
)
from dashboard.desk.view.trouble import Trouble
from dashboard.queries import said_about
from predictions import outcomes
from predictions.forms import Amendment, NewOutcome
from predictions.queries import due_events, event_by_id
from predictions.raters import ruling as raters
from predictions.raters.forms import Wish
from predictions.raters.queries import raters as raters_of
from predictions.raters.queries import second_rulings_of
from predictions.raters.wanted import open_wish
from scoring.queries import calls_of_event, standings

OUTCOME = ("ruling", "known_at", "evidence", "note", "condition_occurred", "reason")
SAID = {
    "asked": "Two rulings are asked for; each stays hidden until both are given.",
    "given": "Your ruling is taken down. It stays hidden until the others have ruled.",
}
WishFor = Callable[[Session, datetime, str, int, Wish], object]
YES_OR_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which event, and what went wrong with its form."""

    event_id: int
    trouble: Trouble | None = None


@blueprint.get("/due")
def due() -> Response:
    """Which events await their outcome?"""
    return show("due", read_due)


@blueprint.get("/events/<int:event_id>")
def event(event_id: int) -> Response:
    """What happened?"""
    return _show(Asked(event_id))


@blueprint.post("/events/<int:event_id>/outcome")
def rule(event_id: int) -> Response:
    """Enter what happened, or amend it."""
    fields = typed(*OUTCOME)
    try:
        with current_database().write() as session:
            told = _enter(session, event_id, fields)
    except CalleditError as error:
        return _show(Asked(event_id, trouble_of(error, fields)), error.status)
    return go(f"/desk/events/{event_id}?said={told}")


@blueprint.post("/events/<int:event_id>/second")
def ask_two(event_id: int) -> Response:
    """Ask for two rulings that do not know of each other."""
    return _wishing(event_id, raters.ask, "?said=asked")


@blueprint.post("/events/<int:event_id>/second/withdraw")
def ask_one(event_id: int) -> Response:
    """Take the wish for two rulings back; what was said so far is shown."""
    return _wishing(event_id, raters.withdraw, "")


def read_due(session: Session, now: datetime) -> DuePage:
    """Read the queue, and what may have happened before its deadline."""
    waiting, early = due_events(session, now), queries.early_events(session, now)
    said = said_about(session, [each.id for each in (*waiting, *early)])
    return due_page(waiting, early, said, raters_of(session).wanted, now)


def read_event(session: Session, now: datetime, asked: Asked) -> RulingPage:
    """Read one event with what was said about it and what it scored."""
    # Asked before the scores are read: a tick in between would be taken for one without scores,
    # and the page would wait no longer. PostgreSQL shows each query what is committed by then.
    waits = queries.is_unscored(session, asked.event_id)
    found = event_by_id(session, asked.event_id, now)
    calls = calls_of_event(session, asked.event_id, now)
    said = request.args.get("said", "")
    tick = current_settings().tick_seconds if said == "entered" else 0
    second = second_rulings_of(session, asked.event_id)
    page = ruling_page(found, calls, now, asked.trouble, Entered(tick, waits=waits))
    if tick and not waits:
        run = queries.last_scoring(session, asked.event_id)
        page = replace(page, moved=moved_words(calls, standings(session).rows, run))
    return with_raters(page, second, editor(), SAID.get(said, ""))


def _wishing(event_id: int, act: WishFor, told: str) -> Response:
    """Do with a wish for two rulings what was asked for, and go back to its event."""
    fields = typed("why")
    try:
        with current_database().write() as session:
            wish = filled(Wish, {"reason": fields["why"].strip()})
            act(session, utc_now(), editor(), event_id, wish)
    except CalleditError as error:
        return _show(Asked(event_id, trouble_of(error, fields)), error.status)
    return go(f"/desk/events/{event_id}{told}")


def _show(asked: Asked, status: int = 200) -> Response:
    return show("event", lambda session, now: read_event(session, now, asked), status)


def _enter(session: Session, event_id: int, fields: dict[str, str]) -> str:
    """Enter an outcome, or take down a ruling that stays hidden; return which it was."""
    now, who = utc_now(), editor()
    first = event_by_id(session, event_id, now).outcome is None
    said: dict[str, object] = {name: text.strip() for name, text in fields.items()}
    occurred = fields["condition_occurred"]
    said["condition_occurred"] = YES_OR_NO.get(occurred, occurred)
    said["version"] = number_given("version") or ""
    if not first:
        outcomes.amend_outcome(session, now, who, event_id, filled(Amendment, said))
        return "entered"
    said.pop("reason")
    new = filled(NewOutcome, said)
    if open_wish(session, event_id) is None:
        outcomes.record_outcome(session, now, who, event_id, new)
        return "entered"
    wish = raters.give(session, now, who, event_id, new)
    return "given" if wish.settled_at is None else "entered"
