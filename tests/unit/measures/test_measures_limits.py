"""Where a rule says "from" and "to", the value itself is inside and the next one outside."""

from itertools import pairwise

import numpy as np
import pytest

from scoring.measures import (
    MeasureError,
    Tallies,
    brier_index,
    calibration_curve,
    calibration_points,
    index_of,
    mean_interval,
)
from scoring.measures.calibration import CalibrationCurve
from scoring.measures.checks import FloatArray
from scoring.measures.groups import groups_of
from scoring.measures.intervals import Interval
from scoring.measures.profiles import profiles

P, Y = [0.2, 0.4, 0.6, 0.8], [0, 1, 0, 1]


def test_a_hundred_resamples_are_enough() -> None:
    assert calibration_curve(P, Y, resamples=100).resamples == 100
    with pytest.raises(MeasureError, match="resamples 99 must be at least 100"):
        calibration_curve(P, Y, resamples=99)


@pytest.mark.parametrize("level", [0.5, 0.999])
def test_a_level_may_be_either_end(level: float) -> None:
    found = mean_interval([0.1, 0.2, 0.4], level)
    assert found.level == level
    assert found.low is not None
    assert calibration_curve(P, Y, level=level, resamples=100).level == level


@pytest.mark.parametrize("level", [0.4999, 0.9991])
def test_a_level_beyond_either_end_is_refused(level: float) -> None:
    with pytest.raises(MeasureError, match=rf"level {level} must lie"):
        mean_interval([0.1, 0.2, 0.4], level)


def test_a_wider_level_gives_a_wider_interval() -> None:
    found = [mean_interval([0.1, 0.2, 0.4, 0.3], level) for level in (0.5, 0.95, 0.999)]
    widths = [(each.high or 0) - (each.low or 0) for each in found]
    assert all(narrow < wide for narrow, wide in pairwise(widths))


@pytest.mark.parametrize("bins", [1, 1000])
def test_one_bin_and_a_thousand_are_both_taken(bins: int) -> None:
    assert sum(dot.n for dot in calibration_points(P, Y, bins)) == 4


@pytest.mark.parametrize("bins", [0, 1001])
def test_no_bin_and_a_thousand_and_one_are_refused(bins: int) -> None:
    with pytest.raises(MeasureError, match=f"bins {bins} must be a whole number from 1 to 1000"):
        calibration_points(P, Y, bins)


def curve(frequency: float) -> CalibrationCurve:
    def one(value: float) -> FloatArray:
        return np.array([value])

    return CalibrationCurve(one(0.5), one(frequency), one(0.4), one(0.6), np.array([9]), 0.9, 100)


@pytest.mark.parametrize(
    ("frequency", "outside"),
    [(0.399, [0.5]), (0.4, []), (0.4 - 1e-14, []), (0.6 + 1e-14, []), (0.6, []), (0.601, [0.5])],
)
def test_outside_the_band_is_past_its_edge_by_more_than_rounding(
    frequency: float, outside: list[float]
) -> None:
    assert curve(frequency).outside().tolist() == outside


@pytest.mark.parametrize(
    ("z", "groups"),
    [(1.94, [1, 1]), (1.97, [1, 2])],  # two-sided p of .052 and .049
)
def test_told_apart_is_a_p_below_five_percent(z: float, groups: list[int]) -> None:
    assert groups_of(np.array([0.1, 0.1 + z / 10]), np.array([0.005, 0.005])) == groups


def test_the_index_has_both_its_ends() -> None:
    assert (index_of(0), index_of(1)) == (100.0, 0.0)
    assert brier_index([1.0, 0.0], [1, 0]) == 100.0
    assert brier_index([1.0, 0.0], [0, 1]) == 0.0
    for beyond in (-1e-9, 1 + 1e-9):
        with pytest.raises(MeasureError, match=r"mean_brier .* must lie between 0 and 1"):
            index_of(beyond)


def test_an_interval_holds_its_own_ends() -> None:
    found = Interval(0.2, 0.1, 0.3, 0.95, 9, 9)
    assert [found.holds(x) for x in (0.0999, 0.1, 0.2, 0.3, 0.3001)] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_the_parts_of_the_score_are_told_from_fifty_forecasts_on() -> None:
    found = profiles(Tallies.from_rows([1, 1, 2, 2], [0.2, 0.8] * 2, [0, 1] * 2, [25, 25, 25, 24]))
    assert np.isnan(found.discrimination).tolist() == [False, True]
    assert np.isnan(found.miscalibration).tolist() == [False, True]
