"""Pages kept until the record changes: never stale for who writes, never shared with accounts."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from support.record import AFTER, predict, rule

from app import create_app
from core.db import Database
from core.heartbeat import beat
from core.web import database_of
from dashboard import kept_pages
from dashboard.kept_pages import KeptPages, Page
from scoring.scorer import score_pending

PATHS = ("/", "/events", "/events/1", "/pundits/ada", "/method", "/standings.csv",
         "/feeds/predictions.atom")  # fmt: skip


@pytest.fixture(autouse=True)
def present() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AFTER + timedelta(minutes=1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def filled(database: Database) -> Database:
    with database.write() as session:
        rule(session, predict(session, "Ada", 0.7).event, "occurred")
        score_pending(session, AFTER)
    return database


def statements(engine: Engine) -> list[str]:
    seen: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(*given: object) -> None:
        seen.append(str(given[2]))

    return seen


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asked_for_again_comes_from_memory(
    filled: Database, client: FlaskClient, path: str
) -> None:
    first = client.get(path)
    seen = statements(filled.engine)
    second = client.get(path)
    assert seen == []
    assert second.data == first.data
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["ETag"].startswith('W/"')
    assert second.content_type == first.content_type
    assert second.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in second.headers["Vary"]
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_who_has_the_page_already_is_told_so(filled: Database, client: FlaskClient) -> None:
    tag = client.get("/").headers["ETag"]
    again = client.get("/", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag
    other = client.get("/events", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_another_node_knows_the_page_after_one_statement(
    filled: Database, client: FlaskClient, app: Flask
) -> None:
    tag = client.get("/").headers["ETag"]
    other = create_app(
        {"database_url": filled.url.render_as_string(hide_password=False), "secret_key": "k"}
    )
    seen = statements(database_of(other).engine)
    answer = other.test_client().get("/", headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert len([s for s in seen if s.startswith("SELECT")]) == 1
    database_of(other).dispose()


def test_what_this_process_writes_is_seen_at_once(filled: Database, client: FlaskClient) -> None:
    before = client.get("/events").headers["ETag"]
    with filled.write() as session:
        predict(session, "Ben", 0.4)
    after = client.get("/events")
    assert after.headers["ETag"] != before
    assert "Ben: 40%" in after.text


def test_what_another_process_writes_is_seen_soon(
    filled: Database, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/events")
    other = Database(filled.url.render_as_string(hide_password=False))
    with other.write() as session:
        predict(session, "Ben", 0.4)
    other.dispose()
    assert "Ben: 40%" not in client.get("/events").text
    monkeypatch.setattr(kept_pages, "TRUSTED_SECONDS", 0.0)
    assert "Ben: 40%" in client.get("/events").text


def test_a_write_that_changes_no_page_has_none_made_anew(
    filled: Database, client: FlaskClient
) -> None:
    client.get("/")
    with filled.write() as session:
        beat(session, AFTER, "score", "nothing to do")
    seen = statements(filled.engine)
    client.get("/")
    assert len([s for s in seen if s.startswith("SELECT")]) == 1


def test_a_page_does_not_outlive_its_quarter_of_an_hour(
    filled: Database,
    client: FlaskClient,
    present: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_pages, "TRUSTED_SECONDS", 0.0)
    before = client.get("/").headers["ETag"]
    present.shift(timedelta(minutes=15))
    assert client.get("/").headers["ETag"] != before


def test_a_scheduler_that_falls_silent_shows(
    filled: Database,
    client: FlaskClient,
    present: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_pages, "TRUSTED_SECONDS", 0.0)
    with filled.write() as session:
        beat(session, AFTER, "score", "done")
        rule(session, predict(session, "Ben", 0.7).event, "occurred")
    assert "waits to be scored" not in client.get("/").text
    present.shift(timedelta(minutes=11))
    assert "waits to be scored" in client.get("/").text


def test_who_brings_a_cookie_gets_a_page_of_their_own(
    filled: Database, client: FlaskClient
) -> None:
    client.get("/")
    client.set_cookie("anything", "at all")
    seen = statements(filled.engine)
    answer = client.get("/")
    assert seen != []
    assert "ETag" not in answer.headers


def test_what_is_not_found_is_not_kept(filled: Database, client: FlaskClient) -> None:
    assert client.get("/events/99").status_code == 404
    with filled.write() as session:
        for number in range(98):
            predict(session, f"Pundit {number}", 0.5)
    assert client.get("/events/99").status_code == 200
    assert client.get("/?topic=a&topic=b").headers.get("ETag") is None


def test_a_page_with_a_form_token_is_never_kept(filled: Database, client: FlaskClient) -> None:
    client.get("/sign-in")
    assert (
        kept_pages.KeptPages.get(client.application.extensions[kept_pages.EXTENSION], "/sign-in?")
        is None
    )


def test_memory_is_bounded_and_what_was_asked_for_last_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_pages, "MOST_BYTES", 30)
    pages = KeptPages()
    for address in ("/a", "/b", "/c"):
        pages.put(address, Page(b"0123456789", (), "tag", 0, 0.0))
    pages.get("/a")
    pages.put("/d", Page(b"0123456789", (), "tag", 0, 0.0))
    assert [address for address in ("/a", "/b", "/c", "/d") if pages.get(address)] == [
        "/a",
        "/c",
        "/d",
    ]
    pages.put("/d", Page(b"01", (), "tag", 0, 0.0))
    pages.put("/e", Page(b"01234567", (), "tag", 0, 0.0))
    assert pages.get("/a") is not None
