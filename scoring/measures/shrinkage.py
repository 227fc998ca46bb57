"""Means of few forecasts, drawn towards the common mean as far as their noise asks for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import checks, formulas
from scoring.measures.checks import FloatArray
from scoring.measures.errors import MeasureError


@dataclass(frozen=True, slots=True, eq=False)
class Shrinkage:
    """Shrunken means and what they were drawn with.

    Attributes:
        shrunken: the means after shrinking, in the order given; NaN where undefined.
        centre: the common mean that they are drawn to; NaN where undefined.
        tau2: variance of the true means around it; NaN where undefined.
        noise: variance of each mean by luck alone.
        reason: why something is NaN; None if nothing is.
    """

    shrunken: FloatArray
    centre: float
    tau2: float
    noise: FloatArray
    reason: str | None = None


def shrink_means(means: ArrayLike, sizes: ArrayLike, variances: ArrayLike) -> Shrinkage:
    """Shrink each mean by the noise that its size implies.

    The noise of a mean is the variance pooled over everybody, divided by its own size. A pundit's
    own variance will not do: four lucky forecasts have next to none, and would not shrink at all.

    Args:
        means: mean score of each pundit.
        sizes: number of forecasts behind each.
        variances: variance (over n - 1) of each pundit's scores; with size 1 it does not count.

    Raises:
        MeasureError: input that cannot be scored, or a size below 1.

    Source:
        DerSimonian and Laird 1986, doi:10.1016/0197-2456(86)90046-2

    >>> shrink_means([0.05, 0.20, 0.24], [4, 40, 400], [0.0036, 0.04, 0.05]).shrunken.round(3)
    array([0.2  , 0.208, 0.238])
    """
    m, n = checks.numbers(means, "mean"), checks.whole(sizes, "size").astype(np.float64)
    own = checks.floats(variances, "variance")
    checks.same_length(means=m, sizes=n, variances=own)
    own = checks.from_zero(np.where(n > 1, own, 0.0), "variance")
    if n.min() < 1:
        raise MeasureError(f"size 0 at position {int(n.argmin())} must be at least 1")
    freedom = float((n - 1).sum())
    if freedom == 0:
        reason = "nobody has two forecasts, so the noise of one cannot be told"
        nothing = np.full(len(m), np.nan)
        return Shrinkage(nothing, np.nan, np.nan, nothing, reason)
    pooled = float((n - 1) @ own) / freedom
    return shrink_noisy(m, pooled / n)


def shrink_noisy(means: FloatArray, noise: FloatArray) -> Shrinkage:
    """Shrink means whose noise (variance of each mean: all above 0, or all 0) is known.

    Without noise the means stay as they are; a single mean is its own centre.
    """
    if not noise.any():
        reason = "every pundit's scores are all equal: no noise, so nothing is drawn anywhere"
        return Shrinkage(means.copy(), np.nan, np.nan, noise, reason)
    tau2 = _between(means, noise)
    weight = 1 / (tau2 + noise)
    centre = float(weight @ means / weight.sum())
    return Shrinkage(formulas.shrink(means, centre, tau2, noise), centre, tau2, noise)


def _between(means: FloatArray, noise: FloatArray) -> float:
    """Variance of the true means by DerSimonian and Laird's moments, at least 0."""
    weight = 1 / noise
    total = weight.sum()
    centre = weight @ means / total
    excess = weight @ np.square(means - centre) - (len(means) - 1)
    scale = total - weight @ weight / total
    return max(0.0, float(excess / scale)) if len(means) > 1 else 0.0
