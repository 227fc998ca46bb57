"""Files of forecasts come in: once, whole, and scored as the scheduler would."""

from collections import Counter
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from support.imports import NOW, mixed, row, take, write
from support.record import predict

from core import migrations
from core.db import Base, Database
from core.errors import InvalidInputError
from core.ledger import LedgerEntry
from predictions.changing.forms import Merge
from predictions.changing.merging import merge
from predictions.events import edit_event
from predictions.forms import Amendment, EventEdit
from predictions.models import Candidate, Commentary, Event, Outcome, Prediction, Pundit
from predictions.outcomes import amend_outcome
from scoring.exchange import importing
from scoring.exchange.ahead import Coming
from scoring.exchange.chunks import Chunk, Source, chunks
from scoring.exchange.importing import Import
from scoring.exchange.mapping import load_mapping
from scoring.exchange.refusals import Refusals
from scoring.models import Score, Tally
from scoring.scorer import score_pending
from scoring.tallies import KEY


def sizes(session: Session) -> dict[str, int]:
    models: tuple[type[Base], ...] = (
        Pundit, Commentary, Candidate, Event, Prediction, Outcome, Score, Tally, LedgerEntry,
    )  # fmt: skip
    count = select(func.count())
    return {m.__tablename__: session.scalar(count.select_from(m)) or 0 for m in models}


def scores(session: Session) -> Counter[tuple[Any, ...]]:
    """Every score but for its id and the instants at which it was made and entered."""
    left_out = {"id", "scored_at", "tallied_at"}
    names = [c.name for c in Score.__table__.columns if c.name not in left_out]
    found = session.scalars(select(Score))
    return Counter((*(getattr(s, name) for name in names), s.tallied_at is not None) for s in found)


def tallies(session: Session) -> dict[tuple[Any, ...], int]:
    found = session.scalars(select(Tally))
    return {tuple(getattr(t, name) for name in KEY): t.n for t in found}


def score_again_by_the_scheduler(database: Database) -> None:
    with database.write() as session:
        session.execute(delete(Tally))
        session.execute(delete(Score))
        ruled = select(Outcome.event_id)
        session.execute(update(Event).where(Event.id.in_(ruled)).values(unscored_since=NOW))
    for _ in range(20):
        with database.write() as session:
            score_pending(session, NOW)


def test_scores_and_tallies_are_those_of_the_scheduler(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "ROWS_AT_A_TIME", 130)
    monkeypatch.setattr("scoring.exchange.waiting.SCORES_AT_A_TIME", 90)
    done = take(database, write(tmp_path, mixed(900)))
    assert done.refused == 0
    with database.read() as session:
        bulk, counted = scores(session), tallies(session)
        assert session.scalar(select(func.count()).where(Event.unscored_since.is_not(None))) == 0
    assert done.scores == sum(bulk.values()) > 300
    score_again_by_the_scheduler(database)
    with database.read() as session:
        assert scores(session) == bulk
        assert tallies(session) == counted
    kinds = {(key[-1], bool(key[-2])) for key in bulk}
    assert len(kinds) > 1, "the rows should make scores that count, wait and never count"


def test_a_second_import_stores_nothing(database: Database, tmp_path: Path) -> None:
    file = write(tmp_path, mixed(200))
    first = take(database, file)
    with database.read() as session:
        before = sizes(session)
    again = take(database, write(tmp_path, mixed(200), "another name.csv"))
    with database.read() as session:
        assert sizes(session) == before
    assert again.known == again.rows == first.stored + first.known


def test_what_an_interrupted_import_left_out_comes_with_the_next(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "ROWS_AT_A_TIME", 50)
    file = write(tmp_path, mixed(200))

    def die(done: int, of: int) -> None:
        del done, of
        raise KeyboardInterrupt

    cut = Import(database, NOW, file, load_mapping("calledit"), Refusals(), die)
    with pytest.raises(KeyboardInterrupt):
        cut.run()
    with database.read() as session:
        assert sizes(session)["prediction"] == 50
        assert sizes(session)["score"] == 0
    done = take(database, file)
    assert (done.known, done.stored) == (50, 150)
    with database.read() as session:
        interrupted = scores(session), tallies(session)
    score_again_by_the_scheduler(database)
    with database.read() as session:
        assert (scores(session), tallies(session)) == interrupted


