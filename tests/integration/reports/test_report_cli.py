"""The commands about reports and subscribers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from support.mail import Inbox
from support.mailing import addresses, decide

from app import create_app
from core.clock import utc_now
from core.config import Settings
from core.db import Database
from core.web import database_of
from reports.models import Report
from reports.subscribers import all_subscriptions

BAD_INPUT = 2


@contextmanager
def commands(settings: Settings) -> Iterator[FlaskCliRunner]:
    app = create_app(settings.model_dump())
    yield app.test_cli_runner()
    database_of(app).dispose()


def test_people_are_added_listed_removed_and_taken_back(
    runner: FlaskCliRunner, database: Database
) -> None:
    added = runner.invoke(args=["subscriber", "add", "Ann@Example.org", "--zone", "Asia/Tokyo"])
    assert added.exit_code == 0
    assert "ann@example.org gets the weekly report about the whole record" in added.output
    assert "(zone Asia/Tokyo)" in added.output
    again = runner.invoke(args=["subscriber", "add", "ann@example.org"])
    assert again.exit_code == BAD_INPUT
    assert "'ann@example.org' is subscribed already; nothing was changed" in again.stderr
    assert runner.invoke(args=["subscriber", "remove", "ann@example.org"]).exit_code == 0
    assert runner.invoke(args=["subscriber", "add", "ann@example.org"]).exit_code == 0
    listed = json.loads(runner.invoke(args=["subscriber", "list", "--json"]).output)
    assert [(row["email"], row["zone"]) for row in listed] == [("ann@example.org", "UTC")]
    assert listed[0]["unsubscribed_at"] is None
    assert "ann@example.org" in runner.invoke(args=["subscriber", "list"]).output


@pytest.mark.parametrize(
    "args",
    [
        ["add", "ann"],
        ["add", "ann@example.org\r\nBcc: bo@example.org"],
        ["add", "ann@example.org", "--zone", "Mars/Olympus"],
        ["remove", "nobody@example.org"],
    ],
)
def test_what_cannot_be_used_is_quoted_in_one_line(
    runner: FlaskCliRunner, database: Database, args: list[str]
) -> None:
    result = runner.invoke(args=["subscriber", *args])
    assert result.exit_code == BAD_INPUT
    assert len(result.stderr.splitlines()) == 1
    assert args[-1].split("\r")[0] in result.stderr
    with database.read() as session:
        assert all_subscriptions(session) == []


def test_a_preview_shows_the_mail_and_stores_nothing(
    runner: FlaskCliRunner, database: Database, tmp_path: Path
) -> None:
    decide(database, now=utc_now())
    shown = runner.invoke(args=["report", "preview"])
    assert shown.exit_code == 0
    assert shown.output.startswith("Subject: Two calls decided: Ann Example said 80% and it did")
    assert "Brier score 0.640." in shown.output
    page = tmp_path / "report.html"
    assert runner.invoke(args=["report", "preview", "--to-html", str(page)]).exit_code == 0
    assert "Brier score 0.640." in page.read_text(encoding="utf-8")
    with database.read() as session:
        assert session.scalar(select(func.count(Report.id))) == 0


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["--topic", "Cricket"], "there is no event of topic 'Cricket'"),
        (["--topic", "a\r\nBcc: b@c.example"], "there is no event of topic"),
        (["--pundit", "nobody"], "there is no pundit 'nobody'"),
        (["--topic", "Cricket", "--pundit", "nobody"], "'Cricket' and pundits at once"),
    ],
)
def test_what_is_not_on_record_has_no_preview_and_no_list(
    runner: FlaskCliRunner, database: Database, args: list[str], problem: str
) -> None:
    for command in (["report", "preview"], ["subscriber", "add", "ann@example.org"]):
        result = runner.invoke(args=[*command, *args])
        assert result.exit_code == BAD_INPUT
        assert len(result.stderr.splitlines()) == 1
        assert problem in result.stderr or "topic" in result.stderr


def test_a_preview_that_cannot_be_written_says_where(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    page = str(tmp_path / "not" / "there.html")
    result = runner.invoke(args=["report", "preview", "--to-html", page])
    assert result.exit_code == BAD_INPUT
    assert page in "".join(result.stderr.split("'"))


def test_sending_by_hand_tells_what_it_did(
    mailing: Settings, database: Database, inbox: Inbox
) -> None:
    inbox.to_recipient["bo@example.org"] = ["550 no such user"]
    with commands(mailing) as runner:
        for name in ("ann", "bo"):
            runner.invoke(args=["subscriber", "add", f"{name}@example.org"])
        sent = json.loads(runner.invoke(args=["report", "send", "--json"]).output)
        again = runner.invoke(args=["report", "send"])
    assert sent == {"made": 2, "sent": 1, "failed": 1, "retry": 0, "trouble": "550 no such user"}
    assert again.output == "0 made, 0 sent, 0 refused for good, 0 to be tried again.\n"
    assert inbox.recipients == addresses("ann")


def test_a_sender_that_is_no_address_is_named(mailing: Settings, database: Database) -> None:
    with commands(mailing.model_copy(update={"mail_from": "nobody"})) as runner:
        result = runner.invoke(args=["report", "send"])
    assert result.exit_code == BAD_INPUT
    assert "CALLEDIT_MAIL_FROM" in result.stderr
    assert "'nobody'" in result.stderr
