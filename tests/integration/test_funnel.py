"""How far forecasts came, by pundit and by source: counted once, and adding up."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from support.funnels import adds_up
from support.record import ACTOR, AFTER, SAID, SAID_ON, predict, rule

from core.db import Database
from predictions import review
from predictions.changing.corrections import withdraw
from predictions.changing.forms import Link, Withdrawal
from predictions.changing.links import link
from predictions.forms import NewCommentary, Rejection
from predictions.models import Candidate
from predictions.sources.forms import NewSource
from predictions.sources.items import take_in
from predictions.sources.service import add_source
from scoring.funnel import funnels, named_funnels
from scoring.scorer import score_pending

WEEK = timedelta(days=7)


@pytest.fixture
def varied(database: Database) -> Database:
    with database.write() as session:
        event = predict(session, "A", 0.7).event
        predict(session, "A", 0.7, event=event, said_on=SAID_ON + WEEK)
        predict(session, "A", 0.9, event=event, said_on=SAID_ON + 2 * WEEK)
        link(session, AFTER, ACTOR, 2, Link(restates=1, reason="again"))
        gone = predict(session, "A", 0.1, event=event)
        withdraw(session, AFTER, ACTOR, gone.id, Withdrawal(reason="a misquote"))
        predict(session, "A", 0.2, deadline=None)
        predict(session, "A", 0.3, deadline=AFTER.date() + WEEK)
        predict(session, "A", 0.4)
        held = predict(session, "A", 0.5, deadline=AFTER.date() + WEEK)
        unclear = predict(session, "A", 0.6)
        predict(session, "B", 0.6, event=unclear.event)
        rule(session, event, "occurred")
        rule(session, held.event, "occurred")
        rule(session, unclear.event, "ambiguous")
        after_all = predict(session, "A", 0.8, said_on=SAID_ON + WEEK)
        rule(session, after_all.event, "occurred", known_at=SAID_ON)
        score_pending(session, AFTER)
        rule(session, predict(session, "B", 0.1).event, "occurred")
        for words in ("It will likely rain by 1 May 2021.", "Nobody will ever know who did it."):
            add = NewCommentary(text=words, pundit="A", said_on=SAID_ON, source="S")
            if "rain" in words:
                add_source(session, SAID, ACTOR, NewSource(name="S"))
            take_in(session, SAID, ACTOR, add)
        left = session.scalars(select(Candidate).where(Candidate.decision.is_(None))).all()
        review.reject(session, AFTER, ACTOR, left[0].id, Rejection(reason="x", kind="uncheckable"))
    return database


def test_it_says_of_each_pundit_what_fell_out_where_and_why(varied: Database) -> None:
    with varied.read() as session:
        by_pundit = {row.name: row.funnel for row in named_funnels(session, "pundit", AFTER)}
    a = by_pundit["A"]
    for funnel in by_pundit.values():
        adds_up(funnel)
    assert (a.uncheckable, a.withdrawn, a.restatements) == (1, 1, 1)
    assert (a.endless, a.still_open, a.awaited) == (1, 1, 1)
    assert (a.counted, a.updated, a.held, a.early) == (1, 1, 1, 1)
    assert dict(a.not_scored) == {
        "the outcome cannot be known": 1,
        "it was said after the outcome was known": 1,
    }
    assert by_pundit["B"].unscored == 1


def test_it_says_of_each_source_what_became_of_its_items(varied: Database) -> None:
    with varied.read() as session:
        (row,) = named_funnels(session, "source", AFTER)
    adds_up(row.funnel)
    assert (row.name, row.items["taken"]) == ("S", 2)
    assert row.funnel.uncheckable == 1
    assert row.funnel.seen == row.funnel.waiting + 1


def test_one_is_counted_as_among_all(varied: Database) -> None:
    with varied.read() as session:
        everybody = funnels(session, "pundit", AFTER)
        assert everybody
        for pundit, funnel in everybody.items():
            assert funnels(session, "pundit", AFTER, pundit) == {pundit: funnel}


def test_by_command_and_over_http(
    varied: Database, client: FlaskClient, runner: FlaskCliRunner
) -> None:
    def told(*args: str) -> Any:
        result = runner.invoke(args=["funnel", *args])
        assert result.exit_code == 0, result.stderr
        return result.stdout

    assert "restatements" in told()
    assert "taken" in told("--by", "source")
    (a, _) = json.loads(told("--json"))
    assert a["name"] == "A"
    assert json.loads(client.get("/api/v1/funnel").text)[0]["funnel"]["withdrawn"] == 1
    assert json.loads(client.get("/api/v1/funnel?by=source").text)[0]["items"]["taken"] == 2
    refused = runner.invoke(args=["funnel", "--by", "event"])
    assert (refused.exit_code, "'event'" in refused.stderr) == (2, True)
    assert client.get("/api/v1/funnel?by=event").status_code == 400
