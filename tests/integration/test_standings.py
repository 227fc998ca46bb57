"""Standings on both databases: what counts, what is held, what stands apart, what is selected."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from support.record import ACTOR, AFTER, DEADLINE, amend, predict, rule

from core.config import Settings
from core.db import Database
from core.forms import form_from
from jobs import schedule
from predictions import events
from predictions.forms import EventEdit
from predictions.models import Commentary, Event, Pundit
from scoring import ranking
from scoring.forms import Selection
from scoring.kept import left_behind
from scoring.queries import pundit_record, standings
from scoring.scorer import score_pending
from scoring.views import Standing, Standings

FAR = DEADLINE + timedelta(days=365)


def tick(database: Database, after: timedelta = timedelta()) -> None:
    with database.write() as session:
        score_pending(session, AFTER + after)


def read(database: Database, **selected: str) -> Standings:
    with database.read() as session:
        return standings(session, form_from(Selection, selected))


def read_against(database: Database, **selected: str) -> Standings:
    with database.read() as session:
        return standings(session, form_from(Selection, selected), against=True)


def rows(found: Standings) -> dict[str, Standing]:
    return {row.pundit.name: row for row in found.rows}


def counted(database: Database, **selected: str) -> dict[str, int]:
    return {name: row.n for name, row in rows(read(database, **selected)).items()}


def decide(
    session: Session, *calls: tuple[str, float], ruling: str = "occurred", **fields: Any
) -> Event:
    """One event that each of the given pundits forecasts, decided."""
    (first, p), *others = calls
    said_on = fields.get("said_on", date(2020, 10, 1))
    condition = fields.pop("condition", "")
    event = predict(session, first, p, **fields).event
    event.condition = condition
    for name, probability in others:
        predict(session, name, probability, event=event, said_on=said_on)
    rule(session, event, "occurred" if ruling == "occurred" else "did_not_occur")
    return event


def test_every_number_of_a_row_by_hand(database: Database) -> None:
    with database.write() as session:
        decide(session, ("A", 0.8), ("B", 0.6))
        decide(session, ("A", 0.7), ("B", 0.1), ruling="did_not_occur")
        decide(session, ("B", 0.9), ruling="did_not_occur")
    tick(database)
    found = read_against(database)
    a, b = rows(found)["A"], rows(found)["B"]
    assert (a.n, b.n) == (2, 3)
    assert a.mean_brier == pytest.approx((0.04 + 0.49) / 2)
    assert b.mean_brier == pytest.approx((0.16 + 0.01 + 0.81) / 3)
    assert a.brier_index == pytest.approx(100 * (1 - 0.265**0.5))
    assert a.skill == pytest.approx(1 - 0.265 / 0.25)
    # Two of five predictions were of events that occurred; A forecast one of each kind.
    assert found.base_rate == pytest.approx(0.4)
    assert a.skill_base_rate == pytest.approx(1 - 0.265 / ((0.36 + 0.16) / 2))
    assert a.bias == pytest.approx(0.75 - 0.5)
    assert (a.miscalibration, a.discrimination) == (None, None)
    assert (a.rank, a.group, a.reason) == (None, None, "too few to tell")
    assert a.against_others is not None
    assert a.against_others.shared == 2
    assert a.against_others.peer_score == pytest.approx(-0.18)
    assert a.against_others.skill == pytest.approx(1 - 0.265 / 0.085)
    assert b.against_others is not None
    assert b.against_others.shared == 2


def test_who_is_alone_on_every_event_has_no_peers_and_is_told_why(database: Database) -> None:
    with database.write() as session:
        decide(session, ("A", 0.8))
    tick(database)
    (row,) = read_against(database).rows
    assert row.against_others is not None
    assert row.against_others.peer_score is None
    assert row.against_others.adjusted_brier is None
    assert "nobody else" in row.against_others.reason
    assert rows(read(database))["A"].against_others is None


def test_fifty_events_show_miscalibration_and_discrimination(database: Database) -> None:
    with database.write() as session:
        for step in range(50):
            ruling = "occurred" if step % 2 else "did_not_occur"
            said = 0.75 if step % 2 else 0.25
            decide(session, (f"Z{step}", 0.5), ("A", said), ruling=ruling)
    tick(database)
    (row,) = read(database).ranked
    assert row.discrimination == pytest.approx(0.25)
    assert row.miscalibration == pytest.approx(0.0625)
    assert row.rank == 1


def test_scores_are_held_until_their_deadline(database: Database) -> None:
    with database.write() as session:
        decide(session, ("A", 0.8), ("B", 0.8))
        decide(session, ("A", 0.9), ("C", 0.5), deadline=FAR)
    tick(database)
    assert {name: (row.n, row.held) for name, row in rows(read(database)).items()} == {
        "A": (1, 1),
        "B": (1, 0),
    }
    with database.read() as session:
        record = pundit_record(session, "c", AFTER)
        assert (record.standing, record.held) == (None, 1)
    tick(database, after=timedelta(days=365))
    assert counted(database) == {"A": 2, "B": 1, "C": 1}
    assert sum(row.held for row in read(database).rows) == 0


def test_conditional_predictions_are_also_told_apart_and_annulled_ones_count_nowhere(
    database: Database,
) -> None:
    with database.write() as session:
        decide(session, ("A", 0.8))
        decide(session, ("A", 0.9), ("B", 0.4), condition="the bill passes")
        event = predict(session, "A", 0.1).event
        event.condition = "the bill fails"
        rule(session, event, "annulled")
    tick(database)
    row = rows(read(database))["A"]
    assert row.n == 2
    assert row.mean_brier == pytest.approx((0.04 + 0.01) / 2)
    assert row.conditional is not None
    assert row.conditional.n == 1
    assert row.conditional.mean_brier == pytest.approx(0.01)
    assert row.conditional.brier_index == pytest.approx(90)
    with database.read() as session:
        record = pundit_record(session, "b", AFTER)
        assert record.standing is not None
        assert record.standing.mean_brier == pytest.approx(0.36)
        assert record.conditional is not None
        assert record.conditional.mean_brier == pytest.approx(0.36)
        (call,) = record.calls
        assert call.score is not None
        assert call.score.conditional


def test_only_the_first_statement_counts_and_the_changed_mind_is_shown(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.5, said_on=date(2020, 10, 1)).event
        predict(session, "A", 1.0, event=event, said_on=date(2020, 10, 6))
        predict(session, "B", 0.5, event=event, said_on=date(2020, 10, 1))
        rule(session, event, "occurred", known_at=date(2020, 10, 10))
    tick(database)
    assert counted(database) == {"A": 1, "B": 1}
    assert rows(read(database))["A"].mean_brier == pytest.approx(0.25)
    with database.read() as session:
        later, first = pundit_record(session, "a", AFTER).calls
        (other,) = pundit_record(session, "b", AFTER).calls
    assert (later.changed_mind, other.changed_mind) == (None, None)
    changed = first.changed_mind
    assert changed is not None
    assert (changed.statements, changed.first, changed.last) == (2, 0.25, 0.0)
    # Ten days, the first five at 50%.
    assert changed.time_weighted == pytest.approx(0.125)
    assert changed.coverage == 1.0


def filled(database: Database) -> None:
    """Four predictions, each unlike the others in everything that one can select by."""
    with database.write() as session:
        decide(session, ("A", 0.8), topic="sport", deadline=date(2020, 10, 8))
        decide(session, ("B", 0.7), topic="economy", deadline=date(2020, 10, 9))
        decide(session, ("C", 0.6), topic="sport", deadline=date(2020, 11, 1))
        event = decide(session, ("D", 0.5), said_on=date(2019, 10, 31), deadline=DEADLINE)
        predict(session, "E", 0.9, said_on=date(2020, 11, 2), event=event)
        for name, publication in (("A", "The Paper"), ("D", "The Paper"), ("B", "The paper")):
            whose = select(Pundit.id).where(Pundit.name == name).scalar_subquery()
            mine = update(Commentary).where(Commentary.pundit_id == whose)
            session.execute(mine.values(publication=publication))
    tick(database)


SELECTIONS: tuple[tuple[dict[str, str], str], ...] = (
    ({}, "ABCDE"),
    ({"topic": "sport"}, "AC"),
    ({"topic": "economy"}, "B"),
    ({"topic": "Sport"}, ""),
    ({"publication": "The Paper"}, "AD"),
    ({"publication": "The paper"}, "B"),
    ({"publication": "Nowhere"}, ""),
    ({"from": "2020-10-09"}, "BCDE"),
    ({"from": "2020-11-02"}, "DE"),
    ({"to": "2020-10-08"}, "A"),
    ({"to": "2020-10-09"}, "AB"),
    ({"from": "2020-10-09", "to": "2020-11-01"}, "BC"),
    ({"from": "2021-01-01"}, ""),
    ({"horizon": "week"}, "AE"),
    ({"horizon": "month"}, "BC"),
    ({"horizon": "quarter"}, ""),
    ({"horizon": "longer"}, "D"),
    ({"topic": "sport", "horizon": "week"}, "A"),
    ({"topic": "sport", "publication": "The Paper"}, "A"),
    ({"publication": "The Paper", "to": "2020-10-31"}, "A"),
)


def test_every_filter_selects_just_what_it_says(database: Database) -> None:
    filled(database)
    for selected, wanted in SELECTIONS:
        assert counted(database, **selected) == dict.fromkeys(wanted, 1), selected


def test_a_filter_selects_held_and_conditional_ones_too(database: Database) -> None:
    with database.write() as session:
        decide(session, ("A", 0.8), topic="sport")
        decide(session, ("A", 0.81), topic="sport", deadline=FAR)
        decide(session, ("A", 0.82), topic="economy", deadline=FAR)
        decide(session, ("A", 0.83), topic="sport", condition="it rains")
        decide(session, ("A", 0.84), topic="economy", condition="it rains")
    tick(database)
    for selected in ({"topic": "sport"}, {"topic": "sport", "horizon": "quarter"}):
        (row,) = read(database, **selected).rows
        assert row.conditional is not None
        assert (row.n, row.conditional.n) == (2, 1)
    (row,) = read(database, topic="sport").rows
    assert row.held == 1
    assert read(database, topic="sport", to="2020-12-31").rows[0].held == 0


def test_a_selection_from_scores_says_what_the_tallies_say(database: Database) -> None:
    with database.write() as session:
        for step in range(25):
            calls = [(name, (step + shift) / 30) for name, shift in (("A", 0), ("B", 5))]
            ruling = "occurred" if step % 3 else "did_not_occur"
            decide(session, (f"Z{step}", 0.5), *calls, ruling=ruling)
    tick(database)
    assert read(database, to="2400-01-01") == read(database)
    assert read_against(database, to="2400-01-01") == read_against(database)


def test_what_is_kept_follows_every_change(database: Database) -> None:
    with database.write() as session:
        event = decide(session, ("A", 0.8), topic="sport")
    assert counted(database) == {}
    tick(database)
    assert counted(database) == counted(database, topic="sport") == {"A": 1}
    with database.write() as session:
        again = session.get(Event, event.id)
        assert again is not None
        amend(session, again, "did_not_occur")
    assert rows(read(database))["A"].mean_brier == pytest.approx(0.04)
    tick(database)
    assert rows(read(database))["A"].mean_brier == pytest.approx(0.64)
    with database.write() as session:
        again = session.get(Event, event.id)
        assert again is not None
        events.edit_event(
            session, AFTER, ACTOR, event.id, EventEdit(topic="economy", reason="no sport")
        )
    tick(database)
    assert (counted(database, topic="sport"), counted(database, topic="economy")) == ({}, {"A": 1})


def test_what_a_transaction_saw_that_was_rolled_back_is_not_kept(database: Database) -> None:
    with database.write() as session:
        decide(session, ("A", 0.8))
    tick(database)
    with suppress(ZeroDivisionError), database.write() as session:
        decide(session, ("B", 0.8))
        score_pending(session, AFTER)
        assert len(standings(session).rows) == 2
        raise ZeroDivisionError
    assert counted(database) == {"A": 1}
    with database.write() as session:
        decide(session, ("C", 0.8))
    tick(database)
    assert counted(database) == {"A": 1, "C": 1}


def test_what_was_read_is_worked_out_ahead_after_a_change(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out = []
    work_out = ranking._worked_out

    def watched(session: Session, selection: Selection, *, against: bool) -> Standings:
        worked_out.append((selection.topic, against))
        return work_out(session, selection, against=against)

    monkeypatch.setattr(ranking, "_worked_out", watched)
    settings = Settings(database_url="sqlite://")
    with database.read() as session:
        left_behind(session)  # what other tests have read
    with database.write() as session:
        decide(session, ("A", 0.8), topic="sport")
    schedule.score(database, settings, AFTER)
    assert worked_out == []  # nobody has read anything
    read(database, topic="sport")
    read_against(database)
    worked_out.clear()
    with database.write() as session:
        decide(session, ("B", 0.8), topic="sport")
    schedule.score(database, settings, AFTER)
    assert set(worked_out) == {("sport", False), (None, True)}
    assert len(worked_out) == 2
    assert counted(database, topic="sport") == {"A": 1, "B": 1}
    assert len(worked_out) == 2  # the reader did not wait
    with database.write() as session:
        decide(session, ("C", 0.8), topic="sport")
    schedule.score(database, settings, AFTER)
    assert worked_out[2:] == [("sport", False)]  # nobody has read the other one meanwhile
    with database.write() as session:
        decide(session, ("D", 0.8), topic="sport")
    schedule.score(database, settings, AFTER)
    assert len(worked_out) == 3
    assert len(read(database).rows) == 4


def test_what_was_worked_out_is_not_worked_out_again(database: Database) -> None:
    with database.write() as session:
        decide(session, ("A", 0.8))
    tick(database)
    first = read(database)
    tick(database)
    assert read(database) is first
    with database.write() as session:
        decide(session, ("B", 0.8), deadline=FAR)
    tick(database)
    assert read(database) is not first
