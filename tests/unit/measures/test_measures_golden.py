"""Every measure against numbers that other programs computed, from arrays and from counts."""

import math
from typing import Any

import numpy as np
import pytest
from unit.measures.measure_cases import CASES, TAMPERE_ROWS, Case

from scoring.measures import (
    BASE_RATE,
    auc,
    bias,
    brier_index,
    brier_interval,
    brier_score,
    calibration_curve,
    calibration_points,
    corp_decomposition,
    log_score,
    murphy_decomposition,
    skill_score,
    spiegelhalter_test,
)

BY_NAME = {case.name: case for case in CASES}


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture(params=["arrays", "counts"])
def forecasts(request: pytest.FixtureRequest, case: Case) -> tuple[Any, Any]:
    return (case.p, case.y) if request.param == "arrays" else (case.counts, None)


def near(value: float | None, tolerance: float = 1e-10) -> Any:
    return None if value is None else pytest.approx(value, abs=tolerance, rel=0)


def test_brier(case: Case, forecasts: tuple[Any, Any]) -> None:
    assert brier_score(*forecasts) == near(case.brier)
    assert brier_index(*forecasts) == near(case.index, 1e-9)


def test_log_score_without_floor(case: Case, forecasts: tuple[Any, Any]) -> None:
    score = log_score(*forecasts, floor=0)
    assert (score.value, score.floored, score.n) == (near(case.log, 1e-9), 0, len(case.p))


def test_skill(case: Case, forecasts: tuple[Any, Any]) -> None:
    assert skill_score(*forecasts).value == near(case.skill_50)
    assert skill_score(*forecasts, reference=BASE_RATE).value == near(case.skill_base)


def test_murphy(case: Case, forecasts: tuple[Any, Any]) -> None:
    for bins, expected in ((None, case.distinct), (10, case.decimal)):
        parts = murphy_decomposition(*forecasts, bins=bins)
        assert (parts.reliability, parts.resolution, parts.uncertainty) == near_all(expected)
        assert parts.mean_brier == near(case.brier, 1e-12)


def test_corp(case: Case, forecasts: tuple[Any, Any]) -> None:
    parts = corp_decomposition(*forecasts)
    found = (parts.miscalibration, parts.discrimination, parts.uncertainty)
    assert found == near_all(case.corp)


def test_calibration_points_hold_the_counts(case: Case, forecasts: tuple[Any, Any]) -> None:
    dots = calibration_points(*forecasts)
    assert {round(dot.start * 10): dot.n for dot in dots} == {
        k: n for k, n in enumerate(case.bin_n) if n > 0
    }


def test_auc(case: Case, forecasts: tuple[Any, Any]) -> None:
    assert auc(*forecasts).value == near(case.auc)


def test_spiegelhalter(case: Case, forecasts: tuple[Any, Any]) -> None:
    found = spiegelhalter_test(*forecasts)
    assert (found.z, found.p_value) == (near(case.z, 1e-9), near(case.p_value, 1e-10))


def test_bias(case: Case, forecasts: tuple[Any, Any]) -> None:
    assert bias(*forecasts) == near(case.bias)


@pytest.mark.parametrize("case", [case for case in CASES if case.bca], ids=lambda case: case.name)
def test_interval_is_bca_widened_to_t(case: Case) -> None:
    from scipy import stats  # noqa: PLC0415 - slow to load, and needed here only

    assert case.bca is not None
    low, high, tolerance = case.bca
    found = brier_interval(case.p, case.y)
    assert found.low is not None
    assert found.high is not None
    n = len(case.p)
    widened = stats.t.ppf(0.975, n - 1) / stats.norm.ppf(0.975) * np.sqrt(n / (n - 1))
    assert case.brier + (found.low - case.brier) / widened == near(low, tolerance)
    assert case.brier + (found.high - case.brier) / widened == near(high, tolerance)


def test_isotonic_curve_of_tampere() -> None:
    """R reliabilitydiag 0.2.1: blocks from .0 to .1, and from .5 to .6, pool."""
    curve = calibration_curve(BY_NAME["Tampere"].counts, rng=1, resamples=100)
    expected = [2 / 101] * 2 + [5 / 59, 5 / 41, 4 / 19] + [14 / 44] * 2
    expected += [16 / 34, 16 / 24, 8 / 11, 11 / 13]
    assert curve.frequency == near_all(tuple(expected))
    assert curve.sizes.tolist() == [yes + no for _, yes, no in TAMPERE_ROWS]


def test_published_tables() -> None:
    """CAWCR's page on Tampere and figure 1 of the PNAS paper on Niamey, to three decimals."""
    tampere = murphy_decomposition(BY_NAME["Tampere"].counts)
    printed = (tampere.reliability, tampere.resolution, tampere.uncertainty, tampere.mean_brier)
    assert tuple(round(x, 3) for x in printed) == (0.025, 0.060, 0.179, 0.144)
    skill = skill_score(BY_NAME["Tampere"].counts, reference=BASE_RATE).value
    assert skill is not None
    assert round(skill, 3) == 0.194
    niamey = corp_decomposition(BY_NAME["Niamey"].counts)
    printed_parts = (niamey.miscalibration, niamey.discrimination, niamey.uncertainty)
    assert tuple(round(x, 3) for x in printed_parts) == (0.066, 0.044, 0.244)


def test_within_bin_terms_of_the_edges() -> None:
    """The two terms close the sum exactly where bins hold several probabilities."""
    edges = BY_NAME["bin edges"]
    parts = murphy_decomposition(edges.p, edges.y, bins=10)
    within = parts.within_bin_variance - parts.within_bin_covariance
    assert within == near(0.209 - (0.13080555555555554 - 0.1711111111111111 + 0.24888888888888888))
    assert not math.isclose(within, 0, abs_tol=1e-6)


def near_all(expected: tuple[float, ...]) -> Any:
    return pytest.approx(expected, abs=1e-9, rel=0)
