"""How far forecasts came, and what fell out."""

from dashboard.view.funnel import funnel_steps
from predictions.lifecycle import WhyNotScored
from scoring.funnel_views import Funnel


def test_each_step_names_what_fell_out_after_it() -> None:
    funnel = Funnel(
        seen=16,
        checkable=12,
        on_record=11,
        due=7,
        decided=6,
        scored=3,
        waiting=1,
        no_forecast=2,
        uncheckable=1,
        rejected=1,
        withdrawn=1,
        restatements=1,
        endless=1,
        still_open=1,
        awaited=1,
        unscored=2,
        not_scored=((WhyNotScored.AMBIGUOUS, 1),),
        counted=1,
        updated=1,
        held=1,
    )
    steps = funnel_steps(funnel)
    assert [step.n for step in steps] == [16, 12, 11, 7, 6, 3]
    assert [step.fell_out for step in steps] == [
        "2 no forecast after all; 1 too vague to be checked; 1 waiting for an editor.",
        "1 rejected by an editor.",
        (
            "1 still open; 1 without a deadline; 1 said before, and counted there;"
            " 1 withdrawn by an editor."
        ),
        "1 waiting for an outcome.",
        ("1 not scored, because the outcome cannot be known; 2 waiting for the next scoring run."),
        "1 said again, so that the first one counts; 1 held until the deadline.",
    ]


def test_an_empty_funnel_is_drawn_without_dividing_by_nothing() -> None:
    steps = funnel_steps(Funnel(0, 0, 0, 0, 0, 0))
    assert [(step.width, step.fell_out) for step in steps] == [(0.0, "")] * 6
