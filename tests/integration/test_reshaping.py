"""Splitting, merging and undoing by command and over HTTP, and what both refuse."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient, FlaskCliRunner

from accounts.tokens import create_token
from core.clock import utc_now
from core.db import Database

TEXT = (
    "The strike will end by 30 June 2020 and the bridge will open by May 2020."
    " The minister will probably resign."
)
WHOLE = "The strike will end by 30 June 2020 and the bridge will open by May 2020"


class Api:
    """An editor's program."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client, self.headers = client, {"Authorization": f"Bearer {token}"}

    def post(self, path: str, status: int = 200, **body: Any) -> Any:
        answer = self.client.post(f"/api/v1{path}", json=body or None, headers=self.headers)
        assert answer.status_code == status, answer.text
        return answer.json

    def text(self) -> list[int]:
        about = {"text": TEXT, "pundit": "Ada", "said_on": "2020-04-01"}
        found = self.post("/commentaries", 201, **about)["candidates"]
        return [each["id"] for each in found]


@pytest.fixture
def api(client: FlaskClient, database: Database) -> Api:
    with database.write() as session:
        return Api(client, create_token(session, utc_now(), "Emma"))


def test_a_program_merges_splits_and_takes_back(api: Api) -> None:
    first, second, *_ = api.text()
    merged = api.post(f"/candidates/{first}/merge", other=second)
    assert merged["quote"].startswith("The strike will end")
    assert "the bridge will open" in merged["quote"]
    back = api.post("/commentaries/1/undo")
    assert back["id"] == first
    assert "the bridge" not in back["quote"]
    quote = back["quote"]
    parts = api.post(
        f"/candidates/{first}/split", 201, first=quote[:15], second=quote[16:], second_claim="So"
    )
    assert [part["quote"] for part in parts] == [quote[:15], quote[16:]]
    assert parts[1]["claim"] == "So"
    assert api.post("/commentaries/1/undo")["quote"] == quote


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("/candidates/1/split", {"first": "no such words", "second": "x"}, 400, "'no such words'"),
        (
            "/candidates/1/split",
            {"first": "The strike", "second": "The strike"},
            400,
            "two different",
        ),
        ("/candidates/1/split", {"first": "The strike"}, 400, "second"),
        ("/candidates/99/split", {"first": "a", "second": "b"}, 404, "no candidate 99"),
        ("/candidates/1/merge", {"other": 1}, 400, "candidate 1 cannot be merged into 1"),
        ("/candidates/1/merge", {"other": 99}, 404, "no candidate 99"),
        ("/candidates/1/merge", {"other": "two"}, 400, "'two'"),
        ("/candidates/1/merge", {"other": 2, "version": 9}, 409, "there is no version 9 yet"),
        ("/commentaries/1/undo", {}, 409, "no decision of yours"),
        ("/commentaries/9/undo", {}, 404, "no commentary 9"),
        ("/commentaries/1/undo", {"version": 1}, 400, "version"),
    ],
)
def test_what_cannot_be_done_is_told(
    api: Api, path: str, body: dict[str, Any], status: int, said: str
) -> None:
    api.text()
    answer = api.client.post(f"/api/v1{path}", json=body or None, headers=api.headers)
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert said in json.dumps(answer.json, ensure_ascii=False)


def test_by_command(api: Api, runner: FlaskCliRunner) -> None:
    first, second, *_ = api.text()

    def run(*arguments: str, status: int = 0) -> str:
        done = runner.invoke(args=["review", *arguments])
        assert done.exit_code == status, done.output
        if status:
            assert len(done.stderr.splitlines()) == 1
        return done.stderr if status else done.stdout

    assert "went into candidate" in run("merge", str(first), "--other", str(second))
    assert f"Undone: candidate {first}" in run("undo", "1")
    parts = json.loads(
        run("split", str(first), "--first", "The strike", "--second", "will end", "--json")
    )
    assert [part["quote"] for part in parts] == ["The strike", "will end"]
    assert "'no such words'" in run(
        "split", str(first), "--first", "no such words", "--second", "x", status=2
    )
    assert "cannot be merged" in run("merge", str(first), "--other", str(first), status=2)
    assert "no commentary 9" in run("undo", "9", status=2)
    assert "'x'" in run("undo", "x", status=2)
    assert "--second" in run("split", str(first), "--first", "The strike", status=2)
