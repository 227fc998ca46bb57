"""What is on record is corrected, withdrawn, linked, moved, split and merged: scores follow."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.record import ACTOR, AFTER, DEADLINE, SAID_ON, amend, predict, rule

from accounts.tokens import create_token
from core.clock import utc_now
from core.db import Database
from core.errors import CalleditError, ConflictError, InvalidInputError, NotFoundError
from core.ledger import history
from predictions.changing.corrections import edit_prediction, reinstate, withdraw
from predictions.changing.forms import (
    Link,
    Merge,
    Move,
    PredictionEdit,
    Reinstatement,
    Split,
    Unlinking,
    Withdrawal,
)
from predictions.changing.links import link, unlink
from predictions.changing.merging import merge
from predictions.changing.moving import move, split
from predictions.events import edit_event
from predictions.forms import Acceptance, EventEdit, NewOutcome
from predictions.lifecycle import Stage
from predictions.models import Event, Prediction
from predictions.outcomes import record_outcome
from predictions.queries import all_events, due_events, event_by_id, prediction_by_id
from predictions.review import accept
from scoring.models import Score
from scoring.queries import calls_of_event, standings
from scoring.scorer import ScoringRun, score_pending

WHY = "it was misread"
WEEK = timedelta(days=7)


def tick(session: Session) -> ScoringRun:
    return score_pending(session, AFTER)


def scored(session: Session) -> dict[int, float]:
    rows = session.execute(select(Score.prediction_id, Score.brier).order_by(Score.prediction_id))
    return {row[0]: round(row[1], 6) for row in rows}


def counts(session: Session) -> dict[str, int]:
    return {row.pundit.name: row.n for row in standings(session).rows}


def decided(session: Session, *said: tuple[str, float]) -> list[Prediction]:
    first = predict(session, *said[0])
    made = [first, *(predict(session, *each, event=first.event) for each in said[1:])]
    rule(session, first.event, "occurred")
    tick(session)
    return made


def test_a_corrected_number_is_an_editors_and_exactly_its_score_is_replaced(
    database: Database,
) -> None:
    with database.write() as session:
        a, _ = decided(session, ("A", 0.7), ("B", 0.4))
        edit = PredictionEdit(probability=0.9, high=0.95, reason=WHY)
        edit_prediction(session, AFTER, ACTOR, a.id, edit)
        assert (a.probability, a.low, a.high, a.basis) == (0.9, 0.9, 0.95, "editor")
        run = tick(session)
        assert (run.scored, run.replaced) == (1, 1)
        assert scored(session) == {1: 0.01, 2: 0.36}
        (entry,) = [e for e in history(session, "prediction/1") if e.action == "prediction edited"]
    facts = json.loads(entry.facts)
    assert facts["before"] == {"probability": 0.7, "low": 0.7, "high": 0.7, "basis": "editor"} or (
        facts["before"]["probability"] == 0.7
    )
    assert (facts["after"]["probability"], entry.reason) == (0.9, WHY)


def test_a_prediction_that_was_put_on_anothers_record_changes_hands(database: Database) -> None:
    with database.write() as session:
        a, _ = decided(session, ("A", 0.7), ("B", 0.4))
        edit_prediction(session, AFTER, ACTOR, a.id, PredictionEdit(pundit="C", reason=WHY))
        tick(session)
        assert counts(session) == {"B": 1, "C": 1}


def test_what_is_withdrawn_is_shown_and_not_scored_until_it_is_reinstated(
    database: Database,
) -> None:
    with database.write() as session:
        a, _ = decided(session, ("A", 0.7), ("B", 0.4))
        withdraw(session, AFTER, ACTOR, a.id, Withdrawal(reason="a misquote"))
        run = tick(session)
        assert (run.scored, run.replaced) == (0, 1)
        assert counts(session) == {"B": 1}
        shown = {call.prediction.id: call for call in calls_of_event(session, 1, AFTER)}
        assert shown[a.id].why_not_scored == "an editor withdrew it"
        assert shown[a.id].prediction.withdrawn_reason == "a misquote"
        with pytest.raises(ConflictError, match="withdrawn already"):
            withdraw(session, AFTER, ACTOR, a.id, Withdrawal(reason="again"))
        reinstate(session, AFTER, ACTOR, a.id, Reinstatement(reason="the recording has it"))
        tick(session)
        assert counts(session) == {"A": 1, "B": 1}
        with pytest.raises(ConflictError, match="is not withdrawn"):
            reinstate(session, AFTER, ACTOR, a.id, Reinstatement(reason="again"))


def test_when_the_first_statement_is_withdrawn_the_next_one_counts(database: Database) -> None:
    with database.write() as session:
        first = predict(session, "A", 0.7)
        predict(session, "A", 0.2, event=first.event, said_on=SAID_ON + WEEK)
        rule(session, first.event, "occurred")
        tick(session)
        withdraw(session, AFTER, ACTOR, first.id, Withdrawal(reason=WHY))
        tick(session)
        (row,) = standings(session).rows
        assert row.mean_brier == pytest.approx(0.64)


def test_a_restatement_is_no_new_evidence_and_an_update_is_kept_in_order(
    database: Database,
) -> None:
    with database.write() as session:
        first = predict(session, "A", 0.7)
        again = predict(session, "A", 0.7, event=first.event, said_on=SAID_ON + WEEK)
        later = predict(session, "A", 0.9, event=first.event, said_on=SAID_ON + 2 * WEEK)
        rule(session, first.event, "occurred")
        link(session, AFTER, ACTOR, again.id, Link(restates=first.id, reason="word for word"))
        tick(session)
        assert scored(session) == {first.id: 0.09, later.id: 0.01}
        assert counts(session) == {"A": 1}
        made = calls_of_event(session, first.event_id, AFTER)
        assert [call.said_as for call in made] == ["first", "restatement", "update"]
        assert made[1].why_not_scored == "it repeats an earlier prediction, which counts"
        changed = made[0].changed_mind
        assert changed is not None
        assert changed.statements == 2  # the restatement is not among them
        unlink(session, AFTER, ACTOR, again.id, Unlinking(reason="another number after all"))
        tick(session)
        assert scored(session) == {first.id: 0.09, again.id: 0.09, later.id: 0.01}
        assert counts(session) == {"A": 1}


REFUSED_LINKS = {
    "itself": (1, 1, "cannot restate itself"),
    "another pundit's": (1, 4, "not by the same pundit"),
    "another event's": (1, 5, "about events 1 and 2"),
    "a later one": (1, 2, "the other way round"),
    "one that restates": (3, 2, "itself restates prediction 1; link to that one"),
    "nothing": (1, 99, "there is no such prediction"),
    "it again": (2, 1, "already"),
}


@pytest.mark.parametrize("what", REFUSED_LINKS)
def test_a_link_that_cannot_be_is_refused(sqlite_app: Any, what: str) -> None:
    database = sqlite_app.extensions["calledit.database"]
    later, earlier, told = REFUSED_LINKS[what]
    with database.write() as session:
        event = predict(session, "A", 0.7).event
        for number in (1, 2):
            predict(session, "A", 0.7, event=event, said_on=SAID_ON + number * WEEK)
        predict(session, "B", 0.7, event=event)
        predict(session, "A", 0.6)
        link(session, AFTER, ACTOR, 2, Link(restates=1, reason=WHY))
    with pytest.raises(CalleditError, match=told), database.write() as session:
        link(session, AFTER, ACTOR, later, Link(restates=earlier, reason=WHY))


def test_links_are_not_torn(database: Database) -> None:
    with database.write() as session:
        first = predict(session, "A", 0.7)
        again = predict(session, "A", 0.7, event=first.event, said_on=SAID_ON + WEEK)
        other = predict(session, "B", 0.7)
        link(session, AFTER, ACTOR, again.id, Link(restates=first.id, reason=WHY))
        for prediction in (first, again):
            with pytest.raises(ConflictError, match="restates"):
                move(session, AFTER, ACTOR, prediction.id, Move(event=other.event_id, reason=WHY))
            edit = PredictionEdit(pundit="C", reason=WHY)
            with pytest.raises(ConflictError, match="unlink"):
                edit_prediction(session, AFTER, ACTOR, prediction.id, edit)
        with pytest.raises(ConflictError, match="unlink"):
            withdraw(session, AFTER, ACTOR, first.id, Withdrawal(reason=WHY))
        merge(session, AFTER, ACTOR, first.event_id, Merge(into=other.event_id, reason=WHY))
        assert first.event_id == again.event_id == other.event_id


def test_a_prediction_moves_with_its_score_between_decided_events(database: Database) -> None:
    with database.write() as session:
        a, b = decided(session, ("A", 0.7), ("B", 0.4))
        (c,) = decided(session, ("C", 0.5))
        amend(session, c.event, "did_not_occur")
        tick(session)
        move(session, AFTER, ACTOR, a.id, Move(event=c.event_id, reason=WHY))
        assert tick(session).failed == 0
        assert scored(session) == {a.id: 0.49, b.id: 0.36, c.id: 0.25}
        move(session, AFTER, ACTOR, a.id, Move(event=b.event_id, reason="back"))
        assert tick(session).failed == 0
        assert scored(session)[a.id] == 0.09
        with pytest.raises(InvalidInputError, match="already"):
            move(session, AFTER, ACTOR, a.id, Move(event=b.event_id, reason=WHY))


def test_what_was_said_after_its_deadline_cannot_move_to_an_event(database: Database) -> None:
    with database.write() as session:
        early = predict(session, "A", 0.7, deadline=SAID_ON)
        late = predict(session, "B", 0.7, said_on=SAID_ON + WEEK)
        with pytest.raises(InvalidInputError, match="after the deadline"):
            move(session, AFTER, ACTOR, late.id, Move(event=early.event_id, reason=WHY))
        with pytest.raises(InvalidInputError, match="after the deadline"):
            merge(session, AFTER, ACTOR, late.event_id, Merge(into=early.event_id, reason=WHY))


def test_an_event_is_split_and_the_new_one_waits_for_its_own_outcome(database: Database) -> None:
    with database.write() as session:
        a, b = decided(session, ("A", 0.7), ("B", 0.4))
        wish = Split(predictions=(b.id,), claim="The second round is won", reason=WHY)
        new = split(session, AFTER, ACTOR, a.event_id, wish)
        tick(session)
        assert (new.claim, new.deadline, new.outcomes) == (wish.claim, DEADLINE, [])
        assert scored(session) == {a.id: 0.09}
        assert [event.id for event in due_events(session, AFTER)] == [new.id]
        rule(session, new, "did_not_occur")
        tick(session)
        assert scored(session) == {a.id: 0.09, b.id: 0.16}
        with pytest.raises(InvalidInputError, match="all predictions"):
            split(session, AFTER, ACTOR, new.id, Split(predictions=(b.id,), reason=WHY))
        with pytest.raises(InvalidInputError, match="is not about event"):
            split(session, AFTER, ACTOR, new.id, Split(predictions=(a.id,), reason=WHY))


def test_two_events_that_are_one_are_merged_and_the_merged_one_points_there(
    database: Database,
) -> None:
    with database.write() as session:
        (a,) = decided(session, ("A", 0.7))
        b = predict(session, "B", 0.4)
        gone = b.event_id
        assert [event.id for event in due_events(session, AFTER)] == [gone]
        merge(session, AFTER, ACTOR, gone, Merge(into=a.event_id, reason="the same election"))
        tick(session)
        assert scored(session) == {a.id: 0.09, b.id: 0.36}
        view = event_by_id(session, gone, AFTER)
        assert (view.stage, view.merged_into_id) == (Stage.MERGED, a.event_id)
        assert due_events(session, AFTER) == []
        stages = {event.id: event.stage for event in all_events(session, AFTER)}
        assert stages[gone] is Stage.MERGED
        for change in (
            lambda: rule(
                session, b.event if b.event_id == gone else session.get_one(Event, gone), "occurred"
            ),
            lambda: merge(session, AFTER, ACTOR, gone, Merge(into=a.event_id, reason=WHY)),
            lambda: merge(session, AFTER, ACTOR, a.event_id, Merge(into=gone, reason=WHY)),
            lambda: edit_event(session, AFTER, ACTOR, gone, EventEdit(topic="x", reason=WHY)),
            lambda: move(session, AFTER, ACTOR, a.id, Move(event=gone, reason=WHY)),
        ):
            with pytest.raises(ConflictError, match=f"merged into event {a.event_id}"):
                change()


def test_events_whose_outcomes_disagree_are_not_merged(database: Database) -> None:
    with database.write() as session:
        (a,) = decided(session, ("A", 0.7))
        (b,) = decided(session, ("B", 0.4))
        c = predict(session, "C", 0.4)
        with pytest.raises(ConflictError, match=r"record it there first, or merge event 3 into"):
            merge(session, AFTER, ACTOR, a.event_id, Merge(into=c.event_id, reason=WHY))
        amend(session, b.event, "did_not_occur")
        with pytest.raises(ConflictError, match="amend the one that does not hold"):
            merge(session, AFTER, ACTOR, a.event_id, Merge(into=b.event_id, reason=WHY))
        with pytest.raises(InvalidInputError, match="into itself"):
            merge(session, AFTER, ACTOR, a.event_id, Merge(into=a.event_id, reason=WHY))


def test_a_condition_has_to_have_occurred(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.7).event
        event.condition = "the bill passes"

        def enter(ruling: Any, *, occurred: bool | None) -> None:
            new = NewOutcome(
                ruling=ruling, known_at=DEADLINE, note="x", condition_occurred=occurred
            )
            record_outcome(session, AFTER, ACTOR, event.id, new)

        for ruling in ("occurred", "did_not_occur", "ambiguous"):
            for occurred in (None, False):
                with pytest.raises(InvalidInputError, match="Say that it occurred"):
                    enter(ruling, occurred=occurred)
        enter("annulled", occurred=False)
        tick(session)
        assert scored(session) == {}
        amend(session, event, "occurred")  # it had occurred after all
        tick(session)
        assert scored(session) == {1: 0.09}
        plain = predict(session, "B", 0.7).event
        with pytest.raises(InvalidInputError, match="has no condition"):
            record_outcome(
                session, AFTER, ACTOR, plain.id,
                NewOutcome(ruling="occurred", known_at=DEADLINE, note="x", condition_occurred=True),
            )  # fmt: skip


def test_the_due_queue_forgets_nothing(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.7).event

        def due(now: Any = AFTER) -> bool:
            return event.id in {found.id for found in due_events(session, now)}

        assert due()
        rule(session, event, "annulled")
        assert not due()
        later = DEADLINE + timedelta(days=300)
        edit = EventEdit(deadline=later, reason=WHY)
        edit_event(session, AFTER, ACTOR, event.id, edit)
        for ruling in ("did_not_occur", "ambiguous"):
            with pytest.raises(InvalidInputError, match="before its deadline"):
                amend(session, event, ruling)
        amend(session, event, "occurred")
        tick(session)
        assert scored(session) == {1: 0.09}
        assert counts(session) == {}  # held until that day
        other = predict(session, "B", 0.7).event
        rule(session, other, "did_not_occur")
        with pytest.raises(ConflictError, match="amend the outcome to 'annulled' first"):
            edit_event(session, AFTER, ACTOR, other.id, edit)
        moved = predict(session, "C", 0.7).event
        edit_event(session, AFTER, ACTOR, moved.id, edit)
        assert due_events(session, AFTER) == []
        assert [e.id for e in due_events(session, AFTER + timedelta(days=300))] == [moved.id]


STALE: dict[str, Any] = {
    "edit": lambda s, v: edit_prediction(
        s, AFTER, "Ben", 1, PredictionEdit(probability=0.1, reason=WHY, version=v)
    ),
    "withdraw": lambda s, v: withdraw(s, AFTER, "Ben", 1, Withdrawal(reason=WHY, version=v)),
    "move": lambda s, v: move(s, AFTER, "Ben", 1, Move(event=2, reason=WHY, version=v)),
    "link": lambda s, v: link(s, AFTER, "Ben", 1, Link(restates=2, reason=WHY, version=v)),
}


@pytest.mark.parametrize("how", STALE)
def test_the_second_of_two_editors_is_told_who_was_first(database: Database, how: str) -> None:
    with database.write() as session:
        predict(session, "A", 0.7)
        predict(session, "A", 0.2)
        edit = PredictionEdit(probability=0.6, reason="he said six in ten", version=1)
        edit_prediction(session, AFTER, "Ada", 1, edit)
    told = r"Ada, 2020-11-10 09:00 UTC, prediction edited \(he said six in ten\).*version 1.*2 now"
    with pytest.raises(ConflictError, match=told), database.write() as session:
        STALE[how](session, 1)
    with database.read() as session:
        view = prediction_by_id(session, 1)
        assert (view.probability, view.version) == (0.6, 2)
    with pytest.raises(ConflictError, match="no version 3 yet"), database.write() as session:
        STALE[how](session, 3)


def test_versions_of_events_and_candidates(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.7).event
        edit_event(
            session, AFTER, "Ada", 1, EventEdit(topic="x", reason=WHY, version=event.version)
        )
        stale = NewOutcome(ruling="occurred", known_at=DEADLINE, note="x", version=1)
        with pytest.raises(ConflictError, match=r"Ada, .*event edited"):
            record_outcome(session, AFTER, "Ben", 1, stale)
        with pytest.raises(ConflictError, match=r"Ada, .*event edited"):
            edit_event(session, AFTER, "Ben", 1, EventEdit(topic="y", reason=WHY, version=1))
        split_stale = Split(predictions=(1,), reason=WHY, version=1)
        with pytest.raises(ConflictError, match="event edited"):
            split(session, AFTER, "Ben", 1, split_stale)
        predict(session, "B", 0.7)
        with pytest.raises(ConflictError, match="event edited"):
            merge(session, AFTER, "Ben", 1, Merge(into=2, reason=WHY, version=1))
        with pytest.raises(ConflictError, match="was accepted already, by editor, 2020"):
            accept(session, AFTER, "Ben", 1, Acceptance(version=1))


BAD: dict[str, tuple[str, str, dict[str, Any], int, str]] = {
    "no reason": ("PATCH", "/predictions/1", {"probability": 0.5}, 400, "reason"),
    "an empty reason": ("POST", "/predictions/1/withdraw", {"reason": " "}, 400, "empty"),
    "nothing to correct": ("PATCH", "/predictions/1", {"reason": "x"}, 400, "nothing is given"),
    "out of range": ("PATCH", "/predictions/1", {"reason": "x", "probability": 1.2}, 400, "1.2"),
    "no number": ("PATCH", "/predictions/1", {"reason": "x", "probability": "0.5"}, 400, "0.5"),
    "true": ("PATCH", "/predictions/1", {"reason": "x", "probability": True}, 400, "True"),
    "no order": (
        "PATCH", "/predictions/1", {"reason": "x", "probability": 0.5, "low": 0.6}, 400, "order",
    ),
    "the same": ("PATCH", "/predictions/1", {"reason": "x", "pundit": "A"}, 400, "just that"),
    "an unknown field": ("PATCH", "/predictions/1", {"reason": "x", "claim": "y"}, 400, "claim"),
    "nobody's": ("POST", "/predictions/9/withdraw", {"reason": "x"}, 404, "prediction 9"),
    "too large an id": ("POST", f"/predictions/{10**30}/withdraw", {"reason": "x"}, 404, ""),
    "version zero": ("POST", "/predictions/1/withdraw", {"reason": "x", "version": 0}, 400, "0"),
    "not withdrawn": ("POST", "/predictions/1/reinstate", {"reason": "x"}, 409, "not withdrawn"),
    "not linked": ("POST", "/predictions/1/unlink", {"reason": "x"}, 409, "restates no other"),
    "linked to itself": (
        "POST", "/predictions/1/link", {"reason": "x", "restates": 1}, 400, "itself",
    ),
    "nowhere": ("POST", "/predictions/1/move", {"reason": "x", "event": 9}, 404, "event 9"),
    "split of none": ("POST", "/events/1/split", {"reason": "x", "predictions": []}, 400, "pred"),
    "split of all": ("POST", "/events/1/split", {"reason": "x", "predictions": [1]}, 400, "all"),
    "split of text": ("POST", "/events/1/split", {"reason": "x", "predictions": "1"}, 400, "pred"),
    "merged into itself": ("POST", "/events/1/merge", {"reason": "x", "into": 1}, 400, "itself"),
    "merged into nothing": ("POST", "/events/1/merge", {"reason": "x", "into": 9}, 404, "event 9"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_a_problem_and_changes_nothing(sqlite_app: Any, what: str) -> None:
    method, path, body, status, told = BAD[what]
    database = sqlite_app.extensions["calledit.database"]
    with database.write() as session:
        predict(session, "A", 0.7)
        token = create_token(session, utc_now(), "Emma")
    answer = sqlite_app.test_client().open(
        f"/api/v1{path}", method=method, json=body, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert told in answer.text
    with database.read() as session:
        view = prediction_by_id(session, 1)
    assert (view.version, view.probability, view.event_id) == (1, 0.7, 1)


def test_over_http_and_by_command(
    client: FlaskClient, runner: FlaskCliRunner, database: Database
) -> None:
    with database.write() as session:
        event = predict(session, "A", 0.7).event
        predict(session, "A", 0.7, event=event, said_on=SAID_ON + WEEK)
        predict(session, "B", 0.4, event=event)
        predict(session, "C", 0.4)
        token = create_token(session, utc_now(), "Emma")

    def call(method: str, path: str, status: int = 200, **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {token}"}
        json_body = body | {"reason": WHY} if body or method != "GET" else None
        answer = client.open(f"/api/v1{path}", method=method, json=json_body, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json

    def run(*args: str) -> str:
        result = runner.invoke(args=[*args, "--reason", WHY])
        assert result.exit_code == 0, result.stderr
        return result.stdout

    assert call("PATCH", "/predictions/1", probability=0.8, version=1)["version"] == 2
    assert "Emma" in call("PATCH", "/predictions/1", 409, probability=0.9, version=1)["detail"]
    assert call("POST", "/predictions/2/link", restates=1)["restates_id"] == 1
    assert call("POST", "/predictions/2/unlink")["restates_id"] is None
    assert call("POST", "/predictions/3/withdraw")["withdrawn_reason"] == WHY
    assert call("POST", "/predictions/3/reinstate")["withdrawn_at"] is None
    new = call("POST", "/events/1/split", 201, predictions=[3], claim="Another")
    assert (new["id"], new["claim"]) == (3, "Another")
    assert call("POST", "/predictions/3/move", event=1)["event_id"] == 1
    assert call("POST", "/events/3/merge", into=1)["id"] == 1
    assert call("GET", "/events/3")["merged_into_id"] == 1
    assert call("GET", "/predictions/3")["event_id"] == 1

    assert "version 3" in run("prediction", "edit", "1", "--probability", "0.75")
    assert "linked to prediction 1" in run("prediction", "link", "2", "--restates", "1")
    shown = runner.invoke(args=["prediction", "show", "2"]).stdout
    assert "It restates prediction 1" in shown
    assert "a statement of its own" in run("prediction", "unlink", "2")
    assert "withdrawn" in run("prediction", "withdraw", "2")
    assert "Withdrawn on" in runner.invoke(args=["prediction", "show", "2"]).stdout
    assert "reinstated" in run("prediction", "reinstate", "2")
    assert "Event 4 is new, with 1 prediction" in run("event", "split", "1", "--prediction", "3")
    assert "moved to event 1" in run("prediction", "move", "3", "--event", "1")
    assert "went into event 1" in run("event", "merge", "4", "--into", "1")
    assert "merged into event 1" in runner.invoke(args=["event", "list"]).stdout
    stale = runner.invoke(args=["prediction", "withdraw", "1", "--version", "1", "--reason", WHY])
    assert (stale.exit_code, stale.stderr.count("\n")) == (2, 1)
    assert "was changed since you saw it" in stale.stderr
    bad = runner.invoke(args=["prediction", "edit", "1", "--probability", "nan", "--reason", WHY])
    assert bad.exit_code == 2
    assert "nan" in bad.stderr.lower()
    with pytest.raises(NotFoundError), database.read() as session:
        prediction_by_id(session, 99)
