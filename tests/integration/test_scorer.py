"""Outcomes in, scores and tallies out: on both databases."""

import threading
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event as on_event
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from support.record import ACTOR, AFTER, DEADLINE, SAID_ON, amend, predict, rule

from core.db import Database
from core.errors import ConflictError, InvalidInputError
from core.ledger import LedgerEntry
from core.retries import failed_work
from predictions import events
from predictions.changing.forms import Move
from predictions.changing.moving import move
from predictions.forms import EventEdit
from predictions.models import Event, Outcome
from predictions.outcomes import IMPORTER
from scoring import scorer
from scoring.making import Made, Waiting, score_events
from scoring.models import Score, Tally
from scoring.queries import decided_between, news_between, standings
from scoring.scorer import ScoringRun, score_pending

MINUTE = timedelta(minutes=1)


def tallies(session: Session) -> dict[tuple[int, float, bool], int]:
    return {(t.pundit_id, t.probability, t.occurred): t.n for t in session.scalars(select(Tally))}


def briers(session: Session) -> list[float]:
    return sorted(session.scalars(select(Score.brier)))


def event_ruled(database: Database, *probabilities: float) -> int:
    with database.write() as session:
        event = predict(session, "A", probabilities[0]).event
        for number, probability in enumerate(probabilities[1:]):
            predict(session, f"B{number}", probability, event=event)
        rule(session, event, "occurred")
        return event.id


def tick(database: Database, after: timedelta = timedelta()) -> ScoringRun:
    with database.write() as session:
        return score_pending(session, AFTER + after)


def test_an_outcome_is_scored_once_and_a_second_run_does_nothing(database: Database) -> None:
    event_ruled(database, 0.7, 0.25)
    assert tick(database) == ScoringRun(events=1, scored=2, entered=2)
    assert tick(database) == ScoringRun()
    with database.read() as session:
        assert briers(session) == pytest.approx([0.3**2, 0.75**2])
        assert sorted(tallies(session)) == [(1, 0.7, True), (2, 0.25, True)]


def test_scores_are_kept_under_the_three_readings_of_the_words(database: Database) -> None:
    event_id = event_ruled(database, 0.7)
    with database.write() as session:
        row = session.get(Event, event_id)
        assert row is not None
        prediction = predict(session, "Worded", 0.6, event=row)
        prediction.low, prediction.high = 0.5, 0.9
    tick(database)
    with database.read() as session:
        found = session.scalars(select(Score).where(Score.probability == 0.6)).one()
        assert (found.brier, found.brier_low, found.brier_high) == pytest.approx(
            (0.4**2, 0.5**2, 0.1**2)
        )


def test_an_amended_outcome_replaces_exactly_its_scores(database: Database) -> None:
    first, second = event_ruled(database, 0.7, 0.25), event_ruled(database, 0.71)
    tick(database)
    with database.read() as session:
        untouched = session.scalars(select(Score).where(Score.probability == 0.71)).one().id
    with database.write() as session:
        event = session.get(Event, first)
        assert event is not None
        amend(session, event, "did_not_occur")
    assert tick(database) == ScoringRun(events=1, scored=2, replaced=2, entered=2)
    with database.read() as session:
        assert briers(session) == pytest.approx([0.25**2, 0.29**2, 0.7**2])
        assert session.get(Score, untouched) is not None
        revisions = {s.outcome_revision for s in session.scalars(select(Score)) if s.id > untouched}
        assert revisions == {2}
        assert sum(tallies(session).values()) == 3
        entry = session.scalars(
            select(LedgerEntry).where(LedgerEntry.action == "scores replaced")
        ).one()
        assert entry.subject == f"event/{first}"
        assert '"before"' in entry.facts
    assert second != first


