"""Commands about the weekly report and its subscribers."""

from dataclasses import asdict
from pathlib import Path

import click
from flask import Flask

from core import formats
from core.cli import Group, as_json, emit, print_json, say
from core.clock import utc_now
from core.errors import InvalidInputError
from core.forms import form_from
from core.web import current_database, current_settings
from reports import delivery, subscribers
from reports.preview import preview as preview_mail
from reports.subscribers import NewSubscriber, SubscriberView

report = Group("report", help="The weekly report.")
subscriber = Group("subscriber", help="Who gets the weekly report.")


def register(app: Flask) -> None:
    """Add the commands of this package."""
    app.cli.add_command(report)
    app.cli.add_command(subscriber)


@report.command("preview")
@click.option("--to-html", type=click.Path(path_type=Path), help="Write the HTML version here.")
@as_json
def preview(to_html: Path | None, as_json: bool) -> None:
    """Show the report of the last seven days; nothing is stored or sent."""
    settings = current_settings()
    with current_database().read() as session:
        mail = preview_mail(session, utc_now(), settings)
    if to_html is not None:
        _write(to_html, mail.html)
    if as_json:
        print_json({"subject": mail.subject, "text": mail.text, "html": mail.html})
    elif to_html is not None:
        click.echo(f"The HTML version is in {to_html}.")
    else:
        click.echo(f"Subject: {mail.subject}\n\n{mail.text}", nl=False)


@report.command("send")
@as_json
def send(as_json: bool) -> None:
    """Make this week's report for everybody who has none, and send it now."""
    del as_json
    run = delivery.send_at_once(current_database(), current_settings(), utc_now())
    say(asdict(run), f"{run}.")


@subscriber.command("add")
@click.argument("email")
@click.option("--zone", help="IANA time zone they live in; the service's own unless given.")
@as_json
def add(email: str, zone: str | None, as_json: bool) -> None:
    """Send the weekly report to EMAIL from now on."""
    del as_json
    fields = {"email": email, "zone": zone or current_settings().zone}
    new = form_from(NewSubscriber, fields)
    with current_database().write() as session:
        added = subscribers.subscribe(session, utc_now(), new)
    say(added, f"{added.email} gets the weekly report from now on (zone {added.zone}).")


@subscriber.command("remove")
@click.argument("email")
@as_json
def remove(email: str, as_json: bool) -> None:
    """Send no more reports to EMAIL."""
    del as_json
    with current_database().write() as session:
        found = subscribers.subscriber_by_email(session, email)
        removed = subscribers.unsubscribe(session, utc_now(), found.id)
    say(removed, f"{removed.email} gets no more reports.")


@subscriber.command("list")
@as_json
def list_all(as_json: bool) -> None:
    """Show everybody who ever subscribed."""
    del as_json
    with current_database().read() as session:
        found = subscribers.subscribers(session)
    columns = ("id", "email", "zone", "since", "until")
    emit(found, columns, [_row(view) for view in found])


def _row(view: SubscriberView) -> tuple[object, ...]:
    until = formats.day_of(view.unsubscribed_at, view.zone) if view.unsubscribed_at else None
    return (view.id, view.email, view.zone, formats.day_of(view.subscribed_at, view.zone), until)


def _write(file: Path, html: str) -> None:
    try:
        file.write_text(html, encoding="utf-8")
    except OSError as error:
        raise InvalidInputError(f"{str(file)!r} cannot be written: {error.strerror}") from error
