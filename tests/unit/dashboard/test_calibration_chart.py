"""The calibration chart's geometry and its sentence."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.view.calibration import (
    BOTTOM,
    LARGEST,
    LEFT,
    RIGHT,
    SMALLEST,
    TOP,
    calibration_chart,
    calibration_sentence,
)
from scoring.measures import Counts, calibration_curve, calibration_points
from scoring.views import Calibration

RECORDS = st.lists(
    st.tuples(st.floats(0, 1).map(lambda p: round(p, 2)), st.integers(0, 1)),
    min_size=1,
    max_size=60,
)


def calibration(record: list[tuple[float, int]]) -> Calibration:
    said, happened = zip(*record, strict=True)
    counts = Counts.from_arrays(said, happened)
    curve = calibration_curve(counts, rng=1, resamples=100)
    return Calibration(calibration_points(counts), curve)


def positions(points: str) -> list[tuple[float, float]]:
    pairs = [pair.split(",") for pair in points.split()]
    return [(float(x), float(y)) for x, y in pairs]


@given(RECORDS)
@settings(deadline=None, max_examples=40)
def test_all_marks_lie_within_the_axes(record: list[tuple[float, int]]) -> None:
    chart = calibration_chart("Ada", calibration(record), minimum=20)
    slack = 4.0  # the band at a single probability at the edge has some width
    marks = [(d.x, d.y) for d in chart.dots] + positions(chart.band) + positions(chart.curve)
    for x, y in marks:
        assert LEFT - slack <= x <= RIGHT + slack
        assert TOP <= y <= BOTTOM
    assert all(SMALLEST < dot.radius <= LARGEST for dot in chart.dots)
    assert sum(dot.point.n for dot in chart.dots) == chart.n == len(record)


@given(RECORDS)
@settings(deadline=None, max_examples=40)
def test_counts_never_stand_on_each_other(record: list[tuple[float, int]]) -> None:
    slots = [dot.slot for dot in calibration_chart("Ada", calibration(record), 20).dots]
    assert all(b - a >= (RIGHT - LEFT) / 10 - 0.2 for a, b in pairwise(slots))


def test_a_larger_group_is_a_larger_dot_by_area() -> None:
    small, large = calibration_chart(
        "Ada", calibration([(0.2, 0)] * 4 + [(0.8, 1)] * 16), minimum=20
    ).dots
    assert large.radius == LARGEST
    assert small.radius == SMALLEST + (LARGEST - SMALLEST) / 2
    assert large.title == "Said about 80%: happened 16 of 16 times"


def test_few_predictions_give_no_finding() -> None:
    said = calibration_sentence("Ada", calibration([(0.9, 0)] * 6), minimum=20)
    assert said == "Too few to tell: 6 scored predictions; a finding takes 20."


def test_what_luck_does_not_explain_is_said_in_numbers() -> None:
    record = [(0.9, 1)] * 10 + [(0.9, 0)] * 20
    assert calibration_sentence("Ada", calibration(record), minimum=20) == (
        "When Ada says about 90%, it happens 33% of the time (10 of 30): more of a difference"
        " than luck explains."
    )


def test_what_luck_explains_is_no_finding() -> None:
    record = [(0.5, 1)] * 14 + [(0.5, 0)] * 12
    assert "as far as luck lets us see" in calibration_sentence("Ada", calibration(record), 20)
