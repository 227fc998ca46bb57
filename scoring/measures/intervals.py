"""Interval of a mean: no score is shown without one."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import bca, checks, formulas
from scoring.measures.bca import Moments
from scoring.measures.checks import FloatArray
from scoring.measures.errors import MeasureError
from scoring.measures.inputs import Probabilities, as_pairs
from scoring.measures.labels import numbered

UNBOUNDED = (-np.inf, np.inf)
BRIER_RANGE = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the range that its sample leaves open.

    Attributes:
        mean: the mean itself, or what `through` made of it.
        low: lower limit; None if undefined.
        high: upper limit; None if undefined.
        level: share of such intervals meant to hold the true mean. Fewer do where n is small,
            far fewer where events are rare: docs/scoring.md has the shares.
        n: number of values.
        clusters: number of clusters; equals n without clusters.
        reason: why the limits are None.
    """

    mean: float
    low: float | None
    high: float | None
    level: float
    n: int
    clusters: int
    reason: str | None = None

    def through(self, function: Callable[[float], float]) -> "Interval":
        """The interval of a monotone function of the mean; a falling one swaps the limits."""
        low, high = self.low, self.high
        if low is not None and high is not None:
            low, high = sorted((function(low), function(high)))
        mean = function(self.mean)
        return Interval(mean, low, high, self.level, self.n, self.clusters, self.reason)

    def holds(self, value: float) -> bool | None:
        """Whether a value lies in the range; None if the range is undefined."""
        if self.low is None or self.high is None:
            return None
        return self.low <= value <= self.high


def mean_interval(
    values: ArrayLike,
    level: float = 0.95,
    clusters: ArrayLike | None = None,
    *,
    weights: ArrayLike | None = None,
    bounds: tuple[float, float] = UNBOUNDED,
) -> Interval:
    """Interval of the mean of `values`: closed-form BCa, widened to Student's t.

    Args:
        values: scores, one per forecast.
        level: 0.95 for a 95% interval.
        clusters: what hangs together, such as the event of each score; ignoring it where claims
            are restated makes the interval far too short.
        weights: how many forecasts each value stands for (whole numbers), instead of repeating it.
        bounds: limits the mean cannot pass, such as `BRIER_RANGE`.

    Raises:
        MeasureError: input that cannot be scored, clusters and weights together, or bounds that
            do not rise.

    Source:
        Efron 1987, doi:10.1080/01621459.1987.10478410

    >>> interval = mean_interval([0.01, 0.09, 0.16, 0.04, 0.16])
    >>> round(interval.mean, 3), round(interval.low, 3), round(interval.high, 3)
    (0.092, 0.007, 0.174)
    """
    checks.confidence(level)
    if not bounds[0] < bounds[1]:
        raise MeasureError(f"bounds {bounds!r} must rise, as {BRIER_RANGE} does")
    scores = checks.numbers(values, "value")
    if clusters is None:
        moments = moments_of(scores, _weight(weights, scores))
        return _interval(moments, level, int(moments.n), bounds, unit="value")
    if weights is not None:
        raise MeasureError("weights: cannot be given beside clusters; repeat the values instead")
    return _interval(_clustered(scores, clusters), level, len(scores), bounds, unit="cluster")


def brier_interval(
    probabilities: Probabilities,
    outcomes: ArrayLike | None = None,
    *,
    level: float = 0.95,
    clusters: ArrayLike | None = None,
) -> Interval:
    """`mean_interval` of the Brier scores, within 0 to 1; `.through(index_of)` for the index.

    Raises:
        MeasureError: input that cannot be scored, or clusters beside counts.

    >>> from scoring.measures import index_of
    >>> index = brier_interval([0.9, 0.7, 0.4, 0.2, 0.6], [1, 1, 0, 0, 1]).through(index_of)
    >>> round(index.low, 1), round(index.high, 1)
    (58.2, 91.8)
    """
    pairs = as_pairs(probabilities, outcomes)
    scores = formulas.squared_error(pairs.probability, pairs.outcome)
    return mean_interval(scores, level, clusters, weights=pairs.weight, bounds=BRIER_RANGE)


def moments_of(values: FloatArray, weight: FloatArray | None = None) -> Moments:
    """Moments of values, each counted `weight` times (None: once)."""
    n = len(values) if weight is None else weight.sum()
    mean = np.average(values, weights=weight)
    away = values - mean
    powers = (away**2, away**3, away**4)
    second, third, fourth = (np.average(power, weights=weight) for power in powers)
    return Moments(np.float64(n), mean, second, third, fourth)  # type: ignore[arg-type]  # scalars behave as arrays


def undefined_because(n: int, unit: str = "value") -> str:
    """Why a sample of n values, or clusters, has no interval."""
    if n == 1:
        return f"a single {unit} says nothing about the spread"
    return f"all {n} {unit}s are equal, which says nothing about the spread"


def _clustered(scores: FloatArray, clusters: ArrayLike) -> Moments:
    """Moments of the clusters' influence on the mean; with clusters of one, the plain moments."""
    _, member = numbered(clusters, "clusters")
    checks.same_length(values=scores, clusters=member)
    mean = scores.mean()
    sums = np.bincount(member, weights=scores - mean)
    influence = sums * len(sums) / len(scores)
    return replace(moments_of(influence), mean=mean)


def _interval(
    moments: Moments, level: float, n: int, bounds: tuple[float, float], unit: str
) -> Interval:
    count, mean = int(moments.n), float(moments.mean)
    if not moments.defined:
        return Interval(mean, None, None, level, n, count, undefined_because(count, unit))
    low, high = (float(np.clip(end, *bounds)) for end in bca.limits(moments, level))
    return Interval(mean, low, high, level, n, count)


def _weight(weights: ArrayLike | None, scores: FloatArray) -> FloatArray | None:
    if weights is None:
        return None
    weight = checks.whole(weights, "weight").astype(np.float64)
    checks.same_length(values=scores, weights=weight)
    if not weight.any():
        raise MeasureError("weights: all are 0; at least one value must count")
    return weight
