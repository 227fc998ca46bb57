"""Commands about who gets the weekly report."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

import click
from sqlalchemy.orm import Session

from core import formats
from core.cli import Group, as_json, emit, say
from core.clock import utc_now
from core.errors import InvalidInputError, NotFoundError
from core.forms import form_from
from core.web import current_database, current_settings
from reports import subscribers
from reports.importing import import_subscribers
from reports.scope import Scope
from reports.subscribers import NewSubscriber, SubscriptionView
from reports.wishes import check_scope

subscriber = Group("subscriber", help="Who gets the weekly report.")


@subscriber.command("add")
@click.argument("email")
@click.option("--zone", help="IANA time zone they live in; the service's own unless given.")
@click.option("--topic", default="", help="About one topic alone.")
@click.option("--pundit", "pundits", multiple=True, help="About a pundit, as ada-lund; repeatable.")
@click.option("--weekday", type=int, help="1 is Monday; the service's own unless given.")
@click.option("--hour", type=int, help="0 to 23; the service's own unless given.")
@click.option("--skip-quiet", is_flag=True, help="Send nothing in a week without news.")
@as_json
def add(email: str, as_json: bool, **wishes: object) -> None:
    """Send a weekly report to EMAIL from now on; about the whole record, unless told."""
    del as_json
    wishes["zone"] = wishes["zone"] or current_settings().zone
    new = form_from(NewSubscriber, {"email": email, **wishes})
    with current_database().write() as session:
        names = check_scope(session, new.scope)
        added = subscribers.subscribe(session, utc_now(), new)
    about = added.scope.told(names)
    say(
        added,
        f"{added.email} gets the weekly report about {about} from now on (zone {added.zone}).",
    )


@subscriber.command("remove")
@click.argument("email")
@click.option("--topic", default="", help="End the list of one topic alone.")
@click.option("--pundit", "pundits", multiple=True, help="End the list of these pundits alone.")
@as_json
def remove(email: str, topic: str, pundits: tuple[str, ...], as_json: bool) -> None:
    """Send no more reports to EMAIL, or none of one list."""
    del as_json
    wanted = scope_asked_for(topic, pundits) if topic or pundits else None
    with current_database().write() as session:
        theirs = subscribers.subscriptions_of(session, email)
        ended = [
            subscribers.unsubscribe(session, utc_now(), each.id)
            for each in theirs
            if wanted in (None, each.scope)
        ]
    if not ended:
        raise NotFoundError(
            f"{email!r} does not get reports about {scope_asked_for(topic, pundits).key!r}"
        )
    lines = [f"{each.email} gets no more reports about {each.scope.told({})}." for each in ended]
    say(ended, *lines)


@subscriber.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8-sig"))
@click.option("--consent", default="", help="How we know that they want it, where no row says so.")
@as_json
def import_list(file: TextIO, consent: str, as_json: bool) -> None:
    """Take over a list from FILE, a table with the column email."""
    del as_json
    with current_database().write() as session:
        done = import_subscribers(session, utc_now(), file, consent, current_settings().zone)
    say(done, *done.refused, f"{done}.")


@subscriber.command("list")
@as_json
def list_all(as_json: bool) -> None:
    """Show everybody who ever subscribed, list by list."""
    del as_json
    with current_database().read() as session:
        found = subscribers.all_subscriptions(session)
    columns = ("id", "email", "scope", "zone", "consent", "since", "until")
    emit([asdict(view) for view in found], columns, [_row(view) for view in found])


def _row(view: SubscriptionView) -> tuple[object, ...]:
    until = formats.day_of(view.unsubscribed_at, view.zone) if view.unsubscribed_at else None
    since = formats.day_of(view.subscribed_at, view.zone)
    return (view.id, view.email, view.scope.key, view.zone, view.consent, since, until)


def scope_of(session: Session, topic: str, pundits: Sequence[str]) -> Scope:
    """Return what was asked for with options, if it is on record.

    Raises:
        InvalidInputError: if it is not, or is two things at once.
    """
    scope = scope_asked_for(topic, pundits)
    check_scope(session, scope)
    return scope


def scope_asked_for(topic: str, pundits: Sequence[str]) -> Scope:
    """Return what was asked for with options.

    Raises:
        InvalidInputError: if it is two things at once.
    """
    try:
        return Scope.of(topic, pundits)
    except ValueError as error:
        raise InvalidInputError(str(error)) from error
