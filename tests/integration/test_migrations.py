"""The tables: up and down, and as the models say, on both databases."""

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session
from support.imports import row, take, write
from support.record import DEADLINE, SAID, SAID_ON, predict, rule

from core import migrations
from core.db import Base, Database
from core.errors import InvalidInputError, UnavailableError
from predictions.forms import NewCommentary
from predictions.intake import add_commentary
from predictions.models import Prediction
from predictions.search import search
from scoring.models import Score, Tally


def test_down_to_nothing_and_up_again(database: Database) -> None:
    assert migrations.current(database) == migrations.head()
    migrations.downgrade(database, "base")
    assert migrations.current(database) is None
    assert inspect(database.engine).get_table_names() == ["alembic_version"]
    migrations.upgrade(database)
    assert migrations.current(database) == migrations.head()


def test_the_tables_are_what_the_models_say(database: Database) -> None:
    with database.read() as session:
        # What search is made of stands in its migration alone: each database has its own.
        ours = {"include_object": lambda _, name, *__: not name.startswith("search_")}
        context = MigrationContext.configure(session.connection(), opts=ours)
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize(
    "change",
    [
        "probability = 1.2, high = 1.2",
        "probability = -0.1, low = -0.1",
        "low = 0.9",
        "high = 0.1",
        "basis = 'guessed'",
        "quote = 'what nobody said'",
        "span_start = span_start + 1, span_end = span_end + 1",
        "span_end = 100000",
        "span_start = -1",
        "pundit_id = 99",
    ],
)
def test_the_database_itself_refuses_a_false_prediction(database: Database, change: str) -> None:
    with database.write() as session:
        predict(session, "A", 0.5)
    with pytest.raises((IntegrityError, DatabaseError)), database.engine.begin() as connection:
        connection.execute(text(f"UPDATE prediction SET {change}"))
    with database.read() as session:
        assert session.query(Prediction).one().probability == 0.5


def test_one_score_per_prediction_and_revision(database: Database) -> None:
    def a_score(session: Session) -> Score:
        prediction = session.query(Prediction).one()
        return Score(
            prediction_id=prediction.id,
            outcome_id=prediction.event.outcomes[0].id,
            outcome_revision=1,
            event_id=prediction.event_id,
            pundit_id=prediction.pundit_id,
            topic="",
            conditional=False,
            deadline=DEADLINE,
            horizon_days=33,
            probability=0.5,
            low=0.5,
            high=0.5,
            occurred=True,
            brier=0.25,
            brier_low=0.25,
            brier_high=0.25,
            scored_at=SAID,
        )

    with database.write() as session:
        rule(session, predict(session, "A", 0.5).event, "occurred")
    with database.write() as session:
        session.add(a_score(session))
    with pytest.raises(Exception, match=r"(?i)unique|same thing"), database.write() as session:
        session.add(a_score(session))


def test_a_tally_never_falls_below_one(database: Database) -> None:
    with database.write() as session:
        predict(session, "A", 0.5)
    number = {"probability": 0.5, "low": 0.5, "high": 0.5, "occurred": True}
    with pytest.raises(IntegrityError, match="n_positive"), database.write() as session:
        session.add(Tally(pundit_id=1, topic="", conditional=False, n=0, **number))


def test_instants_without_a_zone_are_refused(database: Database) -> None:
    new = NewCommentary(text="It will rain.", pundit="A", said_on=SAID_ON)
    with pytest.raises(Exception, match="no time zone"), database.write() as session:
        add_commentary(session, SAID.replace(tzinfo=None), "editor", new)


def test_a_database_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    (tmp_path / "noise.db").write_bytes(b"this is no database" * 100)
    (tmp_path / "file").touch()
    for name in ("folder.db", "noise.db", "file/below.db"):
        with pytest.raises(UnavailableError, match=re.escape(name)):
            _look_into(f"sqlite:///{tmp_path / name}")


def test_a_database_without_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="flask db upgrade"):
        _look_into(f"sqlite:///{tmp_path / 'new.db'}")


@pytest.mark.parametrize("url", ["nonsense", "mysql://x/y", ""])
def test_an_address_of_no_database_is_quoted(url: str) -> None:
    with pytest.raises(InvalidInputError):
        Database(url)


def _look_into(url: str) -> None:
    database = Database(url)
    try:
        with database.read() as session:
            session.query(Prediction).all()
    finally:
        database.dispose()


def test_a_sentence_of_ours_is_told_from_a_quote_on_an_older_record(
    database: Database, tmp_path: Path
) -> None:
    rows = [row(), row(claim="The quay opens", quote="The quay opens, and probably soon.")]
    take(database, write(tmp_path, rows))
    with database.write() as session:
        predict(session, "Ada Lund", 0.7)
    migrations.downgrade(database, "0016")
    migrations.upgrade(database)
    with database.read() as session:
        told = session.execute(text("SELECT quoted FROM prediction ORDER BY id")).scalars()
        assert [bool(quoted) for quoted in told] == [False, True, True]
        assert [hit.id for hit in search(session, "quotes", ("probably",), limit=9)] == [2]
        assert search(session, "quotes", ("strike",), limit=9) == []
