"""Traps that scoring code is known to fall into, one test each."""

import numpy as np
import pytest
from unit.measures.measure_cases import HAND, over_forecasting

from scoring.measures import (
    BASE_RATE,
    Counts,
    MeasureError,
    brier_interval,
    brier_score,
    calibration_curve,
    calibration_points,
    compare_paired,
    corp_decomposition,
    log_score,
    mean_interval,
    murphy_decomposition,
    shrink_means,
    skill_score,
    spiegelhalter_test,
    standings,
    standings_from_arrays,
)
from scoring.measures.shrinkage import shrink_noisy

# Eight pundits; shrunken means by R metafor 3.8.1, rma(method="DL") and blup.
SIZES = [4, 6, 10, 20, 40, 80, 150, 400]
MEANS = [0.05, 0.41, 0.12, 0.22, 0.19, 0.27, 0.21, 0.24]
DEVIATIONS = np.array([0.06, 0.3, 0.15, 0.2, 0.18, 0.22, 0.21, 0.23])
METAFOR = [
    0.0796217422077821,
    0.238148985121822,
    0.14983671086495,
    0.211823099710983,
    0.19133352296897,
    0.259460035326762,
    0.209027996076009,
    0.238472858670004,
]


@pytest.mark.parametrize("tenth", range(11))
def test_float_edges_do_not_put_a_tenth_into_the_bin_below(tenth: int) -> None:
    for p in {tenth / 10, min(tenth * 0.1, 1.0), float(np.float32(tenth / 10))}:  # 3 * 0.1 > 0.3
        (dot,) = calibration_points([p], [1], bins=10)
        assert dot.start == min(tenth, 9) / 10


def test_murphy_over_distinct_values_means_nothing_for_continuous_probabilities() -> None:
    p, y = over_forecasting()
    distinct, binned = murphy_decomposition(p, y), murphy_decomposition(p, y, bins=10)
    assert distinct.reliability == pytest.approx(0.1567378322)
    assert corp_decomposition(p, y).miscalibration == pytest.approx(0.0084050557662699)
    assert distinct.caution is not None
    assert "1000 forecasts share" in distinct.caution
    assert binned.caution is None
    assert murphy_decomposition(np.round(p, 1), y).caution is None


def test_miscalibration_is_all_of_the_error_at_n_5_and_is_not_to_be_shown() -> None:
    parts = corp_decomposition(*HAND)
    assert parts.miscalibration == pytest.approx(brier_score(*HAND))
    assert not parts.enough
    assert corp_decomposition(HAND[0] * 10, HAND[1] * 10).enough


@pytest.mark.parametrize("missing", [-0.01, float("nan"), -1, 1.01, 99])
def test_a_missing_marker_is_refused_not_clipped_and_not_dropped(missing: float) -> None:
    with pytest.raises(MeasureError, match=rf"probability {float(missing)!r} at position 1"):
        brier_score([0.5, missing, 0.7], [1, 1, 0])


def test_shrinkage_uses_the_pooled_variance_because_four_lucky_forecasts_have_none() -> None:
    own = shrink_noisy(np.array(MEANS), DEVIATIONS**2 / SIZES)
    assert own.shrunken == pytest.approx(METAFOR, abs=1e-8)  # own variance: .050 -> .080
    pooled = shrink_means(MEANS, SIZES, DEVIATIONS**2)
    moved = pooled.shrunken - MEANS
    assert pooled.shrunken[0] > 0.16
    assert moved[0] > 5 * (own.shrunken[0] - MEANS[0])
    assert abs(moved[-1]) < 0.01  # 400 forecasts hardly move


@pytest.mark.parametrize("p", [[0.0, 1.0], [0.5, 0.5], [0.0, 0.5]])
def test_spiegelhalter_without_variance_is_undefined_not_infinite(p: list[float]) -> None:
    found = spiegelhalter_test(p, [0, 1])
    assert (found.z, found.p_value, found.verdict) == (None, None, "cannot tell")
    assert found.reason is not None
    assert "0, 0.5 or 1" in found.reason


@pytest.mark.parametrize("outcome", [0, 1])
def test_skill_against_the_base_rate_is_undefined_when_all_outcomes_agree(outcome: int) -> None:
    found = skill_score([0.3, 0.6], [outcome, outcome], reference=BASE_RATE)
    assert found.value is None
    assert found.reason is not None
    assert "base rate" in found.reason


def test_intervals_are_widened_to_hold_their_level_from_20_forecasts_on() -> None:
    """Published with the formula: .926 for t, .929 for plain BCa, .947 widened, at n = 20."""
    rng = np.random.default_rng(7)
    truth = 1 / 6  # mean of p (1 - p) for uniform p
    held = 0
    for _ in range(2000):
        p = rng.random(20)
        held += bool(brier_interval(p, rng.random(20) < p).holds(truth))
    assert held / 2000 == pytest.approx(0.947, abs=0.015)


