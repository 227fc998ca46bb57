"""How far forecasts came, and what fell out."""

from dashboard.view.funnel import funnel_steps
from predictions.lifecycle import WhyNotScored
from scoring.views import Funnel


def test_each_step_names_what_fell_out_after_it() -> None:
    funnel = Funnel(
        seen=10,
        on_record=7,
        due=4,
        decided=4,
        scored=3,
        rejected=2,
        waiting=1,
        still_open=1,
        endless=1,
        awaited=1,
        early=1,
        not_scored=((WhyNotScored.AMBIGUOUS, 1),),
        unscored=2,
        restated=1,
        held=1,
    )
    steps = funnel_steps(funnel)
    assert [step.n for step in steps] == [10, 7, 4, 4, 3]
    assert [step.fell_out for step in steps] == [
        "2 rejected by an editor; 1 waiting for an editor.",
        "1 still open; 1 without a deadline.",
        "1 waiting for an outcome.",
        (
            "1 decided before the deadline; 1 not scored, because the outcome cannot be known;"
            " 2 waiting for the next scoring run."
        ),
        "1 said again, so that the first one counts; 1 held until the deadline.",
    ]


def test_bars_stay_within_their_room_even_when_a_quote_adds_to_the_record() -> None:
    steps = funnel_steps(Funnel(2, 5, 0, 0, 0, 0, 0))
    assert [step.width for step in steps] == [40.0, 100.0, 0.0, 0.0, 0.0]


def test_an_empty_funnel_is_drawn_without_dividing_by_nothing() -> None:
    steps = funnel_steps(Funnel(0, 0, 0, 0, 0, 0, 0))
    assert [(step.width, step.fell_out) for step in steps] == [(0.0, "")] * 5
