"""Pages kept until the record changes: never stale for who writes, never shared with accounts."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from support.accounts import add_account, sign_in
from support.record import AFTER, predict, rule
from werkzeug.test import create_environ

from app import create_app
from core.db import Database
from core.errors import UnavailableError
from core.heartbeat import beat
from core.web import database_of
from dashboard import kept_pages, later, memory, states
from dashboard.memory import KeptPages, Page
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


def kept(client: FlaskClient) -> KeptPages:
    door = client.application.extensions[kept_pages.EXTENSION]
    assert isinstance(door, kept_pages.Door)
    return door.pages


@pytest.mark.parametrize("path", PATHS)
def test_a_page_asked_for_again_comes_from_memory(
    filled: Database, client: FlaskClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "TRUSTED_SECONDS", 600.0)  # a slow machine is no bug
    first = client.get(path)
    seen = statements(filled.engine)
    second = client.get(path)
    assert seen == []
    assert second.data == first.data
    assert list(second.headers) == list(first.headers)
    assert second.headers["ETag"].startswith('W/"')
    assert second.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in second.headers["Vary"]
    assert second.headers["Content-Security-Policy"]
    assert second.headers["X-Content-Type-Options"] == "nosniff"
    only_head = client.head(path)
    assert only_head.data == b""
    assert list(only_head.headers) == list(first.headers)
    assert seen == []


def test_who_has_the_page_already_is_told_so(filled: Database, client: FlaskClient) -> None:
    tag = client.get("/").headers["ETag"]
    again = client.get("/", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag
    assert again.headers["Content-Security-Policy"]
    assert "Content-Length" not in again.headers
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
    monkeypatch.setattr(states, "TRUSTED_SECONDS", 600.0)
    client.get("/events")
    other = Database(filled.url.render_as_string(hide_password=False))
    with other.write() as session:
        predict(session, "Ben", 0.4)
    other.dispose()
    assert "Ben: 40%" not in client.get("/events").text
    monkeypatch.setattr(states, "TRUSTED_SECONDS", 0.0)
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
    monkeypatch.setattr(states, "TRUSTED_SECONDS", 0.0)
    before = client.get("/").headers["ETag"]
    present.shift(timedelta(minutes=15))
    assert client.get("/").headers["ETag"] != before


def test_a_scheduler_that_falls_silent_shows(
    filled: Database,
    client: FlaskClient,
    present: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(states, "TRUSTED_SECONDS", 0.0)
    with filled.write() as session:
        beat(session, AFTER, "score", "done")
        rule(session, predict(session, "Ben", 0.7).event, "occurred")
    assert "waits to be scored" not in client.get("/").text
    present.shift(timedelta(minutes=11))
    assert "waits to be scored" in client.get("/").text


@pytest.mark.parametrize("name", ["calledit-sign-in", "__Host-calledit-sign-in"])
def test_who_may_be_signed_in_gets_a_page_of_their_own(
    filled: Database, client: FlaskClient, name: str
) -> None:
    client.get("/")
    client.set_cookie(name, "at all")
    seen = statements(filled.engine)
    answer = client.get("/")
    assert seen != []
    assert "ETag" not in answer.headers


def test_other_cookies_make_no_page(filled: Database, client: FlaskClient) -> None:
    first = client.get("/")
    client.set_cookie("calledit-form", "at all")  # as who once looked at the door has it
    assert client.get("/").headers["ETag"] == first.headers["ETag"]
    assert filled.writes


def test_whoever_signs_in_sees_their_name(filled: Database, client: FlaskClient) -> None:
    with filled.write() as session:
        add_account(session, AFTER, "Ann Lee", "viewer")
    assert "Sign in" in client.get("/").text
    assert sign_in(client, "Ann Lee") == 303
    mine = client.get("/")
    assert "Ann Lee" in mine.text
    assert "no-store" in mine.headers["Cache-Control"]
    other = client.application.test_client().get("/")
    assert "Ann Lee" not in other.text


def test_what_is_not_found_is_not_kept(filled: Database, client: FlaskClient) -> None:
    assert client.get("/events/99").status_code == 404
    with filled.write() as session:
        for number in range(98):
            predict(session, f"Pundit {number}", 0.5)
    assert client.get("/events/99").status_code == 200
    assert client.get("/?topic=a&topic=b").headers.get("ETag") is None


def test_a_page_with_a_form_token_is_never_kept(filled: Database, client: FlaskClient) -> None:
    client.get("/sign-in")
    assert kept(client).get("/sign-in?") is None
    client.application.test_client().get("/")
    assert kept(client).get("/?") is not None


def test_memory_is_bounded_and_what_was_asked_for_last_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "MOST_BYTES", 30)
    pages = KeptPages()
    for address in ("/a", "/b", "/c"):
        pages.put(address, Page(b"0123456789", (), "tag", "state"))
    pages.get("/a")
    pages.put("/d", Page(b"0123456789", (), "tag", "state"))
    assert [address for address in ("/a", "/b", "/c", "/d") if pages.get(address)] == [
        "/a",
        "/c",
        "/d",
    ]
    pages.put("/d", Page(b"01", (), "tag", "state"))
    pages.put("/e", Page(b"01234567", (), "tag", "state"))
    assert pages.get("/a") is not None


def test_what_is_too_long_is_not_kept() -> None:
    pages = KeptPages()
    pages.put("/a", Page(b"0" * (memory.LARGEST + 1), (), "tag", "state"))
    pages.put("/" + "b" * memory.LONGEST_ADDRESS, Page(b"", (), "tag", "state"))
    assert pages.get("/a") is None
    assert pages.get("/" + "b" * memory.LONGEST_ADDRESS) is None


def test_one_makes_a_page_anew_and_the_others_get_what_there_is(
    filled: Database, client: FlaskClient
) -> None:
    before = client.get("/events").data
    with filled.write() as session:
        predict(session, "Ben", 0.4)
    assert kept(client).begin("/events?")  # as if somebody had asked and still waited
    assert client.get("/events").data == before
    kept(client).end("/events?")
    assert "Ben: 40%" in client.get("/events").text


def test_a_page_that_could_not_be_made_is_tried_again(
    filled: Database, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/events")
    with filled.write() as session:
        predict(session, "Ben", 0.4)
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    with monkeypatch.context() as patch:
        patch.setattr("dashboard.routes.events.read_events", lambda *_: 1 / 0)
        assert client.get("/events").status_code == 500
    assert "Ben: 40%" in client.get("/events").text


def test_a_database_that_is_away_is_said_as_ever(
    filled: Database, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/events")
    monkeypatch.setattr(states, "TRUSTED_SECONDS", 0.0)

    def away(_: Database) -> str:
        raise UnavailableError("it is away")

    monkeypatch.setattr(states, "read_state", away)
    assert client.get("/events").status_code == 503
    monkeypatch.undo()
    assert filled.writes
    assert client.get("/events").status_code == 200


def _see(client: FlaskClient, words: str) -> None:
    until = time.monotonic() + 60
    while words not in client.get("/events").text:
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture
def restless(filled: Database, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A record that changes each time it is looked at."""
    monkeypatch.setattr(states, "LOOK_EVERY_SECONDS", 0.0)
    for number in range(states.RESTLESS_CHANGES):
        with filled.write() as session:
            predict(session, f"Pundit {number}", 0.5)
        client.get("/events")
    return filled


