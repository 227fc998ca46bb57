"""Sources: a rule before the items, a row for every item seen, nothing applied backwards."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError
from support.record import ACTOR, AFTER, SAID, SAID_ON

from accounts.tokens import create_token
from core.clock import utc_now
from core.db import Database
from core.errors import ConflictError, NotFoundError
from core.ledger import LedgerEntry, history
from predictions.forms import NewCommentary
from predictions.models import Commentary
from predictions.sources.forms import Closing, NewSource, RuleChange
from predictions.sources.items import Arrival, note_item, take_in
from predictions.sources.models import SeenItem
from predictions.sources.queries import items_of, source_by_name, sources
from predictions.sources.sampling import draw
from predictions.sources.service import add_source, change_rule, close_source, open_source

FORECAST = "The strike will end by 30 June 2021."
SAMPLE = NewSource(name="Column", publication="The Daily", rule="sample", share=0.5, seed=7)


def arrive(database: Database, number: int, words: str = FORECAST) -> Arrival:
    new = NewCommentary(
        text=f"{words} Column number {number}.",
        pundit="A",
        said_on=SAID_ON,
        url=f"https://example.org/{number}",
        source="Column",
    )
    with database.write() as session:
        return take_in(session, SAID, ACTOR, new)


def test_every_item_seen_is_on_record_and_the_sample_can_be_recomputed(database: Database) -> None:
    with database.write() as session:
        add_source(session, SAID, ACTOR, SAMPLE)
    for number in range(20):
        arrive(database, number)
    with database.read() as session:
        source = source_by_name(session, "Column")
        items = items_of(session, source)
        stored = set(session.scalars(select(Commentary.url)))
        publications = set(session.scalars(select(Commentary.publication)))
    assert source.seen == len(items) == 20
    assert stored == {item.identity for item in items if draw(7, item.identity) < 0.5}
    assert 0 < len(stored) < 20
    assert {item.fate for item in items if item.identity not in stored} == {"sampled_out"}
    assert publications == {"The Daily"}


def test_an_item_is_decided_once(database: Database) -> None:
    with database.write() as session:
        add_source(session, SAID, ACTOR, NewSource(name="Column"))
    first, again = arrive(database, 1), arrive(database, 1)
    assert first.intake is not None
    assert again.intake is None
    assert again.item is not None
    assert first.item is not None
    assert again.item.id == first.item.id
    with database.read() as session:
        assert session.scalar(select(func.count(SeenItem.id))) == 1


def test_the_same_text_under_another_address_is_a_duplicate(database: Database) -> None:
    with database.write() as session:
        add_source(session, SAID, ACTOR, NewSource(name="Column"))
    arrive(database, 1)
    new = NewCommentary(
        text=f"{FORECAST} Column number 1.", pundit="A", said_on=SAID_ON, source="Column"
    )
    with database.write() as session:
        found = take_in(session, SAID, ACTOR, new)
        assert found.item is not None
        assert (found.item.fate, found.item.commentary_id) == ("duplicate", 1)
        assert len(found.item.identity) == 64


def test_a_changed_rule_holds_from_then_on_and_never_backwards(database: Database) -> None:
    with database.write() as session:
        add_source(session, SAID, ACTOR, SAMPLE)
    left = next(n for n in range(50) if draw(7, f"https://example.org/{n}") >= 0.5)
    arrive(database, left)
    later = SAID + timedelta(days=1)
    with database.write() as session:
        wish = RuleChange(rule="everything", reason="few enough to read them all")
        change_rule(session, later, ACTOR, "Column", wish)
    again = arrive(database, left)
    assert again.item is not None
    assert (again.item.fate, again.item.rule_version) == ("sampled_out", 1)
    with database.read() as session:
        rules = source_by_name(session, "Column").rules
        (entry,) = [e for e in history(session, "source/1") if e.action == "source rule changed"]
    assert [(r.version, r.kind, r.share, r.seed, r.since) for r in rules] == [
        (1, "sample", 0.5, 7, SAID),
        (2, "everything", None, None, later),
    ]
    facts = json.loads(entry.facts)
    assert (facts["before"]["share"], facts["after"]["rule"]) == (0.5, "everything")
    assert entry.reason == "few enough to read them all"


def test_what_could_not_be_read_may_be_tried_again(database: Database) -> None:
    with database.write() as session:
        add_source(session, SAID, ACTOR, NewSource(name="Column"))
    where = "https://example.org/1"
    for detail in ("the server did not answer", "the server did not answer"):
        with database.write() as session:
            source = open_source(session, "Column")
            note_item(session, SAID, ACTOR, source, where, fate="unreadable", detail=detail)
    assert arrive(database, 1).intake is not None
    with database.read() as session:
        (item,) = items_of(session, source_by_name(session, "Column"))
        seen = [e.action for e in session.scalars(select(LedgerEntry))].count("item seen")
    assert (item.fate, item.detail, item.commentary_id) == ("taken", "", 1)
    assert seen == 2  # the second failure said nothing new


def test_a_machine_keeps_no_text_without_a_forecast(database: Database) -> None:
    with database.write() as session:
        add_source(session, SAID, ACTOR, NewSource(name="Column"))
        new = NewCommentary(text="It rained.", pundit="A", said_on=SAID_ON, source="Column")
        found = take_in(session, SAID, ACTOR, new, keep_empty=False)
        assert found.item is not None
        assert found.item.fate == "no_forecast"
        assert session.scalar(select(func.count(Commentary.id))) == 0


def test_a_closed_source_takes_nothing(database: Database) -> None:
    with database.write() as session:
        add_source(session, SAID, ACTOR, NewSource(name="Column"))
        close_source(session, AFTER, ACTOR, "Column", Closing(reason="she has retired"))
    with pytest.raises(ConflictError, match="closed"):
        arrive(database, 1)
    with pytest.raises(ConflictError, match="closed"), database.write() as session:
        close_source(session, AFTER, ACTOR, "Column", Closing(reason="again"))


def test_a_source_is_entered_once_and_a_rule_must_change_something(database: Database) -> None:
    with database.write() as session:
        add_source(session, SAID, ACTOR, SAMPLE)
    with pytest.raises(ConflictError, match="already"), database.write() as session:
        add_source(session, SAID, ACTOR, SAMPLE)
    same = RuleChange(rule="sample", share=0.5, seed=7, reason="why not")
    with pytest.raises(ConflictError, match="just that rule"), database.write() as session:
        change_rule(session, SAID, ACTOR, "Column", same)
    with pytest.raises(NotFoundError, match="'Nobody'"), database.write() as session:
        open_source(session, "Nobody")
    with database.read() as session:
        assert [source.name for source in sources(session)] == ["Column"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE intake_rule SET share = 1.5",
        "UPDATE intake_rule SET share = NULL",
        "UPDATE intake_rule SET kind = 'everything'",
        (
            "INSERT INTO seen_item (id, source_id, identity, rule_version, seen_at, fate, detail)"
            " VALUES (1, 1, 'x', 1, '2020-01-01', 'taken', '')"
        ),
        (
            "INSERT INTO seen_item (id, source_id, identity, rule_version, seen_at, fate, detail)"
            " VALUES (1, 1, 'x', 1, '2020-01-01', 'lost', '')"
        ),
    ],
)
def test_the_database_itself_refuses_a_false_rule(database: Database, sql: str) -> None:
    with database.write() as session:
        add_source(session, SAID, ACTOR, SAMPLE)
    with pytest.raises((IntegrityError, DatabaseError)), database.engine.begin() as connection:
        connection.execute(text(sql))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--rule", "sample"), "a sample needs a share"),
        (("--rule", "sample", "--share", "0", "--seed", "1"), "0"),
        (("--rule", "sample", "--share", "1.01", "--seed", "1"), "1.01"),
        (("--rule", "sample", "--share", "nan", "--seed", "1"), "nan"),
        (("--rule", "sample", "--share", "0.1", "--seed", "-1"), "-1"),
        (("--share", "0.1", "--seed", "1"), "go with the rule 'sample'"),
        (("--rule", "some"), "some"),
        (("--url", "example.org"), "https://"),
    ],
)
def test_a_source_that_cannot_be_used_is_refused_in_one_line(
    runner: FlaskCliRunner, given: tuple[str, ...], told: str
) -> None:
    result = runner.invoke(args=["source", "add", "Column", *given])
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_by_command_from_a_rule_to_an_item(runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "column.txt"
    file.write_text(FORECAST)

    def say(*args: str) -> str:
        result = runner.invoke(args=list(args))
        assert result.exit_code == 0, result.stderr
        return result.stdout

    about = ("--pundit", "A", "--said-on", "2020-10-01", "--source", "Column")
    assert "a random 50% of its items (seed 7)" in say(
        "source", "add", "Column", "--rule", "sample", "--share", "0.5", "--seed", "7"
    )
    out = next(
        f"https://example.org/{n}" for n in range(50) if draw(7, f"https://example.org/{n}") > 0.5
    )
    told = say("commentary", "add", str(file), *about, "--url", out)
    assert told.startswith("Not taken: seen, but left out by the random sample")
    assert "everything" in say("source", "rule", "Column", "--rule", "everything", "--reason", "x")
    assert "Commentary 1 is on record" in say("commentary", "add", str(file), *about)
    assert "it was seen before" in say("commentary", "add", str(file), *about)
    fates = [item["fate"] for item in json.loads(say("source", "items", "Column", "--json"))]
    assert sorted(fates) == ["sampled_out", "taken"]
    assert "sampled_out" in say("source", "items", "Column")
    (row,) = json.loads(say("source", "list", "--json"))
    assert (row["seen"], row["fates"]["taken"]) == (2, 1)
    assert "Column" in say("source", "list")
    assert "closed" in say("source", "close", "Column", "--reason", "she has retired")
    refused = runner.invoke(args=["commentary", "add", str(file), *about])
    assert (refused.exit_code, "closed" in refused.stderr) == (2, True)


def test_over_http(client: FlaskClient, database: Database) -> None:
    with database.write() as session:
        token = create_token(session, utc_now(), "Editor Emma")

    def call(method: str, path: str, status: int, **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        answer = client.open(f"/api/v1{path}", method=method, json=body or None, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json

    assert client.post("/api/v1/sources", json={"name": "X"}).status_code == 401
    made = call("POST", "/sources", 201, name="Column", rule="sample", share=0.5, seed=7)
    assert made["rules"][0]["seed"] == 7
    call("POST", "/sources", 409, name="Column")
    call("POST", "/sources", 400, name="Other", rule="sample")
    call("POST", "/sources", 400, name="Other", rule="sample", share=True, seed=1)
    call("POST", "/sources", 400, name="Other", rule="sample", share=0.1, seed=1.5)
    new = {"text": FORECAST, "pundit": "A", "said_on": "2020-10-01", "source": "Column"}
    for number in range(10):
        url = f"https://example.org/{number}"
        if draw(7, url) >= 0.5:
            answer = call("POST", "/commentaries", 200, **new, url=url)
            assert (answer["taken"], answer["item"]["fate"]) == (False, "sampled_out")
            assert answer["item"]["draw"] == draw(7, url)
    call("POST", "/sources/1/rules", 201, rule="everything", reason="few enough")
    call("POST", "/sources/1/rules", 400, rule="everything")
    call("POST", "/sources/9/rules", 404, rule="everything", reason="few enough")
    assert call("POST", "/commentaries", 201, **new)["id"] == 1
    call("POST", "/commentaries", 404, **new | {"source": "Nobody"})
    items = call("GET", "/sources/1/items", 200)
    assert items[0]["fate"] == "taken"
    assert call("GET", "/sources", 200)[0]["seen"] == len(items)
    assert call("GET", "/sources/1", 200)["fates"]["taken"] == 1
    call("GET", "/sources/2", 404)
    call("POST", "/sources/1/close", 400)
    assert call("POST", "/sources/1/close", 200, reason="she has retired")["closed_at"]
    call("POST", "/commentaries", 409, **new | {"text": "It will rain tomorrow."})
