"""Subscribers, and what they were sent, survive every change of the tables: on both databases."""

from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from core import migrations
from core.db import Database
from core.mail.models import Delivery
from reports.models import Issue, Report
from reports.subscribers import NewSubscriber, all_subscriptions, subscribe, unsubscribe

FIRST = "0001"
NOW = datetime(2026, 11, 25, tzinfo=UTC)
BEFORE = (
    """INSERT INTO subscriber (id, email, zone, subscribed_at, unsubscribed_at) VALUES
    (3, 'ann@example.org', 'Asia/Tokyo', '2026-11-01 08:00:00', NULL),
    (5, 'bo@example.org', 'UTC', '2026-11-02 08:00:00', '2026-11-20 08:00:00')""",
    """INSERT INTO report (id, subscriber_id, period, covers_from, covers_to, subject, text, html,
    made_at) VALUES
    (7, 3, '2026-W47', '2026-11-09 08:00:00', '2026-11-16 08:00:00', 'Finding', 'text', '<p>',
    '2026-11-16 08:00:00'),
    (8, 3, '2026-W48', '2026-11-16 08:00:00', '2026-11-23 08:00:00', 'Later', 'more', '<p>',
    '2026-11-23 08:00:00')""",
    """INSERT INTO delivery (id, subscriber_id, period, report_id, message_id, attempts,
    next_attempt_at, sent_at, failed_at, last_error) VALUES
    (9, 3, '2026-W47', 7, '<seven@record.example>', 1, '2026-11-16 08:00:00',
    '2026-11-16 08:00:05', NULL, ''),
    (10, 3, '2026-W48', 8, '<eight@record.example>', 1, '2026-11-23 08:00:00', NULL, NULL, '')""",
)


def test_who_subscribed_before_keeps_their_list_and_their_links(
    database: Database,
) -> None:
    migrations.downgrade(database, FIRST)
    with database.write() as session:
        for statement in BEFORE:
            session.execute(text(statement))
    migrations.upgrade(database)
    with database.write() as session:
        ann, bo = all_subscriptions(session)
        assert (ann.id, ann.email, ann.zone, ann.unsubscribed_at) == (
            3, "ann@example.org", "Asia/Tokyo", None,
        )  # fmt: skip
        assert (ann.scope.key, ann.weekday, ann.hour) == ("everything", None, None)
        assert bo.unsubscribed_at is not None
        _sent_is_kept_and_unsent_is_made_anew(session)
        assert subscribe(session, NOW, NewSubscriber(email="cy@example.org", zone="UTC")).id == 6
        unsubscribe(session, NOW, 3)


def _sent_is_kept_and_unsent_is_made_anew(session: Session) -> None:
    (report,) = session.query(Report).all()
    (delivery,) = session.query(Delivery).all()
    (issue,) = session.query(Issue).all()
    assert (report.id, report.period, report.delivery_id) == (7, "2026-W47", 9)
    assert (delivery.recipient, delivery.domain, delivery.ending) == (
        "ann@example.org", "example.org", "sent",
    )  # fmt: skip
    assert delivery.message_id == "<seven@record.example>"
    assert (issue.body.subject, issue.body.text, issue.public) == ("Finding", "text", False)
    assert issue.covers_to == datetime(2026, 11, 16, 8, tzinfo=UTC)


def test_the_way_back_keeps_them_too(database: Database) -> None:
    migrations.downgrade(database, FIRST)
    with database.write() as session:
        for statement in BEFORE:
            session.execute(text(statement))
    migrations.upgrade(database)
    migrations.downgrade(database, FIRST)
    with database.read() as session:
        people = session.execute(text("SELECT id, email, zone FROM subscriber ORDER BY id")).all()
        report = session.execute(text("SELECT id, subscriber_id, subject, text FROM report")).one()
        delivery = session.execute(text("SELECT subscriber_id, report_id FROM delivery")).one()
    assert [tuple(row) for row in people] == [
        (3, "ann@example.org", "Asia/Tokyo"),
        (5, "bo@example.org", "UTC"),
    ]
    assert tuple(report) == (7, 3, "Finding", "text")
    assert tuple(delivery) == (3, 7)
