"""Reports on the web: public ones for everybody, personal ones by their signed link."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select
from support.mail import Inbox
from support.mailing import HEADLINE, MONDAY, WEEK, decide, join
from support.record import AFTER

from core.config import Settings
from core.db import Database
from reports.delivery import send_scheduled
from reports.models import Issue

SECRETS = ("ann@example.org", "bo@example.org", "/unsubscribe/", "/subscriptions/")


def test_a_public_report_is_listed_once_and_reads_as_it_was_sent(
    client: FlaskClient, database: Database, mailing: Settings, inbox: Inbox
) -> None:
    decide(database)
    join(database, "ann", "bo")
    join(database, "cy", zone="Asia/Tokyo")
    send_scheduled(database, mailing, MONDAY)
    listed = client.get("/reports").text
    assert listed.count(HEADLINE) == 1
    page = client.get("/reports/1")
    assert page.status_code == 200
    for fact in ("Ann Example had given it 80%", "Brier score 0.640.", "Ledger head:"):
        assert fact in page.text
    assert "<style" not in page.text
    assert "style=" not in page.text
    assert not [secret for secret in SECRETS if secret in page.text + listed]
    assert "Bo &lt;script&gt;" in page.text
    picture = client.get("/reports/1/picture.png")
    assert picture.mimetype == "image/png"
    assert 'src="/reports/1/picture.png"' in page.text
    assert "/reports/1" in inbox.versions(0)[0]


def test_a_personal_report_is_seen_by_its_link_alone(
    client: FlaskClient, database: Database, mailing: Settings, inbox: Inbox
) -> None:
    decide(database)
    join(database, "ann", pundits=("ann-example",))
    send_scheduled(database, mailing, MONDAY)
    with database.read() as session:
        (issue,) = session.scalars(select(Issue))
    assert "No report has been sent yet." in client.get("/reports").text
    for path in (f"/reports/{issue.id}", f"/reports/{issue.id}/picture.png"):
        assert client.get(path).status_code == 404
    text = inbox.versions(0)[0]
    link = text.partition("On the web: ")[2].split()[0].removeprefix("https://record.example")
    page = client.get(link)
    assert page.status_code == 200
    assert "This report is about what Ann Example said." in page.text
    assert page.headers["Cache-Control"].endswith("no-store")
    assert client.get(f"{link}/picture.png").mimetype == "image/png"
    assert client.get(link[:-1]).status_code == 404


def test_a_report_that_is_not_there(client: FlaskClient) -> None:
    for path in ("/reports/7", "/reports/7/picture.png", "/reports/mine/x"):
        assert client.get(path).status_code == 404


def test_an_issue_without_standings_has_no_picture(
    client: FlaskClient, database: Database, mailing: Settings, inbox: Inbox
) -> None:
    join(database, "ann", since=AFTER - timedelta(days=30))
    send_scheduled(database, mailing, MONDAY + WEEK)
    assert inbox.subjects == ["A quiet week to 23 November: no call decided"]
    assert client.get("/reports/1").status_code == 200
    assert client.get("/reports/1/picture.png").status_code == 404
