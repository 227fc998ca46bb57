"""Long arrays are checked and scored a block at a time, which nobody should notice."""

import math
from fractions import Fraction

import numpy as np
import pytest

from scoring.measures import Counts, MeasureError, brier_score, calibration_curve
from scoring.measures.checks import FloatArray

LONG = 300_003  # three blocks and a bit
LAST = LONG - 1


def forecasts() -> tuple[FloatArray, FloatArray]:
    rng = np.random.default_rng(4)
    p = np.rint(100 * rng.random(LONG)) / 100
    return p, (rng.random(LONG) < p).astype(np.float64)


def test_every_block_counts_as_much_as_it_holds() -> None:
    p, y = forecasts()
    percent, happened = np.rint(100 * p).astype(int).tolist(), y.astype(int).tolist()
    squares = sum((a - 100 * b) ** 2 for a, b in zip(percent, happened, strict=True))
    exact = float(Fraction(squares, 10_000 * LONG))
    assert math.isclose(brier_score(p, y), exact, rel_tol=1e-13)
    assert math.isclose(brier_score(Counts.from_arrays(p, y)), exact, rel_tol=1e-13)
    assert math.isclose(brier_score(p[::-1], y[::-1]), exact, rel_tol=1e-13)


@pytest.mark.parametrize("at", [0, 131_071, 131_072, 140_000, LAST])
@pytest.mark.parametrize("bad", [-1e-300, 1.0000000000000002, math.nan, math.inf, -math.inf])
def test_a_bad_probability_is_quoted_with_its_place_in_the_whole(at: int, bad: float) -> None:
    p, y = forecasts()
    p[at] = bad
    with pytest.raises(MeasureError, match=rf"^probability {bad!r} at position {at} must"):
        brier_score(p, y)


@pytest.mark.parametrize("at", [0, 131_072, LAST])
@pytest.mark.parametrize("bad", [0.5, 2.0, -1.0, math.nan])
def test_a_bad_outcome_is_quoted_with_its_place_in_the_whole(at: int, bad: float) -> None:
    p, y = forecasts()
    y[at] = bad
    with pytest.raises(MeasureError, match=rf"^outcome {bad!r} at position {at} must"):
        brier_score(p, y)


@pytest.mark.parametrize("kind", ["bool", "uint8", "int64", "float32"])
def test_outcomes_of_any_kind_score_the_same(kind: str) -> None:
    p, y = forecasts()
    assert brier_score(p, y.astype(kind)) == brier_score(p, y)


def test_a_bad_outcome_of_another_kind_is_quoted_too() -> None:
    p, y = forecasts()
    small = y.astype(np.uint8)
    small[LAST] = 2
    with pytest.raises(MeasureError, match=rf"^outcome 2\.0 at position {LAST} must"):
        brier_score(p, small)


def test_a_negative_zero_is_zero() -> None:
    assert brier_score([-0.0, 1.0], [-0.0, 1]) == 0


def test_nothing_is_added_up_across_arrays_of_different_length() -> None:
    p, y = forecasts()
    with pytest.raises(MeasureError, match="300003 probabilities, 300002 outcomes"):
        brier_score(p, y[1:])


def test_the_same_band_comes_again_without_a_seed() -> None:
    first, again = (calibration_curve([0.1, 0.4, 0.8], [0, 1, 1]) for _ in range(2))
    assert (first.low.tolist(), first.high.tolist()) == (again.low.tolist(), again.high.tolist())
