"""Disputes and replies: who may, what stands where, what is refused, and that text stays text."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from support.accounts import add_account, sign_in, token_on
from support.record import ACTOR, predict, rule

from accounts.models import Account
from accounts.tokens import create_token
from core.db import Database
from core.ledger import LedgerEntry
from predictions.disputes.queries import replies_between, talk_about_pundit, unanswered
from predictions.models import Pundit

PRESENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WHY = "The count was repeated on the 5th."
HOSTILE = "<script>alert(1)</script>\n=1+1\r\nBcc: x@example.org\u202e<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def present() -> object:
    with time_machine.travel(PRESENT, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def record(database: Database) -> None:
    """Event 1, decided: prediction 1 by Ada, 2 by Ben; event 2 is open."""
    with database.write() as session:
        event = predict(session, "Ada", 0.7).event
        predict(session, "Ben", 0.2, event=event)
        rule(session, event, "occurred")
        predict(session, "Ben", 0.4)
        add_account(session, PRESENT, "Rita Moss", "viewer")
        add_account(session, PRESENT, "Una Fox", "viewer").email_verified_at = None
        ada = session.scalars(select(Pundit).where(Pundit.name == "Ada")).one()
        add_account(session, PRESENT, "Adas Office", "viewer").represents = ada.id
        add_account(session, PRESENT, "Ann Lee", "editor")


@pytest.fixture
def as_(app: Flask) -> Callable[[str], FlaskClient]:
    def client_of(who: str) -> FlaskClient:
        client = app.test_client()
        assert sign_in(client, who) == 303
        return client

    return client_of


def file(client: FlaskClient, event: int = 1, **fields: str) -> Any:
    path = f"/events/{event}/dispute"
    fields = {"about": "outcome", "text": WHY} | fields
    return client.post(path, data={**fields, "form_token": token_on(client, "/account")})


def test_a_reader_disputes_and_an_editor_answers(
    as_: Callable[[str], FlaskClient], client: FlaskClient, database: Database
) -> None:
    rita, ann = as_("Rita Moss"), as_("Ann Lee")
    assert "What do you dispute?" in rita.get("/events/1/dispute").text
    assert file(rita).location == "/events/1#dispute-1"
    page = client.get("/events/1").text
    assert WHY in page
    assert "Rita Moss, a reader, disputes the outcome" in page
    assert "Not answered yet" in page
    assert "Answer it" not in page
    assert "rita@example.org" not in page
    assert "/disputes/1/answer" in ann.get("/events/1").text
    with database.read() as session:
        assert unanswered(session) == (1, PRESENT)
    fields = {"upheld": "yes", "text": "So it was.", "form_token": token_on(ann, "/account")}
    assert ann.post("/disputes/1/answer", data=fields).status_code == 303
    for path in ("/events/1", "/disputes"):
        assert "Upheld" in client.get(path).text
        assert "So it was." in client.get(path).text
    with database.read() as session:
        assert unanswered(session)[0] == 0
        entries = [(e.actor, e.action) for e in session.scalars(select(LedgerEntry))]
    assert ("Rita Moss", "dispute filed") in entries
    assert ("Ann Lee", "dispute answered") in entries


def test_a_pundits_reply_stands_beside_the_entry(
    as_: Callable[[str], FlaskClient], client: FlaskClient, database: Database
) -> None:
    office = as_("Adas Office")
    assert 'href="/predictions/1/reply"' in office.get("/events/1").text
    assert 'href="/predictions/2/reply"' not in office.get("/events/1").text
    fields = {"text": "I said so.\nTwice.", "form_token": token_on(office, "/predictions/1/reply")}
    assert office.post("/predictions/1/reply", data=fields).location == "/events/1#reply-1"
    for path in ("/events/1", "/pundits/ada", "/disputes"):
        assert "I said so.\nTwice." in client.get(path).text
    assert office.post("/predictions/2/reply", data=fields).status_code == 403
    assert as_("Rita Moss").get("/predictions/1/reply").status_code == 200  # and says whose it is
    with database.read() as session:
        before, later = PRESENT - timedelta(seconds=1), PRESENT + timedelta(days=1)
        assert [r.pundit.slug for r in replies_between(session, before, PRESENT)] == ["ada"]
        assert replies_between(session, PRESENT, later) == []
        assert replies_between(session, before, PRESENT, "another topic") == []


def test_a_representative_is_told_from_a_reader(
    as_: Callable[[str], FlaskClient], client: FlaskClient, database: Database
) -> None:
    file(as_("Adas Office"), about="quote", prediction="1")
    assert "Adas Office, for <a" in client.get("/events/1").text
    with database.read() as session:
        ada = session.scalars(select(Pundit).where(Pundit.name == "Ada")).one()
        assert len(talk_about_pundit(session, ada.id).disputes) == 1


@pytest.mark.parametrize(
    ("fields", "event", "message"),
    [
        ({"text": ""}, 1, "text"),
        ({"text": "x" * 2_001}, 1, "2000"),
        ({"text": "a\x00b"}, 1, "NUL"),
        ({"about": "nothing"}, 1, "about"),
        ({"about": ""}, 1, "about"),
        ({"about": "quote"}, 1, "say which prediction"),
        ({"about": "quote", "prediction": "3"}, 1, "none of event 1"),
        ({"about": "quote", "prediction": "x"}, 1, "not the number"),
        ({"about": "quote", "prediction": "9" * 30}, 1, "not the number"),
        ({"about": "outcome"}, 2, "no outcome yet"),
        ({"upheld_": "yes"}, 1, "Extra inputs"),
    ],
)
def test_what_is_no_dispute_is_said_in_the_form_and_nothing_typed_is_lost(
    as_: Callable[[str], FlaskClient], database: Database,
    fields: dict[str, str], event: int, message: str,
) -> None:  # fmt: skip
    answer = file(as_("Rita Moss"), event, **fields)
    assert answer.status_code == 400
    assert message in answer.text
    with database.read() as session:
        assert unanswered(session)[0] == 0


def test_only_with_a_confirmed_address(as_: Callable[[str], FlaskClient]) -> None:
    una = as_("Una Fox")
    assert "not confirmed yet" in una.get("/events/1/dispute").text
    assert file(una).status_code == 403


def test_five_in_a_day(as_: Callable[[str], FlaskClient]) -> None:
    rita = as_("Rita Moss")
    assert [file(rita).status_code for _ in range(6)] == [303] * 5 + [429]


def test_an_answer_is_given_once_and_by_somebody_else(
    as_: Callable[[str], FlaskClient], database: Database
) -> None:
    ann = as_("Ann Lee")
    token = token_on(ann, "/account")
    file(ann)
    fields = {"upheld": "no", "text": "It stands.", "form_token": token}
    own = ann.post("/disputes/1/answer", data=fields)
    assert own.status_code == 409
    assert "somebody else answers it" in own.text
    with database.write() as session:
        add_account(session, PRESENT, "Bea Orr", "admin")
    bea = as_("Bea Orr")
    fields["form_token"] = token_on(bea, "/account")
    assert bea.post("/disputes/1/answer", data={**fields, "upheld": "perhaps"}).status_code == 400
    assert bea.post("/disputes/1/answer", data={**fields, "text": " "}).status_code == 400
    assert bea.post("/disputes/1/answer", data=fields).status_code == 303
    assert bea.post("/disputes/1/answer", data=fields).status_code == 409
    assert bea.post("/disputes/99/answer", data=fields).status_code == 404


def test_hostile_words_stay_words(as_: Callable[[str], FlaskClient], client: FlaskClient) -> None:
    office = as_("Adas Office")
    file(office, about="quote", prediction="1", text=HOSTILE)
    fields = {"text": HOSTILE, "form_token": token_on(office, "/account")}
    office.post("/predictions/1/reply", data=fields)
    for path in ("/events/1", "/pundits/ada", "/disputes"):
        text = client.get(path).text
        assert "<script" not in text
        assert "<img src=x" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_over_http(client: FlaskClient, database: Database) -> None:
    with database.write() as session:
        keys = {
            name: create_token(session, PRESENT, f"{name}/key", account)
            for name in ("Rita Moss", "Ann Lee", "Adas Office")
            if (account := session.query(Account).filter_by(name=name).one())
        }
        keys["Emma"] = create_token(session, PRESENT, "Emma")

    def send(who: str, path: str, body: Any) -> Any:
        headers = {"Authorization": f"Bearer {keys[who]}"}
        return client.post(f"/api/v1{path}", json=body, headers=headers)

    dispute = {"about": "outcome", "text": WHY}
    made = send("Rita Moss", "/events/1/disputes", dispute)
    assert (made.status_code, made.json["upheld"]) == (201, None)
    assert send("Emma", "/events/1/disputes", dispute).status_code == 403
    assert send("Rita Moss", "/events/9/disputes", dispute).status_code == 404
    assert send("Rita Moss", "/events/1/disputes", dispute | {"x": 1}).status_code == 400
    assert send("Rita Moss", "/disputes/1/answer", {"upheld": True, "text": "x"}).status_code == 403
    assert send("Ann Lee", "/disputes/1/answer", {"upheld": "yes", "text": "x"}).status_code == 400
    answered = send("Emma", "/disputes/1/answer", {"upheld": False, "text": "It stands."})
    assert answered.json["answered_by"] == "Emma"
    assert send("Adas Office", "/predictions/1/replies", {"text": "Well."}).status_code == 201
    assert send("Adas Office", "/predictions/2/replies", {"text": "Well."}).status_code == 403
    assert send("Ann Lee", "/predictions/9/replies", {"text": "Well."}).status_code == 404
    listed = client.get("/api/v1/disputes")
    assert len(json.loads(listed.text)["disputes"]) == len(json.loads(listed.text)["replies"]) == 1
    assert "@example.org" not in listed.text


def test_by_command(runner: FlaskCliRunner) -> None:
    filing = ["disputes", "file", "1", "--account", "Rita Moss", "--about", "outcome"]
    assert "is filed" in runner.invoke(args=[*filing, "--text", WHY]).output
    assert "waiting" in runner.invoke(args=["disputes", "list"]).output
    answered = runner.invoke(args=["disputes", "answer", "1", "--upheld", "--text", "So it was."])
    assert "flask outcome amend 1" in answered.output
    again = runner.invoke(args=["disputes", "answer", "1", "--upheld", "--text", "So it was."])
    assert again.exit_code == 2
    assert runner.invoke(args=["disputes", "represent", "Rita Moss", "ben"]).exit_code == 0
    for args in (
        ["represent", "Rita Moss", "nobody"], ["represent", "Nobody", "ben"],
        ["file", "9", "--account", "Rita Moss", "--about", "outcome", "--text", "x"],
        ["file", "1", "--account", "Una Fox", "--about", "outcome", "--text", "x"],
        ["answer", "1", "--text", "x"],
    ):  # fmt: skip
        refused = runner.invoke(args=["disputes", *args])
        assert refused.exit_code == 2, args
        assert refused.output.count("\n") == 1
    assert ACTOR
