"""Pages for subscribing, and for changing what comes when: they work without script."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, request
from sqlalchemy.orm import Session

from core.clock import utc_now
from core.errors import CalleditError, TooManyError
from core.forms import form_from
from core.mail.letterhead import Letterhead, letterhead_of
from core.web import current_database, current_settings
from reports import wishes
from reports.links import PREFERENCES, Wish, preferences_url, read, read_wish
from reports.showing import UNKNOWN, show_private
from reports.subscribers import (
    NewSubscriber,
    SubscriptionView,
    Timing,
    change,
    subscribe,
    subscriptions_by_subscriber,
    unsubscribe,
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ADDED = "added on the page that a link in their mail leads to"

blueprint = Blueprint("subscribing", __name__, template_folder="templates")


@blueprint.get("/subscribe")
def ask() -> Response:
    """Show the form."""
    return _form(
        {"topic": request.args.get("topic", ""), "pundits": request.args.get("pundit", "")}
    )


@blueprint.post("/subscribe")
def send_ask() -> Response:
    """Send the link; the answer is the same whether the address is known or not."""
    now, letterhead, given = utc_now(), letterhead_of(current_settings()), request.form
    try:
        with current_database().write() as session:
            new = _new(session, given, given.get("email", ""))
            wishes.ask(session, now, letterhead, new, request.remote_addr or "?")
    except TooManyError:
        raise
    except CalleditError as error:
        return _form(given, str(error), error.status)
    return show_private("subscribe_sent", email=new.email)


@blueprint.get("/subscribe/<token>")
def confirm(token: str) -> Response:
    """Ask for the yes; opening the link changes nothing, since mail scanners open links."""
    wish = _wish(token)
    if wish is None:
        return show_private(UNKNOWN, 404)
    new = wishes.wished(wish)
    with current_database().read() as session:
        told = new.scope.told(wishes.check_scope(session, new.scope))
    return show_private("subscribe_confirm", email=new.email, told=told)


@blueprint.post("/subscribe/<token>")
def send_confirm(token: str) -> Response:
    """Subscribe, and show what comes when."""
    wish = _wish(token)
    if wish is None:
        return show_private(UNKNOWN, 404)
    with current_database().write() as session:
        found = wishes.fulfil(session, utc_now(), wish)
    return _to(preferences_url(_letterhead(), found.subscriber_id) + "?done=confirmed")


@blueprint.get("/subscriptions/<token>")
def preferences(token: str) -> Response:
    """Show a subscriber's lists, each with its form."""
    return _preferences(token, done=DONE.get(request.args.get("done", ""), ""))


@blueprint.post("/subscriptions/<token>")
def send_preferences(token: str) -> Response:
    """Change, end or add a list."""
    subscriber_id = read(_letterhead().secret, PREFERENCES, token)
    step = STEPS.get(request.form.get("do", ""))
    if subscriber_id is None or step is None:
        return show_private(UNKNOWN, 404)
    try:
        with current_database().write() as session:
            theirs = subscriptions_by_subscriber(session, subscriber_id)
            step(session, utc_now(), theirs)
    except CalleditError as error:
        return _preferences(token, str(error), error.status)
    return _to(f"{request.path}?done={request.form['do']}")


def _change(session: Session, _now: datetime, theirs: list[SubscriptionView]) -> None:
    for each in _meant(theirs):
        change(session, each.id, form_from(Timing, _timing(request.form)))


def _leave(session: Session, now: datetime, theirs: list[SubscriptionView]) -> None:
    for each in _meant(theirs):
        unsubscribe(session, now, each.id)


def _leave_all(session: Session, now: datetime, theirs: list[SubscriptionView]) -> None:
    for each in theirs:
        unsubscribe(session, now, each.id)


def _add(session: Session, now: datetime, theirs: list[SubscriptionView]) -> None:
    for each in theirs[:1]:
        new = _new(session, request.form, each.email)
        wishes.check_scope(session, new.scope)
        subscribe(session, now, new, ADDED)


Step = Callable[[Session, datetime, list[SubscriptionView]], None]
STEPS: dict[str, Step] = {
    "change": _change,
    "leave": _leave,
    "leave-all": _leave_all,
    "add": _add,
}
DONE = {
    "change": "Saved.",
    "leave": "This list is ended; no more mail comes of it.",
    "leave-all": "All lists are ended; no more reports come.",
    "add": "Added.",
    "confirmed": "Confirmed: the next report comes at the hour below.",
}


def _meant(theirs: list[SubscriptionView]) -> list[SubscriptionView]:
    # Only among their own: a number in a form proves nothing.
    return [each for each in theirs if str(each.id) == request.form.get("subscription")]


def _new(session: Session, given: Mapping[str, str], email: str) -> NewSubscriber:
    pundits = wishes.pundits_written(session, given.get("pundits", ""))
    fields = {"email": email, "topic": given.get("topic", ""), "pundits": pundits}
    return form_from(NewSubscriber, {**fields, **_timing(given)})


def _timing(given: Mapping[str, str]) -> dict[str, object]:
    return {
        "zone": given.get("zone") or current_settings().zone,
        "weekday": _number(given.get("weekday", "")),
        "hour": _number(given.get("hour", "")),
        "skip_quiet": "skip_quiet" in given,
    }


def _number(written: str) -> object:
    """Return a number if one was written; what is none is left for the form to refuse."""
    return int(written) if written.isdecimal() and written.isascii() else written or None


def _form(given: Mapping[str, str], problem: str = "", status: int = 200) -> Response:
    with current_database().read() as session:
        topics = wishes.topics(session)
    return show_private("subscribe", status, given=given, problem=problem, **_choices(topics))


def _preferences(token: str, problem: str = "", status: int = 200, done: str = "") -> Response:
    subscriber_id = read(_letterhead().secret, PREFERENCES, token)
    with current_database().read() as session:
        theirs = subscriptions_by_subscriber(session, subscriber_id or 0)
        told = {each.id: each.scope.told(wishes.names_of(session, each.scope)) for each in theirs}
        topics = wishes.topics(session)
    if not theirs:
        return show_private(UNKNOWN, 404)
    active = [each for each in theirs if each.unsubscribed_at is None]
    facts = {"email": theirs[0].email, "active": active, "told": told}
    said = {"problem": problem, "done": done}
    return show_private("preferences", status, **facts, **said, **_choices(topics))


def _choices(topics: tuple[str, ...]) -> dict[str, Any]:
    settings = current_settings()
    return {
        "topics": topics,
        "weekdays": WEEKDAYS,
        "usual_day": WEEKDAYS[settings.report_weekday - 1],
        "usual_hour": settings.report_hour,
        "zone": settings.zone,
    }


def _wish(token: str) -> Wish | None:
    return read_wish(_letterhead().secret, token)


def _letterhead() -> Letterhead:
    return letterhead_of(current_settings())


def _to(address: str) -> Response:
    path = address.removeprefix(_letterhead().base_url)
    answer = redirect(path, 303, Response)
    return answer if isinstance(answer, Response) else Response(status=303)
