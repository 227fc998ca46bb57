"""One mail per reader and week, whoever sends, crashes, leaves or comes back."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from support.mail import Inbox
from support.mailing import MINUTE, MONDAY, WEEK, addresses, deliveries, join
from support.record import AFTER

from core.config import Settings
from core.db import Database
from core.mail.leases import claim_delivery
from core.mail.letterhead import letterhead_of
from reports.delivery import WeeklyRun, send_at_once, send_scheduled
from reports.issues import Press
from reports.making import make_reports, unmade_reports
from reports.models import Report, Subscriber, Subscription
from reports.subscribers import subscriptions_of, unsubscribe

LEASE = timedelta(minutes=10)


def test_two_senders_at_once_send_each_mail_once(
    database: Database, database_url: str, mailing: Settings, inbox: Inbox
) -> None:
    names = [f"reader{number}" for number in range(12)]
    join(database, *names)
    others = [Database(database_url) for _ in range(2)]
    start, runs = threading.Barrier(2), []

    def send(own: Database) -> None:
        start.wait()
        runs.append(send_scheduled(own, mailing, MONDAY))

    threads = [threading.Thread(target=send, args=(own,)) for own in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for own in others:
        own.dispose()
    send_scheduled(database, mailing, MONDAY + MINUTE)
    assert inbox.recipients == addresses(*names)
    assert sum(run.made for run in runs) == len(names)
    assert len(deliveries(database)) == len(names)


def test_a_crash_after_sending_repeats_one_mail_under_the_same_id(
    database: Database, mailing: Settings, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(database, "ann")
    with monkeypatch.context() as broken:
        broken.setattr("core.mail.sending.mark_sent", lambda *_: (_ for _ in ()).throw(KeyError))
        with pytest.raises(KeyError):
            send_scheduled(database, mailing, MONDAY)
    assert send_scheduled(database, mailing, MONDAY + timedelta(seconds=5)) == WeeklyRun()
    assert send_scheduled(database, mailing, MONDAY + LEASE) == WeeklyRun(sent=1)
    first, second = inbox.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]


def test_a_leased_delivery_is_nobody_elses(database: Database, mailing: Settings) -> None:
    join(database, "ann", "bo")
    with database.write() as session:
        waiting, press = unmade_reports(session, MONDAY), Press(MONDAY, letterhead_of(mailing))
        assert make_reports(session, press, waiting) == 2
        assert make_reports(session, press, waiting) == 0
        claims = [claim_delivery(session, MONDAY, LEASE) for _ in range(3)]
        assert [claim.letter.recipient if claim else None for claim in claims] == [
            "ann@example.org",
            "bo@example.org",
            None,
        ]
        again = claim_delivery(session, MONDAY + LEASE, LEASE)
        assert again is not None
        assert again.attempt == 2


def test_an_address_that_would_begin_a_header_is_never_sent(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    with database.write() as session:
        evil = "x@example.org\r\nBcc: everybody@example.org"
        session.add(
            Subscription(
                subscriber=Subscriber(email=evil, joined_at=AFTER),
                scope="everything",
                zone="UTC",
                consent="",
                subscribed_at=AFTER,
            )
        )
    join(database, "zoe")
    run = send_scheduled(database, mailing, MONDAY)
    assert (run.sent, run.failed) == (1, 1)
    assert "the mail cannot be written" in run.trouble
    assert inbox.recipients == addresses("zoe")


def test_a_mail_never_goes_to_somebody_who_is_gone(database: Database, mailing: Settings) -> None:
    join(database, "ann")
    with database.write() as session:
        press = Press(MONDAY, letterhead_of(mailing))
        make_reports(session, press, unmade_reports(session, MONDAY))
        unsubscribe(session, MONDAY, 1)
        assert claim_delivery(session, MONDAY, LEASE) is None


def test_who_leaves_gets_nothing_that_was_not_sent_and_who_returns_starts_afresh(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann")
    inbox.to_recipient["ann@example.org"] = ["450 later"]
    send_scheduled(database, mailing, MONDAY)
    with database.write() as session:
        (ann,) = subscriptions_of(session, "Ann@example.org ")
        unsubscribe(session, MONDAY + MINUTE, ann.id)
        gone = unsubscribe(session, MONDAY + 5 * MINUTE, ann.id)
    assert gone.unsubscribed_at == MONDAY + MINUTE
    assert send_at_once(database, mailing, MONDAY + 10 * MINUTE) == WeeklyRun()
    assert deliveries(database)[0].last_error == "unsubscribed before it was sent"
    join(database, "ann", since=MONDAY + 8 * WEEK, zone="Europe/Berlin")
    assert send_scheduled(database, mailing, MONDAY + 9 * WEEK) == WeeklyRun(made=1, sent=1)
    with database.read() as session:
        latest = session.scalars(select(Report).order_by(Report.id.desc())).first()
        assert latest is not None
        assert latest.issue.covers_from == MONDAY + 8 * WEEK
        assert session.scalar(select(func.count(Subscriber.id))) == 1