def test_under_20_forecasts_no_rank() -> None:
    many, few = 20, 19
    pundits = ["many"] * many + ["few"] * few
    p = np.tile([0.9, 0.2, 0.7], 13)
    rows = standings_from_arrays(pundits, p, np.tile([1, 0, 0], 13))
    assert [(row.pundit, row.rank, row.reason) for row in rows] == [
        ("many", 1, None),
        ("few", None, "too few to tell"),
    ]


def test_restated_claims_share_their_event_or_the_interval_is_far_too_short() -> None:
    rng = np.random.default_rng(8)
    per_event = rng.random(40) ** 2
    restated, event = np.repeat(per_event, 5), np.repeat(np.arange(40), 5)
    once, naive = mean_interval(per_event), mean_interval(restated)
    clustered = mean_interval(restated, clusters=event)
    assert (clustered.low, clustered.high) == pytest.approx((once.low, once.high))
    assert (clustered.n, clustered.clusters) == (200, 40)
    assert width(clustered) > 2 * width(naive)


def test_a_single_event_however_often_restated_gives_no_interval() -> None:
    found = mean_interval([0.1, 0.2, 0.3], clusters=["e", "e", "e"])
    assert (found.low, found.n, found.clusters) == (None, 3, 1)
    assert found.reason == "a single cluster says nothing about the spread"
    alike = mean_interval([0.1, 0.3, 0.3, 0.1], clusters=[1, 1, 2, 2])
    assert alike.reason == "all 2 clusters are equal, which says nothing about the spread"


def test_nobody_is_infinitely_bad_for_ever_and_the_floor_is_named() -> None:
    found = log_score([0.0, 0.5], [1, 1])
    assert (found.floor, found.floored) == (0.001, 1)
    assert found.value == pytest.approx((-np.log(0.001) - np.log(0.5)) / 2)


def test_10_percent_is_not_folded_onto_90_and_certainty_stays_in_the_top_bin() -> None:
    dots = calibration_points([0.1, 0.9, 1.0], [0, 1, 1], bins=10)
    assert [(dot.start, dot.end, dot.n) for dot in dots] == [(0.1, 0.2, 1), (0.9, 1.0, 2)]


def test_empty_bins_are_left_out_not_drawn_as_zero() -> None:
    dots = calibration_points([0.05, 0.95], [0, 1], bins=20)
    assert [(dot.start, dot.happened) for dot in dots] == [(0.05, 0.0), (0.95, 1.0)]


def width(interval: object) -> float:
    low, high = getattr(interval, "low", None), getattr(interval, "high", None)
    assert low is not None
    assert high is not None
    return float(high - low)


def test_two_values_have_an_interval_and_so_have_values_that_hardly_differ() -> None:
    assert mean_interval([0.1, 0.3]).reason is None
    close = mean_interval([1000.0, 1000.01, 1000.02])
    assert close.low is not None
    assert close.low < 1000.0
    assert close.mean == pytest.approx(1000.01)


def test_murphy_over_distinct_values_warns_under_five_forecasts_a_value() -> None:
    p, y = [0.2] * 5 + [0.7] * 5, [0, 0, 0, 0, 1, 0, 1, 1, 1, 1]
    assert murphy_decomposition(p, y).caution is None
    assert murphy_decomposition(p[1:], y[1:]).caution is not None
    assert murphy_decomposition(p[1:], y[1:], bins=10).caution is None


def test_small_differences_between_two_pundits_are_differences() -> None:
    other = np.linspace(0.300, 0.308, 30)
    found = compare_paired([0.3] * 30, [0] * 30, other)
    assert found.reason is None
    assert found.method == "paired t"
    assert (found.closer, found.ties) == (29, 1)


def test_the_variance_behind_a_single_forecast_does_not_count() -> None:
    missing, any_ = (shrink_means([0.1, 0.2], [1, 5], [v, 0.1]) for v in (np.nan, 0.7))
    assert missing.shrunken.tolist() == any_.shrunken.tolist()
    assert missing.noise.tolist() == [0.1, 0.02]


def test_those_who_differ_by_little_but_surely_have_different_ranks() -> None:
    closer = Counts([0.2], [20_000_000], [80_000_000])  # type: ignore[arg-type]
    farther = Counts([0.2], [20_050_000], [79_950_000])  # type: ignore[arg-type]
    rows = standings({"farther": farther, "closer": closer})
    assert [(row.pundit, row.rank, row.group) for row in rows] == [
        ("closer", 1, 1),
        ("farther", 2, 2),
    ]
    assert rows[1].mean_brier - rows[0].mean_brier < 0.001


def test_defaults_and_ends_are_those_that_the_documents_name() -> None:
    assert calibration_curve([0.2, 0.6], [0, 1]).level == 0.9
    assert log_score([0.9], [0], floor=0.5).value == pytest.approx(np.log(2))
