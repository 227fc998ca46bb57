"""PURE. Whose standing moved by more than luck alone would have it.

A standing moves with every score. Whether the new scores differ from the earlier ones by more than
chance is asked as if all scores lay in one urn: how often do as many drawn at random have a mean at
least as far from that of the rest? The draws come from the scores themselves, so that one bad call
of somebody bold is not taken for news; they are seeded, so that anybody gets the same answer. Over
all pundits with new scores, Benjamini and Hochberg's correction holds the share of false moves
among those reported below 5%.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.measures import heavy
from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.comparison import adjust_pvalues

LEVEL = 0.05
MINIMUM = 20  # earlier scores, as in the standings
DRAWS = 9_999
SEED = 0
_TIE = 1e-9  # the same scores in another order differ by rounding only
# Who is this far from telling by a t test needs no draws.
_CLEARLY_LUCK = 0.2


@dataclass(frozen=True, slots=True)
class Earlier:
    """What somebody's standing rested on: how many scores, and their mean (0 to 1)."""

    n: int
    mean: float


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """All of somebody's scores now: each `value` (0 to 1) `count` times."""

    value: FloatArray
    count: IntArray


def p_values(earlier: Mapping[int, Earlier], now: Mapping[int, Scores]) -> dict[int, float]:
    """Return how often luck alone gives as much, for everybody of whom that can be asked.

    Whose earlier scores were amended since is left out: that move is a correction.
    """
    found: dict[int, float] = {}
    for key, before in earlier.items():
        if before.n < MINIMUM or key not in now:
            continue
        p_value = _p_value(before, now[key])
        if p_value is not None:
            found[key] = p_value
    return found


def told_from_luck(found: Mapping[int, float]) -> frozenset[int]:
    """Return whose move is none of luck's, after correction for how many were asked about."""
    if not found:
        return frozenset()
    adjusted = adjust_pvalues(np.array(list(found.values())))
    return frozenset(key for key, p in zip(found, adjusted, strict=True) if p < LEVEL)


def _p_value(before: Earlier, now: Scores) -> float | None:
    total, n = float(now.value @ now.count), int(now.count.sum())
    new = n - before.n
    if new < 1:
        return None
    mean_of_new = (total - before.n * before.mean) / new
    if not now.value.min() - _TIE <= mean_of_new <= now.value.max() + _TIE:
        return None
    overall = total / n
    by_t = _t_test(mean_of_new - overall, new, n, _variance(now, overall, n))
    return by_t if by_t > _CLEARLY_LUCK else _by_draws(now, new, mean_of_new, by_t)


def _variance(now: Scores, mean: float, n: int) -> float:
    return float(np.square(now.value - mean) @ now.count) / (n - 1)


def _t_test(difference: float, new: int, n: int, variance: float) -> float:
    """P of a mean of `new` out of `n` this far from the mean of all, were scores normal."""
    noise = variance * (1 / new - 1 / n)
    if noise <= 0:
        return 1.0
    return float(2 * heavy.special().stdtr(n - 2, -abs(difference) / np.sqrt(noise)))


def _by_draws(now: Scores, new: int, mean_of_new: float, by_t: float) -> float:
    overall = float(now.value @ now.count) / int(now.count.sum())
    rng = np.random.default_rng(SEED)
    drawn = rng.multivariate_hypergeometric(now.count, new, size=DRAWS, method="marginals")
    distance = np.abs(drawn @ now.value / new - overall)
    as_far = int(np.count_nonzero(distance >= abs(mean_of_new - overall) - _TIE))
    # Beyond what the draws can count, the tail of the t distribution goes on.
    return (1 + as_far) / (1 + DRAWS) if as_far else min(by_t, 1 / (1 + DRAWS))
