"""The weekly mails through a real mail server: Debian's Postfix, private on 127.0.0.1.

To as many readers as fill several batches; `make faults` writes to a thousand.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update
from support.components import missing
from support.figures import size
from support.mail import Inbox, mail_server
from support.mail_proxy import Fault, difficult_way_to
from support.mailing import HEADLINE, MINUTE, MONDAY, decide, deliveries, join
from support.postfix import Postfix, find_postfix, running_postfix
from support.record import AFTER

from core.config import Settings
from core.db import Database
from core.mail.bounces import note_bounce
from core.mail.letterhead import letterhead_of
from core.web import database_of, settings_of
from predictions.models import Pundit
from reports.delivery import send_scheduled
from reports.models import Subscriber
from reports.subscribers import NewSubscriber, subscribe

NAMES = ("ann", "bo", "cy", "gone")
READERS = size(1_000, 150)


@pytest.fixture(scope="module")
def postfix() -> Iterator[Postfix]:
    if not find_postfix():
        missing("Postfix (Debian package postfix, started by root)")
    # Its programs run as another user, who may not look into pytest's folders.
    folder = Path(tempfile.mkdtemp(prefix="calledit-postfix-"))
    folder.chmod(0o755)
    with running_postfix(folder, *NAMES) as server:
        yield server
    shutil.rmtree(folder)


@pytest.fixture
def database(sqlite_app: Flask) -> Database:
    return database_of(sqlite_app)


@pytest.fixture
def through(sqlite_app: Flask, postfix: Postfix) -> Settings:
    for box in (postfix.folder / "mail").glob("*/new/*"):
        box.unlink()
    postfix.answer()
    wanted = {
        "smtp_port": postfix.port,
        "smtp_timeout_seconds": 20,
        "mail_from": "Calledit <mail@record.example>",
        "bounce_address": "bounces@record.example",
        "base_url": "https://record.example",
    }
    return settings_of(sqlite_app).model_copy(update=wanted)


def test_a_mail_arrives_as_it_was_written(
    postfix: Postfix, database: Database, through: Settings
) -> None:
    decide(database)
    join(database, "ann", "bo")
    assert send_scheduled(database, through, MONDAY).sent == 2
    (mail,) = postfix.mails("ann")
    assert mail["Subject"] == HEADLINE
    assert mail["List-Unsubscribe"].startswith("<https://record.example/unsubscribe/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = mail.get_body(("html",))
    assert html is not None
    assert "Ann Example had given it 80%" in html.get_content()
    assert mail["Return-Path"].startswith("<bounces+1-")
    assert len(postfix.mails("bo")) == 1


def test_refusals_and_greylisting_hold_up_nobody(
    postfix: Postfix, database: Database, through: Settings
) -> None:
    join(database, "ann", "bo", "nobody", "cy")
    postfix.answer(ann="450 4.2.0 greylisted, come back", bo="550 5.7.1 not wanted here")
    run = send_scheduled(database, through, MONDAY)
    assert (run.sent, run.failed, run.retry) == (1, 2, 1)
    assert len(postfix.mails("cy")) == 1
    ann, bo, nobody, cy = deliveries(database)
    assert ann.last_error.startswith("450 4.2.0")
    assert bo.last_error.startswith("550 5.7.1")
    assert nobody.last_error.startswith("550 5.1.1")
    assert cy.ending == "sent"
    postfix.answer()
    assert send_scheduled(database, through, MONDAY + 2 * MINUTE).sent == 1
    assert len(postfix.mails("ann")) == 1


def test_what_comes_back_is_understood(
    postfix: Postfix, database: Database, through: Settings
) -> None:
    join(database, "gone", "ann")
    elsewhere = Inbox()
    elsewhere.to_recipient["gone@example.org"] = ["550 5.1.1 this mailbox is gone"]
    with mail_server(postfix.elsewhere, elsewhere):
        assert send_scheduled(database, through, MONDAY).sent == 2
        (status,) = postfix.mails("bounces")
    with database.write() as session:
        found = note_bounce(session, MONDAY + MINUTE, letterhead_of(through), status.as_bytes())
    assert (found.recipient, found.noted, found.suppressed) == ("gone@example.org", True, True)
    assert "5.1.1" in found.status
    assert "this mailbox is gone" in found.status
    assert [each.ending for each in deliveries(database)] == ["bounced", "sent"]


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.DROP, Fault.LOSE_ANSWER], ids=lambda f: f.name)
def test_a_way_that_fails_at_one_address_holds_up_nobody(
    postfix: Postfix, database: Database, through: Settings, fault: Fault
) -> None:
    join(database, "ann", "bo", "cy")
    with difficult_way_to(postfix.port) as way:
        wanted = {"smtp_port": way.port, "smtp_timeout_seconds": 5}
        difficult = through.model_copy(update=wanted)
        way.faults["bo"] = fault
        run = send_scheduled(database, difficult, MONDAY)
        assert (run.sent, run.failed, run.retry) == (2, 0, 1)
        way.faults.clear()
        assert send_scheduled(database, difficult, MONDAY + 5 * MINUTE).sent == 1
    taken = 2 if fault is Fault.LOSE_ANSWER else 1
    got = postfix.mails("bo", taken)
    # A server that took a mail and could not say so gets it once more, under the same id.
    assert len(got) == taken
    assert len({mail["Message-ID"] for mail in got}) == 1
    assert (len(postfix.mails("ann")), len(postfix.mails("cy"))) == (1, 1)
    assert [each.ending for each in deliveries(database)] == ["sent"] * 3


def test_a_slow_server_is_waited_for(
    postfix: Postfix, database: Database, through: Settings
) -> None:
    join(database, "ann", "bo")
    with difficult_way_to(postfix.port) as way:
        way.faults |= {"ann": Fault.SLOW, "bo": Fault.SLOW}
        run = send_scheduled(database, through.model_copy(update={"smtp_port": way.port}), MONDAY)
    assert (run.sent, run.retry) == (2, 0)
    assert [len(postfix.mails(name)) for name in ("ann", "bo")] == [1, 1]


def test_no_word_of_a_report_begins_a_header_or_a_command(
    postfix: Postfix, database: Database, through: Settings
) -> None:
    evil = "Ann\r\nBcc: ann@example.org\r\n.\r\nRCPT TO:<ann@example.org>"
    decide(database)
    join(database, "cy", "x")
    with database.write() as session:
        # The forms refuse both; this is what a write past them would do.
        session.execute(update(Pundit).where(Pundit.slug == "ann-example").values(name=evil))
        address = "x@example.org>\r\nRCPT TO:<ann@example.org"
        session.execute(update(Subscriber).where(Subscriber.id == 2).values(email=address))
    run = send_scheduled(database, through, MONDAY)
    assert (run.sent, run.failed) == (1, 1)
    (mail,) = postfix.mails("cy")
    assert mail["Subject"].startswith("Two calls decided: Ann Bcc: ann@example.org . RCPT TO")
    assert mail["Bcc"] is None
    assert mail["To"] == "cy@example.org"
    assert postfix.mails("ann", 0) == []


def test_many_readers_get_their_mail_through_it(
    postfix: Postfix, database: Database, through: Settings
) -> None:
    decide(database)
    readers = [f"reader{number}@many.example" for number in range(READERS)]
    with database.write() as session:
        for number, email in enumerate(readers):
            subscribe(session, AFTER, NewSubscriber(email=email, zone="UTC"))
            if number == len(readers) // 2:
                subscribe(session, AFTER, NewSubscriber(email="nobody@example.org", zone="UTC"))
    run = send_scheduled(database, through.model_copy(update={"mails_per_minute": 0}), MONDAY)
    assert (run.sent, run.failed, run.retry) == (READERS, 1, 0)
    got = postfix.mails("many", READERS)
    assert sorted(str(mail["To"]) for mail in got) == sorted(readers)
    assert len({mail["Message-ID"] for mail in got}) == READERS
