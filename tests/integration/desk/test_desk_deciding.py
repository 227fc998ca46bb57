"""Accepting, rejecting, splitting, merging, marking, undoing, keeping: by plain forms."""

import json
from typing import Any

import pytest
from flask import Flask
from support.desk import Editor

from core.ledger import LedgerEntry
from core.web import database_of
from predictions.models import Candidate, Event, Prediction

FORM: dict[str, Any] = {
    "claim": "The strike ends", "probability": "70", "deadline": "2020-06-30", "zone": "UTC",
    "criteria": "", "condition": "", "topic": "", "event": "", "pundit": "Ada Lund",
}  # fmt: skip


def stored(app: Flask, kind: Any) -> Any:
    with database_of(app).read() as session:
        found = session.query(kind).all()
        return sorted(found, key=lambda row: getattr(row, "id", None) or row.position)


def candidate(app: Flask, number: int) -> Candidate:
    found: Candidate = next(row for row in stored(app, Candidate) if row.id == number)
    return found


def as_proposed(app: Flask, number: int, **changed: str) -> dict[str, Any]:
    row = candidate(app, number)
    proposed = {
        "claim": row.claim,
        "probability": f"{100 * row.probability:g}",
        "deadline": row.deadline.isoformat() if row.deadline else "",
        "version": str(row.version),
    }
    return FORM | proposed | changed


def actions(app: Flask) -> list[str]:
    return [row.action for row in stored(app, LedgerEntry)]


@pytest.fixture
def text(ann: Editor) -> int:
    number: int = ann.add()
    return number


def test_accepting_says_when_it_is_due(app: Flask, ann: Editor, text: int) -> None:
    answer = ann.send("/desk/candidates/1/accept", **as_proposed(app, 1), next="2")
    assert answer.location == f"/desk/review/{text}?done=1&candidate=2#candidate"
    page = ann.get(answer.location)
    assert "On record: Ada Lund gives" in page
    assert "Its deadline was 30 June 2020 (UTC): it stands in the due queue now." in page
    (made,) = stored(app, Prediction)
    assert (made.basis, made.recorded_by) == ("worded", "Ann Lee")
    assert made.low < made.probability < made.high


