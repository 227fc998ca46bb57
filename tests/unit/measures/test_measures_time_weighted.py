"""Changed minds over time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.measures.measure_strategies import percents

from scoring.measures import brier_score, time_weighted_brier


def test_the_example_of_metaculus() -> None:
    """The FAQ's five days: nothing on day 1, then 40%, 70% for two days, 80%; occurred."""
    found = time_weighted_brier([0.4, 0.7, 0.8], 1, times=[1, 2, 4], opened=0, closed=5)
    assert found.value == pytest.approx(0.145)
    assert (found.first, found.last) == pytest.approx((0.36, 0.04))
    assert (found.coverage, found.n) == (0.8, 3)


def test_each_statement_weighs_as_long_as_it_stood() -> None:
    found = time_weighted_brier([0.5, 0.8, 0.1], 1, times=[0, 2.5, 9], opened=0, closed=10)
    assert found.value == pytest.approx(0.1695)
    assert (found.first, found.last) == pytest.approx((0.25, 0.81))
    assert found.coverage == 1


def test_statements_come_in_any_order_and_the_later_of_two_at_once_stands() -> None:
    sorted_ = time_weighted_brier([0.5, 0.9, 0.8], 1, times=[0, 4, 4], opened=0, closed=10)
    shuffled = time_weighted_brier([0.9, 0.5, 0.8], 1, times=[4, 0, 4], opened=0, closed=10)
    assert sorted_ == shuffled
    assert sorted_.value == pytest.approx(0.4 * 0.25 + 0.6 * 0.04)
    assert sorted_.last == pytest.approx(0.04)


def test_a_statement_from_before_the_opening_counts_from_the_opening() -> None:
    found = time_weighted_brier([0.2, 0.6], 0, times=[-100, 5], opened=0, closed=10)
    assert found.value == pytest.approx((0.04 + 0.36) / 2)
    assert found.coverage == 1


statements = st.lists(st.tuples(percents, st.integers(0, 99)), min_size=1, max_size=10)


@given(statements, st.integers(0, 1))
def test_between_the_best_and_the_worst_statement(
    rows: list[tuple[float, int]], outcome: int
) -> None:
    p, times = zip(*rows, strict=True)
    found = time_weighted_brier(p, outcome, times=times, opened=0, closed=100)
    scores = [brier_score(q, outcome) for q in p]
    assert min(scores) - 1e-12 <= found.value <= max(scores) + 1e-12
    assert found.coverage == pytest.approx(1 - min(times) / 100)