@pytest.mark.parametrize("ruling", ["ambiguous", "annulled"])
def test_an_undecidable_outcome_takes_its_scores_and_tallies_back(
    database: Database, ruling: str
) -> None:
    event_id = event_ruled(database, 0.7)
    tick(database)
    with database.write() as session:
        event = session.get(Event, event_id)
        assert event is not None
        amend(session, event, "ambiguous" if ruling == "ambiguous" else "annulled")
    assert tick(database) == ScoringRun(events=1, replaced=1)
    with database.read() as session:
        assert briers(session) == []
        assert tallies(session) == {}


def test_an_early_yes_waits_for_its_deadline_before_it_counts(database: Database) -> None:
    far = DEADLINE + timedelta(days=365)
    with database.write() as session:
        event = predict(session, "A", 0.9, deadline=far).event
        rule(session, event, "occurred")
    assert tick(database) == ScoringRun(events=1, scored=1, entered=0)
    with database.read() as session:
        assert briers(session) == pytest.approx([0.01])
        assert standings(session).rows == ()
    assert tick(database, after=timedelta(days=365)) == ScoringRun(entered=1)
    with database.read() as session:
        assert [row.n for row in standings(session).rows] == [1]


def test_what_was_said_after_the_outcome_was_known_is_not_scored(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "Early", 0.6).event
        predict(session, "Late", 0.99, event=event, said_on=date(2020, 10, 20))
        rule(session, event, "occurred", known_at=date(2020, 10, 10))
    tick(database)
    with database.read() as session:
        assert briers(session) == pytest.approx([0.16])


def test_a_restatement_is_scored_but_counts_once(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.6).event
        predict(session, "A", 0.8, event=event, said_on=date(2020, 10, 20))
        rule(session, event, "occurred")
    assert tick(database) == ScoringRun(events=1, scored=2, entered=1)
    with database.read() as session:
        assert tallies(session) == {(1, 0.6, True): 1}


def test_an_earlier_statement_found_later_takes_the_place_of_the_first(
    database: Database,
) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.6).event
        rule(session, event, "occurred")
    tick(database)
    with database.write() as session:
        row = session.get(Event, event.id)
        predict(session, "A", 0.2, event=row, said_on=date(2020, 9, 1))
    tick(database)
    with database.read() as session:
        assert tallies(session) == {(1, 0.2, True): 1}


def test_a_new_deadline_sets_right_when_a_score_counts(database: Database) -> None:
    event_id = event_ruled(database, 0.7)
    tick(database)
    later = EventEdit(deadline=DEADLINE + timedelta(days=365), reason="misread the year")
    with database.write() as session:
        events.edit_event(session, AFTER, ACTOR, event_id, later)
    tick(database)
    with database.read() as session:
        assert tallies(session) == {}
        assert briers(session) == pytest.approx([0.09])


def test_a_deadline_before_a_later_statement_is_refused(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.7).event
        predict(session, "B", 0.7, event=event, said_on=date(2020, 10, 20))
        early = EventEdit(deadline=date(2020, 10, 10), reason="misread the month")
        with pytest.raises(InvalidInputError, match="2020-10-10 lies before 2020-10-20"):
            events.edit_event(session, AFTER, ACTOR, event.id, early)


def test_what_an_import_brought_is_on_record_but_no_news(database: Database) -> None:
    event_id = event_ruled(database, 0.7)
    span = (AFTER - timedelta(days=1), AFTER, AFTER)
    with database.read() as session:
        assert [d.event.id for d in news_between(session, *span)] == [event_id]
    with database.write() as session:
        session.execute(update(Outcome).values(recorded_by=IMPORTER))
    with database.read() as session:
        assert [d.event.id for d in decided_between(session, *span)] == [event_id]
        assert news_between(session, *span) == []


