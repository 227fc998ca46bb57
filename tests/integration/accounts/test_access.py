"""Every route opens to those it is for, and to nobody else."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.accounts import add_account, sign_in, token_on
from werkzeug.routing import Rule

import access
from accounts.models import Account
from accounts.roles import GRANTS, Access
from accounts.tokens import create_token
from app import create_app
from core.ledger import LedgerEntry
from core.web import database_of

PRESENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEOPLE = ("nobody", *GRANTS)
RULES = [
    (rule, method)
    for rule in create_app({"database_url": "sqlite://"}).url_map.iter_rules()
    for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
]
GUARDED = [(r, m) for r, m in RULES if access.TABLE.get(r.endpoint, Access.PUBLIC) > Access.PUBLIC]


def test_a_route_that_nobody_classified_is_refused(sqlite_app: Flask) -> None:
    sqlite_app.add_url_rule("/new", "new", lambda: "secret")
    answer = sqlite_app.test_client().get("/new")
    assert answer.status_code == 403
    assert "secret" not in answer.text


@pytest.fixture
def everybody(sqlite_app: Flask) -> dict[str, FlaskClient]:
    with database_of(sqlite_app).write() as session:
        for role in GRANTS:
            add_account(session, PRESENT, f"{role} Lee", role)  # type: ignore[arg-type]
    clients = {who: sqlite_app.test_client() for who in PEOPLE}
    for role in GRANTS:
        assert sign_in(clients[role], f"{role} Lee") == 303
    return clients


def path_of(rule: Rule) -> str:
    return re.sub(r"<(?:int:)?[a-z_]+>", "1", rule.rule)


def test_every_guarded_route_as_everybody(
    sqlite_app: Flask, everybody: dict[str, FlaskClient]
) -> None:
    tokens: dict[str, str] = {}
    with database_of(sqlite_app).write() as session:
        for role in GRANTS:
            account = session.query(Account).filter_by(name=f"{role} Lee").one()
            tokens[role] = create_token(session, PRESENT, f"{role}/key", account)
    for rule, method in GUARDED:
        needed = access.TABLE[rule.endpoint]
        for who in PEOPLE:
            status = _knock(everybody[who], rule, method, who, tokens.get(who, ""))
            may = who != "nobody" and GRANTS[who] >= needed
            refused = status in (401, 403) or (who == "nobody" and status == 303)
            assert refused is not may, f"{who} {method} {rule.rule}: {status}"


def _knock(client: FlaskClient, rule: Rule, method: str, who: str, token: str) -> int:
    path = path_of(rule)
    if path.startswith("/api/"):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return client.open(path, method=method, headers=headers, json={}).status_code
    form = {}
    if method != "GET":
        if who != "nobody" and client.get("/account").status_code != 200:
            assert sign_in(client, f"{who} Lee") == 303
        form = {"form_token": token_on(client, "/sign-in")}
    return client.open(path, method=method, data=form).status_code


def test_every_form_is_refused_without_the_token_of_its_browser(
    everybody: dict[str, FlaskClient],
) -> None:
    forms = [
        (rule, method) for rule, method in RULES
        if method != "GET" and not rule.rule.startswith("/api/")
        and rule.endpoint not in access.WITHOUT_FORM_TOKEN
    ]  # fmt: skip
    assert forms
    stranger = token_on(everybody["nobody"])
    admin = everybody["admin"]
    for rule, method in forms:
        for fields in ({}, {"form_token": ""}, {"form_token": "0" * 64}, {"form_token": stranger}):
            answer = admin.open(path_of(rule), method=method, data=fields)
            assert answer.status_code == 403, rule.rule
            assert "did not come from a page of ours" in answer.text
    assert admin.get("/account").status_code == 200


def test_the_token_may_come_as_a_header(everybody: dict[str, FlaskClient]) -> None:
    client = everybody["editor"]
    headers = {"X-Form-Token": token_on(client, "/account")}
    assert client.post("/sign-out", headers=headers).status_code == 303


def test_a_cookie_is_no_key_to_the_api(everybody: dict[str, FlaskClient]) -> None:
    assert everybody["admin"].post("/api/v1/commentaries", json={}).status_code == 401


def test_a_tokens_account_is_who_the_ledger_names(sqlite_app: Flask) -> None:
    with database_of(sqlite_app).write() as session:
        account = add_account(session, PRESENT, "Ann Lee", "editor")
        key = create_token(session, PRESENT, "ann/laptop", account)
    client = sqlite_app.test_client()
    body = {"text": "It will rain by 1 May 2030.", "pundit": "A", "said_on": "2026-01-01"}
    headers = {"Authorization": f"Bearer {key}"}
    assert client.post("/api/v1/commentaries", json=body, headers=headers).status_code == 201

    with database_of(sqlite_app).read() as session:
        assert {entry.actor for entry in session.query(LedgerEntry)} == {"Ann Lee"}
