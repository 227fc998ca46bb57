"""From an op-ed to a score, a page and a mail, over HTTP; and what the API refuses."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from support.mail import Inbox, free_port, mail_server

from accounts.tokens import create_token
from app import create_app
from core.clock import utc_now
from core.config import Settings
from core.db import Database
from core.web import database_of
from jobs.worker import run_once
from reports.subscribers import NewSubscriber, subscribe

OP_ED = Path(__file__).parents[3] / "shared" / "commentary" / "venezuela-2019-05-01.txt"
TEXT = "The strike will end by 30 June 2020. The board is unlikely to resign."
Api = Callable[..., Any]


@pytest.fixture
def token(database: Database) -> str:
    with database.write() as session:
        return create_token(session, utc_now(), "Editor Emma")


@pytest.fixture
def api(client: FlaskClient, token: str) -> Api:
    def call(method: str, path: str, status: int = 200, **body: Any) -> Any:
        answer = client.open(
            f"/api/v1{path}",
            method=method,
            json=body or None,
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.status_code == status, answer.text
        return answer.json

    return call


def test_the_op_ed_goes_the_whole_way(
    api: Api, client: FlaskClient, database: Database, settings: Settings
) -> None:
    if not OP_ED.exists():
        pytest.skip("the op-ed of 2019-05-01 lies beside the repository, and is not there")
    about = {"pundit": "Jazz Shaw", "said_on": "2019-05-01", "publication": "Hot Air"}
    added = api("POST", "/commentaries", 201, text=OP_ED.read_text(), **about)
    (change,) = [c for c in added["candidates"] if "status quo changing" in c["quote"]]
    assert change["probability"] < 0.5
    assert change["conditional"]

    claim = {"claim": "Nicolas Maduro loses power in Venezuela", "deadline": "2019-12-31"}
    accepted = api("POST", f"/candidates/{change['id']}/accept", 201, **claim, topic="politics")
    event = accepted["event"]["id"]
    for left in api("GET", "/candidates"):
        api("POST", f"/candidates/{left['id']}/reject", reason="not checked in this test")
    assert api("GET", "/candidates") == []
    assert [row["id"] for row in api("GET", "/due")] == [event]

    evidence = {"known_at": "2019-12-31", "evidence": "https://example.org/maduro"}
    told = api("POST", f"/events/{event}/outcomes", 400, ruling="did_not_occur", **evidence)
    assert "Say that it occurred" in told["detail"]
    ruled = {"ruling": "did_not_occur", "condition_occurred": True}
    api("POST", f"/events/{event}/outcomes", 201, **ruled, **evidence)
    assert run_once(database, settings, "score").startswith("1 scored, 0 replaced, 1 entered")
    assert run_once(database, settings, "score").startswith("0 scored, 0 replaced, 0 entered")

    (standing,) = api("GET", "/standings")["too_few"]
    assert (standing["pundit"]["slug"], standing["n"]) == ("jazz-shaw", 1)
    assert standing["mean_brier"] == pytest.approx(change["probability"] ** 2)
    health = client.get("/healthz").get_json()
    assert (health["status"], health["never_ran"]) == ("partly", ["report", "mail", "feeds"])

    for page in ("/", "/pundits/jazz-shaw", f"/events/{event}", "/commentaries/1"):
        shown = client.get(page)
        assert shown.status_code == 200
        assert "Jazz Shaw" in shown.text
    assert "status quo changing" in client.get("/commentaries/1").text
    _arrives_by_mail(database, settings, claim["claim"])


def _arrives_by_mail(database: Database, settings: Settings, claim: str) -> None:
    with database.write() as session:
        reader = NewSubscriber(email="reader@example.org", zone=settings.zone)
        subscribe(session, utc_now(), reader)
    inbox, port = Inbox(), free_port()
    app = create_app({"database_url": settings.database_url, "smtp_port": port, "secret_key": "k"})
    with mail_server(port, inbox):
        for _ in range(2):
            done = app.test_cli_runner().invoke(args=["report", "send", "--json"])
            assert done.exit_code == 0, done.stderr
    database_of(app).dispose()
    assert inbox.recipients == ["reader@example.org"]
    for version in inbox.versions(0):
        assert claim in version
        assert "Jazz Shaw" in version


def test_an_amended_outcome_is_rescored_and_shown_as_a_correction(
    api: Api, client: FlaskClient, database: Database, settings: Settings
) -> None:
    api("POST", "/commentaries", 201, text=TEXT, pundit="Ada", said_on="2020-06-01")
    first = api("GET", "/candidates")[0]
    api("POST", f"/candidates/{first['id']}/accept", 201, claim="The strike ends")
    rule = {"known_at": "2020-06-30", "evidence": "https://example.org/1"}
    api("POST", "/events/1/outcomes", 201, ruling="occurred", **rule)
    run_once(database, settings, "score")
    before = api("GET", "/events/1/calls")[0]["score"]["brier"]
    why = {"reason": "the source was withdrawn"}
    api("POST", "/events/1/outcomes/amend", 201, ruling="did_not_occur", **rule, **why)
    run_once(database, settings, "score")
    after = api("GET", "/events/1/calls")[0]["score"]["brier"]
    assert before == pytest.approx((1 - first["probability"]) ** 2)
    assert after == pytest.approx(first["probability"] ** 2)
    assert [o["revision"] for o in api("GET", "/events/1")["outcomes"]] == [1, 2]
    assert "the source was withdrawn" in client.get("/corrections").text


BAD: dict[str, tuple[dict[str, Any], int, str]] = {
    "no text": ({"text": "", "pundit": "A", "said_on": "2020-06-01"}, 400, "empty"),
    "no pundit": ({"text": TEXT, "said_on": "2020-06-01"}, 400, "pundit"),
    "a day that does not exist": (
        {"text": TEXT, "pundit": "A", "said_on": "2020-02-30"}, 400, "2020-02-30"),
    "a day to come": ({"text": TEXT, "pundit": "A", "said_on": "2199-01-01"}, 400, "2199-01-01"),
    "a NUL": ({"text": "a\x00b", "pundit": "A", "said_on": "2020-06-01"}, 400, "NUL"),
    "a number for a text": ({"text": 5, "pundit": "A", "said_on": "2020-06-01"}, 400, "text 5"),
    "an unknown field": (
        {"text": TEXT, "pundit": "A", "said_on": "2020-06-01", "x": 1}, 400, "x 1"),
    "a script for an address": (
        {"text": TEXT, "pundit": "A", "said_on": "2020-06-01", "url": "javascript:x"}, 400,
        "javascript:x"),
    "a header in a name": (
        {"text": TEXT, "pundit": "A\r\nBcc: b", "said_on": "2020-06-01"}, 400, "pundit"),
    "ten megabytes": (
        {"text": "It will rain. " * 750_000, "pundit": "A", "said_on": "2020-06-01"}, 413, ""),
    "two million characters": (
        {"text": "It will rain. " * 150_000, "pundit": "A", "said_on": "2020-06-01"}, 413,
        "1,000,000"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_commentary_is_a_problem_that_quotes_it(
    api: Api, client: FlaskClient, kind: str
) -> None:
    body, status, quoted = BAD[kind]
    problem = api("POST", "/commentaries", status, **body)
    assert problem["status"] == status
    assert quoted in problem["detail"]
    assert problem["type"].startswith("urn:calledit:")
    assert api("GET", "/commentaries") == []


def test_the_same_commentary_twice_is_a_conflict(api: Api) -> None:
    api("POST", "/commentaries", 201, text=TEXT, pundit="Ada", said_on="2020-06-01")
    again = {"text": f"  {TEXT}\r\n", "pundit": "Ada", "said_on": "2020-06-01"}
    assert "commentary 1" in api("POST", "/commentaries", 409, **again)["detail"]
    assert len(api("GET", "/commentaries")) == 1


ON_CANDIDATES: dict[str, tuple[dict[str, Any], int, str]] = {
    "a probability above one": ({"probability": 1.2}, 400, "probability 1.2"),
    "a probability below zero": ({"probability": -0.01}, 400, "probability -0.01"),
    "a probability as text": ({"probability": "0.5"}, 400, "probability '0.5'"),
    "a probability as a flag": ({"probability": True}, 400, "probability True"),
    "a deadline before it was said": ({"deadline": "2020-05-31"}, 400, "2020-05-31"),
    "an event that is not there": ({"event": 77}, 404, "event 77"),
    "an event and its description": ({"event": 1, "claim": "x"}, 400, "claim 'x'"),
    "a zone that is not there": ({"zone": "Mars/Olympus"}, 400, "Mars/Olympus"),
}


@pytest.mark.parametrize("kind", ON_CANDIDATES)
def test_a_bad_acceptance_changes_nothing(api: Api, kind: str) -> None:
    body, status, quoted = ON_CANDIDATES[kind]
    api("POST", "/commentaries", 201, text=TEXT, pundit="Ada", said_on="2020-06-01")
    before = api("GET", "/candidates")
    assert quoted in api("POST", "/candidates/1/accept", status, **body)["detail"]
    assert api("GET", "/candidates") == before
    assert api("GET", "/events") == []


def test_a_candidate_is_decided_once(api: Api) -> None:
    api("POST", "/commentaries", 201, text=TEXT, pundit="Ada", said_on="2020-06-01")
    api("POST", "/candidates/1/accept", 201, claim="The strike ends")
    problem = api("POST", "/candidates/1/reject", 409, reason="too late")
    assert "accepted already, by Editor Emma" in problem["detail"]
    missing = api("POST", "/candidates/99/accept", 404, event=1)
    assert "there is no candidate 99" in missing["detail"]


ON_OUTCOMES: dict[str, tuple[dict[str, Any], int, str]] = {
    "no before the deadline": ({"ruling": "did_not_occur"}, 400, "2199-06-30"),
    "known in the future": ({"known_at": "2199-01-01"}, 400, "2199-01-01"),
    "known at no zone": ({"known_at": "2020-06-15T12:00:00"}, 400, "known_at"),
    "known at a number": ({"known_at": "1577836800"}, 400, "1577836800"),
    "no evidence": ({"evidence": ""}, 400, "evidence"),
    "evidence that is no address": ({"evidence": "a friend"}, 400, "a friend"),
    "a ruling of its own": ({"ruling": "wrong"}, 400, "wrong"),
    "an amendment of nothing": ({"reason": "why"}, 400, "reason"),
}


@pytest.mark.parametrize("kind", ON_OUTCOMES)
def test_a_bad_outcome_changes_nothing(api: Api, kind: str) -> None:
    changed, status, quoted = ON_OUTCOMES[kind]
    api("POST", "/commentaries", 201, text=TEXT, pundit="Ada", said_on="2020-06-01")
    api("POST", "/candidates/1/accept", 201, deadline="2199-06-30")
    body = {"ruling": "occurred", "known_at": "2020-06-15", "evidence": "https://example.org"}
    assert quoted in api("POST", "/events/1/outcomes", status, **(body | changed))["detail"]
    assert api("GET", "/events/1")["outcomes"] == []
    assert api("POST", "/events/1/outcomes/amend", 409, **body, reason="x")["detail"]


HEADERS = ["", "Bearer", "Bearer calledit_guess", "Basic YTpi", "Bearer é"]


def writes(app: Flask) -> set[tuple[str, str]]:
    return {
        (method, re.sub(r"<int:[a-z_]+>", "1", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }


@pytest.mark.parametrize("header", HEADERS)
def test_nobody_writes_without_a_token(app: Flask, client: FlaskClient, header: str) -> None:
    headers = {"Authorization": header} if header else {}
    assert len(writes(app)) > 6
    for method, path in writes(app):
        answer = client.open(path, method=method, data=b"{}", headers=headers)
        assert answer.status_code == 401, path
        assert answer.content_type == "application/problem+json"


def test_a_revoked_token_writes_no_more(
    app: Flask, client: FlaskClient, runner: FlaskCliRunner
) -> None:
    made = runner.invoke(args=["token", "create", "Emma", "--json"])
    headers = {"Authorization": f"Bearer {json.loads(made.stdout)['token']}"}
    assert client.post("/api/v1/commentaries", data=b"{}", headers=headers).status_code == 400
    runner.invoke(args=["token", "revoke", "Emma"])
    assert client.post("/api/v1/commentaries", data=b"{}", headers=headers).status_code == 401
    assert made.stdout.count("calledit_") == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/commentaries/99", 404),
        ("/api/v1/events/0", 404),
        (f"/api/v1/events/{2**63}", 404),
        (f"/api/v1/events/{2**200}", 404),
        (f"/api/v1/events/{2**62}", 404),
        ("/api/v1/pundits/nobody", 404),
        ("/api/v1/pundits/%00", 404),
        ("/api/v1/candidates?commentary=x", 400),
        ("/api/v1/candidates?commentary=-1", 400),
        (f"/api/v1/candidates?commentary={2**70}", 400),
        ("/api/v1/nothing", 404),
    ],
)
def test_what_is_not_there_is_a_problem(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None


def test_a_method_that_is_not_there(client: FlaskClient) -> None:
    answer = client.delete("/api/v1/standings")
    assert answer.status_code == 405
    assert answer.content_type == "application/problem+json"
    assert "GET" in answer.headers["Allow"]


NESTED = [b"[" * 50_000, b'{"a":' * 50_000, b"9" * 99_999]


@examples(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=80) | st.sampled_from(NESTED))
def test_no_body_is_a_server_error(client: FlaskClient, token: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    for path in ("/commentaries", "/candidates/1/accept", "/events/1/outcomes"):
        answer = client.post(f"/api/v1{path}", data=body, headers=headers)
        assert 400 <= answer.status_code < 500, answer.text


def test_a_database_that_is_away_is_503(tmp_path: Path) -> None:
    app = create_app({"database_url": f"sqlite:///{tmp_path / 'none.db'}", "secret_key": "k"})
    client = app.test_client()
    for path in ("/healthz", "/api/v1/standings", "/"):
        assert client.get(path).status_code == 503
    assert "flask db upgrade" in client.get("/api/v1/standings").text
    database_of(app).dispose()
