"""Pundits against each other: pairs, peers, difficulty, many comparisons."""

from itertools import product
from operator import mul

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.measures import (
    adjust_for_difficulty,
    adjust_pvalues,
    compare_paired,
    peer_scores,
)

# Sixty shared events, in percent; t test by scipy 1.18.1 and R, sign flips by scipy.
OWN = (
    "95 3 78 49 20 1 4 30 49 31 79 39 36 14 26 18 37 9 68 82 30 79 29 80 23 6 99 14 2 55 18 65 65"
    " 64 1 99 99 81 83 78 15 23 41 91 12 10 94 53 81 61 69 82 74 99 1 53 15 72 31 60"
)
OTHER = (
    "44 17 70 90 1 12 76 66 31 72 41 37 29 13 27 15 37 1 88 52 65 54 20 94 23 84 99 42 37 78 33 41"
    " 53 45 47 78 81 66 70 75 1 7 58 50 38 52 32 40 70 50 30 78 41 64 46 56 23 46 50 49"
)
HAPPENED = "101100000010000000110101001001011101111100010011100111000100"
A, B = (np.array([int(k) for k in said.split()]) / 100 for said in (OWN, OTHER))
Y = np.array([int(k) for k in HAPPENED])


def test_sixty_shared_events() -> None:
    found = compare_paired(A, Y, B)
    assert found.mean_difference == pytest.approx(-0.09597333333333333)
    assert found.p_value == pytest.approx(0.00019267087489262093, abs=1e-10)
    assert (found.low, found.high) == pytest.approx((-0.144252648374845, -0.0476940182918221))
    assert (found.closer, found.farther, found.ties, found.n) == (40, 17, 3, 60)
    assert found.method == "paired t"


def test_sixty_shared_events_by_random_sign_flips() -> None:
    found = compare_paired(A, Y, B, rng=1)
    assert found.p_value == pytest.approx(0.0001, abs=0.0003)
    assert found.method == "sign flips, 99999 random"
    assert compare_paired(A, Y, B, rng=1) == found


def test_up_to_twenty_events_every_flip_is_counted() -> None:
    assert compare_paired(A[:20], Y[:20], B[:20]).method == "sign flips, all 1048576"
    assert compare_paired(A[:21], Y[:21], B[:21]).method == "paired t"
    found = compare_paired([0.9] * 10, [1] * 10, [0.6] * 10)
    assert found.p_value == 2 / 2**10


@settings(max_examples=50)
@given(st.lists(st.tuples(*[st.sampled_from([0, 10, 20, 30, 40, 60])] * 2), min_size=1, max_size=8))
def test_flips_that_reach_the_same_sum_by_another_way_are_counted(
    rows: list[tuple[int, int]],
) -> None:
    own, other = ([percent / 100 for percent in column] for column in zip(*rows, strict=True))
    whole = [a * a - b * b for a, b in rows]  # in ten-thousandths, without rounding
    sums = [sum(map(mul, whole, signs)) for signs in product((1, -1), repeat=len(whole))]
    exact = sum(abs(each) >= abs(sum(whole)) for each in sums) / len(sums)
    assert compare_paired(own, [0] * len(own), other).p_value == exact


@settings(max_examples=50)
@given(st.lists(st.tuples(*[st.integers(0, 100)] * 2, st.integers(0, 1)), min_size=1, max_size=30))
def test_turning_the_comparison_round_turns_the_sign_only(rows: list[tuple[int, int, int]]) -> None:
    p, other, y = (np.array(column) for column in zip(*rows, strict=True))
    found, turned = compare_paired(p / 100, y, other / 100), compare_paired(other / 100, y, p / 100)
    assert turned.mean_difference == pytest.approx(-found.mean_difference, abs=1e-15)
    assert turned.p_value == pytest.approx(found.p_value)
    assert (turned.closer, turned.farther) == (found.farther, found.closer)
    assert 0 < found.p_value <= 1


@pytest.mark.parametrize("n", [1, 5, 20, 30])
def test_the_same_forecasts_differ_by_nothing(n: int) -> None:
    found = compare_paired([0.3] * n, [1] * n, [0.3] * n)
    assert (found.mean_difference, found.p_value, found.ties) == (0, 1, n)
    assert (found.low, found.high) == (None, None)
    assert found.reason is not None


def test_the_same_number_reached_by_two_ways_of_adding_is_a_tie() -> None:
    found = compare_paired([0.1 + 0.2, 0.9], [0, 1], [0.3, 0.6])
    assert (found.closer, found.farther, found.ties) == (1, 0, 1)


def test_equal_differences_beyond_twenty_do_not_divide_by_zero() -> None:
    found = compare_paired([0.9] * 30, [1] * 30, [0.6] * 30)
    assert found.p_value == 2.0**-29
    assert (found.low, found.high) == (None, None)


@pytest.mark.parametrize("n", [3, 15])
def test_differences_that_rounding_alone_tells_apart_are_equal(n: int) -> None:
    found = compare_paired([0.2, 0.8] * n, [0, 1] * n, [0.5] * 2 * n)  # -0.21 and -0.2100...02
    assert found.mean_difference == pytest.approx(-0.21, abs=1e-15)
    assert found.p_value == 2.0 ** (1 - 2 * n)
    assert (found.low, found.high) == (None, None)
    assert found.reason == "all differences are equal, which says nothing about their spread"


