"""The demonstration: enough to look at, harmless twice, kept out of a real record."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select
from support.record import predict

from core.db import Database
from core.ledger import LedgerEntry
from predictions.models import Commentary, Prediction, Pundit
from scoring.models import Score


def demo(runner: FlaskCliRunner) -> Any:
    done = runner.invoke(args=["demo", "--json"])
    assert done.exit_code == 0, (done.stderr, done.exception)
    return json.loads(done.stdout)


def sizes(database: Database) -> list[int]:
    tables = (Pundit, Commentary, Prediction, Score, LedgerEntry)
    with database.read() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_it_shows_the_whole_line_and_twice_is_harmless(
    runner: FlaskCliRunner, database: Database, client: FlaskClient
) -> None:
    first = demo(runner)
    before = sizes(database)
    pundits, commentaries, predictions, scores, _ = before
    assert pundits >= 5
    assert commentaries >= 6
    assert predictions >= 30
    assert scores >= 30
    assert len(first["standings"]["ranked"]) >= 2
    assert len(first["standings"]["too_few"]) >= 2
    assert demo(runner)["standings"] == first["standings"]
    assert sizes(database) == before
    names = [row["pundit"]["name"] for row in first["standings"]["ranked"]]
    page = client.get("/").text
    assert all(name.endswith("(invented)") and name in page for name in names)


def test_every_step_is_told(sqlite_app: Any) -> None:
    told = sqlite_app.test_cli_runner().invoke(args=["demo"]).stdout
    for words in ("candidates", "accepted", "outcomes entered", "scored", "Brier index"):
        assert words in told


def test_a_real_record_is_left_alone(runner: FlaskCliRunner, database: Database) -> None:
    with database.write() as session:
        predict(session, "A real pundit", 0.5)
    before = sizes(database)
    refused = runner.invoke(args=["demo"])
    assert refused.exit_code == 2
    assert "CALLEDIT_DATABASE_URL" in refused.stderr
    assert sizes(database) == before


@pytest.mark.parametrize("path", ["/", "/events", "/due", "/corrections", "/commentaries"])
def test_its_pages_have_something_to_show(sqlite_app: Any, path: str) -> None:
    demo(sqlite_app.test_cli_runner())
    assert sqlite_app.test_client().get(path).status_code == 200
