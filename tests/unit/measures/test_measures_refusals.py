"""What cannot be scored is refused, and the message quotes it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from scoring.measures import (
    Counts,
    MeasureError,
    Tallies,
    adjust_for_difficulty,
    adjust_pvalues,
    auc,
    bias,
    brier_index,
    brier_interval,
    brier_score,
    calibration_curve,
    calibration_points,
    compare_paired,
    corp_decomposition,
    index_of,
    log_score,
    mean_interval,
    murphy_decomposition,
    peer_scores,
    shrink_means,
    skill_score,
    spiegelhalter_test,
    standings,
    time_weighted_brier,
)

MEASURES: tuple[Callable[..., Any], ...] = (
    brier_score,
    brier_index,
    log_score,
    skill_score,
    murphy_decomposition,
    corp_decomposition,
    calibration_points,
    lambda p, y: calibration_curve(p, y, rng=1),
    spiegelhalter_test,
    bias,
    auc,
    brier_interval,
    lambda p, y: compare_paired(p, y, [0.5]),
    lambda p, y: peer_scores(p, y, ["a"]),
    lambda p, y: adjust_for_difficulty(p, y, pundits=["a"], events=["b"]),
    Counts.from_arrays,
    lambda p, y: Tallies.from_arrays(["a"], p, y),
)
BAD: tuple[tuple[Any, Any, str], ...] = (
    ([-0.01], [1], r"probability -0\.01 at position 0 must lie between 0 and 1"),
    ([1.5], [1], r"probability 1\.5 at position 0"),
    ([float("nan")], [1], "probability nan at position 0"),
    ([float("inf")], [1], "probability inf at position 0"),
    ([None], [1], "probability nan at position 0"),
    ([], [], "probability: none given"),
    ([0.5, 0.5], [1], "lengths differ: .*2 probabilities, 1 outcomes"),
    ([0.5], [0.5], r"outcome 0\.5 at position 0 must be 0"),
    ([0.5], [2], r"outcome 2\.0 at position 0"),
    ([0.5], [float("nan")], "outcome nan at position 0"),
    ([0.5], [None], "outcome nan at position 0"),
    (["0.5"], [1], "probability: .*0.5.* not a number"),
    (["likely"], [1], "probability: .*likely.* not a number"),
    ([0.5 + 0.5j], [1], "probability: .* not a number"),
    ([[0.5]], [1], r"probability: shape \(1, 1\) must be one-dimensional"),
    ([[0.5], [0.5, 0.5]], [1], "probability: .* is not a list of numbers"),
    ([10**400], [1], "probability: .*1000.* is not a list of numbers"),
    ([object()], [1], "probability: .* is not a list of numbers"),
    (np.ma.masked_invalid([0.5]), [1], "probability: a masked array hides"),
)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(("p", "y", "message"), BAD, ids=[bad[2] for bad in BAD])
def test_every_measure_refuses(
    measure: Callable[..., Any], p: object, y: object, message: str
) -> None:
    with pytest.raises(MeasureError, match=message):
        measure(p, y)


def test_a_measure_error_is_a_value_error() -> None:
    assert issubclass(MeasureError, ValueError)


@pytest.mark.parametrize("p", [0.7, [Decimal("0.7")], (0.7,), np.float32(0.75), [True]])
@pytest.mark.parametrize("y", [1, [True], np.array([1], dtype=np.uint8)])
def test_any_kind_of_number_is_taken(p: Any, y: Any) -> None:
    assert brier_score(p, y) == pytest.approx((float(np.ravel(p)[0]) - 1) ** 2)


def test_arguments_are_keywords_too() -> None:
    assert brier_score(outcomes=[0], probabilities=[0.5]) == 0.25


MIXED: Any = [None, "a"]
TWO_ONES: Any = [1, "1"]
REFUSED: tuple[tuple[Callable[[], Any], str], ...] = (
    (lambda: brier_score([0.5]), "outcomes: None given"),
    (lambda: brier_score(Counts.from_arrays([0.5], [1]), [1]), "outcomes: given beside counts"),
    (lambda: murphy_decomposition(Counts.from_arrays([0.5], [1]), [1]), "given beside counts"),
    (lambda: index_of(1.2), r"mean_brier 1\.2 must lie"),
    (lambda: index_of(float("nan")), "mean_brier nan must lie"),
    (lambda: log_score([0.5], [1], floor=-0.1), r"floor -0\.1 must lie"),
    (lambda: log_score([0.5], [1], floor=0.6), r"floor 0\.6 must lie"),
    (lambda: skill_score([0.5], [1], reference="crowd"), "reference 'crowd' is unknown"),
    (lambda: skill_score([0.5], [1], reference_probabilities=[0.4]), "names another"),
    (
        lambda: skill_score([0.5], [1], reference="crowd", reference_probabilities=[0.4, 0.1]),
        "lengths differ: 1 probabilities, 2 reference_probabilities",
    ),
    (
        lambda: skill_score(
            Counts.from_arrays([0.5], [1]), reference="crowd", reference_probabilities=[0.4]
        ),
        "counts do not say which event",
    ),
    (lambda: murphy_decomposition([0.5], [1], bins=0), "bins 0 must be a whole number"),
    (lambda: murphy_decomposition([0.5], [1], bins=True), "bins True must be a whole number"),
    (lambda: calibration_points([0.5], [1], bins=10.0), "bins 10.0 must be"),  # type: ignore[arg-type]
    (lambda: calibration_curve([0.5], [1], rng=1, level=0.4), r"level 0\.4 must lie"),
    (lambda: calibration_curve([0.5], [1], rng=1, resamples=99), "resamples 99 must be"),
    (lambda: mean_interval([0.1, 0.2], level=1.0), r"level 1\.0 must lie"),
    (lambda: mean_interval([0.1, float("inf")]), "value inf at position 1"),
    (lambda: mean_interval([0.1, 0.2], clusters=[1]), "lengths differ: 2 values, 1 clusters"),
    (lambda: mean_interval([0.1, 0.2], weights=[1]), "lengths differ: 2 values, 1 weights"),
    (lambda: mean_interval([0.1, 0.2], weights=[0, 0]), "weights: all are 0"),
    (lambda: mean_interval([0.1], clusters=[1], weights=[1]), "weights: cannot be given"),
    (lambda: mean_interval([0.1, 0.2], bounds=(1, 0)), r"bounds \(1, 0\) must rise"),
    (lambda: brier_interval(Counts.from_arrays([0.5], [1]), clusters=[1]), "weights: cannot"),
    (lambda: compare_paired([0.5], [1], [0.5, 0.5]), "2 other_probabilities"),
    (lambda: compare_paired([0.5], [1], [1.5]), r"other probability 1\.5"),
    (lambda: adjust_pvalues([0.5, 1.1]), r"p value 1\.1 at position 1"),
    (lambda: adjust_pvalues([]), "p value: none given"),
    (lambda: shrink_means([0.1], [0], [0.1]), "size 0 at position 0"),
    (lambda: shrink_means([0.1], [2], [float("nan")]), "variance nan"),
    (lambda: shrink_means([0.1, 0.2], [5, 5], [0.1, -0.01]), r"variance -0\.01 at position 1"),
    (lambda: shrink_means([0.1, 0.2], [5, 5], [0.1]), "2 means, 2 sizes, 1 variances"),
    (lambda: shrink_means([0.1, 0.2], [5, 5], [0.1] * 3), "2 means, 2 sizes, 3 variances"),
    (lambda: shrink_means([0.1], [5], ["x"]), "variance: .*'x'.* not a number"),
    (lambda: shrink_means([0.1], [2.5], [0.1]), r"size 2\.5 at position 0 must be a whole"),
    (lambda: peer_scores([0.5, 0.5], [1, 0], ["e", "e"]), "event 'e' has outcomes 0 and 1"),
    (lambda: peer_scores([0.5], [1], ["e"], rule="spherical"), "rule 'spherical' is unknown"),
    (lambda: peer_scores([0.5] * 2, [1] * 2, TWO_ONES), r"events: \[1, '1'\] mixes kinds"),
    (lambda: mean_interval([0.1, 0.2], clusters=MIXED), "clusters: .*None, 'a'.* mixes"),
    (lambda: mean_interval([0.1, 0.2], clusters=[1, np.nan]), "clusters: nan at position 1"),
    (lambda: peer_scores([0.5], [1], [["e"]]), r"events: shape \(1, 1\)"),
    (lambda: Counts([0.5], [-1], [2]), r"count of occurred -1\.0"),  # type: ignore[arg-type]
    (lambda: Counts([0.5], [1.5], [2]), r"count of occurred 1\.5"),  # type: ignore[arg-type]
    (lambda: Counts([0.5], [10**19], [2]), r"count of occurred 1e\+19 at position 0 must be"),  # type: ignore[arg-type]
    (lambda: Counts([0.5], [0], [0]), "counts: all are 0"),  # type: ignore[arg-type]
    (lambda: Counts([0.5], [1, 2], [0]), "lengths differ"),  # type: ignore[arg-type]
    (lambda: Counts.from_tallies([0.5], [1], [1, 2]), "lengths differ: 1 outcomes, 2 n"),
    (lambda: Tallies.from_rows(["a"], [0.5], [1], [0]), "n 0 at position 0 must be at least 1"),
    (lambda: Tallies.from_arrays([], [0.5], [1]), "pundits: shape"),
    (lambda: standings({}), "no pundit given"),
    (
        lambda: time_weighted_brier([0.5], 1, times=[5], opened=0, closed=5),
        r"time 5\.0 must be before the close 5",
    ),
    (
        lambda: time_weighted_brier([0.5], 1, times=[0], opened=5, closed=5),
        "closed 5 must be after opened 5",
    ),
    (
        lambda: time_weighted_brier([0.5], [1, 0], times=[0], opened=0, closed=5),  # type: ignore[arg-type]
        "outcome: 2 given",
    ),
)


@pytest.mark.parametrize(("call", "message"), REFUSED, ids=[refused[1] for refused in REFUSED])
def test_refusals_of_single_measures(call: Callable[[], Any], message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        call()
