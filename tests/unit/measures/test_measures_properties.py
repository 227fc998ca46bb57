"""What holds for every record."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.measures.measure_strategies import percents, probability, records

from scoring.measures import (
    BASE_RATE,
    Counts,
    auc,
    bias,
    brier_index,
    brier_interval,
    brier_score,
    calibration_curve,
    calibration_points,
    corp_decomposition,
    index_of,
    log_score,
    mean_interval,
    murphy_decomposition,
    peer_scores,
    shrink_means,
    skill_score,
    spiegelhalter_test,
)
from scoring.measures.bins import bin_of

Record = tuple[tuple[float, ...], tuple[int, ...]]
EXACT = 1e-12


def summary(p: Any, y: Any = None) -> list[float | None]:
    """Every number that depends on nothing but probabilities and outcomes."""
    forecasts = (p, y)
    murphy, corp = murphy_decomposition(p, y, bins=7), corp_decomposition(p, y)
    test = spiegelhalter_test(p, y)
    return [
        brier_score(*forecasts),
        brier_index(*forecasts),
        log_score(*forecasts).value,
        skill_score(*forecasts).value,
        bias(*forecasts),
        auc(*forecasts).value,
        murphy.reliability,
        murphy.resolution,
        corp.miscalibration,
        corp.discrimination,
        *(dot.said for dot in calibration_points(*forecasts)),
        *(dot.happened for dot in calibration_points(*forecasts)),
        test.z if test.z is None or abs(test.z) < 1e3 else None,
    ]


def agree(found: list[float | None], expected: list[float | None]) -> bool:
    return len(found) == len(expected) and all(
        a == b if a is None or b is None else math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
        for a, b in zip(found, expected, strict=True)
    )


@given(records)
def test_murphy_adds_up_over_distinct_values_and_over_bins(record: Record) -> None:
    for bins in (None, 1, 7, 10, 100):
        parts = murphy_decomposition(*record, bins=bins)
        assert parts.mean_brier == pytest.approx(brier_score(*record), abs=EXACT)
        assert min(parts.reliability, parts.resolution, parts.uncertainty) >= 0
    distinct = murphy_decomposition(*record)
    assert distinct.within_bin_variance == pytest.approx(0, abs=EXACT)
    assert distinct.within_bin_covariance == pytest.approx(0, abs=EXACT)


@given(records)
def test_corp_adds_up_and_no_part_is_negative(record: Record) -> None:
    parts = corp_decomposition(*record)
    total = parts.miscalibration - parts.discrimination + parts.uncertainty
    assert total == pytest.approx(brier_score(*record), abs=EXACT)
    assert parts.mean_brier == pytest.approx(brier_score(*record), abs=EXACT)
    assert min(parts.miscalibration, parts.discrimination, parts.uncertainty) >= 0
    assert parts.discrimination <= parts.uncertainty + EXACT


def test_saying_exactly_what_happens_leaves_no_miscalibration_not_even_below_zero() -> None:
    counts = Counts.from_tallies([4 / 11, 4 / 11, 0.5, 0.5], [1, 0, 1, 0], [4, 7, 1, 1])
    assert corp_decomposition(counts).miscalibration == 0


@given(records)
def test_murphy_is_at_least_as_severe_as_corp(record: Record) -> None:
    """Recalibrating every distinct value by itself can only fit closer than a rising curve."""
    murphy, corp = murphy_decomposition(*record), corp_decomposition(*record)
    assert murphy.reliability >= corp.miscalibration - EXACT
    assert murphy.resolution >= corp.discrimination - EXACT


@given(records)
def test_ranges(record: Record) -> None:
    assert 0 <= brier_score(*record) <= 1
    assert 0 <= brier_index(*record) <= 100
    assert -1 <= bias(*record) <= 1
    skill = skill_score(*record).value
    assert skill is not None
    assert -3 - EXACT <= skill <= 1
    area = auc(*record).value
    assert area is None or 0 <= area <= 1


@given(records, st.randoms(use_true_random=False))
def test_the_order_of_forecasts_does_not_matter(record: Record, random: Any) -> None:
    rows = list(zip(*record, strict=True))
    random.shuffle(rows)
    p, y = zip(*rows, strict=True)
    assert agree(summary(p, y), summary(*record))


@given(records, st.integers(2, 4))
def test_telling_everything_twice_changes_no_score(record: Record, times: int) -> None:
    p, y = record
    repeated = summary(p * times, y * times)
    assert agree(repeated[:-1], summary(p, y)[:-1])  # z, the last, grows with n


@given(records)
def test_counts_give_what_arrays_give(record: Record) -> None:
    assert agree(summary(Counts.from_arrays(*record)), summary(*record))
    ones, zeros = Counts.from_arrays(*record), brier_interval(*record)
    found = brier_interval(ones)
    assert (found.n, found.clusters, found.reason) == (zeros.n, zeros.clusters, zeros.reason)
    assert agree([found.low, found.high], [zeros.low, zeros.high])


@given(records)
def test_turning_claims_round_turns_no_score(record: Record) -> None:
    """70% for an event is 30% for its opposite."""
    p = tuple(1 - q for q in record[0])
    y = tuple(1 - one for one in record[1])
    assert brier_score(p, y) == pytest.approx(brier_score(*record), abs=EXACT)
    assert bias(p, y) == pytest.approx(-bias(*record), abs=EXACT)


@given(st.lists(st.integers(0, 1), min_size=1, max_size=60))
def test_the_reference_has_no_skill_against_itself(y: list[int]) -> None:
    assert skill_score([0.5] * len(y), y).value == 0
    base = skill_score([np.mean(y)] * len(y), y, reference=BASE_RATE)
    assert base.value is None or base.value == pytest.approx(0, abs=1e-9)
    assert (base.value is None) == (len(set(y)) == 1)


@given(records)
def test_skill_of_a_given_reference_against_itself_is_zero(record: Record) -> None:
    found = skill_score(*record, reference="itself", reference_probabilities=record[0])
    assert found.value == (None if brier_score(*record) == 0 else 0)


@given(records)
def test_the_isotonic_curve_rises_and_keeps_the_base_rate(record: Record) -> None:
    curve = calibration_curve(*record, rng=1, resamples=100)
    assert np.all(np.diff(curve.probability) > 0)
    assert np.all(np.diff(curve.frequency) >= 0)
    assert curve.frequency @ curve.sizes == pytest.approx(sum(record[1]), abs=1e-9)
    assert np.all((curve.low >= 0) & (curve.low <= curve.high) & (curve.high <= 1))
    assert np.all(np.diff(curve.low) >= -EXACT)
    assert np.all(np.diff(curve.high) >= -EXACT)
    assert curve.n == len(record[1])


@given(records, st.integers(1, 1000))
def test_points_hold_every_forecast_once(record: Record, bins: int) -> None:
    dots = calibration_points(*record, bins=bins)
    assert sum(dot.n for dot in dots) == len(record[0])
    assert sum(dot.occurred for dot in dots) == sum(record[1])
    edge = 1e-9
    assert all(dot.start - edge <= dot.said <= dot.end + edge for dot in dots)


@given(st.integers(0, 1000), st.sampled_from([2, 5, 10, 20, 50, 100, 125]))
def test_decimals_fall_where_exact_arithmetic_puts_them(thousandths: int, bins: int) -> None:
    exact = min(int(Fraction(thousandths, 1000) * bins), bins - 1)
    assert bin_of(np.array([thousandths / 1000]), bins)[0] == exact


@given(st.lists(probability, min_size=2, max_size=40), st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99]))
def test_an_interval_holds_its_mean_and_widens_with_its_level(
    values: list[float], level: float
) -> None:
    found = mean_interval(values, level)
    assert (found.low is None) == (found.reason is not None)
    if found.low is None or found.high is None:
        assert max(values) - min(values) < 1e-6
        return
    assert found.low <= found.high
    wider = mean_interval(values, 0.995)
    assert wider.low is not None
    assert wider.high is not None
    assert wider.high - wider.low > found.high - found.low


@given(st.lists(percents, min_size=2, max_size=30))
def test_clusters_of_one_change_nothing(values: list[float]) -> None:
    found, plain = mean_interval(values, clusters=range(len(values))), mean_interval(values)
    assert agree([found.low, found.high], [plain.low, plain.high])


@given(st.lists(st.tuples(percents, st.integers(1, 5)), min_size=1, max_size=20))
def test_weights_stand_for_repeats(rows: list[tuple[float, int]]) -> None:
    values, weights = zip(*rows, strict=True)
    found = mean_interval(values, weights=weights)
    plain = mean_interval(np.repeat(values, weights))
    assert (found.n, found.clusters) == (plain.n, plain.clusters)
    assert agree([found.mean, found.low, found.high], [plain.mean, plain.low, plain.high])


@given(st.lists(percents, min_size=2, max_size=30))
def test_an_interval_is_the_same_in_another_unit(values: list[float]) -> None:
    found, small = mean_interval(values), mean_interval(np.array(values) / 2**40)
    in_our_unit = small.through(lambda value: value * 2**40)
    assert agree([found.low, found.high], [in_our_unit.low, in_our_unit.high])


@given(records)
def test_the_index_interval_is_the_brier_interval_turned_over(record: Record) -> None:
    found = brier_interval(*record)
    turned = found.through(index_of)
    assert turned.mean == pytest.approx(brier_index(*record))
    if found.low is None or found.high is None:
        assert (turned.low, turned.high) == (None, None)
        return
    assert (turned.low, turned.high) == (index_of(found.high), index_of(found.low))
    assert 0 <= found.low <= found.high <= 1


shrinkable = st.lists(
    st.tuples(percents, st.integers(1, 200), st.floats(0.001, 0.2)), min_size=1, max_size=12
)


@given(shrinkable)
def test_shrinking_never_overshoots_and_keeps_order_among_equal_sizes(
    rows: list[tuple[float, int, float]],
) -> None:
    means, sizes, variances = (np.array(column) for column in zip(*rows, strict=True))
    found = shrink_means(means, sizes, variances)
    if found.reason is not None:
        assert sizes.max() == 1
        assert np.isnan(found.shrunken).all()
        return
    low, high = np.minimum(means, found.centre), np.maximum(means, found.centre)
    assert np.all((low - EXACT <= found.shrunken) & (found.shrunken <= high + EXACT))
    alike = shrink_means(means, np.full(len(rows), 10), variances).shrunken
    assert np.all(np.diff(alike[np.argsort(means)]) >= -EXACT)


@settings(max_examples=50)
@given(st.lists(st.tuples(percents, st.integers(0, 4)), min_size=1, max_size=30))
def test_peers_average_zero_and_alone_is_undefined(rows: list[tuple[float, int]]) -> None:
    p, event = (np.array(column) for column in zip(*rows, strict=True))
    found = peer_scores(p, event % 2, event)
    for number in set(event.tolist()):
        inside = found.values[event == number]
        if len(inside) == 1:
            assert np.isnan(inside[0])
        else:
            assert inside.sum() == pytest.approx(0, abs=EXACT)
    assert (found.mean is None) == bool(np.isnan(found.values).all())
