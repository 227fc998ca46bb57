"""What pages show as CSV files, and what is new as Atom feeds."""

import csv
import io
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
import time_machine
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from support.imports import row as row_of
from support.imports import take, write
from support.record import AFTER, amend, predict, rule

from core.db import Database
from dashboard.atom import Feed, Item, atom_of
from dashboard.csv_files import csv_of
from dashboard.view.tables import Table
from predictions.changing.holding import standing_event
from scoring.exchange.cells import armed
from scoring.scorer import score_pending

FORMULA = "=HYPERLINK(1)"
FILES = (
    "/standings.csv", "/compare.csv?a=ada&b=hyperlink-1", "/pundits/ada.csv", "/events.csv",
    "/due.csv", "/events/1.csv", "/commentaries.csv", "/corrections.csv", "/method/words.csv",
)  # fmt: skip
FEEDS = (
    "/feeds/predictions.atom", "/feeds/outcomes.atom", "/feeds/corrections.atom",
    "/pundits/ada.atom",
)  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def present() -> object:
    with time_machine.travel(AFTER + timedelta(minutes=1), tick=False) as traveller:
        yield traveller


@pytest.fixture
def filled(database: Database) -> Database:
    with database.write() as session:
        event = predict(session, "Ada", 0.7, topic="snow").event
        predict(session, FORMULA, 0.4, event=event)
        rule(session, event, "occurred")
        amend(session, event, "did_not_occur")
        predict(session, "Ada", 0.2, deadline=date(2020, 12, 24))
        score_pending(session, AFTER)
    return database


def read(client: FlaskClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="')
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("path", FILES)
def test_no_cell_of_any_file_can_be_run(filled: Database, client: FlaskClient, path: str) -> None:
    rows = read(client, path)
    assert rows
    for row in rows:
        for cell in row.values():
            try:
                float(cell)
            except ValueError:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), (path, cell)


def test_the_standings_are_those_of_the_page(filled: Database, client: FlaskClient) -> None:
    rows = read(client, "/standings.csv?topic=snow")
    assert [row["name"] for row in rows] == ["Ada", "'" + FORMULA]
    assert [float(row["mean_brier"]) for row in rows] == [pytest.approx(0.49), pytest.approx(0.16)]
    assert read(client, "/standings.csv?topic=none") == []


def test_calls_stand_with_what_became_of_them(filled: Database, client: FlaskClient) -> None:
    newest, first = read(client, "/pundits/ada.csv")
    assert newest["why_not_scored"] == "no outcome has been entered yet"
    assert (first["ruling"], first["counts"], first["said_on"]) == (
        "did_not_occur",
        "1",
        "2020-10-01",
    )
    assert float(first["brier"]) == pytest.approx(0.49)
    assert [row["revision"] for row in read(client, "/corrections.csv")] == ["1", "2"]


def test_a_full_file_says_where_the_next_is(
    filled: Database, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.routes.downloads.ROWS", 1)
    first = client.get("/events.csv")
    assert first.headers["Link"] == '</events.csv?page=2>; rel="next"'
    assert read(client, "/events.csv?page=2")[0]["event"] == "1"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/pundits/nobody.csv", 404),
        ("/pundits/nobody.atom", 404),
        ("/events/99.csv", 404),
        ("/standings.csv?topic=a&topic=b", 400),
        ("/compare.csv?a=ada", 400),
        ("/events.csv?page=x", 400),
    ],
)
def test_what_there_is_no_file_of(
    filled: Database, client: FlaskClient, path: str, status: int
) -> None:
    assert client.get(path).status_code == status


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_from_its_cell(text: str) -> None:
    written = csv_of(Table("t", ("a", "b"), ((text, -1.5),)))
    _, (cell, number) = csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
    assert armed(cell) == text
    assert float(number) == -1.5


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_valid_and_its_ids_stay(filled: Database, client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(answer.data)  # noqa: S314 - made by us a moment ago
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for element in (root, *entries):
        for needed in ("id", "title", "updated", "link", "author"):
            assert element.find(f"{ATOM}{needed}") is not None, (path, needed)
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        datetime.fromisoformat(element.findtext(f"{ATOM}updated", ""))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert not feedparser.parse(io.BytesIO(answer.data)).bozo
    for entry in feedparser.parse(io.BytesIO(answer.data)).entries:
        assert client.get(entry.link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert client.get(path).data == answer.data


def test_an_amendment_is_a_new_entry_and_the_outcome_keeps_its_own(
    filled: Database, client: FlaskClient
) -> None:
    before = feedparser.parse(io.BytesIO(client.get("/feeds/corrections.atom").data))
    with filled.write() as session:
        amend(session, standing_event(session, 1), "occurred", now=AFTER + timedelta(seconds=5))
    after = feedparser.parse(io.BytesIO(client.get("/feeds/corrections.atom").data))
    assert [e.id for e in after.entries[1:]] == [e.id for e in before.entries]
    assert after.feed.updated > before.feed.updated
    assert "Now: happened. Why: misread the source" in after.entries[0].content[0].value


def test_an_empty_record_has_feeds_too(client: FlaskClient) -> None:
    for path in FEEDS[:3]:
        found = feedparser.parse(io.BytesIO(client.get(path).data))
        assert found.entries == []
        assert found.feed.updated == "1970-01-01T00:00:00Z"


@given(st.text())
def test_whatever_was_said_the_feed_is_xml(text: str) -> None:
    item = Item("prediction/1", text, text, "/", text, AFTER)
    made = atom_of(Feed("0", text, "/f.atom", "/", (item,)), "https://example.org")
    assert ET.fromstring(made).find(f"{ATOM}entry") is not None  # noqa: S314 - ours


def test_what_a_file_says_without_a_quote_is_nobodys_quote(
    client: FlaskClient, database: Database, tmp_path: Path
) -> None:
    rows = [row_of(), row_of(claim="The quay opens", quote="The quay opens, and probably soon.")]
    take(database, write(tmp_path, rows))
    quotes = [read(client, f"/events/{event}.csv")[0]["quote"] for event in (1, 2)]
    assert sorted(quotes) == ["", "The quay opens, and probably soon."]
    texts = [client.get(f"/commentaries/{number}").text for number in (1, 2)]
    assert sorted("the sentence below is ours" in text for text in texts) == [False, True]
