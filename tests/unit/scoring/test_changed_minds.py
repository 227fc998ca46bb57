"""Several statements about one event: weighed by their time, with the share of it they cover."""

from datetime import UTC, date, datetime

import pytest

from predictions.lifecycle import Stage
from predictions.views import EventView, OutcomeView, PredictionView, PunditRef
from scoring.changed_minds import changed_minds, several_said
from scoring.views import ChangedMind, ScoreView

EVENT = 7
NOON = datetime(2020, 1, 10, 12, tzinfo=UTC)


def said(number: int, day: int, probability: float, pundit: str = "ada") -> PredictionView:
    return PredictionView(
        id=number,
        pundit=PunditRef(pundit, pundit),
        event_id=EVENT,
        claim="It snows",
        commentary_id=number,
        commentary_title="",
        publication="",
        quote="It snows",
        span_start=0,
        span_end=8,
        probability=probability,
        low=probability,
        high=probability,
        basis="stated",
        phrase="",
        said_on=date(2020, 1, day),
    )


def event(known_at: datetime = NOON, deadline: date = date(2020, 1, 31)) -> EventView:
    ruled = OutcomeView(1, "occurred", known_at, "", "seen", "", known_at, "editor")
    return EventView(
        EVENT, "It snows", "", "", "", deadline, "stated", "UTC", NOON, Stage.DECIDED, (ruled,)
    )


def score(counts: bool = True) -> ScoreView:
    return ScoreView(0.1, 0.1, 0.1, occurred=True, counts=counts, in_standings=True, scored_at=NOON)


def weighed(
    *statements: PredictionView, about: EventView, first: int = 1
) -> dict[int, ChangedMind]:
    scores = {statement.id: score() for statement in statements}
    opened = {EVENT: date(2020, 1, first)}
    return changed_minds(statements, scores, {EVENT: about}, opened)


def test_each_statement_stands_until_the_next_and_the_last_until_the_outcome_is_known() -> None:
    # Days 1 to 10 inclusive: 50% for four of them, 80% for six.
    ((number, found),) = weighed(said(1, 1, 0.5), said(2, 5, 0.8), about=event()).items()
    assert (number, found.statements, found.coverage) == (1, 2, 1.0)
    assert (found.first, found.last) == pytest.approx((0.25, 0.04))
    assert found.time_weighted == pytest.approx((4 * 0.25 + 6 * 0.04) / 10)


def test_a_statement_on_the_last_day_stands_for_that_day() -> None:
    (found,) = weighed(said(1, 1, 0.5), said(2, 10, 1.0), about=event()).values()
    assert found.time_weighted == pytest.approx(0.25 * 9 / 10)


def test_an_outcome_known_late_does_not_lengthen_the_time() -> None:
    (found,) = weighed(
        said(1, 1, 0.5), said(2, 3, 1.0), about=event(deadline=date(2020, 1, 4))
    ).values()
    assert found.time_weighted == pytest.approx(0.25 / 2)


def test_coverage_counts_from_anybodys_first_statement() -> None:
    (found,) = weighed(said(1, 6, 0.5), said(2, 8, 0.8), about=event()).values()
    assert found.coverage == pytest.approx(0.5)


def test_one_statement_each_is_no_changed_mind() -> None:
    both = (said(1, 1, 0.5), said(2, 5, 0.8, pundit="ben"))
    assert weighed(*both, about=event()) == {}
    assert several_said(both) == set()
    assert several_said((*both, said(3, 6, 0.5))) == {EVENT}


def test_what_is_not_scored_does_not_enter() -> None:
    late = said(3, 12, 0.99)
    found = changed_minds(
        [said(1, 1, 0.5), late], {1: score()}, {EVENT: event()}, {EVENT: date(2020, 1, 1)}
    )
    assert found == {}