def test_the_scheduler_leaves_to_an_import_what_it_is_entering(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_score", lambda *_: None)  # it was killed
    take(database, write(tmp_path, [row(), row(claim="The quay opens")]))
    with database.write() as session:
        assert score_pending(session, NOW + timedelta(seconds=50)).events == 0
        changed = Amendment(
            ruling="occurred",
            known_at=date(2023, 6, 3),
            evidence="https://example.org/news",
            reason="late",
        )
        amend_outcome(session, NOW + timedelta(seconds=52), "Editor", 1, changed)
        assert score_pending(session, NOW + timedelta(seconds=54)).scored == 1
        assert score_pending(session, NOW + timedelta(seconds=90)).scored == 1


def test_an_import_that_is_over_keeps_nothing_from_the_scheduler(
    database: Database, tmp_path: Path
) -> None:
    assert take(database, write(tmp_path, [row()])).scores == 1
    with database.write() as session:
        session.execute(update(Event).values(unscored_since=NOW))
        assert score_pending(session, NOW + timedelta(seconds=1)).events == 1


def test_a_row_on_record(database: Database, tmp_path: Path) -> None:
    said = row(quote="I give the strike 70%.", url="https://example.org/column", topic="labour")
    take(database, write(tmp_path, [said]))
    with database.read() as session:
        made = session.scalars(select(Prediction)).one()
        assert made.quote == "I give the strike 70%."
        assert made.commentary.text.startswith(made.quote)
        assert made.commentary.url == "https://example.org/column"
        assert (made.low, made.probability, made.high, made.basis) == (0.7, 0.7, 0.7, "stated")
        assert (made.pundit.name, made.said_on) == ("Ada Lund", date(2023, 1, 5))
        assert made.event.topic == "labour"
        outcome = made.event.outcome
        assert outcome is not None
        assert outcome.note == "As stated in rows.csv, row 2."
        assert outcome.known_at == datetime(2023, 6, 2, 23, 59, 59, tzinfo=UTC)
        assert (made.recorded_by, made.candidate_id) == ("import", None)
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.actor == "import")).first()
        assert entry is not None
        assert entry.action == "rows imported"


def test_an_outcome_may_come_with_a_later_file(database: Database, tmp_path: Path) -> None:
    take(database, write(tmp_path, [row(outcome="", known_at="")]))
    done = take(database, write(tmp_path, [row()]))
    assert (done.stored, done.known, done.outcomes, done.scores) == (0, 1, 1, 1)


def test_a_second_pundit_joins_the_event_and_is_scored(database: Database, tmp_path: Path) -> None:
    take(database, write(tmp_path, [row()]))
    done = take(database, write(tmp_path, [row(pundit="Ben Okoro", outcome="", known_at="")]))
    assert (done.stored, done.events, done.scores) == (1, 0, 1)
    with database.write() as session:
        assert score_pending(session, NOW).scored == 0
        assert session.scalar(select(func.count(Event.id))) == 1


def test_an_earlier_statement_takes_the_place_of_a_later_one(
    database: Database, tmp_path: Path
) -> None:
    take(database, write(tmp_path, [row(said_on="2023-02-01", probability=0.9)]))
    take(database, write(tmp_path, [row(said_on="2023-01-01", probability=0.4)]))
    with database.read() as session:
        assert [t.probability for t in session.scalars(select(Tally))] == [0.4]


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("outcome", {"outcome": "did_not_occur"}),
        ("topic", {"topic": "weather"}),
        ("zone", {"zone": "Asia/Tokyo"}),
    ],
)
def test_a_row_that_contradicts_the_record_is_refused(
    database: Database, tmp_path: Path, column: str, change: dict[str, str]
) -> None:
    said = row(topic="labour", zone="Europe/Berlin")
    refusals = Refusals()
    other = said | {"pundit": "Ben Okoro"} | change
    done = take(database, write(tmp_path, [said, other]), refusals)
    again = take(database, write(tmp_path, [other]), refusals)
    assert (done.stored, done.refused, again.refused) == (1, 1, 1)
    assert [(r.row, r.column) for r in refusals.first] == [(3, column), (2, column)]


def test_an_event_made_by_hand_is_joined(database: Database, tmp_path: Path) -> None:
    with database.write() as session:
        event = predict(session, "Cleo Marsh", 0.2).event
        claim, deadline = event.claim, event.deadline
    assert deadline is not None
    known = row(claim=claim, deadline=deadline.isoformat(), said_on="2020-10-02")
    done = take(database, write(tmp_path, [known | {"outcome": "", "known_at": ""}]))
    assert (done.stored, done.events) == (1, 0)


def test_a_claim_that_an_editor_has_changed_is_not_brought_back(
    database: Database, tmp_path: Path
) -> None:
    file = write(tmp_path, [row()])
    take(database, file)
    with database.write() as session:
        event_id = session.scalars(select(Event.id)).one()
        edit_event(
            session,
            NOW,
            "editor",
            event_id,
            EventEdit(claim="The strike is over", reason="clearer"),
        )
    done = take(database, file)
    assert (done.known, done.stored, done.events) == (1, 0, 0)


