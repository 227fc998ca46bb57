"""Counts and tallies: the same forecasts in fewer rows."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.measures.measure_strategies import records

from scoring.measures import Counts, Tallies, auc, brier_score, murphy_decomposition
from scoring.measures.forecasts import Pairs

Record = tuple[tuple[float, ...], tuple[int, ...]]


def rows(counts: Counts) -> list[tuple[float, int, int]]:
    columns = (counts.probability, counts.occurred, counts.did_not_occur)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def test_arrays_are_tallied_in_order_of_probability() -> None:
    counts = Counts.from_arrays([0.7, 0.07, 0.7, 0.7], [1, 0, 0, 1])
    assert rows(counts) == [(0.07, 0, 1), (0.7, 2, 1)]
    assert (counts.n, counts.base_rate) == (4, 0.5)
    assert counts.sizes.tolist() == [1, 3]
    assert counts.frequency.tolist() == [0, 2 / 3]


def test_rows_of_the_tally_table_are_merged_and_empty_ones_dropped() -> None:
    counts = Counts.from_tallies([0.8, 0.2, 0.8, 0.8, 0.5], [1, 0, 0, 1, 1], [2, 3, 1, 4, 0])
    assert rows(counts) == [(0.2, 0, 3), (0.8, 6, 1)]


def test_counts_cannot_be_changed() -> None:
    counts = Counts.from_arrays([0.5], [1])
    with pytest.raises(ValueError, match="read-only"):
        counts.occurred[0] = 7
    with pytest.raises(AttributeError):
        counts.occurred = np.array([7])  # type: ignore[misc]


def test_counts_do_not_follow_the_arrays_they_were_made_from() -> None:
    p, yes, no = np.array([0.2, 0.8]), np.array([1, 2]), np.array([0, 1])
    counts = Counts(p, yes, no)
    p[0], yes[0] = 0.9, 50
    assert rows(counts) == [(0.2, 1, 0), (0.8, 2, 1)]


@given(records)
def test_no_forecast_is_lost(record: Record) -> None:
    counts = Counts.from_arrays(*record)
    again = np.repeat(counts.pairs().probability, counts.pairs().weight.astype(int))  # type: ignore[union-attr]
    assert np.sort(again).tolist() == sorted(record[0])
    assert counts.occurred.sum() == sum(record[1])
    assert np.all(np.diff(counts.probability) > 0)
    assert np.all(counts.sizes > 0)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=50))
def test_the_percent_grid_is_kept_to_the_last_bit(percents: list[int]) -> None:
    p = [k / 100 for k in percents]
    assert Counts.from_arrays(p, [1] * len(p)).probability.tolist() == sorted(set(p))


def test_pairs_weigh_and_sum() -> None:
    pairs = Pairs(np.array([0.2, 0.4]), np.array([0.0, 1.0]), np.array([3.0, 1.0]))
    assert (pairs.n, pairs.mean(pairs.probability), pairs.total(pairs.outcome)) == (4, 0.25, 1.0)


PUNDITS, P, Y = ["b", "a", "b", "b"], [0.5, 0.9, 0.7, 0.7], [1, 1, 0, 0]


@pytest.mark.parametrize(
    "tallies",
    [
        Tallies.from_arrays(PUNDITS, P, Y),
        Tallies.from_rows(["a", "b", "b"], [0.9, 0.7, 0.5], [1, 0, 1], [1, 2, 1]),
        Tallies.from_counts(
            {
                "a": Counts.from_arrays([0.9], [1]),
                "b": Counts.from_arrays([0.5, 0.7, 0.7], [1, 0, 0]),
            }
        ),
    ],
    ids=["arrays", "rows", "counts"],
)
def test_tallies_from_anything_hold_the_same_forecasts(tallies: Tallies) -> None:
    error = (tallies.pairs.probability - tallies.pairs.outcome) ** 2
    assert list(tallies.keys) == ["a", "b"]
    assert tallies.n.tolist() == [1, 3]
    expected = [brier_score([0.9], [1]), 3 * brier_score([0.5, 0.7, 0.7], [1, 0, 0])]
    assert tallies.sums(error) == pytest.approx(expected)


@pytest.mark.parametrize("numbers", [[3, 1, 3, 7], [10**9, 5, 10**9, 2 * 10**9], [-1, -5, -1, 0]])
def test_pundits_known_by_number_keep_their_numbers(numbers: list[int]) -> None:
    tallies = Tallies.from_arrays(numbers, P, Y)
    assert list(tallies.keys) == sorted(set(numbers))
    assert [tallies.keys[k] for k in tallies.pundit] == numbers


def test_billions_of_forecasts_are_told_apart_from_their_counts() -> None:
    counts = Counts([0.1, 0.9], [10**9, 10**9], [10**9, 1])  # type: ignore[arg-type]
    exact = Fraction(10**9 * 10**9 + 10**9 * (2 * 10**9 + 1), 2 * 2 * 10**9 * (10**9 + 1))
    assert auc(counts).value == pytest.approx(float(exact), rel=1e-15)


def test_the_number_of_bins_may_come_from_numpy() -> None:
    parts = murphy_decomposition([0.1, 0.8], [0, 1], bins=np.int64(10))  # type: ignore[arg-type]
    assert parts == murphy_decomposition([0.1, 0.8], [0, 1], bins=10)
    assert type(parts.bins) is int