def test_of_a_restless_record_a_page_is_made_anew_while_nobody_waits(
    restless: Database, client: FlaskClient
) -> None:
    before = client.get("/events").data
    with restless.write() as session:
        predict(session, "Ben", 0.4)
    assert client.get("/events").data == before
    _see(client, "Ben: 40%")


def test_while_one_reader_waits_for_a_page_the_others_get_what_there_is(
    filled: Database, client: FlaskClient
) -> None:
    before = client.get("/events").data
    with filled.write() as session:
        predict(session, "Ben", 0.4)
    with client.application.extensions[kept_pages.EXTENSION].hand:
        assert client.get("/events").data == before
    _see(client, "Ben: 40%")


def test_of_a_restless_record_no_page_grows_too_old(
    restless: Database, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/events")
    monkeypatch.setattr(kept_pages, "OLDEST_SECONDS", 0.0)
    with restless.write() as session:
        predict(session, "Ben", 0.4)
    assert "Ben: 40%" in client.get("/events").text


def test_a_page_made_while_nobody_waits_is_nobodys(caplog: pytest.LogCaptureFixture) -> None:
    made: list[tuple[str, dict[str, object]]] = []

    def make(address: str, environ: dict[str, object]) -> None:
        made.append((address, environ))
        if len(made) == 1:
            raise ZeroDivisionError

    waiting = later.Later(make)
    headers = {"Cookie": "calledit-form=x", "If-None-Match": "*", "Authorization": "Bearer x"}
    asked = create_environ("/events", query_string="page=2", headers=headers, method="HEAD")
    waiting.put("/bad?", asked)
    waiting.put("/events?page=2", asked)
    until = time.monotonic() + 60
    while len(made) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    address, environ = made[1]
    assert address == "/events?page=2"
    assert (environ["PATH_INFO"], environ["QUERY_STRING"]) == ("/events", "page=2")
    assert environ["REQUEST_METHOD"] == "GET"
    assert not {"HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_AUTHORIZATION"} & environ.keys()
    assert "/bad? could not be made anew" in caplog.text
