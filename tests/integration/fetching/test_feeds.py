"""Feeds that the scheduler reads, from a real server, on both databases."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from support.hostile import HOSTILE
from support.web import Web

from core.clock import utc_now
from core.db import Database
from core.forms import form_from
from core.retries import dead_letters
from predictions.feeds import polling
from predictions.feeds.forms import NewFeed
from predictions.feeds.polling import EVERY, Polling, poll
from predictions.feeds.service import feeds, subscribe
from predictions.queries import commentaries
from predictions.sources.queries import items_of, source_by_name

TEXT = "It will probably rain in {0} before the end of June 2024. " + "So much for {0}. " * 40
ITEM = """<item><guid>{n}</guid><link>{link}</link><title>Column {n}</title>
<author>Ada Lund</author><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>
<description>{text}</description></item>"""


def rss(items: Iterable[str]) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'


def item(site: Web, n: int, *, served: bool = True, text: str = "") -> str:
    link = site.url(f"/{n}")
    if served:
        body = TEXT.format(f"Town{n}")
        site.serve(f"/{n}", f"<html><body><article><p>{body}</p></article></body></html>")
    return ITEM.format(n=n, link=link, text=text)


@pytest.fixture
def feed(site: Web) -> str:
    return site.serve("/feed", rss(item(site, n) for n in (1, 2)), ETag='"1"')


def follow(database: Database, now: datetime, url: str, **more: Any) -> None:
    new = form_from(NewFeed, {"name": "Lark", "feed": url, **more})
    with database.write() as session:
        subscribe(session, now, "editor", new)


def fates(database: Database) -> list[str]:
    with database.read() as session:
        found = items_of(session, source_by_name(session, "Lark"))
        return [each.fate for each in reversed(found)]


def test_each_item_is_taken_once(database: Database, now: datetime, site: Web, feed: str) -> None:
    now += timedelta(days=90)
    follow(database, now, feed)
    assert poll(database, now, site.guest) == Polling(feeds=1, taken=2)
    assert poll(database, now, site.guest) == Polling()
    site.serve("/feed", rss(item(site, n) for n in (1, 2, 3)), ETag='"2"')
    assert poll(database, now + EVERY, site.guest) == Polling(feeds=1, taken=1)
    assert fates(database) == ["taken"] * 3
    with database.read() as session:
        rows = commentaries(session)
    assert {row.pundit.name for row in rows} == {"Ada Lund"}
    assert sorted(row.title for row in rows) == ["Column 1", "Column 2", "Column 3"]


def test_a_feed_is_asked_only_for_what_changed(
    database: Database, now: datetime, site: Web, feed: str
) -> None:
    now += timedelta(days=90)
    follow(database, now, feed)
    poll(database, now, site.guest)
    site.pages["/feed"] = (304, {}, b"")
    assert poll(database, now + EVERY, site.guest) == Polling(unchanged=1)
    path, headers = site.hits[-1]
    assert (path, headers["If-None-Match"]) == ("/feed", '"1"')


def test_a_sample_leaves_out_without_fetching(database: Database, now: datetime, site: Web) -> None:
    now += timedelta(days=90)
    url = site.serve("/feed", rss(item(site, n) for n in range(6)))
    follow(database, now, url, rule="sample", share=0.5, seed=7)
    done = poll(database, now, site.guest)
    assert done.taken + done.left == 6
    assert 0 < done.left < 6
    assert len(site.hits) == 1 + done.taken
    assert fates(database).count("sampled_out") == done.left


def test_what_cannot_be_read_is_on_record_and_tried_again(
    database: Database, now: datetime, site: Web
) -> None:
    now += timedelta(days=90)
    follow(database, now, site.serve("/feed", rss([item(site, 1, served=False)])))
    assert poll(database, now, site.guest) == Polling(feeds=1, left=1)
    assert fates(database) == ["unreadable"]
    item(site, 1)
    assert poll(database, now + EVERY, site.guest) == Polling(feeds=1, taken=1)
    assert fates(database) == ["taken"]


def test_a_feed_that_says_it_all_needs_no_page(
    database: Database, now: datetime, site: Web
) -> None:
    now += timedelta(days=90)
    text = TEXT.format("Bergen")
    follow(database, now, site.serve("/feed", rss([item(site, 1, served=False, text=text)])))
    assert poll(database, now, site.guest) == Polling(feeds=1, taken=1)


def test_many_items_come_in_parts(
    database: Database, now: datetime, site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "AT_A_TIME", 2)
    now += timedelta(days=90)
    url = site.serve("/feed", rss(item(site, n) for n in range(3)), ETag='"9"')
    follow(database, now, url, pundit="Ben Okoro")
    assert poll(database, now, site.guest) == Polling(feeds=1, taken=2)
    assert poll(database, now + EVERY, site.guest) == Polling(feeds=1, taken=1)
    with database.read() as session:
        assert {row.pundit.name for row in commentaries(session)} == {"Ben Okoro"}


def test_a_feed_that_fails_waits_longer_and_holds_up_no_other(
    database: Database, now: datetime, site: Web, feed: str
) -> None:
    now += timedelta(days=90)
    follow(database, now, site.url("/gone"), name="Gone")
    follow(database, now, feed)
    assert poll(database, now, site.guest) == Polling(feeds=1, failed=1, taken=2)
    waits = []
    for _ in range(8):
        with database.read() as session:
            gone = feeds(session)[0]
        assert gone.failure is not None
        assert "answered 404" in gone.failure.last_error
        waits.append(gone.next_check_at - now)
        now = gone.next_check_at
        poll(database, now, site.guest)
    assert waits == sorted(waits)
    assert waits[0] == EVERY
    with database.read() as session:
        assert [letter.key for letter in dead_letters(session)] == [str(gone.source_id)]
    site.serve("/gone", rss([]).replace("<channel>", "<channel><title>Back</title>"))
    poll(database, now + timedelta(days=1), site.guest)
    with database.read() as session:
        assert feeds(session)[0].failure is None


@pytest.mark.parametrize("name", ["quadratic entities", "a feed, 200,000 deep"])
def test_a_hostile_feed_is_survived(
    database: Database, now: datetime, site: Web, feed: str, name: str
) -> None:
    now += timedelta(days=90)
    follow(database, now, site.serve("/hostile", HOSTILE[name][1], "text/xml"), name="Hostile")
    follow(database, now, feed)
    assert poll(database, now, site.guest).taken == 2


def test_items_that_lead_to_our_own_network_are_not_fetched(
    database: Database, now: datetime, site: Web
) -> None:
    now += timedelta(days=90)
    inside = ITEM.format(n=1, link="http://127.0.0.2/secret", text="")
    follow(database, now, site.serve("/feed", rss([inside])))
    assert poll(database, now, site.guest) == Polling(feeds=1, left=1)
    with database.read() as session:
        (found,) = items_of(session, source_by_name(session, "Lark"))
    assert "127.0.0.2" in found.detail


def test_a_closed_source_is_read_no_more(
    database: Database, runner: FlaskCliRunner, site: Web, feed: str
) -> None:
    done = runner.invoke(args=["source", "subscribe", feed, "--name", "Lark"])
    assert done.exit_code == 0, done.output
    runner.invoke(args=["source", "close", "Lark", "--reason", "enough"])
    assert poll(database, utc_now(), site.guest) == Polling()
    assert "closed" in runner.invoke(args=["source", "feeds"]).stdout


def test_a_feed_is_subscribed_to_once(app: Flask, runner: FlaskCliRunner, feed: str) -> None:
    token = runner.invoke(args=["token", "create", "Emma"]).stdout.strip()
    client, headers = app.test_client(), {"Authorization": f"Bearer {token}"}
    body = {"feed": feed, "name": "Lark", "rule": "sample", "share": 0.5, "seed": 1}
    assert client.post("/api/v1/feeds", json=body, headers=headers).status_code == 201
    again = client.post("/api/v1/feeds", json=body | {"name": "Other"}, headers=headers)
    assert again.status_code == 409
    assert "as source 'Lark'" in again.json["detail"]  # type: ignore[index]
    assert client.post("/api/v1/feeds", json=body).status_code == 401
    assert client.post("/api/v1/feeds", json={"feed": "x"}, headers=headers).status_code == 400
    (only,) = json.loads(client.get("/api/v1/feeds").text)
    assert (only["name"], only["url"]) == ("Lark", feed)
    twice = runner.invoke(args=["source", "subscribe", feed, "--name", "Again"])
    assert (twice.exit_code, "read already" in twice.stderr) == (2, True)
