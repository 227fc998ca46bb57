"""The weekly report from the record to the mail that arrives: on both databases."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from support.accounts import add_account
from support.mail import Inbox
from support.mailing import HEADLINE, MINUTE, MONDAY, QUIET, WEEK, addresses, decide, join
from support.record import AFTER, amend, predict, rule

from core.config import Settings
from core.db import Database
from core.mail.letterhead import letterhead_of
from predictions.disputes.models import Reply
from predictions.lifecycle import Ruling
from predictions.models import Event
from reports.delivery import WeeklyRun, send_at_once, send_scheduled
from reports.links import unsubscribe_url
from reports.models import Report
from reports.subscribers import subscriptions_of
from scoring.scorer import score_pending


def test_each_subscriber_gets_one_mail_and_a_repeat_sends_nothing(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    event_id = decide(database)
    join(database, "ann", "bo", "cy")
    assert send_scheduled(database, mailing, MONDAY) == WeeklyRun(made=3, sent=3)
    for later in (timedelta(), MINUTE, timedelta(days=6, hours=15)):
        assert send_scheduled(database, mailing, MONDAY + later) == WeeklyRun()
        assert send_at_once(database, mailing, MONDAY + later) == WeeklyRun()
    assert inbox.recipients == addresses("ann", "bo", "cy")
    assert inbox.subjects == [HEADLINE] * 3
    text, html = inbox.versions(0)
    for version in (text, html):
        assert HEADLINE in version
        assert "Ann Example had given it 80% on 1 October 2020, set by an editor:" in version
        assert "Ann Example gives it 0.8." in version
        assert "Brier score 0.640." in version
        assert f"https://record.example/events/{event_id}" in version
        assert "too few to tell" in version
    assert "Bo <script>" in text
    assert "Bo &lt;script&gt;" in html
    assert "<script" not in html


def test_what_a_pundit_replied_stands_in_the_mail(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann")
    with database.write() as session:
        account = add_account(session, AFTER, "Office", "viewer")
        said = predict(session, "Ann Example", 0.8, deadline=date(2021, 6, 1))
        told = {"text": "I said <maybe>.", "given_by": "Office", "account_id": account.id}
        session.add(Reply(prediction_id=said.id, given_at=MONDAY - MINUTE, **told))
    send_scheduled(database, mailing, MONDAY)
    text, html = inbox.versions(0)
    assert "Ann Example replies: “I said <maybe>.”" in text
    assert "Ann Example replies: “I said &lt;maybe&gt;.”" in html
    send_scheduled(database, mailing, MONDAY + WEEK)
    assert "replies" not in inbox.versions(1)[0]


def test_the_headers_that_arrive_let_a_reader_stop_it_with_one_click(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann")
    long = mailing.model_copy(update={"base_url": "https://" + "record." * 12 + "example"})
    send_scheduled(database, long, MONDAY)
    with database.read() as session:
        subscription_id = subscriptions_of(session, "ann@example.org")[0].id
    link = unsubscribe_url(letterhead_of(long), subscription_id)
    header = f"List-Unsubscribe: <{link}>, <mailto:mail@record.example?subject="
    assert header in inbox.raw[0].decode("ascii")
    assert inbox.messages[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nobody_gets_it_before_their_own_monday_at_eight(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "tokyo", zone="Asia/Tokyo")
    join(database, "york", zone="America/New_York")
    join(database, "late", since=MONDAY)
    sunday_night = MONDAY - timedelta(hours=9)
    for now, expected in (
        (sunday_night - MINUTE, []),
        (sunday_night, ["tokyo"]),
        (MONDAY + timedelta(hours=4), ["tokyo"]),
        (MONDAY + timedelta(hours=5), ["tokyo", "york"]),
        (MONDAY + WEEK - MINUTE, ["tokyo", "york", "tokyo"]),
        (MONDAY + WEEK, ["tokyo", "york", "tokyo", "late"]),
    ):
        send_scheduled(database, mailing, now)
        assert inbox.recipients == addresses(*expected)


def test_a_report_sent_by_hand_is_this_weeks_and_the_schedule_adds_none(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann", since=MONDAY)
    by_hand = MONDAY + timedelta(days=2)
    assert send_at_once(database, mailing, by_hand).sent == 1
    assert send_scheduled(database, mailing, by_hand + timedelta(days=3)) == WeeklyRun()
    assert send_scheduled(database, mailing, MONDAY + WEEK).sent == 1
    with database.read() as session:
        query = select(Report).order_by(Report.id).options(joinedload(Report.issue))
        first, second = session.scalars(query)
    assert (first.period, second.period) == ("2020-W47", "2020-W48")
    assert first.issue.covers_from == by_hand - WEEK
    assert second.issue.covers_from == first.issue.covers_to == by_hand


def test_after_three_weeks_off_there_is_one_report_about_all_of_them(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann")
    send_scheduled(database, mailing, MONDAY)
    decide(database, now=MONDAY + timedelta(days=2))
    back = MONDAY + 3 * WEEK + timedelta(days=3)
    assert send_scheduled(database, mailing, back) == WeeklyRun(made=1, sent=1)
    assert send_scheduled(database, mailing, back + MINUTE) == WeeklyRun()
    assert inbox.subjects == [QUIET, HEADLINE]
    covers = "Covers 16 November 2020, 08:00 UTC to 10 December 2020, 08:00 UTC."
    assert all(covers in version for version in inbox.versions(1))


def test_corrections_show_both_rulings_and_what_is_not_scored_says_why(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    event_id = decide(database)
    join(database, "ann")
    send_scheduled(database, mailing, MONDAY)
    with database.write() as session:
        event = session.get(Event, event_id)
        assert event is not None
        amend(session, event, "occurred", now=MONDAY + MINUTE)
        amend(session, event, "ambiguous", now=MONDAY + 2 * MINUTE)
        other = predict(session, "Ann Example", 0.7).event
        rule(session, other, "annulled", now=MONDAY + MINUTE)
    send_scheduled(database, mailing, MONDAY + WEEK)
    assert inbox.subjects[1] == "One event decided, no call scored"
    for content in inbox.versions(1):
        assert "Was: did not happen. Now: cannot be known. Why: misread the source" in content
        assert "1 call not scored: the premise or condition turned out false." in content


def test_what_falls_due_next_is_shown_with_who_said_what(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    soon = (MONDAY + timedelta(days=3)).date()
    with database.write() as session:
        predict(session, "Ann Example", 0.8)  # past its deadline, without an outcome
        event = predict(session, "Bo Muster", 0.3, deadline=soon).event
        predict(session, "Bo Muster", 0.9, event=event, said_on=soon - timedelta(days=20))
        predict(session, "Cy Beispiel", 0.2, deadline=soon + timedelta(days=30))
        other = predict(session, "Di Esempio", 0.2).event
        rule(session, other, "did_not_occur")
    join(database, "ann")
    send_scheduled(database, mailing, MONDAY)
    for content in inbox.versions(0):
        assert "Can still happen until the end of 19 November 2020 (UTC)." in content
        assert "Given so far: Bo Muster 30%" in content
        assert "90%" not in content
        assert "Cy Beispiel" not in content
        assert "until the end of 3 November" not in content
        assert "1 event past the deadline, waiting for an outcome." in content


def called(database: Database, numbers: Iterable[float], ruling: Ruling, now: datetime) -> None:
    """Ann Example is close to certain of so many events, and all go one way."""
    with database.write() as session:
        for number in numbers:
            event = predict(session, "Ann Example", 0.8 + number / 1000).event
            rule(session, event, ruling, now=now)
    with database.write() as session:
        score_pending(session, now)


def test_who_moved_by_more_than_luck_is_told_and_who_did_not_is_counted(
    database: Database, mailing: Settings, inbox: Inbox
) -> None:
    called(database, range(24), "occurred", AFTER)
    join(database, "ann")
    send_scheduled(database, mailing, MONDAY)
    called(database, [11.5], "occurred", MONDAY + MINUTE)
    send_scheduled(database, mailing, MONDAY + WEEK)
    called(database, range(40, 46), "did_not_occur", MONDAY + WEEK + MINUTE)
    send_scheduled(database, mailing, MONDAY + 2 * WEEK)
    first, second, third = ([*inbox.versions(number)] for number in range(3))
    for content in first:
        assert "Moves are told once standings have been kept for a week." in content
    for content in second:
        assert "1 pundit had new scores since 16 November 2020, and moved no more than" in content
    for content in third:
        assert "Ann Example: from 81." in content
        assert "on 25 scored calls to 5" in content
        assert "with 6 more; luck alone gives a difference at least as large in" in content
        assert "Nobody else had new scores since 23 November 2020." in content
