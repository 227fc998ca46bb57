"""The link in every mail: opening it asks, posting to it stops."""

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from support.mailing import join
from support.record import AFTER, predict

from core.config import Settings
from core.db import Database
from core.mail.letterhead import letterhead_of
from reports.links import unsubscribe_url
from reports.subscribers import all_subscriptions


@pytest.fixture
def path(database: Database, settings: Settings) -> str:
    join(database, "ann", "bo")
    link = unsubscribe_url(letterhead_of(settings), 1)
    return link.removeprefix(settings.base_url)


def left(database: Database) -> list[str]:
    with database.read() as session:
        return [view.email for view in all_subscriptions(session) if view.unsubscribed_at]


def test_opening_the_link_changes_nothing(
    client: FlaskClient, database: Database, path: str
) -> None:
    for page in (client.get(path), client.head(path)):
        assert page.status_code == 200
    page = client.get(path)
    assert "ann@example.org" in page.text
    assert '<form class="form" method="post">' in page.text
    assert left(database) == []


def test_the_form_stops_the_reports_of_one_reader(
    client: FlaskClient, database: Database, path: str
) -> None:
    page = client.post(path)
    assert page.status_code == 200
    assert "The weekly report is stopped" in page.text
    assert "<form" not in page.text
    assert left(database) == ["ann@example.org"]


def test_the_one_click_of_a_mail_program_stops_them_and_may_come_twice(
    client: FlaskClient, database: Database, path: str
) -> None:
    for _ in range(2):
        click = client.post(path, data={"List-Unsubscribe": "One-Click"})
        assert click.status_code == 200
    assert left(database) == ["ann@example.org"]
    assert "The weekly report is stopped" in client.get(path).text


def test_a_link_of_years_ago_ends_its_own_list_and_no_other(
    client: FlaskClient, database: Database, path: str
) -> None:
    with database.write() as session:
        predict(session, "Ann Example", 0.8, topic="Weather")
    join(database, "ann", topic="Weather")
    with time_machine.travel(AFTER + timedelta(days=5 * 365), tick=False):
        assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    with database.read() as session:
        active = [each for each in all_subscriptions(session) if not each.unsubscribed_at]
    told = [(each.email, each.scope.key) for each in active]
    assert told == [("bo@example.org", "everything"), ("ann@example.org", "topic/Weather")]


@pytest.mark.parametrize("token", ["x", "MQ", "MQ.x", "preview", "%F0%9F%90%89", "a" * 5000])
def test_a_token_that_is_not_ours_is_told_so_in_plain_words(
    client: FlaskClient, database: Database, path: str, token: str
) -> None:
    for answer in (client.get(f"/unsubscribe/{token}"), client.post(f"/unsubscribe/{token}")):
        assert answer.status_code == 404
        assert "This link is not known here" in answer.text
        assert answer.mimetype == "text/html"
    assert left(database) == []


def test_a_control_character_in_the_address_is_no_page_of_ours(client: FlaskClient) -> None:
    for answer in (client.get("/unsubscribe/%00"), client.post("/unsubscribe/%00")):
        assert answer.status_code == 404
        assert answer.mimetype == "text/html"


def test_a_token_of_nobody_is_not_known_either(client: FlaskClient, settings: Settings) -> None:
    link = unsubscribe_url(letterhead_of(settings), 2**63 - 1)
    assert client.post(link.removeprefix(settings.base_url)).status_code == 404


def test_the_page_runs_nothing_and_its_address_goes_nowhere(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    assert "<style" not in page.text
    assert "style=" not in page.text
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"


def test_a_hostile_address_stays_words(client: FlaskClient, database: Database, path: str) -> None:
    with database.write() as session:
        from_hand = "UPDATE subscriber SET email = '<script>alert(1)</script>' WHERE id = 1"
        session.connection().exec_driver_sql(from_hand)
    page = client.get(path)
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


def test_the_subscriber_stays_on_record(client: FlaskClient, database: Database, path: str) -> None:
    client.post(path)
    with database.read() as session:
        first = all_subscriptions(session)[0]
    assert first.subscribed_at == AFTER
    assert first.unsubscribed_at is not None
