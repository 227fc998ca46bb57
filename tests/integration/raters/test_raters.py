"""Two raters: the first unseen by anybody, agreement recorded, difference decided by a third."""

import json
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session
from support.record import ACTOR, AFTER, DEADLINE, PROOF, SAID, predict, rule

from accounts.tokens import create_token
from core.db import Database
from core.errors import ConflictError, InvalidInputError, NotFoundError
from core.ledger import LedgerEntry
from predictions import outcomes
from predictions.forms import NewOutcome
from predictions.lifecycle import Ruling
from predictions.models import Event
from predictions.raters import ruling as service
from predictions.raters.forms import Wish
from predictions.raters.models import RaterRuling, SecondRuling
from predictions.raters.queries import raters, second_rulings_of

SECRET = "seen at noon by the first of them"
WHY = Wish(reason="contested in the press")


def says(word: Ruling, note: str = "", known_at: date = DEADLINE) -> NewOutcome:
    return NewOutcome(ruling=word, known_at=known_at, evidence=PROOF, note=note)


def asked(session: Session) -> Event:
    event = predict(session, "Ada", 0.7).event
    service.ask(session, AFTER, ACTOR, event.id, WHY)
    return event


def entries(session: Session) -> list[LedgerEntry]:
    return list(session.scalars(select(LedgerEntry).order_by(LedgerEntry.position)))


def test_two_who_agree_make_the_outcome(database: Database) -> None:
    with database.write() as session:
        event = asked(session)
        service.give(session, AFTER, "Ann", event.id, says("occurred", "seen by me"))
        assert not event.outcomes
        wish = service.give(
            session, AFTER, "Ben", event.id, says("occurred", "and by me", date(2020, 11, 1))
        )
        assert wish.result == "agreed"
        session.refresh(event)
        assert event.outcome is not None
        assert event.outcome.recorded_by == "Ann and Ben"
        assert event.outcome.known_at.date() == date(2020, 11, 1)
        assert event.outcome.note == "and by me\n\nseen by me"
        assert event.unscored_since == AFTER
        found = raters(session)
        assert (found.agreement.n, found.agreement.observed) == (1, 1.0)
        assert [said.rater for said in found.settled[0].said] == ["Ann", "Ben"]


def test_a_third_decides_where_two_differ(database: Database) -> None:
    with database.write() as session:
        event = asked(session)
        service.give(session, AFTER, "Ann", event.id, says("occurred"))
        wish = service.give(session, AFTER, "Ben", event.id, says("did_not_occur"))
        assert wish.result == ""
        assert raters(session).agreement.n == 0  # not even that they differ is in a number
        wish = service.give(session, AFTER, "Cy", event.id, says("did_not_occur"))
        assert wish.result == "majority"
        session.refresh(event)
        assert event.outcome is not None
        assert event.outcome.ruling == "did_not_occur"
        assert event.outcome.recorded_by == "Ben and Cy"
        assert raters(session).agreement.observed == 0


def test_three_who_differ_leave_it_to_an_editor_in_the_open(database: Database) -> None:
    with database.write() as session:
        event = asked(session)
        for who, word in (("Ann", "occurred"), ("Ben", "did_not_occur"), ("Cy", "ambiguous")):
            wish = service.give(session, AFTER, who, event.id, says(word))  # type: ignore[arg-type]
        assert wish.result == "split"
        session.refresh(event)
        assert event.outcome is None
        assert rule(session, event, "ambiguous").revision == 1


def test_nobody_rules_alone_while_two_are_wanted(database: Database) -> None:
    with database.write() as session:
        event = asked(session)
        with pytest.raises(ConflictError, match="two raters"):
            outcomes.record_outcome(session, AFTER, ACTOR, event.id, says("occurred"))
        service.withdraw(session, AFTER, ACTOR, event.id, Wish(reason="not contested any more"))
        rule(session, event, "occurred")