def test_one_bad_record_does_not_block_the_rest(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = event_ruled(database, 0.7), event_ruled(database, 0.8)
    honest = score_events

    def fails(session: Session, now: datetime, events: Sequence[Waiting]) -> Made:
        made = honest(session, now, events)
        if bad in {event.id for event in events}:  # what was written with it is written again
            raise RuntimeError("broken")
        return made

    monkeypatch.setattr(scorer, "score_events", fails)
    assert tick(database) == ScoringRun(events=2, scored=1, entered=1, failed=1)
    assert [r.action for r in caplog.records if hasattr(r, "action")] == ["score-failed"]
    assert tick(database) == ScoringRun()  # not again with every tick
    assert tick(database, MINUTE) == ScoringRun(events=1, failed=1)
    monkeypatch.undo()
    assert tick(database, 5 * MINUTE) == ScoringRun()
    with database.read() as session:
        assert [(w.kind, w.key, w.attempts) for w in failed_work(session)] == [
            (scorer.KIND, str(bad), 2)
        ]
    assert tick(database, 6 * MINUTE) == ScoringRun(events=1, scored=1, entered=1)
    assert good != bad
    with database.read() as session:
        assert failed_work(session) == []


def test_a_score_that_moves_between_two_events_is_taken_back_once(database: Database) -> None:
    """Both events wait at once, and each could say that the score has to go."""
    with database.write() as session:
        said = [predict(session, "A", 0.7, said_on=SAID_ON + timedelta(days=n)) for n in range(3)]
        events = [prediction.event for prediction in said]
        for event in events:
            rule(session, event, "occurred")
    tick(database)
    with database.write() as session:
        move(session, AFTER, ACTOR, said[0].id, Move(event=events[1].id, reason="the same"))
    tick(database)
    with database.read() as session:
        counts = session.scalars(select(Tally.n).where(Tally.probability == 0.7)).all()
        counting = select(func.count()).where(Score.tallied_at.is_not(None))
        assert sum(counts) == session.scalar(counting) == 2


def test_ten_outcomes_need_no_more_statements_than_one(database: Database) -> None:
    statements: list[str] = []
    on_event.listen(database.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))

    def needed_for(events: int) -> int:
        for step in range(events):
            event_ruled(database, (events + step) / 100, 0.5)
        statements.clear()
        assert tick(database).events == events
        return len(statements)

    assert needed_for(10) == needed_for(1) <= 15


def test_an_event_that_is_touched_after_its_failure_is_tried_at_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = event_ruled(database, 0.7)
    monkeypatch.setattr(scorer, "score_events", lambda *_: 1 / 0)
    assert tick(database) == ScoringRun(events=1, failed=1)
    monkeypatch.undo()
    with database.write() as session:
        row = session.get(Event, bad)
        assert row is not None
        amend(session, row, "did_not_occur", now=AFTER + timedelta(seconds=2))
    assert tick(database, timedelta(seconds=3)) == ScoringRun(events=1, scored=1, entered=1)


def test_two_schedulers_at_once_score_nothing_twice(database: Database) -> None:
    for step in range(30):
        event_ruled(database, (step + 1) / 100)
    runs: list[ScoringRun] = []
    nodes = [threading.Thread(target=lambda: runs.append(tick(database))) for _ in range(4)]
    for node in nodes:
        node.start()
    for node in nodes:
        node.join()
    assert sum(run.scored for run in runs) == 30
    with database.read() as session:
        assert session.scalar(select(func.count(Score.id))) == 30
        assert sum(tallies(session).values()) == 30


def test_an_outcome_is_entered_once_and_amended_only_by_another(database: Database) -> None:
    event_id = event_ruled(database, 0.7)
    with database.write() as session:
        event = session.get(Event, event_id)
        assert event is not None
        with pytest.raises(ConflictError, match="amend it instead"):
            rule(session, event, "occurred")
        with pytest.raises(ConflictError, match="just that"):
            amend(session, event, "occurred")


def test_a_no_before_the_deadline_is_refused(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.4).event
        early = AFTER - timedelta(days=14)
        with pytest.raises(InvalidInputError, match=r"'did_not_occur'.*2020-11-03"):
            rule(session, event, "did_not_occur", known_at=date(2020, 10, 20), now=early)
        assert event.outcome is None
