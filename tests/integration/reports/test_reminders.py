"""Editors are reminded of events that are due: one digest, never one mail per event."""

from datetime import date, datetime, timedelta

import pytest
from support.accounts import add_account
from support.mail import Inbox
from support.record import AFTER, predict, rule

from core.config import Settings
from core.db import Database
from predictions.models import Event
from reports.delivery import send_scheduled

TUESDAY = datetime.fromisoformat("2020-11-17T08:00:00+00:00")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def editors(database: Database) -> None:
    with database.write() as session:
        add_account(session, AFTER, "Rita Moss", "editor")
        add_account(session, AFTER, "Ole Admin", "admin")
        add_account(session, AFTER, "Vera Reader", "viewer")


def fall_due(database: Database, on: date, *, how_many: int = 1) -> list[int]:
    with database.write() as session:
        return [
            predict(session, f"Ann {n}, {on}", 0.5, deadline=on).event.id for n in range(how_many)
        ]


def test_a_hundred_events_make_one_mail_for_each_editor(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    fall_due(database, date(2020, 11, 15), how_many=30)
    assert send_scheduled(database, mailing, TUESDAY - timedelta(minutes=1)).sent == 0
    for minutes in (0, 1, 60, 600):
        send_scheduled(database, mailing, TUESDAY + timedelta(minutes=minutes))
    assert inbox.recipients == ["ole@example.org", "rita@example.org"]
    assert inbox.subjects == ["30 events past the deadline, 30 of them new"] * 2
    text = inbox.messages[0].get_content()
    assert text.count("/events/") == 20
    assert "And 10 more: https://record.example/due" in text
    assert "15 November 2020 (UTC)" in text


def test_there_is_no_second_mail_until_something_else_falls_due_or_a_week_has_passed(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    fall_due(database, date(2020, 11, 15))
    (other,) = fall_due(database, date(2020, 11, 18))
    for day in range(5):
        send_scheduled(database, mailing, TUESDAY + day * DAY)
    first, second = inbox.subjects[::2]
    assert first == "1 event past the deadline, 1 of them new"
    assert second == "2 events past the deadline, 1 of them new"
    newest = inbox.messages[2].get_content()
    assert newest.index(f"/events/{other}") < newest.index("/events/1")
    send_scheduled(database, mailing, TUESDAY + 6 * DAY)  # a Monday
    assert inbox.subjects[4:] == ["2 events past the deadline, 0 of them new"] * 2


def test_nothing_due_makes_no_mail(database: Database, mailing: Settings, inbox: Inbox) -> None:
    (event_id,) = fall_due(database, date(2020, 11, 15))
    with database.write() as session:
        event = session.get(Event, event_id)
        assert event is not None
        rule(session, event, "did_not_occur", known_at=date(2020, 11, 16), now=TUESDAY)
    send_scheduled(database, mailing, TUESDAY)
    assert inbox.subjects == []