def test_a_fair_race_is_called_too_often_in_one_of_twenty() -> None:
    rng = np.random.default_rng(30)
    called = 0
    for _ in range(400):
        p, other, y = rng.random(12), rng.random(12), rng.integers(0, 2, 12)
        called += compare_paired(p, y, other).p_value < 0.05
    assert called / 400 == pytest.approx(0.05, abs=0.03)


def test_benjamini_hochberg() -> None:
    """25 p values of the original paper's kind; scipy, statsmodels 0.15.0 and R p.adjust agree."""
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251]
    p += [0.269, 0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986]
    expected = [0.025, 0.1, 0.21, 0.21, 0.21, 0.25, 0.2642857142857143]
    expected += [0.49107142857142866] * 7 + [0.5328125] * 2 + [0.5647058823529413]
    expected += [0.781578947368421] * 2 + [0.87, 0.9071428571428571] + [0.986] * 4
    found = adjust_pvalues(p)
    assert found == pytest.approx(expected, abs=1e-12)
    assert (found < 0.05).sum() == 1
    assert adjust_pvalues(p[::-1]) == pytest.approx(expected[::-1], abs=1e-12)


def test_peer_scores_of_metaculus() -> None:
    """Executed with Metaculus' scoring/score_math.py: forecasts of .1, .5 and .9, occurred."""
    three = peer_scores([0.1, 0.5, 0.9], [1, 1, 1], ["e"] * 3, rule="log")
    expected = [-190.33312448851603, 51.08256237659906, 139.2505621119169]
    assert three.values == pytest.approx(expected, abs=1e-8)
    two = peer_scores([0.1, 0.9], [1, 1], ["e"] * 2, rule="log")
    assert two.values == pytest.approx([-219.72245773362195, 219.72245773362192], abs=1e-8)


def test_alone_on_an_event_there_are_no_peers() -> None:
    found = peer_scores([0.8, 0.6, 0.5], [1, 1, 0], [7, 7, 9])
    assert found.values[:2] == pytest.approx([0.12, -0.12])
    assert np.isnan(found.values[2])
    assert found.peers.tolist() == [1, 1, 0]
    assert found.reason == "1 forecasts have no peers on their event"
    assert found.mean == pytest.approx(0)
    assert peer_scores([0.8], [1], [7]).mean is None
    assert peer_scores([0.8, 0.6], [1, 1], [7, 7]).reason is None


def crossed(seed: int) -> tuple[np.ndarray, ...]:
    """Twelve pundits on thirty events, about half of the cells filled."""
    rng = np.random.default_rng(seed)
    pundit, event = np.nonzero(rng.random((12, 30)) < 0.5)
    return rng.random(len(pundit)), rng.integers(0, 2, 30)[event], pundit, event


def test_difficulty_by_dense_least_squares() -> None:
    p, y, pundit, event = crossed(31)
    found = adjust_for_difficulty(p, y, pundits=pundit, events=event)
    scores = (p - y) ** 2
    table = np.hstack((np.eye(12)[pundit], np.eye(30)[event]))
    parts = np.linalg.lstsq(table, scores)[0]
    level = parts[12:][event].mean()
    assert found.adjusted == pytest.approx(parts[:12] + level, abs=1e-9)
    assert found.difficulty == pytest.approx(parts[12:] - level, abs=1e-9)
    assert found.adjusted[pundit].mean() == pytest.approx(scores.mean(), abs=1e-9)
    assert found.reason is None


def test_the_harder_events_are_forgiven() -> None:
    """Both are off by the same on the shared event; one of them took hard ones besides."""
    pundits = ["hard", "easy", "hard", "third", "easy", "third"]
    events = ["shared", "shared", "upset", "upset", "sure", "sure"]
    p, y = [0.7, 0.7, 0.2, 0.2, 0.95, 0.95], [1, 1, 1, 1, 1, 1]
    found = adjust_for_difficulty(p, y, pundits=pundits, events=events)
    assert found.pundits.tolist() == ["easy", "hard", "third"]
    assert np.ptp(found.adjusted) == pytest.approx(0, abs=1e-9)
    by_event = dict(zip(found.events.tolist(), found.difficulty, strict=True))
    assert by_event["upset"] > by_event["shared"] > by_event["sure"]


def test_pundits_who_share_no_event_are_not_compared() -> None:
    pundits, events = ["a", "b", "c", "d", "e", "e"], [1, 1, 2, 2, 3, 4]
    found = adjust_for_difficulty(
        [0.9, 0.8, 0.3, 0.2, 0.5, 0.5], [1, 1, 0, 0, 1, 0], pundits=pundits, events=events
    )
    a, b, c, d, e = found.component.tolist()
    assert a == b
    assert c == d
    assert len({a, c, e}) == 3
    assert found.adjusted[:4] == pytest.approx([0.01, 0.04, 0.09, 0.04], abs=1e-9)
    assert found.difficulty[:2] == pytest.approx([0, 0], abs=1e-9)
    assert np.isnan(found.adjusted[4])
    assert np.isnan(found.difficulty[2:]).all()
    assert found.reason == "1 pundits share no event with another"
