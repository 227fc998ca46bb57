"""Subscribing from a public page, and changing what comes when: on both databases."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select
from support.accounts import token_on
from support.mailing import MONDAY, join
from support.record import predict

from core.config import Settings
from core.db import Database
from core.mail.letterhead import letterhead_of
from core.mail.models import Delivery
from reports.links import preferences_url
from reports.subscribers import SubscriptionView, all_subscriptions, unsubscribe

LINK = re.compile(r"http://127\.0\.0\.1:8000(/(?:subscribe|subscriptions)/\S+)")
WISH = {"email": "Ann@example.org", "zone": "Europe/Berlin", "weekday": "5", "hour": "18"}


@pytest.fixture(autouse=True)
def present() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture(autouse=True)
def record(database: Database) -> None:
    with database.write() as session:
        predict(session, "Ann Example", 0.8, topic="Elections")
        predict(session, "Bo Muster", 0.2, topic="Weather")


def wish(client: FlaskClient, **more: str) -> tuple[int, str]:
    fields = {**WISH, **more, "form_token": token_on(client, "/subscribe")}
    answer = client.post("/subscribe", data=fields)
    return answer.status_code, answer.text


def mails(database: Database) -> list[str]:
    with database.read() as session:
        found = session.scalars(select(Delivery).order_by(Delivery.id))
        return [delivery.body.text + delivery.postscript_text for delivery in found]


def link_in(mail: str) -> str:
    found = LINK.search(mail)
    assert found, mail
    return found[1]


def follow(client: FlaskClient, path: str) -> str:
    answer = client.post(path, data={"form_token": token_on(client, path)})
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def subscriptions(database: Database) -> list[SubscriptionView]:
    with database.read() as session:
        return all_subscriptions(session)


def test_a_wish_comes_true_by_the_link_in_the_mail_and_not_before(
    client: FlaskClient, database: Database
) -> None:
    status, page = wish(client, skip_quiet="yes")
    assert status == 200
    assert "A mail is on its way to ann@example.org" in page
    path = link_in(mails(database)[0])
    assert "ann@example.org is to get the weekly report about the whole record" in (
        client.get(path).text
    )
    assert subscriptions(database) == []
    preferences = client.get(follow(client, path))
    assert "For ann@example.org." in preferences.text
    assert "Confirmed: the next report comes at the hour below." in preferences.text
    (made,) = subscriptions(database)
    assert (made.zone, made.weekday, made.hour, made.skip_quiet) == ("Europe/Berlin", 5, 18, True)
    assert "confirmed on 16 November 2020 by a link sent on 16 November 2020" in made.consent
    follow(client, path)
    assert subscriptions(database) == [made]


def test_a_topic_or_pundits_are_lists_of_their_own(client: FlaskClient, database: Database) -> None:
    for scope in ({"topic": "Weather"}, {"pundits": "Bo Muster, ann-example"}):
        assert wish(client, **scope)[0] == 200
        follow(client, link_in(mails(database)[-1]))
    keys = [each.scope.key for each in subscriptions(database)]
    assert keys == ["topic/Weather", "pundits/ann-example,bo-muster"]


def test_the_page_says_the_same_whether_an_address_is_known_or_not(
    client: FlaskClient, database: Database
) -> None:
    join(database, "ann")
    known, unknown = wish(client), wish(client, email="bo@example.org")
    assert known[0] == unknown[0]
    assert known[1].replace("ann@", "bo@") == unknown[1]
    to_known, to_unknown = mails(database)
    assert "It comes to you already." in to_known
    assert "/subscriptions/" in link_in(to_known)
    assert "/subscribe/" in link_in(to_unknown)


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("email", "ann", "&#39;ann&#39; is not a mail address"),
        ("email", "ann@example.org\r\nBcc: bo@example.org", "control characters"),
        ("zone", "Mars/Olympus", "&#39;Mars/Olympus&#39; is not an IANA time zone"),
        ("weekday", "8", "less than or equal to 7"),
        ("hour", "-1", "hour"),
        ("topic", "Cricket", "there is no event of topic &#39;Cricket&#39;"),
        ("pundits", "Nobody Known", "there is no pundit &#39;Nobody Known&#39;"),
    ],
)
def test_what_cannot_be_used_is_told_beside_the_form(
    client: FlaskClient, database: Database, field: str, value: str, problem: str
) -> None:
    status, page = wish(client, **{field: value})
    assert status == 400
    assert problem in page.replace("Hour", "hour").replace("There", "there")
    assert "<form" in page
    assert mails(database) == []


def test_nobody_can_flood_a_mailbox(client: FlaskClient, database: Database) -> None:
    statuses = [wish(client)[0] for _ in range(6)]
    assert statuses == [200] * 4 + [429] * 2
    assert 1 <= len(mails(database)) <= 4


def test_nobody_can_ask_for_many_addresses(client: FlaskClient, database: Database) -> None:
    statuses = [wish(client, email=f"reader{n}@example.org")[0] for n in range(22)]
    assert statuses == [200] * 20 + [429] * 2


def test_a_link_is_good_for_three_days_and_not_after_leaving(
    client: FlaskClient, database: Database
) -> None:
    wish(client)
    path = link_in(mails(database)[0])
    follow(client, path)
    with time_machine.travel(MONDAY + timedelta(hours=1), tick=False):
        with database.write() as session:
            unsubscribe(session, MONDAY + timedelta(hours=1), 1)
        answer = client.post(path, data={"form_token": token_on(client, path)})
        assert answer.status_code == 409
        assert "older than your leaving" in answer.text
    with time_machine.travel(MONDAY + timedelta(days=3, seconds=2), tick=False):
        assert client.get(path).status_code == 404
    assert client.get("/subscribe/nonsense").status_code == 404


@pytest.fixture
def preferences(database: Database, settings: Settings) -> str:
    join(database, "ann")
    join(database, "ann", topic="Weather")
    join(database, "bo")
    return preferences_url(letterhead_of(settings), 1).removeprefix(settings.base_url)


def send(client: FlaskClient, path: str, **fields: str) -> int:
    token = token_on(client, path)
    return client.post(path, data={"form_token": token, **fields}).status_code


def test_day_hour_and_zone_can_be_changed(
    client: FlaskClient, database: Database, preferences: str
) -> None:
    page = client.get(preferences).text
    assert "About the whole record" in page
    assert "About the topic “Weather”" in page
    wanted = {"zone": "Asia/Tokyo", "weekday": "3", "hour": "0"}
    assert send(client, preferences, do="change", subscription="2", **wanted) == 303
    first, second, _ = subscriptions(database)
    assert (second.zone, second.weekday, second.hour) == ("Asia/Tokyo", 3, 0)
    assert (first.zone, first.weekday, first.hour) == ("UTC", None, None)
    assert "Saved." in client.get(f"{preferences}?done=change").text
    assert 'role="status"' not in client.get(f"{preferences}?done=<b>").text
    assert send(client, preferences, do="change", subscription="2", zone="Nowhere") == 400


def test_ending_one_list_ends_no_other(
    client: FlaskClient, database: Database, preferences: str
) -> None:
    assert send(client, preferences, do="leave", subscription="1") == 303
    assert [each.unsubscribed_at is None for each in subscriptions(database)] == [False, True, True]
    assert send(client, preferences, do="leave-all") == 303
    assert [each.unsubscribed_at is None for each in subscriptions(database)] == [
        False,
        False,
        True,
    ]
    assert "No report comes to this address." in client.get(preferences).text


def test_somebody_elses_list_is_out_of_reach(
    client: FlaskClient, database: Database, preferences: str
) -> None:
    assert send(client, preferences, do="leave", subscription="3") == 303
    assert send(client, preferences, do="change", subscription="3", zone="Asia/Tokyo") == 303
    assert subscriptions(database)[2].unsubscribed_at is None
    assert subscriptions(database)[2].zone == "UTC"


def test_another_list_can_be_added(
    client: FlaskClient, database: Database, preferences: str
) -> None:
    assert send(client, preferences, do="add", topic="Elections", zone="UTC") == 303
    assert subscriptions(database)[-1].scope.key == "topic/Elections"
    assert send(client, preferences, do="add", topic="Elections", zone="UTC") == 409


def test_a_link_that_is_not_ours_opens_nothing(client: FlaskClient, preferences: str) -> None:
    for path in (preferences[:-1], "/subscriptions/x", preferences.replace("ions/", "ions/y")):
        assert client.get(path).status_code == 404
    assert send(client, preferences, do="nonsense") == 404


def test_forms_come_from_our_own_pages(client: FlaskClient, preferences: str) -> None:
    for path in ("/subscribe", preferences):
        assert client.post(path, data=WISH).status_code == 403
