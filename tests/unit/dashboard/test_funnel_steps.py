"""How far forecasts came, and what fell out."""

from typing import Any

from dashboard.view.funnel import funnel_steps
from predictions.lifecycle import Stage, WhyNotScored
from scoring.views import Funnel


def test_each_step_names_what_fell_out_after_it(make: Any) -> None:
    decided = make.event(stage=Stage.DECIDED, outcomes=(make.outcome(),))
    void = make.event(stage=Stage.VOID, outcomes=(make.outcome("ambiguous"),))
    calls = (
        make.call(),
        make.call(event=make.event(deadline=None, closes_at=None)),
        make.call(event=make.event(stage=Stage.DUE)),
        make.call(event=void, why_not_scored=WhyNotScored.AMBIGUOUS),
        make.call(event=decided, score=make.score()),
        make.call(event=decided, score=make.score(in_standings=False)),
        make.call(event=decided, score=make.score(counts=False)),
    )
    funnel = Funnel(seen=10, on_record=7, due=4, decided=4, scored=3, rejected=2, waiting=1)
    steps = funnel_steps(funnel, calls)
    assert [step.n for step in steps] == [10, 7, 4, 4, 3]
    assert [step.fell_out for step in steps] == [
        "2 rejected by an editor; 1 waiting for an editor.",
        "1 still open; 1 without a deadline.",
        "1 waiting for an outcome.",
        "1 decided before the deadline; 1 not scored, because the outcome cannot be known.",
        "1 said again, so that the first one counts; 1 held until the deadline.",
    ]


def test_bars_stay_within_their_room_even_when_a_quote_adds_to_the_record(make: Any) -> None:
    steps = funnel_steps(Funnel(2, 5, 0, 0, 0, 0, 0), (make.call(),) * 5)
    assert [step.width for step in steps] == [40.0, 100.0, 0.0, 0.0, 0.0]


def test_an_empty_funnel_is_drawn_without_dividing_by_nothing() -> None:
    steps = funnel_steps(Funnel(0, 0, 0, 0, 0, 0, 0), ())
    assert [(step.width, step.fell_out) for step in steps] == [(0.0, "")] * 5