def test_what_an_editor_changes_is_the_editors(app: Flask, ann: Editor, text: int) -> None:
    changed = as_proposed(
        app, 1, claim="The strike ends", probability="65,5", deadline="2020-07-31",
        criteria="The union says so", topic="labour", zone="Europe/Berlin",
    )  # fmt: skip
    ann.send("/desk/candidates/1/accept", **changed)
    (made,) = stored(app, Prediction)
    assert (made.probability, made.low, made.high, made.basis) == (0.655, 0.655, 0.655, "editor")
    (event,) = stored(app, Event)
    assert (event.claim, event.topic, event.zone) == ("The strike ends", "labour", "Europe/Berlin")
    assert event.deadline_basis == "editor"


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a number over 100": ({"probability": "120"}, "120"),
    "no number": ({"probability": "likely"}, "likely"),
    "NaN": ({"probability": "nan"}, "nan"),
    "a deadline before it was said": ({"deadline": "2020-04-30"}, "2020-04-30"),
    "a day that does not exist": ({"deadline": "2020-02-31"}, "2020-02-31"),
    "no claim": ({"claim": "  "}, "claim"),
    "no deadline where there was one": ({"deadline": ""}, "2020-06-30"),
    "no such zone": ({"zone": "Mars/Olympus"}, "Mars/Olympus"),
    "no such event": ({"event": "99"}, "99"),
    "an event that is no number": ({"event": "x"}, "x"),
    "a claim of two lines": ({"claim": "one\ntwo"}, "one"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_comes_back_as_it_was_typed(
    app: Flask, ann: Editor, text: int, kind: str
) -> None:
    changed, quoted = BAD[kind]
    fields = as_proposed(app, 1, criteria="my <own> words") | changed
    answer = ann.client.post(
        "/desk/candidates/1/accept", data={"form_token": _token(ann), **fields}
    )
    assert 400 <= answer.status_code < 500
    assert 'role="alert"' in answer.text
    assert quoted in answer.text
    assert "my &lt;own&gt; words" in answer.text
    assert stored(app, Prediction) == []


def _token(ann: Editor) -> str:
    ann.send("/desk/add", 200, what="x")
    return ann.token


def test_rejecting_by_a_button_and_in_words(app: Flask, ann: Editor, text: int) -> None:
    ann.send("/desk/candidates/1/reject", chip="4")
    assert candidate(app, 1).reason == "nobody could check it"
    assert candidate(app, 1).rejected_as == "uncheckable"
    ann.send("/desk/candidates/2/reject", reason="a joke")
    assert (candidate(app, 2).reason, candidate(app, 2).rejected_as) == ("a joke", "other")
    assert "reason" in ann.send("/desk/candidates/3/reject", 400, reason=" ").text
    assert candidate(app, 3).decision is None


def test_joining_an_event_that_says_the_same(app: Flask, ann: Editor, text: int) -> None:
    ann.send("/desk/candidates/1/accept", **as_proposed(app, 1, claim="The strike ends"))
    other = ann.add("My guess: the strike ends by 30 June 2020.", pundit="Ben Okoro")
    page = ann.get(f"/desk/review/{other}")
    number = stored(app, Candidate)[-1].id
    assert "Join: The strike ends" in page
    ann.send(
        f"/desk/candidates/{number}/accept", **as_proposed(app, number, event="1", topic="ignored")
    )
    assert len(stored(app, Event)) == 1
    assert [p.event_id for p in stored(app, Prediction)] == [1, 1]


def test_a_person_quoted_has_to_be_named(app: Flask, ann: Editor) -> None:
    number = ann.add("“The bank will fail by December 2020,” said Carla Voss, the governor.")
    page = ann.get(f"/desk/review/{number}")
    assert "Name the person whose record this goes on" in page
    refused = ann.send("/desk/candidates/1/accept", 400, **as_proposed(app, 1, pundit=""))
    assert "name the pundit" in refused.text
    ann.send("/desk/candidates/1/accept", **as_proposed(app, 1, pundit="Carla Voss"))
    assert len(stored(app, Prediction)) == 1


def test_two_editors_on_one_candidate(app: Flask, ann: Editor, ben: Editor, text: int) -> None:
    ann.send("/desk/candidates/1/accept", **as_proposed(app, 1))
    refused = ben.send("/desk/candidates/1/reject", 409, chip="0")
    assert "was accepted already, by Ann Lee" in refused.text
    assert candidate(app, 1).decision == "accepted"


def test_what_is_typed_is_kept_and_the_second_editor_is_told(
    app: Flask, ann: Editor, ben: Editor, text: int
) -> None:
    kept = ann.client.post(
        "/desk/candidates/1/unfinished",
        data={"form_token": _token(ann), **FORM, "claim": "Ann's words", "unfinished": "0"},
        headers={"Accept": "application/json"},
    )
    assert json.loads(kept.text) == {"version": 1}
    assert "Ann&#39;s words" in ann.get(f"/desk/review/{text}")
    assert "Ann Lee was at work on this" in ben.get(f"/desk/review/{text}")
    mine: dict[str, Any] = FORM | {"claim": "Ben's words", "unfinished": "0"}
    told = ben.client.post(
        "/desk/candidates/1/unfinished",
        data={"form_token": _token(ben), **mine},
        headers={"Accept": "application/json"},
    )
    assert told.status_code == 409
    assert "Ann Lee has changed this candidate" in json.loads(told.text)["detail"]
    refused = ben.send("/desk/candidates/1/accept", 409, **mine)
    assert "Ann Lee has changed this candidate" in refused.text
    assert "Ben&#39;s words" in refused.text
    ben.send("/desk/candidates/1/accept", **(mine | {"unfinished": "1"}))


def test_without_a_script_it_is_kept_by_a_button(app: Flask, ann: Editor, text: int) -> None:
    ann.send("/desk/candidates/2/unfinished", **(FORM | {"claim": "Later"}))
    assert "Later" in ann.get(f"/desk/review/{text}?candidate=2")


def test_two_forecasts_in_one(app: Flask, ann: Editor, text: int) -> None:
    whole = candidate(app, 1).quote
    parts: dict[str, Any] = {"first": "The strike will probably end", "second": "by 30 June 2020"}
    refused = ann.send("/desk/candidates/1/split", 400, first="Not there", second="by 30 June 2020")
    assert "Not there" in refused.text
    assert "first" in ann.send("/desk/candidates/1/split", 400, first="", second="x").text
    same: dict[str, Any] = {"first": "by 30 June 2020", "second": "by 30 June 2020"}
    assert "both parts" in ann.send("/desk/candidates/1/split", 400, **same).text.lower()
    ann.send("/desk/candidates/1/split", **parts, second_claim="It is over by then")
    made = stored(app, Candidate)
    assert [c.quote for c in made if c.id in {1, len(made)}] == list(parts.values())
    assert made[-1].claim == "It is over by then"
    ann.send(f"/desk/review/{text}/undo")
    assert candidate(app, 1).quote == whole
    assert candidate(app, len(made)).merged_into_id == 1
    assert actions(app)[-2:] == ["candidate split", "decision undone"]


def test_the_same_forecast_twice(app: Flask, ann: Editor, text: int) -> None:
    first, second = candidate(app, 2), candidate(app, 3)
    ann.send("/desk/candidates/2/merge", other="3")
    merged = candidate(app, 2)
    assert (merged.span_start, merged.span_end) == (first.span_start, second.span_end)
    assert candidate(app, 3).merged_into_id == 2
    assert "merged into candidate 2" in candidate(app, 3).reason
    assert "cannot be merged" in ann.send("/desk/candidates/2/merge", 400, other="2").text
    assert ann.send("/desk/candidates/2/merge", 409, other="3")
    ann.send(f"/desk/review/{text}/undo")
    assert candidate(app, 2).quote == first.quote
    assert candidate(app, 3).decision is None


def test_what_was_missed_is_marked(app: Flask, ann: Editor, text: int) -> None:
    quote = "the council learns from it"
    page = ann.send(f"/desk/review/{text}/mark", 400, quote="not in it", probability="50").text
    assert "not in it" in page
    assert (
        "no number"
        in ann.send(f"/desk/review/{text}/mark", 400, quote=quote, probability="much").text
    )
    where = ann.send(f"/desk/review/{text}/mark", quote=quote, probability="55").location
    made = stored(app, Candidate)[-1]
    assert f"candidate={made.id}" in where
    assert (made.quote, made.probability) == (quote, 0.55)
    ann.send(f"/desk/review/{text}/undo")
    assert candidate(app, made.id).reason == "marked by mistake"


def test_undoing_a_rejection(app: Flask, ann: Editor, ben: Editor, text: int) -> None:
    ann.send("/desk/candidates/1/reject", chip="0")
    assert "Undo my last decision" in ann.get(f"/desk/review/{text}")
    assert "Undo my last decision" not in ben.get(f"/desk/review/{text}")
    assert "no decision of yours" in ben.send(f"/desk/review/{text}/undo", 409).text
    where = ann.send(f"/desk/review/{text}/undo").location
    assert "candidate=1" in where
    assert "The last decision is undone" in ann.get(where)
    assert candidate(app, 1).decision is None
    assert actions(app)[-2:] == ["candidate rejected", "decision undone"]
    ann.send(f"/desk/review/{text}/undo", 409)


def test_undoing_an_acceptance_withdraws_and_accepting_again_reinstates(
    app: Flask, ann: Editor, text: int
) -> None:
    ann.send("/desk/candidates/1/accept", **as_proposed(app, 1, claim="The strike ends"))
    ann.send(f"/desk/review/{text}/undo")
    (withdrawn,) = stored(app, Prediction)
    assert withdrawn.withdrawn_at is not None
    assert candidate(app, 1).decision is None
    assert "On record:" not in ann.get(f"/desk/review/{text}")
    again = as_proposed(app, 1, claim="The strike is over", probability="60", topic="labour")
    ann.send("/desk/candidates/1/accept", **again)
    (made,) = stored(app, Prediction)
    assert made.withdrawn_at is None
    assert (made.probability, made.basis) == (0.6, "editor")
    (event,) = stored(app, Event)
    assert (event.claim, event.topic) == ("The strike is over", "labour")
    ann.send(f"/desk/review/{text}/undo")
    ann.send("/desk/candidates/1/reject", chip="0")
    ann.send(f"/desk/review/{text}/undo")
    assert candidate(app, 1).decision is None


def test_a_candidate_leads_to_what_it_became_and_the_event_leads_back(
    app: Flask, ann: Editor, text: int
) -> None:
    assert "/events/" not in ann.get("/candidates/1").partition("<main")[2]
    ann.send("/desk/candidates/1/accept", **as_proposed(app, 1))
    link = '<a href="/events/1#prediction-1">Prediction 1, with what came of it</a>'
    assert link in ann.get("/candidates/1")
    page = ann.get("/events/1")
    assert 'id="prediction-1"' in page
    assert '<a href="/candidates/1">How it was read' in page
    assert f'<a href="/commentaries/{text}#prediction-1">' in page
    ann.send(f"/desk/review/{text}/undo")
    assert "Prediction 1, with what came of it; since withdrawn" in ann.get("/candidates/1")
    ann.send("/desk/candidates/2/reject", chip="0")
    assert "Prediction" not in ann.get("/candidates/2").partition("<main")[2]


def test_what_was_decided_about_another_text_is_not_undone_here(
    app: Flask, ann: Editor, text: int
) -> None:
    ann.send("/desk/candidates/1/reject", chip="0")
    other = ann.add("It will rain by June 2020.")
    assert ann.send(f"/desk/review/{other}/undo", 409)
    assert candidate(app, 1).decision == "rejected"


@pytest.mark.parametrize("path", ["accept", "reject", "split", "merge", "unfinished"])
def test_a_candidate_that_is_not_there(ann: Editor, path: str) -> None:
    ann.send(f"/desk/candidates/99/{path}", 404, **FORM)
    ann.get("/desk/review/99", 404)


def test_the_funnel_does_not_count_what_was_merged(app: Flask, ann: Editor, text: int) -> None:
    ann.send("/desk/candidates/2/merge", other="3")
    funnel = ann.client.get("/api/v1/pundits/ada-lund").json
    assert funnel is not None
    assert funnel["funnel"]["seen"] == 2


def test_the_ledger_tells_all_of_it(app: Flask, ann: Editor, text: int) -> None:
    number = ann.add("It will rain by June 2020. It will probably snow by May 2021.")
    first, second = (c.id for c in stored(app, Candidate) if c.commentary_id == number)
    ann.send(f"/desk/candidates/{first}/merge", other=str(second))
    ann.send(f"/desk/review/{number}/undo")
    ann.send(f"/desk/candidates/{first}/merge", other=str(second))
    ann.send("/desk/candidates/1/split", first="The strike", second="30 June 2020")
    ann.send(f"/desk/review/{text}/undo")
    ann.send("/desk/candidates/1/accept", **as_proposed(app, 1))
    ann.send(f"/desk/review/{text}/undo")
    ann.send("/desk/candidates/1/accept", **as_proposed(app, 1, probability="44"))
    ann.send("/desk/candidates/2/reject", chip="1")
    ann.send(f"/desk/review/{text}/undo")
    ann.send(f"/desk/review/{text}/mark", quote="I hope", probability="5")
    ann.send(f"/desk/review/{text}/undo")
    done = app.test_cli_runner().invoke(args=["ledger", "verify"])
    assert done.exit_code == 0, done.output
