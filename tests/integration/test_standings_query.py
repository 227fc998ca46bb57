"""Standings by address and by command: what may be asked for, and what is refused."""

from datetime import date

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from support.record import AFTER, predict, rule

from core.db import Database
from scoring.scorer import score_pending


@pytest.fixture
def two_topics(database: Database) -> None:
    with database.write() as session:
        for name, topic in (("Ada", "sport"), ("Ben", "economy")):
            prediction = predict(session, name, 0.7, topic=topic, deadline=date(2020, 10, 31))
            prediction.low, prediction.high = 0.6, 0.9
            rule(session, prediction.event, "occurred")
        score_pending(session, AFTER)


def names(client: FlaskClient, query: str) -> list[str]:
    answer = client.get(f"/api/v1/standings?{query}")
    assert answer.status_code == 200
    assert answer.json is not None
    return [row["pundit"]["name"] for row in answer.json["too_few"]]


@pytest.mark.usefixtures("two_topics")
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", ["Ada", "Ben"]),
        ("topic=sport", ["Ada"]),
        ("from=2020-10-31&to=2020-10-31&horizon=month", ["Ada", "Ben"]),
        ("from=2020-11-01", []),
        ("publication=The+Paper", []),
    ],
)
def test_a_selection_by_address(client: FlaskClient, query: str, wanted: list[str]) -> None:
    assert names(client, query) == wanted


@pytest.mark.usefixtures("two_topics")
def test_the_reading_shown_is_the_one_asked_for(client: FlaskClient) -> None:
    for reading, brier in (("low", 0.16), ("middle", 0.09), ("high", 0.01)):
        answer = client.get(f"/api/v1/standings?reading={reading}").json
        assert answer is not None
        row = answer["too_few"][0]
        assert answer["reading"] == reading
        assert row["mean_brier"] == pytest.approx(brier)
        shown = {each["reading"]: each["mean_brier"] for each in row["readings"]}
        assert shown == pytest.approx({"low": 0.16, "middle": 0.09, "high": 0.01})
        assert row["against_others"]["peer_score"] is None
        assert row["against_others"]["reason"]


@pytest.mark.parametrize(
    ("query", "quoted"),
    [
        ("topc=sport", "topc 'sport'"),
        ("topic=", "topic ''"),
        ("topic=a%00b", "topic"),
        ("publication=%20", "publication ' '"),
        ("from=yesterday", "from 'yesterday'"),
        ("from=1577836800", "from '1577836800'"),
        ("to=2020-02-30", "to '2020-02-30'"),
        ("from=2021-01-01&to=2020-01-01", "from 2021-01-01 lies after to 2020-01-01"),
        ("horizon=weak", "horizon 'weak'"),
        ("reading=medium", "reading 'medium'"),
        ("reading=low&reading=high", "reading is given as 'low' and 'high'"),
        ("first=2020-01-01", "first '2020-01-01'"),
        ("limit=10", "limit '10'"),
    ],
)
def test_a_bad_parameter_is_a_problem_that_quotes_it(
    client: FlaskClient, query: str, quoted: str
) -> None:
    answer = client.get(f"/api/v1/standings?{query}")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["type"] == "urn:calledit:invalid-input"
    assert quoted in answer.json["detail"]


@pytest.mark.usefixtures("two_topics")
def test_a_selection_by_command(runner: FlaskCliRunner) -> None:
    told = runner.invoke(args=["standings", "--topic", "sport", "--reading", "low"]).output
    assert "Ada" in told
    assert "Ben" not in told
    assert "From 1 prediction; words of chance read low." in told
    given = ["standings", "--from", "2020-11-01", "--to", "2020-12-01", "--horizon", "month"]
    assert "Nothing scored counts here yet." in runner.invoke(args=given).output
    given = ["standings", "--publication", "The Paper", "--json"]
    assert '"too_few": []' in runner.invoke(args=given).output


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--topic", ""),
        ("--publication", " "),
        ("--from", "yesterday"),
        ("--to", "2020-02-30"),
        ("--horizon", "weak"),
        ("--reading", "medium"),
    ],
)
def test_a_bad_option_is_one_line_that_quotes_it(
    runner: FlaskCliRunner, option: str, value: str
) -> None:
    refused = runner.invoke(args=["standings", option, value])
    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)
    assert f"{option[2:]} {value!r}" in refused.output