def test_the_same_person_never_gives_both(database: Database) -> None:
    with database.write() as session:
        event = asked(session)
        service.give(session, AFTER, "Ann Lee", event.id, says("occurred"))
        for same in ("Ann Lee", "ann  lee", "ＡNN Lee"):
            with pytest.raises(ConflictError, match="somebody else's"):
                service.give(session, AFTER, same, event.id, says("occurred"))


def test_a_commitment_binds_and_does_not_tell(database: Database) -> None:
    with database.write() as session:
        event = asked(session)
        service.give(session, AFTER, "Ann", event.id, says("occurred", SECRET))
        hidden = entries(session)
        committed = json.loads(hidden[-1].facts)
        assert set(committed) == {"place", "commitment"}
        assert not any(SECRET in entry.facts or '"occurred"' in entry.facts for entry in hidden)
        service.give(session, AFTER, "Ben", event.id, says("occurred"))
        shown = [json.loads(e.facts) for e in entries(session) if e.action == "rulings shown"]
        first = shown[0]["rulings"][0]
        assert first["commitment"] == committed["commitment"]
        assert service.commitment(first["nonce"], first["given"]) == committed["commitment"]
        assert json.loads(first["given"])["note"] == SECRET


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (NewOutcome(ruling="occurred", known_at=date(2020, 11, 11), note="x"), "has not come yet"),
        (NewOutcome(ruling="occurred", known_at=DEADLINE), "needs evidence"),
    ],
)
def test_what_could_be_no_outcome_is_refused_at_once(
    database: Database, new: NewOutcome, message: str
) -> None:
    with database.write() as session:
        event = asked(session)
    with pytest.raises(InvalidInputError, match=message), database.write() as session:
        service.give(session, AFTER, "Ann", event.id, new)
    with database.write() as session:
        assert session.query(RaterRuling).count() == 0
        assert session.query(SecondRuling).one().settled_at is None


def test_an_early_no_is_refused_and_an_early_yes_is_not(database: Database) -> None:
    with database.write() as session:
        event = predict(session, "Ada", 0.7).event
        service.ask(session, SAID, ACTOR, event.id, WHY)
        with pytest.raises(InvalidInputError, match="before its deadline"):
            service.give(session, SAID, "Ann", event.id, says("did_not_occur", "", SAID.date()))
        service.give(session, SAID, "Ann", event.id, says("occurred", "", SAID.date()))
        wish = service.give(session, AFTER, "Ben", event.id, says("occurred"))
        assert wish.result == "agreed"
        session.refresh(event)
        assert event.outcome is not None
        assert event.outcome.known_at == SAID


def test_asking_is_once_and_only_while_undecided(database: Database) -> None:
    with database.write() as session:
        event = asked(session)
        with pytest.raises(ConflictError, match="already"):
            service.ask(session, AFTER, ACTOR, event.id, WHY)
        other = predict(session, "Ben", 0.2).event
        rule(session, other, "occurred")
        with pytest.raises(ConflictError, match="amended"):
            service.ask(session, AFTER, ACTOR, other.id, WHY)
        with pytest.raises(ConflictError, match="ask for one first"):
            service.give(session, AFTER, "Ann", other.id, says("occurred"))
        with pytest.raises(ConflictError, match="ask for one first"):
            service.withdraw(session, AFTER, "Ann", other.id, WHY)
        for act in (service.ask, service.withdraw):
            with pytest.raises(NotFoundError):
                act(session, AFTER, "Ann", 99, WHY)


def test_what_was_withdrawn_is_shown_and_can_be_asked_for_again(database: Database) -> None:
    with database.write() as session:
        event = asked(session)
        service.give(session, AFTER, "Ann", event.id, says("occurred"))
        service.withdraw(session, AFTER, ACTOR, event.id, WHY)
        service.ask(session, AFTER, ACTOR, event.id, WHY)
        first, second = second_rulings_of(session, event.id)
        assert (first.result, first.said[0].ruling) == ("withdrawn", "occurred")
        assert (second.result, second.said) == ("", ())
        assert raters(session).agreement.n == 0


