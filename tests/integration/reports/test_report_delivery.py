"""Mail servers that say later, never, nothing, or that are not there: on both databases."""

import shutil
import ssl
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from flask import Flask
from pydantic import SecretStr
from support.components import missing
from support.figures import size
from support.mail import DROP, HANG, Inbox, mail_server
from support.mailing import HEADLINE, MINUTE, MONDAY, WEEK, addresses, decide, deliveries, join
from support.record import AFTER

from core.config import Settings
from core.db import Database
from core.mail.leases import WAITS
from core.mail.smtp import Answer, Envelope, Postman
from core.web import database_of, settings_of
from reports.delivery import WeeklyRun, send_at_once, send_scheduled
from reports.subscribers import NewSubscriber, subscribe

# As many as fill several batches.
READERS = size(1_000, 150)


def test_a_server_that_says_later_gets_it_once_later(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann", "bo")
    inbox.to_recipient["ann@example.org"] = ["450 greylisted"]
    inbox.to_mail["ann@example.org"] = ["451 busy"]
    first = send_scheduled(database, mailing, MONDAY)
    assert (first.sent, first.retry, first.trouble) == (1, 1, "450 greylisted")
    assert send_scheduled(database, mailing, MONDAY + WAITS[0] / 2) == WeeklyRun()
    second = send_scheduled(database, mailing, MONDAY + 2 * WAITS[0])
    assert (second.sent, second.retry, second.trouble) == (0, 1, "451 busy")
    assert send_scheduled(database, mailing, MONDAY + 3 * WAITS[0]) == WeeklyRun()
    third = send_scheduled(database, mailing, MONDAY + 3 * WAITS[0] + WAITS[1])
    assert third == WeeklyRun(sent=1)
    assert inbox.recipients == addresses("ann", "bo")
    assert [delivery.attempts for delivery in deliveries(database)] == [3, 1]


def test_an_address_refused_for_good_is_not_tried_again_and_blocks_nobody(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann", "bo", "cy")
    inbox.to_recipient["ann@example.org"] = ["550 no such user"]
    inbox.to_mail["bo@example.org"] = ["554 not wanted"]
    run = send_scheduled(database, mailing, MONDAY)
    assert (run.sent, run.failed, run.retry) == (1, 2, 0)
    assert send_at_once(database, mailing, MONDAY + timedelta(days=1)) == WeeklyRun()
    assert inbox.recipients == addresses("cy")
    ann, bo, cy = deliveries(database)
    assert (ann.last_error, bo.last_error) == ("550 no such user", "554 not wanted")
    assert ann.failed_at is not None
    assert cy.failed_at is None


def test_what_was_refused_last_week_is_covered_by_the_next_report(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    decide(database)
    join(database, "ann")
    inbox.to_recipient["ann@example.org"] = ["550 mailbox moved"]
    send_scheduled(database, mailing, MONDAY)
    assert send_scheduled(database, mailing, MONDAY + WEEK).sent == 1
    assert inbox.subjects == [f"{HEADLINE} (week to 23 November)"]


@pytest.mark.parametrize("fault", [DROP, HANG])
@pytest.mark.parametrize("where", ["to_recipient", "to_mail"])
def test_a_server_that_breaks_at_one_address_does_not_block_the_others(
    database: Database, mailing: Settings, inbox: Inbox, fault: str, where: str
) -> None:
    join(database, "ann", "bo")
    getattr(inbox, where)["ann@example.org"] = [fault]
    impatient = mailing.model_copy(update={"smtp_timeout_seconds": 1})
    run = send_scheduled(database, impatient, MONDAY)
    assert (run.sent, run.retry) == (1, 1)
    assert send_scheduled(database, mailing, MONDAY + 2 * MINUTE) == WeeklyRun(sent=1)
    assert inbox.recipients == addresses("ann", "bo")


def test_a_server_that_is_down_is_left_alone_and_nothing_is_lost(
    database: Database, mailing: Settings, port: int
) -> None:
    names = [f"reader{number}" for number in range(6)]
    join(database, *names)
    down = send_scheduled(database, mailing, MONDAY)
    assert (down.made, down.sent, down.failed, down.retry) == (6, 0, 0, 3)
    assert f"mail server 127.0.0.1:{port}: " in down.trouble
    inbox = Inbox()
    with mail_server(port, inbox):
        assert send_scheduled(database, mailing, MONDAY + 5 * MINUTE) == WeeklyRun(sent=6)
    assert inbox.recipients == addresses(*names)


def test_weeks_without_a_mail_server_end_in_one_mail_not_in_a_burst(
    database: Database, mailing: Settings, port: int
) -> None:
    decide(database)
    join(database, "ann")
    for weeks in range(3):
        assert send_scheduled(database, mailing, MONDAY + weeks * WEEK).made == 1
    inbox = Inbox()
    with mail_server(port, inbox):
        back = MONDAY + 2 * WEEK + timedelta(hours=1)
        assert send_scheduled(database, mailing, back) == WeeklyRun(sent=1)
    assert inbox.subjects == [HEADLINE]
    covers = "Covers 9 November 2020, 08:00 UTC to 30 November 2020, 08:00 UTC."
    assert all(covers in version for version in inbox.versions(0))


def test_by_hand_a_retry_does_not_wait(database: Database, mailing: Settings, inbox: Inbox) -> None:
    join(database, "ann")
    inbox.to_recipient["ann@example.org"] = ["450 later"]
    assert send_scheduled(database, mailing, MONDAY).retry == 1
    assert send_at_once(database, mailing, MONDAY) == WeeklyRun(sent=1)


def test_nothing_is_sent_in_the_clear_where_encryption_is_asked_for(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann")
    run = send_scheduled(database, mailing.model_copy(update={"smtp_starttls": True}), MONDAY)
    assert (run.sent, run.retry) == (0, 1)
    assert "STARTTLS" in run.trouble
    assert inbox.messages == []


# The server is on this machine and has no certificate.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_the_user_and_the_password_are_given_to_the_server(
    database: Database, mailing: Settings, port: int
) -> None:
    def check(
        _server: object, _session: object, _envelope: object, _by: str, data: object
    ) -> AuthResult:
        return AuthResult(success=getattr(data, "password", b"") == b"right", handled=False)

    join(database, "ann")
    inbox, tried = Inbox(), []
    options = {"authenticator": check, "auth_required": True, "auth_require_tls": False}
    with mail_server(port, inbox, **options):
        for password in ("no", "right"):
            fields = {**mailing.model_dump(), "smtp_user": "me", "smtp_password": password}
            tried.append(send_at_once(database, Settings(**fields), MONDAY))
    assert [(run.sent, run.retry) for run in tried] == [(0, 1), (1, 0)]
    assert "535" in tried[0].trouble


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key with a certificate for 127.0.0.1 that it has signed itself."""
    if shutil.which("openssl") is None:
        missing("openssl")
    file, key = (tmp_path_factory.mktemp("tls") / name for name in ("both.pem", "key.pem"))
    wish = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    names = ("-addext", "subjectAltName=IP:127.0.0.1")
    command = ["openssl", *wish.split(), *names, "-keyout", str(key), "-out", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    file.write_text(file.read_text() + key.read_text())
    return file


def test_a_connection_is_encrypted_before_the_password_is_given(
    database: Database,
    mailing: Settings,
    port: int,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = []

    def check(
        _server: object, session: Any, _envelope: object, _by: str, data: object
    ) -> AuthResult:
        given.append((session.ssl is not None, getattr(data, "password", b"")))
        return AuthResult(success=True)

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    join(database, "ann")
    fields = {"smtp_user": "me", "smtp_password": SecretStr("secret"), "smtp_starttls": True}
    inbox = Inbox()
    options = {"authenticator": check, "auth_required": True, "require_starttls": True}
    with mail_server(port, inbox, tls_context=context, **options):
        run = send_scheduled(database, mailing.model_copy(update=fields), MONDAY)
    assert run == WeeklyRun(made=1, sent=1)
    assert given == [(True, b"secret")]


def test_a_server_with_a_strangers_certificate_gets_nothing(
    database: Database, mailing: Settings, port: int, certificate: Path
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    join(database, "ann")
    inbox = Inbox()
    with mail_server(port, inbox, tls_context=context):
        run = send_scheduled(database, mailing.model_copy(update={"smtp_starttls": True}), MONDAY)
    assert (run.sent, run.retry) == (0, 1)
    assert "certificate" in run.trouble.lower()
    assert inbox.messages == []


def test_a_server_that_is_rude_at_the_end_has_taken_the_mail(
    mailing: Settings, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    envelope = Envelope("a@example.org", "b@example.org", b"To: b@example.org\r\n\r\nHello")
    inbox = Inbox()
    monkeypatch.setattr("smtplib.SMTP.quit", lambda _: (_ for _ in ()).throw(TimeoutError))
    with mail_server(port, inbox), Postman(mailing) as postman:
        assert postman.post(envelope).answer is Answer.SENT
    assert len(inbox.messages) == 1


def test_one_connection_carries_the_mails_until_one_is_refused(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann", "bo", "cy", "di", "ed")
    inbox.to_mail["cy@example.org"] = ["554 not wanted"]
    assert send_scheduled(database, mailing, MONDAY).sent == 4
    first, second, third, fourth = inbox.connections
    assert first == second
    assert third == fourth != first


def test_a_domain_gets_so_many_a_minute_and_others_do_not_wait(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann", "bo", "cy", "di")
    with database.write() as session:
        subscribe(session, AFTER, NewSubscriber(email="zoe@elsewhere.example", zone="UTC"))
    paced = mailing.model_copy(update={"mails_per_minute": 2})
    assert send_scheduled(database, paced, MONDAY) == WeeklyRun(made=5, sent=3)
    assert inbox.recipients == [*addresses("ann", "bo"), "zoe@elsewhere.example"]
    assert send_scheduled(database, paced, MONDAY + MINUTE / 2) == WeeklyRun()
    assert send_scheduled(database, paced, MONDAY + 2 * MINUTE) == WeeklyRun(sent=2)


def test_a_server_that_says_later_for_days_is_given_up(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann")
    inbox.to_recipient["ann@example.org"] = ["450 later"] * 99
    hours = range(0, 6 * 24, 3)
    runs = [send_scheduled(database, mailing, MONDAY + timedelta(hours=h)) for h in hours]
    assert 10 <= sum(run.retry for run in runs) <= 30
    (ann,) = deliveries(database)
    assert (ann.ending, ann.last_error) == ("gave up", "450 later")


def test_many_readers_get_one_mail_each_whatever_others_do(sqlite_app: Flask, port: int) -> None:
    database, inbox = database_of(sqlite_app), Inbox()
    wanted = {"smtp_port": port, "mails_per_minute": 0, "base_url": "https://record.example"}
    mailing = settings_of(sqlite_app).model_copy(update=wanted)
    names = [f"reader{number}" for number in range(READERS)]
    decide(database)
    join(database, *names)
    inbox.to_recipient["reader10@example.org"] = ["550 no such user"]
    inbox.to_recipient["reader50@example.org"] = [DROP]
    inbox.to_mail["reader90@example.org"] = ["451 busy"]
    with mail_server(port, inbox):
        run = send_scheduled(database, mailing, MONDAY)
        assert (run.made, run.sent, run.failed, run.retry) == (READERS, READERS - 3, 1, 2)
        assert send_scheduled(database, mailing, MONDAY + timedelta(hours=1)).sent == 2
    assert inbox.recipients == addresses(*(set(names) - {"reader10"}))
    assert len({str(mail["Message-ID"]) for mail in inbox.messages}) == READERS - 1
