"""From an address to candidates, by command and over HTTP."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from support.web import Web

from predictions.fetching.current import set_fetcher

PAGE = """<!doctype html><html><head><title>The vote will fail</title>{head}</head><body><article>
<p>The government will probably lose the vote in June 2024, and that is what everybody in the lobby
says when the microphones are off and the coffee has gone cold.</p>
<p>It is unlikely that a new coalition forms before September 2024, for nobody would gain by it, and
nobody has asked for it, least of all those who would have to pay.</p></article></body></html>"""
HEAD = """<meta name="author" content="Ada Lund"><meta property="og:site_name" content="The Lark">
<meta property="article:published_time" content="2024-05-03T10:00:00Z">"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>"""


@pytest.fixture
def column(app: Flask, site: Web) -> str:
    set_fetcher(app, site.guest)
    return site.serve("/column", PAGE.format(head=HEAD))


def test_a_page_becomes_commentary_with_candidates(runner: FlaskCliRunner, column: str) -> None:
    done = runner.invoke(args=["commentary", "fetch", column, "--json"])
    assert done.exit_code == 0, done.output
    made = json.loads(done.stdout)
    assert [c["quote"][:28] for c in made["candidates"]] == [
        "The government will probably", "It is unlikely that a new co",
    ]  # fmt: skip
    assert {c["pundit"]["name"] for c in made["candidates"]} == {"Ada Lund"}
    assert {c["said_on"] for c in made["candidates"]} == {"2024-05-03"}
    again = runner.invoke(args=["commentary", "fetch", column])
    assert again.exit_code == 2
    assert "already on record as commentary 1" in again.stderr


def test_what_an_editor_says_wins(runner: FlaskCliRunner, column: str) -> None:
    said = ["--pundit", "Ben Okoro", "--said-on", "2024-05-01", "--title", "A vote"]
    assert runner.invoke(args=["commentary", "fetch", column, *said]).exit_code == 0
    listed = json.loads(runner.invoke(args=["commentary", "list", "--json"]).stdout)
    assert listed[0]["pundit"]["name"] == "Ben Okoro"
    assert (listed[0]["said_on"], listed[0]["title"]) == ("2024-05-01", "A vote")
    assert listed[0]["publication"] == "The Lark"


def test_looking_first_stores_nothing(runner: FlaskCliRunner, column: str) -> None:
    done = runner.invoke(args=["commentary", "fetch", column, "--dry-run"])
    assert "author: Ada Lund" in done.stdout
    assert "said on: 2024-05-03" in done.stdout
    assert json.loads(runner.invoke(args=["commentary", "list", "--json"]).stdout) == []


def bad(runner: FlaskCliRunner, *args: str) -> str:
    done = runner.invoke(args=["commentary", "fetch", *args])
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def test_bad_input_is_one_line(app: Flask, runner: FlaskCliRunner, site: Web, column: str) -> None:
    assert "pundit" in bad(runner, site.serve("/nobody", PAGE.format(head="")))
    assert "is a feed" in bad(runner, site.serve("/feed", RSS, "application/rss+xml"))
    assert "answered 404" in bad(runner, site.url("/nothing"))
    assert "application/pdf" in bad(runner, site.serve("/pdf", b"%PDF", "application/pdf"))
    assert "https://" in bad(runner, "example.org/column")
    assert "2024-02-30" in bad(runner, column, "--said-on", "2024-02-30")
    set_fetcher(app, site.stranger)
    assert "127.0.0.1" in bad(runner, column)


def test_over_http_with_a_token(app: Flask, runner: FlaskCliRunner, column: str, site: Web) -> None:
    token = runner.invoke(args=["token", "create", "Emma"]).stdout.strip()
    client, headers = app.test_client(), {"Authorization": f"Bearer {token}"}

    def post(**body: Any) -> Any:
        return client.post("/api/v1/commentaries/fetch", json=body, headers=headers)

    made = post(url=column, publication="Elsewhere")
    assert made.status_code == 201
    assert len(made.json["candidates"]) == 2
    assert post(url=column).status_code == 409
    assert post(url=site.url("/nothing")).status_code == 422
    assert post(url="file:///etc/passwd").status_code == 400
    refused = post(url="http://10.0.0.1/")
    assert refused.content_type == "application/problem+json"
    assert "not a public address" in refused.json["detail"]
    assert client.post("/api/v1/commentaries/fetch", json={"url": column}).status_code == 401
