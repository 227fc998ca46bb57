"""What waits at the desk, outcomes, and health."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from support.desk import Editor
from support.record import DEADLINE, predict

from core.clock import utc_now
from core.retries import note_failure
from core.web import database_of, settings_of
from dashboard.desk import ruling
from jobs.schedule import TICK, jobs
from jobs.worker import run_once
from predictions.models import Outcome
from scoring.queries import calls_of_event
from scoring.views import Call


@pytest.fixture
def due(app: Flask) -> int:
    with database_of(app).write() as session:
        return predict(session, "Ada Lund", 0.7).event.id


FORM: dict[str, Any] = {
    "ruling": "occurred", "known_at": DEADLINE.isoformat(), "evidence": "https://example.org/r",
    "note": "", "reason": "",
}  # fmt: skip


def rulings(app: Flask) -> list[str]:
    with database_of(app).read() as session:
        return [o.ruling for o in session.query(Outcome).order_by(Outcome.revision)]


def test_an_empty_desk_says_what_to_do(ann: Editor) -> None:
    page = ann.get("/desk")
    assert "No commentary yet." in page
    assert "Paste a column, give an address, or subscribe to a feed." in page
    assert "The scheduler has never run" in page


def test_the_desk_counts_what_waits_with_its_age(app: Flask, ann: Editor, due: int) -> None:
    ann.add()
    with database_of(app).write() as session:
        note_failure(session, utc_now() - timedelta(hours=5), "feed", 7, "gone", for_good=True)
    run_once(database_of(app), settings_of(app), TICK)
    page = ann.get("/desk")
    assert "5 things wait for you." in page
    assert "less than an hour" in page
    assert "5 hours" in page
    assert "The scheduler last ran" in page


def test_an_outcome_is_entered_and_its_score_appears(app: Flask, ann: Editor, due: int) -> None:
    page = ann.get("/desk/due")
    assert "1 event waits for its outcome." in page
    assert "https://duckduckgo.com/?q=It+happens" in page
    where = ann.send(f"/desk/events/{due}/outcome", **FORM).location
    page = ann.get(where)
    assert "The scheduler scores it within 10 seconds" in page
    assert "data-again" in page
    run_once(database_of(app), settings_of(app), TICK)
    page = ann.get(where)
    assert "1 prediction scored." in page
    assert "Brier 0.090" in page
    assert "data-again" not in page
    assert "No event waits" in ann.get("/desk/due")


def test_a_tick_while_the_page_is_made_does_not_end_its_waiting(
    app: Flask, ann: Editor, due: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann.send(f"/desk/events/{due}/outcome", **FORM)

    def read_and_tick(session: Session, event_id: int, now: datetime) -> list[Call]:
        found = calls_of_event(session, event_id, now)
        run_once(database_of(app), settings_of(app), TICK)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(ruling, "calls_of_event", read_and_tick)
        assert "data-again" in ann.get(f"/desk/events/{due}?said=entered")
    page = ann.get(f"/desk/events/{due}?said=entered")
    assert "prediction scored" in page or "predictions scored" in page


def test_an_outcome_is_amended_with_a_reason(app: Flask, ann: Editor, due: int) -> None:
    ann.send(f"/desk/events/{due}/outcome", **FORM)
    changed = FORM | {"ruling": "did_not_occur"}
    assert "reason" in ann.send(f"/desk/events/{due}/outcome", 400, **changed).text
    ann.send(f"/desk/events/{due}/outcome", **(changed | {"reason": "misread"}))
    assert rulings(app) == ["occurred", "did_not_occur"]


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no ruling": ({"ruling": ""}, "ruling"),
    "another ruling": ({"ruling": "wrong"}, "wrong"),
    "no evidence": ({"evidence": ""}, "needs evidence"),
    "evidence that is no address": ({"evidence": "a friend"}, "a friend"),
    "in the future": ({"known_at": "2199-01-01"}, "2199-01-01"),
    "no day": ({"known_at": "2020-02-30"}, "2020-02-30"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_outcome_comes_back_as_it_was_typed(
    app: Flask, ann: Editor, due: int, kind: str
) -> None:
    changed, quoted = BAD[kind]
    page = ann.send(
        f"/desk/events/{due}/outcome",
        400,
        **(FORM | changed),
    ).text
    assert 'role="alert"' in page
    assert quoted in page
    assert rulings(app) == []


def test_before_the_deadline_only_what_has_happened_can_be_said(app: Flask, ann: Editor) -> None:
    with database_of(app).write() as session:
        later = utc_now().date() + timedelta(days=30)
        number = predict(session, "Ada Lund", 0.7, deadline=later).event.id
    assert "Has it happened already?" in ann.get("/desk/due")
    page = ann.get(f"/desk/events/{number}")
    assert 'value="occurred"' in page
    assert 'value="did_not_occur"' not in page
    refused = ann.send(
        f"/desk/events/{number}/outcome", 400, **(FORM | {"ruling": "did_not_occur"})
    )
    assert "until then it can still happen" in refused.text


def test_health_shows_what_was_given_up_and_gives_it_another_go(app: Flask, ann: Editor) -> None:
    assert "The scheduler is silent." in ann.get("/desk/health")
    with database_of(app).write() as session:
        note_failure(session, utc_now(), "feed", 7, "<gone>", for_good=True)
    run_once(database_of(app), settings_of(app), TICK)
    page = ann.get("/desk/health")
    assert "The scheduler runs, but report, mail and feeds have not run yet." in page
    for job in jobs(settings_of(app)):
        run_once(database_of(app), settings_of(app), job.name)
    page = ann.get("/desk/health")
    assert "1 thing was given up" in page
    assert "&lt;gone&gt;" in page
    ann.send("/desk/health/retry", kind="feed", key="7")
    page = ann.get("/desk/health")
    assert "Everything runs." in page
    assert (
        "As yet no weekly report has been made, no mail has been sent and no feed has been read."
        in page
    )
    assert "No weekly report has been made yet; nobody subscribes." in page
    assert "No mail has been sent yet; none waits." in page
    assert "No feed has been read yet; none is subscribed to." in page
    assert (
        "No &#39;feed&#39; work" in ann.send("/desk/health/retry", 404, kind="feed", key="8").text
    )


def test_health_says_how_old_the_newest_backup_is(app: Flask, ann: Editor, tmp_path: Path) -> None:
    assert "None has been written yet" in ann.get("/desk/health")
    done = app.test_cli_runner().invoke(args=["backup", str(tmp_path / "copy.db")])
    assert done.exit_code == 0, done.output
    assert "The newest was written on" in ann.get("/desk/health")


def test_only_the_desk_has_a_script(ann: Editor) -> None:
    desk = ann.client.get("/desk").headers["Content-Security-Policy"]
    assert "script-src 'self'" in desk
    assert "unsafe" not in desk
    assert "script-src 'none'" in ann.client.get("/").headers["Content-Security-Policy"]


def test_two_raters_do_not_know_of_each_other(
    app: Flask, ann: Editor, ben: Editor, due: int
) -> None:
    assert "reason" in ann.send(f"/desk/events/{due}/second", 400, why=" ").text
    ann.send(f"/desk/events/{due}/second", why="it is close")
    assert "second rulings wanted" in ben.get("/desk").lower()
    ann.send(f"/desk/events/{due}/outcome", **FORM)
    assert rulings(app) == []
    assert "Yours is taken down" in ann.get(f"/desk/events/{due}")
    assert "second rulings wanted" not in ann.get("/desk").lower()
    page = ben.get(f"/desk/events/{due}")
    assert "it is close" in page
    assert FORM["evidence"] not in page
    assert "ruled so far: Ann Lee" in ben.get("/desk/due")
    ann.send(f"/desk/events/{due}/outcome", 409, **FORM)
    ben.send(f"/desk/events/{due}/outcome", **FORM)
    assert rulings(app) == ["occurred"]


def test_the_wish_for_two_is_taken_back(app: Flask, ann: Editor, due: int) -> None:
    ann.send(f"/desk/events/{due}/second", why="it is close")
    ann.send(f"/desk/events/{due}/second/withdraw", why="it is not")
    ann.send(f"/desk/events/{due}/outcome", **FORM)
    assert rulings(app) == ["occurred"]


def test_a_condition_is_asked_for(app: Flask, ann: Editor) -> None:
    number = ann.add("If the strike ends, the bridge will open by June 2020.")
    row = "1"
    ann.send(
        f"/desk/candidates/{row}/accept",
        claim="The bridge opens", probability="80", deadline="2020-06-30", zone="UTC",
        condition="the strike ends", pundit="Ada Lund", criteria="", topic="", event="",
    )  # fmt: skip
    assert "Did the condition come about?" in ann.get("/desk/events/1")
    assert ann.send("/desk/events/1/outcome", 400, **FORM)
    ann.send("/desk/events/1/outcome", **FORM, condition_occurred="yes")
    assert rulings(app) == ["occurred"]
    assert number
