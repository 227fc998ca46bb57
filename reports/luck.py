"""PURE. Whose standing moved by more than luck alone would have it.

A standing moves with every score. Three things make a move one that is told:

1. As if all of a pundit's scores lay in one urn: how often do as many drawn at random have a mean
   at least as far from that of the rest as the new ones? The draws come from the scores themselves,
   so that one bad call of somebody bold is not taken for news; they are seeded, so that anybody
   gets the same answer.
2. How often would a t test give as much? Its variance is the largest of three: that of the pundit's
   scores, that of everybody's about their own means, and that which the pundit's probabilities
   themselves bring if they are true chances. Scores that happen to be nearly equal would otherwise
   make the smallest difference look like more than luck.
3. The Brier index changes by a whole point: what few readers would call a move is none.

The larger of both shares counts. Over all pundits with new scores, Benjamini and Hochberg's
correction holds the share of false moves among those reported below 5%.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from scoring.measures import heavy
from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.comparison import adjust_pvalues

LEVEL = 0.05
MINIMUM = 20  # earlier scores, as in the standings
SMALLEST_MOVE = 1.0  # points of the Brier index
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
    usual = _pooled_variance(now.values())
    for key, before in earlier.items():
        if before.n < MINIMUM or key not in now:
            continue
        p_value = _p_value(before, now[key], usual)
        if p_value is not None:
            found[key] = p_value
    return found


def told_from_luck(found: Mapping[int, float]) -> frozenset[int]:
    """Return whose move is none of luck's, after correction for how many were asked about."""
    if not found:
        return frozenset()
    adjusted = adjust_pvalues(np.array(list(found.values())))
    return frozenset(key for key, p in zip(found, adjusted, strict=True) if p < LEVEL)


def is_large(before: float, now: float) -> bool:
    """Tell whether a Brier index has changed by enough to be told, either way."""
    return abs(now - before) >= SMALLEST_MOVE


def _p_value(before: Earlier, now: Scores, usual: float) -> float | None:
    total, n = float(now.value @ now.count), int(now.count.sum())
    new = n - before.n
    if new < 1:
        return None
    mean_of_new = (total - before.n * before.mean) / new
    if not now.value.min() - _TIE <= mean_of_new <= now.value.max() + _TIE:
        return None
    overall = total / n
    variance = max(_squares(now) / (n - 1), usual, _variance_of_chance(now))
    by_t = _t_test(mean_of_new - overall, new, n, variance)
    return by_t if by_t > _CLEARLY_LUCK else max(by_t, _by_draws(now, new, mean_of_new, by_t))


def _squares(scores: Scores) -> float:
    """Sum of squared distances of somebody's scores from their own mean."""
    mean = scores.value @ scores.count / scores.count.sum()
    return float(np.square(scores.value - mean) @ scores.count)


def _pooled_variance(everybody: Iterable[Scores]) -> float:
    """Variance of scores about each pundit's own mean, over all pundits."""
    rows = list(everybody)
    freedom = sum(int(row.count.sum()) - 1 for row in rows)
    return sum(_squares(row) for row in rows) / freedom if freedom > 0 else 0.0


def _variance_of_chance(scores: Scores) -> float:
    """Mean variance that scores have by chance if the probabilities said are true.

    For one it is p (1 - p) (1 - 2p)^2, the same for p and for 1 - p: so the distance of p from what
    happened, the root of the score, serves as well.
    """
    p = np.sqrt(scores.value)
    each = p * (1 - p) * np.square(1 - 2 * p)
    return float(each @ scores.count / scores.count.sum())


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
