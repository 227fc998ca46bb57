"""The policy that a browser is given stands on every answer, and allows nothing unsafe."""

import pytest
from flask import Flask
from support.hostile_record import LATER
from support.record import predict, rule

from core.web import database_of
from scoring.scorer import score_pending

GIVEN = {"slug": "ada", "filename": "desk.js"}


@pytest.fixture
def filled(sqlite_app: Flask) -> Flask:
    with database_of(sqlite_app).write() as session:
        rule(session, predict(session, "Ada", 0.7).event, "occurred")
        score_pending(session, LATER)
    return sqlite_app


def addresses(app: Flask) -> list[str]:
    found = []
    for route in app.url_map.iter_rules():
        if "GET" in (route.methods or ()):
            built = route.build({name: GIVEN.get(name, "1") for name in route.arguments})
            assert built is not None, route
            found.append(built[1])
    return [*found, "/nowhere", "/events/99", "/events/x"]


def test_every_answer_carries_a_policy_without_anything_unsafe(filled: Flask) -> None:
    client, seen = filled.test_client(), 0
    for _ in range(2):  # the second time from memory, where there is one
        for path in addresses(filled):
            answer = client.get(path)
            answer.get_data()
            policy = answer.headers["Content-Security-Policy"]
            kinds = dict(part.strip().split(" ", 1) for part in policy.split(";"))
            assert "unsafe" not in policy, path
            assert "*" not in kinds.pop("frame-ancestors") or path.startswith("/embed/"), path
            assert not any("*" in where or "http" in where for where in kinds.values()), path
            assert kinds["default-src"] == kinds["base-uri"] == "'none'", path
            own = "'self'" if path.startswith("/desk") else "'none'"  # the desk has one script
            assert kinds["script-src"] == own, path
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path
            answer.close()
            seen += 1
    assert seen > 100
