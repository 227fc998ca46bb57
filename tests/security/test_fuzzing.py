"""Requests made by chance to every route: whatever is sent, no answer is a server error."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.accounts import add_account, sign_in, token_on
from support.figures import Figure, size
from support.record import predict, rule
from support.requests import Odd, odd_requests
from werkzeug.exceptions import HTTPException

from accounts import entrance, links
from accounts.tokens import create_token
from core.clock import utc_now
from core.db import Database
from core.ledger import GENESIS, LedgerEntry, entry_hash
from predictions.disputes import filing

REQUESTS = size(100_000, 600)
SEED = 20261125
# Reaching out into the net is tested where it is done; here nothing leaves the machine.
ELSEWHERE = ("/api/v1/commentaries/fetch", "/api/v1/feeds", "/desk/fetch", "/desk/feeds")
AFTER = datetime(2020, 11, 10, tzinfo=UTC)


@pytest.fixture
def token(database: Database, monkeypatch: pytest.MonkeyPatch) -> str:
    for module in (entrance, links, filing):
        monkeypatch.setattr(module, "spend", lambda *_: None)
    with database.write() as session:
        for number in range(4):
            event = predict(session, "Ada", 0.5 + number / 10).event
            predict(session, "Ben", 0.1 + number / 10, event=event)
            if number % 2:
                rule(session, event, "occurred")
        account = add_account(session, utc_now(), "Ann Lee", "admin")
        account.represents = 1
        return create_token(session, utc_now(), "ann/key", account)


def test_no_request_makes_a_server_error(
    app: Flask, token: str, database: Database, figure: Figure
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client = app.test_client()
    seen: Counter[int] = Counter()
    n = REQUESTS // 2  # on each database
    form_token = _enter(client)
    for number, odd in enumerate(odd_requests(app, SEED, n, token, form_token)):
        if odd.path.startswith(ELSEWHERE) and odd.method != "GET":
            continue
        if number % 500 == 0:  # some of what is sent signs out
            form_token = _enter(client)
        if isinstance(odd.options.get("data"), dict) and odd.options["data"].get("form_token"):
            odd.options["data"]["form_token"] = form_token
        status = _send(client, odd)
        seen[status] += 1
        assert status < 500, odd
    assert seen[200] > n // 20
    assert seen[400] > n // 20
    _check_the_ledger(database)
    counted = ", ".join(f"{status}: {count}" for status, count in sorted(seen.items()))
    name = database.url.get_backend_name()
    figure(
        f"fuzzing, {name}: {sum(seen.values())} requests, seed {SEED}, no server error ({counted})"
    )


def test_the_same_seed_sends_the_same(app: Flask) -> None:
    def sent() -> list[str]:
        return [repr(odd) for odd in odd_requests(app, 1, 50, "t", "f")]

    assert sent() == sent()


def _enter(client: FlaskClient) -> str:
    client.delete_cookie("calledit-sign-in")
    assert sign_in(client, "Ann Lee") == 303
    return token_on(client, "/account")


def _send(client: FlaskClient, odd: Odd) -> int:
    try:
        answer = client.open(odd.path, method=odd.method, **odd.options)
    except (UnicodeError, ValueError, HTTPException):
        return 0  # the client itself cannot send that
    answer.get_data()
    answer.close()
    return answer.status_code


def _check_the_ledger(database: Database) -> None:
    with database.read() as session:
        previous = GENESIS
        for entry in session.query(LedgerEntry).order_by(LedgerEntry.position):
            assert entry.previous_hash == previous
            assert entry.hash == entry_hash(entry)
            previous = entry.hash
