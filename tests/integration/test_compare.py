"""Two pundits side by side, on both databases, with numbers worked out by hand."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy.orm import Session
from support.record import AFTER, DEADLINE, predict, rule

from core.db import Database
from core.errors import InvalidInputError, NotFoundError
from predictions.lifecycle import Ruling
from scoring.comparison import NOTHING_SHARED, compare
from scoring.scorer import score_pending
from scoring.views import Comparison

FAR = DEADLINE + timedelta(days=365)


def tick(database: Database) -> None:
    with database.write() as session:
        score_pending(session, AFTER)


def shared(
    session: Session, a: float, b: float, ruling: Ruling = "occurred", deadline: date = DEADLINE
) -> int:
    event = predict(session, "Ada", a, deadline=deadline).event
    predict(session, "Ben", b, event=event)
    rule(session, event, ruling)
    return event.id


def ada_and_ben(database: Database) -> Comparison:
    with database.read() as session:
        return compare(session, "ada", "ben")


def test_shared_events_by_hand(database: Database) -> None:
    with database.write() as session:
        first = shared(session, 0.9, 0.7)  # 0.01 and 0.09
        shared(session, 0.2, 0.4, "did_not_occur")  # 0.04 and 0.16
        shared(session, 0.6, 0.8)  # 0.16 and 0.04
        shared(session, 0.55, 0.55)  # a tie
        predict(session, "Ada", 0.99)
        rule(session, predict(session, "Ben", 0.98).event, "occurred")
        shared(session, 0.35, 0.36, "ambiguous")
    tick(database)
    found = ada_and_ben(database)
    assert (found.n, found.a_closer, found.b_closer, found.ties) == (4, 2, 1, 1)
    assert found.mean_difference == pytest.approx((-0.08 - 0.12 + 0.12 + 0) / 4)
    # With whatever signs, 8, 12 and 12 never add up to less than 8: luck always gives as much.
    assert found.p_value == pytest.approx(1.0)
    assert found.closer is None
    assert found.luck.endswith("in 100 of 100 cases")
    assert found.low is not None
    assert found.high is not None
    assert found.low < -0.02 < found.high
    assert (found.level, found.order_survives, found.reason) == (0.95, True, "")
    last = found.events[-1]
    assert (last.event_id, last.a_probability, last.b_probability) == (first, 0.9, 0.7)
    assert last.a_brier == pytest.approx(0.01)
    assert last.b_brier == pytest.approx(0.09)
    assert last.occurred


def test_the_other_way_round_changes_the_sign_alone(database: Database) -> None:
    with database.write() as session:
        for step in range(6):
            shared(session, 0.9 + step / 100, 0.5 + step / 100)
    tick(database)
    with database.read() as session:
        back = compare(session, "ben", "ada")
    found = ada_and_ben(database)
    assert found.closer == back.closer == found.a
    assert found.p_value == back.p_value == 2 / 64
    assert found.luck.endswith("in 3 of 100 cases")
    assert found.mean_difference == pytest.approx(-(back.mean_difference or 0))
    assert (back.a_closer, back.b_closer) == (0, 6)


def test_first_statements_alone_are_compared(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "Ada", 0.5).event
        predict(session, "Ada", 1.0, event=event, said_on=date(2020, 10, 20))
        predict(session, "Ben", 0.6, event=event)
        rule(session, event, "occurred")
    tick(database)
    found = ada_and_ben(database)
    assert (found.n, found.a_closer, found.b_closer) == (1, 0, 1)
    assert found.mean_difference == pytest.approx(0.25 - 0.16)
    assert "single event" in found.reason


def test_held_events_are_left_out_and_conditional_ones_told_apart(database: Database) -> None:
    with database.write() as session:
        shared(session, 0.9, 0.7)
        shared(session, 0.91, 0.71, deadline=FAR)
        event = predict(session, "Ada", 0.3).event
        event.condition = "the bill passes"
        predict(session, "Ben", 0.4, event=event)
        rule(session, event, "occurred")
    tick(database)
    found = ada_and_ben(database)
    assert (found.n, found.held, found.conditional) == (2, 1, 1)


def test_a_difference_that_another_reading_turns_round(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "Ada", 0.7).event
        worded = predict(session, "Ben", 0.8, event=event)
        worded.low, worded.high = 0.4, 0.95
        rule(session, event, "occurred")
    tick(database)
    found = ada_and_ben(database)
    assert [each.reading for each in found.readings] == ["low", "middle", "high"]
    assert [each.mean_difference for each in found.readings] == pytest.approx(
        [0.09 - 0.36, 0.09 - 0.04, 0.09 - 0.0025]
    )
    assert found.order_survives is False


def test_who_shares_nothing_is_told_so(database: Database) -> None:
    with database.write() as session:
        predict(session, "Ada", 0.7)
        predict(session, "Ben", 0.7)
    found = ada_and_ben(database)
    assert (found.n, found.p_value, found.reason) == (0, None, NOTHING_SHARED)
    with database.read() as session:
        with pytest.raises(NotFoundError, match="'cy'"):
            compare(session, "ada", "cy")
        with pytest.raises(InvalidInputError, match=r"'ada' and b 'ada'"):
            compare(session, "ada", "ada")


def test_over_http(client: FlaskClient, database: Database) -> None:
    with database.write() as session:
        shared(session, 0.9, 0.7)
    tick(database)
    answer = client.get("/api/v1/compare?a=ada&b=ben")
    assert answer.status_code == 200
    assert answer.json is not None
    assert (answer.json["n"], answer.json["a"]["name"]) == (1, "Ada")


@pytest.mark.parametrize(
    ("query", "status", "quoted"),
    [
        ("", 400, "a"),
        ("a=ada", 400, "b"),
        ("a=ada&b=", 400, "''"),
        ("a=ada&b=Ben", 400, "'Ben'"),
        ("a=ada&b=ben&c=cy", 400, "'cy'"),
        ("a=ada&a=ben&b=cy", 400, "'ada' and 'ben'"),
        ("a=ada&b=ada", 400, "'ada'"),
        ("a=ada&b=nobody", 404, "'nobody'"),
    ],
)
def test_a_bad_parameter_is_a_problem_that_quotes_it(
    client: FlaskClient, database: Database, query: str, status: int, quoted: str
) -> None:
    with database.write() as session:
        predict(session, "Ada", 0.7)
    answer = client.get(f"/api/v1/compare?{query}")
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert quoted in answer.json["detail"]


def test_by_command(runner: FlaskCliRunner, database: Database) -> None:
    with database.write() as session:
        shared(session, 0.9, 0.7)
    tick(database)
    told = runner.invoke(args=["compare", "ada", "ben"])
    assert told.exit_code == 0
    assert "Of 1 shared event, Ada was closer on 1, Ben on 0; 0 ties." in told.output
    assert '"a_closer": 1' in runner.invoke(args=["compare", "ada", "ben", "--json"]).output
    refused = runner.invoke(args=["compare", "ada", "Ben"])
    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)
    assert "'Ben'" in refused.output
