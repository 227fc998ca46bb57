"""Searching names, claims and quotes, on both databases."""

from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from support.imports import row, take, write
from support.record import ACTOR, AFTER, predict

from core.db import Database
from predictions.events import edit_event
from predictions.forms import EventEdit
from predictions.models import Prediction
from predictions.search import KINDS, Hit, search, words_of
from scoring.models import Score

HOSTILE = (
    "'", '"', '""', "*", "a*", "NEAR(", "a AND", "OR", "NOT", "^a", "a:b", "name:ada", "-a", "(",
    ")", "{", 'a" OR "1', "\\", "'; DROP TABLE pundit; --", "%", "_", "&", "|", "!", "<->", "a:*",
    "�", "😀", "ß", "́", "­", " ", "<script>alert(1)</script>", "a" * 500,
)  # fmt: skip


def found(database: Database, kind: str, asked: str) -> list[Hit]:
    with database.read() as session:
        return search(session, kind, words_of(asked), limit=50)


def marked(hit: Hit) -> list[str]:
    return [piece.text for piece in hit.pieces if piece.marked]


@pytest.fixture
def filled(database: Database) -> Database:
    with database.write() as session:
        predict(session, "Ada Lund", 0.7)
        predict(session, "Zoë Rhodes", 0.4)
    return database


def test_names_claims_and_quotes_are_found_by_their_words(filled: Database) -> None:
    (ada,) = found(filled, "pundits", "lund")
    assert marked(ada) == ["Lund"]
    assert len(found(filled, "claims", "happens")) == 2
    (gives,) = found(filled, "quotes", "rhodes gives")
    assert "".join(piece.text for piece in gives.pieces) == "Zoë Rhodes gives it 0.4."
    assert marked(gives) == ["Rhodes", "gives"]
    assert found(filled, "quotes", "rhodes lund") == []


def test_words_are_found_in_another_form(filled: Database) -> None:
    assert len(found(filled, "quotes", "GIVING")) == 2
    assert len(found(filled, "claims", "happening")) == 2


def test_newest_first_and_in_parts(filled: Database) -> None:
    with filled.read() as session:
        first = search(session, "quotes", ("gives",), limit=1)
        second = search(session, "quotes", ("gives",), limit=1, skip=1)
    assert first[0].id > second[0].id


def test_the_index_follows_edits_and_deletions(filled: Database) -> None:
    with filled.write() as session:
        edit_event(session, AFTER, ACTOR, 1, EventEdit(claim="Snow falls", reason="misread"))
        session.execute(delete(Prediction).where(Prediction.id == 2))
    assert [hit.id for hit in found(filled, "claims", "snow")] == [1]
    assert [hit.id for hit in found(filled, "claims", "happens")] == [2]
    assert found(filled, "quotes", "rhodes") == []


def test_a_sentence_of_ours_is_no_quote(database: Database, tmp_path: Path) -> None:
    rows = [row(), row(claim="The quay opens", quote="The quay opens, and probably soon.")]
    take(database, write(tmp_path, rows))
    (hit,) = found(database, "quotes", "probably")
    assert "".join(piece.text for piece in hit.pieces) == "The quay opens, and probably soon."
    assert found(database, "quotes", "strike") == []
    with database.write() as session:
        session.execute(delete(Score))
        session.execute(delete(Prediction))
    assert found(database, "quotes", "probably") == []


def test_no_words_find_nothing(filled: Database) -> None:
    for kind in KINDS:
        assert found(filled, kind, " _ ?! ") == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_question_is_an_error(filled: Database, asked: str) -> None:
    for kind in KINDS:
        found(filled, kind, asked)


@pytest.mark.parametrize("asked", HOSTILE)
def test_hostile_questions_are_answered_with_a_page(
    filled: Database, client: FlaskClient, asked: str
) -> None:
    answer = client.get(f"/search?q={quote(asked)}")
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert f'value="{asked.strip()}"' in unescape(answer.text)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=%00", "a line of plain text"),
        ("q=" + "a" * 501, "at most 500 characters"),
        ("q=a&q=b", "give it once"),
        ("q=a&kind=users", "users"),
        ("q=a&page=0", "greater than or equal to 1"),
        ("q=a&page=9999999999999", "less than or equal to"),
    ],
)
def test_what_cannot_be_asked_is_told_on_the_page(
    client: FlaskClient, query: str, said: str
) -> None:
    answer = client.get(f"/search?{query}")
    assert answer.status_code == 400
    assert said in answer.text
    assert 'role="search"' in answer.text


def test_a_page_of_results_leads_to_where_they_stand(filled: Database, client: FlaskClient) -> None:
    page = client.get("/search?q=ada").text
    assert (
        '<a class="claim" href="/pundits/ada-lund"><mark class="found">Ada</mark> Lund</a>' in page
    )
    assert 'href="/commentaries/1#prediction-1"' in page
    assert "Ada Lund, 1 October 2020: 70% for “It happens”" in page
    assert "Nothing on record holds all of these words." in client.get("/search?q=nobody").text


def test_more_of_one_kind_is_reached_page_by_page(client: FlaskClient, database: Database) -> None:
    with database.write() as session:
        for number in range(60):
            predict(session, f"Pundit {number}", 0.5)
    page = client.get("/search?q=pundit").text
    assert 'href="/search?q=pundit&amp;kind=pundits"' in page
    first = client.get("/search?q=pundit&kind=pundits").text
    assert first.count('class="claim"') == 50
    assert "/search?q=pundit&amp;kind=pundits&amp;page=2" in first
    second = client.get("/search?q=pundit&kind=pundits&page=2").text
    assert second.count('class="claim"') == 10
    assert 'rel="prev"' in second