def test_a_version_before_finds_candidates_for_what_was_imported(
    database: Database, tmp_path: Path
) -> None:
    take(database, write(tmp_path, [row(), row(pundit="Ben Okoro", quote="I say 70%.")]))
    migrations.downgrade(database, "0015")
    missing = "SELECT count(*) FROM prediction WHERE candidate_id IS NULL"
    accepted = "SELECT count(*), min(decided_by) FROM candidate WHERE decision = 'accepted'"
    with database.read() as session:
        assert session.scalar(text(missing)) == 0
        assert session.execute(text(accepted)).one() == (2, "import")
    with pytest.raises(IntegrityError), database.engine.begin() as connection:
        connection.execute(text("UPDATE prediction SET candidate_id = NULL"))
    migrations.upgrade(database)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE prediction SET candidate_id = NULL"))
    done = take(database, write(tmp_path, [row()]))
    assert done.known == 1


def test_what_an_editor_changes_during_an_import_is_seen_by_its_next_rows(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How events stand is kept between chunks until somebody else writes."""
    monkeypatch.setattr(importing, "ROWS_AT_A_TIME", 1)
    rows = [row(pundit=name, outcome="", known_at="") for name in ("Ada", "Ben", "Cid", "Dora")]
    told: list[int] = []

    def edit_after_two(done: int, of: int) -> None:
        told.append(done)
        if len(told) == 2:
            with database.write() as session:
                event = session.scalars(select(Event)).one()
                wish = EventEdit(topic="labour", reason="it had none")
                edit_event(session, NOW, "editor", event.id, wish)

    file = write(tmp_path, [*rows[:2], *(each | {"topic": "labour"} for each in rows[2:])])
    mapping = load_mapping("calledit")
    done = Import(database, NOW, file, mapping, Refusals(), edit_after_two).run()
    assert (done.stored, done.refused, done.events) == (4, 0, 1)


def test_no_row_joins_an_event_that_was_merged_during_an_import(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "ROWS_AT_A_TIME", 1)
    unruled = {"outcome": "", "known_at": ""}
    told: list[int] = []

    def merge_after_two(done: int, of: int) -> None:
        told.append(done)
        if len(told) == 2:
            with database.write() as session:
                merge(session, NOW, "editor", 1, Merge(into=2, reason="the same"))

    rows = [row(**unruled), row(claim="It ends", **unruled), row(pundit="Ben", **unruled)]
    Import(
        database, NOW, write(tmp_path, rows), load_mapping("calledit"), Refusals(), merge_after_two
    ).run()
    with database.read() as session:
        assert session.scalars(select(Prediction.event_id).order_by(Prediction.id)).all() == [
            2,
            2,
            3,
        ]


def test_what_came_before_a_broken_row_is_stored(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "ROWS_AT_A_TIME", 35)
    monkeypatch.setattr("scoring.exchange.ahead.LARGE", 0)
    file = write(tmp_path, [row(claim=f"Event {n} takes place") for n in range(140)])
    file.write_text(file.read_text() + "x" * 1_000_001)
    with pytest.raises(InvalidInputError, match="is longer than"):
        take(database, file)
    with database.read() as session:
        assert sizes(session)["prediction"] == 140


class AllThere(Coming):
    """Chunks that have come before anybody asks."""

    def __init__(self, source: Source) -> None:
        every = list(chunks(source))
        super().__init__(iter(every))
        self._left = len(every)

    def __next__(self) -> Chunk:
        self._left -= 1
        return super().__next__()

    def ready(self) -> bool:
        return self._left > 0


@pytest.mark.parametrize(("seconds", "transactions"), [(60.0, 1), (0.0, 3)])
def test_chunks_that_have_come_are_stored_together_for_as_long_as_others_wait(
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
    transactions: int,
) -> None:
    monkeypatch.setattr(importing, "ROWS_AT_A_TIME", 10)
    monkeypatch.setattr(importing, "LONGEST_TURN_SECONDS", seconds)
    monkeypatch.setattr(importing, "chunks_ahead", lambda source: nullcontext(AllThere(source)))
    before = database.writes
    rows = [row(claim=f"Event {n} takes place", outcome="", known_at="") for n in range(30)]
    assert take(database, write(tmp_path, rows)).stored == 30
    looked_for_scores = 3  # its own, those of what it joined, and a note that it is over
    assert database.writes - before == transactions + looked_for_scores
