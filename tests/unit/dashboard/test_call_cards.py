"""One call in words."""

from datetime import UTC, datetime
from typing import Any

from dashboard.view.calls import call_card, reading, verdict
from predictions.lifecycle import WhyNotScored


def test_a_reading_says_where_the_number_came_from(make: Any) -> None:
    worded = make.prediction(0.7, low=0.55, high=0.8, basis="worded", phrase="likely")
    assert reading(worded) == "Read from “likely”, between 55% and 80%."
    assert reading(make.prediction()) == "The number stands in the text."
    assert reading(make.prediction(basis="editor")) == "Set by an editor."


def test_a_verdict_says_what_happened_and_what_had_been_given(make: Any) -> None:
    happened = make.event(outcomes=(make.outcome("did_not_occur"),))
    said = verdict(make.call(event=happened))
    assert said == "The event did not happen; Ada had given it 70%."


def test_a_ruling_without_score_names_no_probability(make: Any) -> None:
    annulled = make.event(outcomes=(make.outcome("annulled"),))
    card = call_card(make.call(event=annulled, why_not_scored=WhyNotScored.ANNULLED))
    assert card.verdict == "The premise or condition turned out false."
    assert card.remarks == ("Not scored: the premise or condition turned out false.",)


def test_an_open_call_names_its_deadline(make: Any) -> None:
    card = call_card(make.call(why_not_scored=WhyNotScored.UNDECIDED))
    assert card.verdict == ""
    assert card.remarks == (
        "No outcome has been entered yet; the deadline is 3 November 2020 (UTC).",
    )


def test_an_endless_call_says_that_it_is_not_scored(make: Any) -> None:
    endless = make.event(deadline=None, closes_at=None)
    (remark,) = call_card(make.call(event=endless, why_not_scored=WhyNotScored.UNDECIDED)).remarks
    assert remark == "It has no deadline, so it stays on record and is not scored."


def test_a_decided_call_may_wait_for_the_scheduler(make: Any) -> None:
    decided = make.event(outcomes=(make.outcome(),))
    assert call_card(make.call(event=decided)).remarks == ("It waits for the next scoring run.",)


def test_a_score_is_shown_with_those_of_the_other_readings(make: Any) -> None:
    decided = make.event(outcomes=(make.outcome(),))
    card = call_card(make.call(event=decided, score=make.score(brier_low=0.2025, brier_high=0.04)))
    assert card.score == "0.090"
    assert card.remarks == ("Between 0.040 and 0.203 under the words’ other readings.",)


def test_a_withdrawn_call_says_why(make: Any) -> None:
    taken_back = make.prediction(
        withdrawn_at=datetime(2020, 11, 1, tzinfo=UTC), withdrawn_reason="a misquote"
    )
    card = call_card(
        make.call(prediction=taken_back, said_as="withdrawn", why_not_scored=WhyNotScored.WITHDRAWN)
    )
    assert card.said_as == "Withdrawn by us"
    assert card.remarks == ("Not scored: an editor withdrew it. The reason: A misquote.",)


def test_a_score_can_be_worked_out_from_the_card(make: Any) -> None:
    happened = make.call(prediction=make.prediction(0.875), score=make.score(0.015625))
    assert call_card(happened).worked == "(0.875 − 1)² = 0.016"
    assert call_card(make.call()).worked == ""


def test_a_restatement_and_an_early_outcome_say_why_they_do_not_count(make: Any) -> None:
    decided = make.event(outcomes=(make.outcome(),))
    (again,) = call_card(make.call(event=decided, score=make.score(counts=False))).remarks
    (early,) = call_card(make.call(event=decided, score=make.score(in_standings=False))).remarks
    assert "the first statement counts" in again
    assert early == "It enters the standings when the deadline has passed."
