"""Where did somebody say that? Names, claims and quotes by their words, newest first."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from predictions.marked import CLOSE, OPEN, Piece, pieces

MOST_WORDS = 16
WORD = re.compile(r"[^\W_]+")

# Both databases number what is found by its row, and mark the words found in its text. A reader's
# words are data in both: SQLite is given them quoted, PostgreSQL takes whatever it is given.
SQLITE = """
SELECT rowid AS id, highlight(search_{table}, 0, :open, :close) AS marked
FROM search_{table} WHERE search_{table} MATCH :query
ORDER BY rowid DESC LIMIT :limit OFFSET :skip
"""
POSTGRESQL = """
SELECT id, ts_headline('{language}', shown, query, :options) AS marked
FROM (
    SELECT {table}.id AS id, {table}.{shown} AS shown, query
    FROM {table}, websearch_to_tsquery('{language}', :query) AS query
    WHERE to_tsvector('{language}', {words}) @@ query AND {among}
    ORDER BY {table}.id DESC LIMIT :limit OFFSET :skip
) AS found ORDER BY id DESC
"""
# The expressions are those of the indexes in migrations/versions: others would read every row. Only
# a pundit's own words are quotes.
KINDS = {
    "pundits": {
        "table": "pundit",
        "shown": "name",
        "words": "name",
        "language": "simple",
        "among": "true",
    },
    "claims": {
        "table": "event",
        "shown": "claim",
        "words": "claim || ' ' || criteria",
        "language": "english",
        "among": "true",
    },
    "quotes": {
        "table": "prediction",
        "shown": "quote",
        "words": "quote",
        "language": "english",
        "among": "quoted",
    },
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that holds the words, and its text in pieces, those that were found marked."""

    id: int
    pieces: tuple[Piece, ...]


def words_of(asked: str) -> tuple[str, ...]:
    """Return the words of a question, the first `MOST_WORDS` of them."""
    return tuple(WORD.findall(asked)[:MOST_WORDS])


def search(
    session: Session, kind: str, words: tuple[str, ...], *, limit: int, skip: int = 0
) -> list[Hit]:
    """Return rows of one of `KINDS` that hold every word, newest first."""
    if not words:
        return []
    sqlite = session.get_bind().dialect.name == "sqlite"
    statement = (SQLITE if sqlite else POSTGRESQL).format(**KINDS[kind])
    given: dict[str, Any] = {"limit": limit, "skip": skip}
    if sqlite:
        given |= {"query": " ".join(f'"{word}"' for word in words), "open": OPEN, "close": CLOSE}
    else:
        options = f"HighlightAll=true, StartSel={OPEN}, StopSel={CLOSE}"
        given |= {"query": " ".join(words), "options": options}
    rows = session.execute(text(statement), given)
    return [Hit(row.id, pieces(row.marked)) for row in rows]