@pytest.fixture
def call(app: Flask, database: Database) -> Any:
    client = app.test_client()
    with database.write() as session:
        keys = {name: create_token(session, AFTER, name) for name in ("Ann", "Ben")}

    def send(who: str, method: str, path: str, **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {keys[who]}"} if who else {}
        return client.open(f"/api/v1{path}", method=method, json=body or None, headers=headers)

    return send


def test_nothing_public_tells_what_the_first_rater_said(
    call: Any, client: FlaskClient, database: Database
) -> None:
    with database.write() as session:
        event = predict(session, "Ada", 0.7).event.id
    assert (
        call("Ann", "POST", f"/events/{event}/rulings/ask", reason="contested").status_code == 201
    )
    outcome = {"ruling": "annulled", "known_at": "2020-11-03", "evidence": PROOF, "note": SECRET}
    given = call("Ann", "POST", f"/events/{event}/rulings", **outcome)
    assert given.status_code == 201
    assert given.json["raters"] == ["Ann"]
    public = [
        rule.rule.replace("<int:event_id>", str(event)).replace("<int:number>", "1")
        .replace("<slug>", "ada").replace("<int:commentary_id>", "1")
        for rule in client.application.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and "<path" not in rule.rule and "token" not in rule.rule
    ]  # fmt: skip
    assert f"/events/{event}" in public
    for path in public:
        for told in (client.get(path).data, given.data):  # pictures are public, too
            assert SECRET.encode() not in told, path
            assert b"annulled" not in told or path.startswith(("/method", "/static")), path
    assert call("Ann", "POST", f"/events/{event}/rulings", **outcome).status_code == 409
    alone = call("Ben", "POST", f"/events/{event}/outcomes", **outcome)
    assert alone.status_code == 409
    done = call("Ben", "POST", f"/events/{event}/rulings", **outcome)
    assert done.json["result"] == "agreed"
    assert SECRET in client.get(f"/events/{event}").text
    shown = json.loads(client.get("/api/v1/raters").text)
    assert shown["agreement"]["n"] == 1
    assert shown["agreement"]["kappa"] is None


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/events/99/rulings", {"ruling": "occurred", "known_at": "2020-11-03", "note": "x"}, 404),
        ("/events/1/rulings", {"ruling": "maybe", "known_at": "2020-11-03"}, 400),
        ("/events/1/rulings", {}, 400),
        ("/events/1/rulings/ask", {"reason": " "}, 400),
        ("/events/1/rulings/ask", {"reason": "\x00"}, 400),
        ("/events/1/rulings/ask", {"reason": "x", "rater": "me"}, 400),
        ("/events/1/rulings/withdraw", {"reason": "x"}, 409),
        ("/events/99/rulings/ask", {"reason": "x"}, 404),
    ],
)
def test_bad_input_over_http(
    call: Any, database: Database, path: str, body: dict[str, str], status: int
) -> None:
    with database.write() as session:
        predict(session, "Ada", 0.7)
    answer = call("Ann", "POST", path, **body)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"


def test_by_command(
    runner: FlaskCliRunner, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        event = predict(session, "Ada", 0.7).event.id
    assert "not defined (n = 0)" in runner.invoke(args=["raters", "show"]).output
    ask = ["raters", "ask", str(event), "--reason", "contested"]
    assert runner.invoke(args=ask).exit_code == 0
    again = runner.invoke(args=ask)
    assert again.exit_code == 2
    assert "already" in again.output
    rule = ["raters", "rule", str(event), "--ruling", "occurred", "--known-at", "2020-11-03"]
    first = runner.invoke(args=[*rule, "--note", SECRET])
    assert "waits for another rater" in first.output
    assert SECRET not in runner.invoke(args=["raters", "show", "--json"]).output
    second = runner.invoke(args=[*rule, "--note", "the same"])
    assert second.exit_code == 2
    assert "somebody else's" in second.output
    assert "waiting" in runner.invoke(args=["raters", "show"]).output
    taken = runner.invoke(args=["raters", "withdraw", str(event), "--reason", "settled"])
    assert taken.exit_code == 0
    assert SECRET in runner.invoke(args=["raters", "show", "--json"]).output
