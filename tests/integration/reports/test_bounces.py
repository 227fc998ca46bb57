"""Mails that come back, and addresses that are given up: on both databases."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskCliRunner
from support.bounces import status_mail
from support.mail import Inbox
from support.mailing import HEADLINE, MONDAY, WEEK, addresses, decide, deliveries, join

from app import create_app
from core.config import Settings
from core.db import Database
from core.mail.letterhead import letterhead_of
from core.web import database_of
from reports.delivery import send_scheduled
from reports.subscribers import all_subscriptions

BOUNCES = "bounces@record.example"
BAD_INPUT = 2


@pytest.fixture
def returning(mailing: Settings) -> Settings:
    return mailing.model_copy(update={"bounce_address": BOUNCES})


@pytest.fixture
def commands(returning: Settings) -> Iterator[FlaskCliRunner]:
    app = create_app(returning.model_dump())
    yield app.test_cli_runner()
    database_of(app).dispose()


def test_each_mail_comes_back_to_an_address_of_its_own(
    database: Database, returning: Settings, inbox: Inbox
) -> None:
    join(database, "ann", "bo")
    send_scheduled(database, returning, MONDAY)
    letterhead = letterhead_of(returning)
    assert inbox.senders == [letterhead.return_path(each.id) for each in deliveries(database)]
    assert len(set(inbox.senders)) == 2
    assert all(sender.startswith("bounces+") for sender in inbox.senders)


def test_without_a_bounce_address_mails_come_back_to_the_sender(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann")
    send_scheduled(database, mailing, MONDAY)
    assert inbox.senders == ["mail@record.example"]


def test_an_address_that_does_not_exist_gets_no_more_and_others_do(
    database: Database, returning: Settings, inbox: Inbox, commands: FlaskCliRunner
) -> None:
    join(database, "ann", "bo")
    send_scheduled(database, returning, MONDAY)
    come_back = letterhead_of(returning).return_path(deliveries(database)[0].id)
    told = commands.invoke(args=["report", "bounce"], input=status_mail(come_back))
    assert told.exit_code == 0, told.output
    assert "Mail 1 to ann@example.org came back: failed 5.1.1" in told.output
    assert "nothing more is sent there" in told.output
    assert deliveries(database)[0].ending == "bounced"
    again = commands.invoke(args=["report", "bounce"], input=status_mail(come_back))
    assert "needed no note" in again.output
    assert send_scheduled(database, returning, MONDAY + WEEK).sent == 1
    assert inbox.recipients == addresses("ann", "bo", "bo")
    assert "mail does not reach this address" in deliveries(database)[2].last_error
    listed = commands.invoke(args=["report", "suppressed"]).output
    assert "ann@example.org" in listed
    assert commands.invoke(args=["report", "allow", "Ann@example.org"]).exit_code == 0
    assert send_scheduled(database, returning, MONDAY + 2 * WEEK).sent == 2
    assert commands.invoke(args=["report", "allow", "ann@example.org"]).exit_code == BAD_INPUT


@pytest.mark.parametrize(
    "to",
    ["bounces+1-" + "0" * 20 + "@record.example", BOUNCES, "ann@example.org", ""],
)
def test_a_forged_status_is_refused(
    database: Database, returning: Settings, inbox: Inbox, commands: FlaskCliRunner, to: str
) -> None:
    join(database, "ann")
    send_scheduled(database, returning, MONDAY)
    for args in (["report", "bounce"], ["report", "bounce", "--to", to]):
        refused = commands.invoke(args=args, input=status_mail(to))
        assert refused.exit_code == BAD_INPUT
        assert "no return path of ours" in refused.stderr
    assert deliveries(database)[0].ending == "sent"
    other = commands.invoke(args=["report", "bounce"], input=b"Subject: away\r\n\r\nBack soon")
    assert "no delivery status" in other.stderr


def test_a_delay_changes_nothing_and_a_mailbox_that_is_full_has_three_weeks(
    database: Database, returning: Settings, inbox: Inbox, commands: FlaskCliRunner, tmp_path: Path
) -> None:
    join(database, "ann")
    for week in range(4):
        send_scheduled(database, returning, MONDAY + week * WEEK)
        newest = deliveries(database)[-1]
        to = letterhead_of(returning).return_path(newest.id)
        file = tmp_path / "status.eml"
        file.write_bytes(status_mail(to, action="delayed", status="4.2.2"))
        assert "needed no note" in commands.invoke(args=["report", "bounce", str(file)]).output
        file.write_bytes(status_mail("somebody@else.example", status="5.2.2"))
        commands.invoke(args=["report", "bounce", str(file), "--to", to])
    endings = [each.ending for each in deliveries(database)]
    assert endings == ["bounced"] * 3 + ["cancelled"]


def test_what_came_back_is_covered_by_the_next_report(
    database: Database, returning: Settings, inbox: Inbox, commands: FlaskCliRunner
) -> None:
    decide(database)
    join(database, "ann")
    send_scheduled(database, returning, MONDAY)
    to = letterhead_of(returning).return_path(1)
    commands.invoke(args=["report", "bounce"], input=status_mail(to, status="5.2.2"))
    send_scheduled(database, returning, MONDAY + WEEK)
    assert inbox.subjects[1].startswith(HEADLINE)


def test_a_server_that_knows_no_such_user_is_believed_at_once(
    database: Database, returning: Settings, inbox: Inbox, commands: FlaskCliRunner
) -> None:
    join(database, "ann", "bo")
    inbox.to_recipient["ann@example.org"] = ["550 5.1.1 no such user"]
    send_scheduled(database, returning, MONDAY)
    assert "5.1.1" in commands.invoke(args=["report", "suppressed"]).output
    assert shown(commands, "--failed") == [("ann@example.org", "refused")]
    assert shown(commands) == [("bo@example.org", "sent"), ("ann@example.org", "refused")]
    assert shown(commands, "--waiting") == []
    assert "550 5.1.1" in commands.invoke(args=["report", "deliveries"]).output.replace("\n", " ")


def test_a_mail_whose_subject_carries_the_token_leaves_that_list_alone(
    database: Database, returning: Settings, inbox: Inbox, commands: FlaskCliRunner
) -> None:
    join(database, "ann", "bo")
    send_scheduled(database, returning, MONDAY)
    _, mailto = inbox.messages[0]["List-Unsubscribe"].split(", ")
    to, _, subject = mailto.strip("<>").removeprefix("mailto:").partition("?subject=")
    assert to == BOUNCES
    for _ in range(2):
        mail = f"To: {to}\r\nSubject: {unquote(subject)}\r\n\r\n"
        told = commands.invoke(args=["report", "bounce"], input=mail.encode())
        assert told.output == "ann@example.org left the list 'everything'.\n"
    with database.read() as session:
        ann, bo = all_subscriptions(session)
    assert ann.unsubscribed_at is not None
    assert bo.unsubscribed_at is None


@pytest.mark.parametrize(
    "subject", ["unsubscribe", "unsubscribe MQ.forged", "unsubscribe 2", "Re: two calls", "\xff"]
)
def test_any_other_mail_leaves_nothing(
    database: Database, commands: FlaskCliRunner, subject: str
) -> None:
    join(database, "ann", "bo")
    mail = f"To: {BOUNCES}\r\nSubject: {subject}\r\n\r\n".encode("latin-1")
    assert commands.invoke(args=["report", "bounce"], input=mail).exit_code == BAD_INPUT
    with database.read() as session:
        assert all(each.unsubscribed_at is None for each in all_subscriptions(session))


def shown(commands: FlaskCliRunner, *options: str) -> list[tuple[str, str]]:
    listed = commands.invoke(args=["report", "deliveries", *options, "--json"])
    return [(row["recipient"], row["state"]) for row in json.loads(listed.output)]
