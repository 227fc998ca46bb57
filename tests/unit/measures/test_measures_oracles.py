"""The same numbers by other roads: scikit-learn, scipy's resampling, and exact fractions."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from unit.measures.measure_strategies import mixed_records, percent_records

from scoring.measures import (
    Counts,
    auc,
    brier_score,
    calibration_curve,
    compare_paired,
    corp_decomposition,
    log_score,
    mean_interval,
    murphy_decomposition,
)
from scoring.measures.pav import isotonic, isotonic_rows

Record = tuple[tuple[float, ...], tuple[int, ...]]
RNG = np.random.default_rng(11)
ADVERSARIAL = {
    "only certainties": (RNG.integers(0, 2, 500).astype(float), RNG.integers(0, 2, 500)),
    "nearly certain": (np.where(RNG.random(500) < 0.5, 1e-12, 1 - 1e-12), RNG.integers(0, 2, 500)),
    "one event in a thousand": (RNG.random(1000) / 100, (np.arange(1000) == 7).astype(int)),
    "perfectly wrong": (np.linspace(0.999, 0.001, 300), (np.arange(300) >= 150).astype(int)),
    "perfectly right": (np.linspace(0.001, 0.999, 300), (np.arange(300) >= 150).astype(int)),
    "one value": (np.full(200, 0.37), RNG.integers(0, 2, 200)),
    "close neighbours": (0.3 + 1e-9 * RNG.integers(0, 2, 200), RNG.integers(0, 2, 200)),
    "percent grid": (RNG.integers(0, 101, 5000) / 100, RNG.integers(0, 2, 5000)),
    "continuous": (RNG.random(5000), RNG.integers(0, 2, 5000)),
}


@pytest.fixture(params=ADVERSARIAL, ids=str)
def record(request: pytest.FixtureRequest) -> Any:
    return ADVERSARIAL[request.param]


def scikit(record: Any) -> tuple[float, float, float]:
    p, y = record
    floored = np.where(np.equal(y, 1), np.maximum(p, 0.001), np.minimum(p, 0.999))
    return brier_score_loss(y, p), log_loss(y, floored), roc_auc_score(y, p)


def test_scores_of_scikit_learn(record: Any) -> None:
    brier, log, area = scikit(record)
    assert brier_score(*record) == pytest.approx(brier, abs=1e-12)
    assert log_score(*record, floor=0.001).value == pytest.approx(log, abs=1e-12)
    assert auc(*record).value == pytest.approx(area, abs=1e-12)


def test_corp_by_isotonic_regression_of_scikit_learn(record: Any) -> None:
    p, y = record
    fitted = IsotonicRegression().fit_transform(p, y)
    parts = corp_decomposition(p, y)
    recalibrated, base = np.mean((fitted - y) ** 2), np.mean(y) * (1 - np.mean(y))
    assert parts.miscalibration == pytest.approx(np.mean((p - y) ** 2) - recalibrated, abs=1e-9)
    assert parts.discrimination == pytest.approx(base - recalibrated, abs=1e-9)
    curve = calibration_curve(p, y, rng=1, resamples=100)
    assert curve.frequency[np.searchsorted(curve.probability, p)] == pytest.approx(fitted, abs=1e-9)


@settings(max_examples=30)
@given(mixed_records)
def test_scores_of_scikit_learn_on_any_record(record: Record) -> None:
    brier, log, area = scikit((np.array(record[0]), np.array(record[1])))
    assert brier_score(*record) == pytest.approx(brier, abs=1e-12)
    assert log_score(*record, floor=0.001).value == pytest.approx(log, abs=1e-12)
    assert auc(*record).value == pytest.approx(area, abs=1e-12)


def exact_pav(rates: list[Fraction], sizes: list[int]) -> list[Fraction]:
    """The max-min formula of isotonic regression, slowly and exactly."""
    n = len(rates)

    def mean(i: int, j: int) -> Fraction:
        total = Fraction(0)
        for rate, size in zip(rates[i : j + 1], sizes[i : j + 1], strict=True):
            total += rate * size
        return total / sum(sizes[i : j + 1])

    return [max(min(mean(i, j) for j in range(at, n)) for i in range(at + 1)) for at in range(n)]


@settings(max_examples=60)
@given(percent_records)
def test_decompositions_in_exact_fractions(record: Record) -> None:
    counts = Counts.from_arrays(*record)
    said = [Fraction(round(100 * p), 100) for p in counts.probability.tolist()]
    yes: list[int] = counts.occurred.tolist()
    size: list[int] = counts.sizes.tolist()
    rate = [Fraction(a, b) for a, b in zip(yes, size, strict=True)]
    n, base = sum(size), Fraction(sum(yes), sum(size))
    fitted = exact_pav(rate, size)

    def mean_square(a: list[Fraction], b: list[Fraction]) -> Fraction:
        return sum((s * (x - z) ** 2 for s, x, z in zip(size, a, b, strict=True)), Fraction(0)) / n

    within = sum((s * r * (1 - r) for s, r in zip(size, rate, strict=True)), Fraction(0)) / n
    brier = mean_square(said, rate) + within
    murphy, corp = murphy_decomposition(counts), corp_decomposition(counts)
    assert brier_score(*record) == pytest.approx(float(brier), abs=1e-14)
    assert murphy.reliability == pytest.approx(float(mean_square(said, rate)), abs=1e-14)
    assert murphy.resolution == pytest.approx(
        float(mean_square(rate, [base] * len(rate))), abs=1e-14
    )
    assert corp.uncertainty == pytest.approx(float(base * (1 - base)), abs=1e-14)
    fit_error = mean_square(fitted, rate) + within
    assert corp.miscalibration == pytest.approx(float(brier - fit_error), abs=1e-14)
    assert corp.discrimination == pytest.approx(float(base * (1 - base) - fit_error), abs=1e-14)


def test_many_isotonic_regressions_at_once_are_those_one_by_one() -> None:
    rates, sizes = RNG.random((2000, 21)), RNG.integers(1, 50, 21).astype(float)
    together = isotonic_rows(rates, sizes)
    alone = np.array([isotonic(row, sizes) for row in rates])
    assert together == pytest.approx(alone, abs=1e-14)


def test_isotonic_groups_of_unequal_length_do_not_touch() -> None:
    lengths = [1, 5, 2, 40]
    group = np.repeat(np.arange(4), lengths)
    rates, sizes = RNG.random(48), RNG.integers(1, 9, 48).astype(float)
    together = isotonic(rates, sizes, group)
    for start, end in pairwise(np.cumsum([0, *lengths])):
        alone = isotonic(rates[start:end], sizes[start:end])
        assert together[start:end] == pytest.approx(alone, abs=1e-14)


@settings(max_examples=25)
@given(st.lists(st.tuples(*[st.integers(0, 20)] * 2, st.integers(0, 1)), min_size=1, max_size=9))
def test_sign_flips_of_scipy(rows: list[tuple[int, int, int]]) -> None:
    p, other, y = (np.array(column) for column in zip(*rows, strict=True))
    found = compare_paired(p / 20, y, other / 20)
    difference = (p - 20 * y) ** 2 - (other - 20 * y) ** 2  # whole numbers: no rounding
    if len(rows) == 1:
        expected = 1.0
    else:
        expected = stats.permutation_test(
            (difference,), np.sum, permutation_type="samples", n_resamples=np.inf
        ).pvalue
    assert found.p_value == pytest.approx(expected, abs=1e-12)


def test_interval_of_scipys_bootstrap() -> None:
    values = RNG.random(150) ** 3
    found = mean_interval(values)
    resampled = stats.bootstrap((values,), np.mean, n_resamples=20_000, rng=1).confidence_interval
    tolerance = 0.06 * values.std() / np.sqrt(len(values))
    n = len(values)
    widened = stats.t.ppf(0.975, n - 1) / stats.norm.ppf(0.975) * np.sqrt(n / (n - 1))
    assert found.low is not None
    assert found.high is not None
    low, high = ((end - found.mean) / widened + found.mean for end in (found.low, found.high))
    assert low == pytest.approx(resampled.low, abs=tolerance)
    assert high == pytest.approx(resampled.high, abs=tolerance)
