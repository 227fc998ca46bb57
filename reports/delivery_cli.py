"""Commands about mails on their way: what became of them, what came back, who is out of reach."""

from datetime import datetime
from typing import BinaryIO

import click
from sqlalchemy import select

from core import formats
from core.cli import Group, as_json, emit, say
from core.clock import utc_now
from core.mail import bounces
from core.mail.letterhead import letterhead_of
from core.mail.models import Delivery
from core.mail.outbox import FAILED, waiting
from core.mail.statuses import LARGEST
from core.web import current_database, current_settings
from reports.leaving import leave_by_mail

COLUMNS = ("id", "kind", "recipient", "state", "attempts", "at", "answer")


report = Group("report", help="The weekly report, and mails on their way.")


@report.command("deliveries")
@click.option("--failed", is_flag=True, help="Only what did not arrive: the dead letters.")
@click.option("--waiting", "undecided", is_flag=True, help="Only what is still to be sent.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True)
@as_json
def deliveries(failed: bool, undecided: bool, limit: int, as_json: bool) -> None:
    """Show what became of mails, newest first."""
    del as_json
    query = select(Delivery).order_by(Delivery.id.desc()).limit(limit)
    if failed:
        query = query.where(Delivery.ending.in_(FAILED))
    if undecided:
        query = query.where(waiting())
    with current_database().read() as session:
        rows = [_row(each) for each in session.scalars(query)]
    emit([dict(zip(COLUMNS, row, strict=True)) for row in rows], COLUMNS, [_told(r) for r in rows])


@report.command("bounce")
@click.argument("mail", type=click.File("rb"), default="-")
@click.option("--to", default="", help="Whom it was sent to, if its own headers do not say.")
@as_json
def bounce(mail: BinaryIO, to: str, as_json: bool) -> None:
    """Read a mail from MAIL, or from standard input: a delivery status, or a wish to leave."""
    del as_json
    raw, letterhead = mail.read(LARGEST), letterhead_of(current_settings())
    with current_database().write() as session:
        left = leave_by_mail(session, utc_now(), letterhead.secret, raw)
    if left is not None:
        say(left, f"{left.email} left the list {left.scope.key!r}.")
        return
    with current_database().write() as session:
        found = bounces.note_bounce(session, utc_now(), letterhead, raw, to)
    what = "came back" if found.noted else "needed no note"
    more = "; nothing more is sent there" if found.suppressed else ""
    say(found, f"Mail {found.delivery_id} to {found.recipient} {what}: {found.status}{more}.")


@report.command("suppressed")
@as_json
def suppressed(as_json: bool) -> None:
    """Show the addresses that mail does not reach."""
    del as_json
    with current_database().read() as session:
        rows = [(a.email, a.since, a.reason) for a in bounces.suppressed_addresses(session)]
    columns = ("email", "since", "reason")
    told = [(email, formats.day_of(since), reason) for email, since, reason in rows]
    emit([dict(zip(columns, row, strict=True)) for row in rows], columns, told)


@report.command("allow")
@click.argument("email")
@as_json
def allow(email: str, as_json: bool) -> None:
    """Let mail go to EMAIL again."""
    del as_json
    with current_database().write() as session:
        bounces.allow(session, email)
    say({"email": email, "allowed": True}, f"Mail goes to {email} again.")


def _row(row: Delivery) -> tuple[int, str, str, str, int, datetime, str]:
    at = row.failed_at or row.sent_at or row.next_attempt_at
    state = row.ending or "waiting"
    return row.id, row.kind, row.recipient, state, row.attempts, at, row.last_error


def _told(row: tuple[int, str, str, str, int, datetime, str]) -> tuple[object, ...]:
    return (*row[:5], formats.moment(row[5]), row[6])
