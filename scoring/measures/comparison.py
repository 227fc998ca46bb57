"""Two pundits on the events that both forecast, and many such comparisons at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import checks, heavy
from scoring.measures.checks import FloatArray
from scoring.measures.formulas import squared_error

EXACT_UP_TO = 20
RESAMPLES = 99_999
_TIE = 1e-12  # sums of the same differences in another order differ by rounding only


@dataclass(frozen=True, slots=True)
class PairedComparison:
    """Two records on shared events.

    Attributes:
        mean_difference: own mean Brier score minus the other's; negative: own is closer.
        low: lower limit of its interval (Student's t); None if undefined.
        high: upper limit; None if undefined.
        level: of that interval.
        p_value: how often luck alone would give a difference at least as large, either way.
        method: how `p_value` was found.
        closer: number of events on which own forecast was closer.
        farther: number on which the other's was.
        n: number of shared events; the rest were ties.
        reason: why the limits are None.
    """

    mean_difference: float
    low: float | None
    high: float | None
    level: float
    p_value: float
    method: str
    closer: int
    farther: int
    n: int
    reason: str | None = None

    @property
    def ties(self) -> int:
        """Events on which both were equally close."""
        return self.n - self.closer - self.farther


def compare_paired(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    other_probabilities: ArrayLike,
    *,
    level: float = 0.95,
    rng: int | np.random.Generator | None = None,
) -> PairedComparison:
    """Compare two pundits on shared events, one position per event.

    If neither is better, each difference of squared errors might as well have had the other sign.
    Up to 20 events all 2^n signs are counted; beyond, Student's paired t gives the p value, or,
    given `rng` (a seed or generator), 99,999 random sign flips do.

    Raises:
        MeasureError: input that cannot be scored.

    Source:
        Diebold and Mariano 1995, doi:10.1080/07350015.1995.10524599

    >>> against_coin = compare_paired([0.9, 0.7, 0.4, 0.2, 0.6], [1, 1, 0, 0, 1], [0.5] * 5)
    >>> against_coin.closer, against_coin.n, against_coin.p_value
    (5, 5, 0.0625)
    """
    checks.confidence(level)
    p, y = checks.probabilities(probabilities), checks.outcomes(outcomes)
    other = checks.probabilities(other_probabilities, "other probability")
    checks.same_length(probabilities=p, outcomes=y, other_probabilities=other)
    difference = squared_error(p, y) - squared_error(other, y)
    difference[np.abs(difference) < _TIE] = 0.0
    if np.ptp(difference) < _TIE:
        difference[:] = difference.mean()
    p_value, method = _p_value(difference, rng)
    low, high, reason = _limits(difference, level)
    closer, farther = int((difference < 0).sum()), int((difference > 0).sum())
    mean = float(difference.mean())
    n = len(difference)
    return PairedComparison(mean, low, high, level, p_value, method, closer, farther, n, reason)


def adjust_pvalues(p_values: ArrayLike) -> FloatArray:
    """P values corrected for their number (Benjamini and Hochberg), in the order given.

    Calling "different" what stays below 0.05 keeps the share of false calls below 5%.

    Raises:
        MeasureError: none given, or one outside 0 to 1.

    Source:
        Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x

    >>> adjust_pvalues([0.01, 0.04, 0.03])
    array([0.03, 0.04, 0.04])
    """
    p = checks.probabilities(p_values, "p value")
    return np.asarray(heavy.stats().false_discovery_control(p), dtype=np.float64)


def _p_value(difference: FloatArray, rng: int | np.random.Generator | None) -> tuple[float, str]:
    n = len(difference)
    if n <= EXACT_UP_TO:
        return _exact(difference), f"sign flips, all {2**n}"
    if rng is not None:
        return _resampled(difference, np.random.default_rng(rng)), f"sign flips, {RESAMPLES} random"
    if np.ptp(difference) == 0:  # t would divide by 0; only all signs alike are as extreme
        return (1.0 if difference[0] == 0 else 2.0 ** (1 - n)), "sign flips, equal differences"
    return float(heavy.stats().ttest_1samp(difference, 0.0).pvalue), "paired t"


def _exact(difference: FloatArray) -> float:
    """Share of all sign flips whose sum is at least as far from 0.

    The sums are built by doubling: 20 events take 3 ms. scipy's `permutation_test`, which goes
    through the million flips one by one, takes 6 s, too long for a page; tests hold the two equal.
    """
    sums = np.zeros(1)
    for step in np.abs(difference):
        sums = np.concatenate((sums - step, sums + step))
    return float(np.mean(np.abs(sums) >= abs(difference.sum()) - _TIE))


def _resampled(difference: FloatArray, rng: np.random.Generator) -> float:
    test = heavy.stats().permutation_test(
        (difference,),
        np.mean,
        permutation_type="samples",
        n_resamples=RESAMPLES,
        batch=10_000,
        rng=rng,
    )
    return float(test.pvalue)


def _limits(difference: FloatArray, level: float) -> tuple[float | None, float | None, str | None]:
    if len(difference) == 1:
        return None, None, "a single event says nothing about the spread of the differences"
    if np.ptp(difference) == 0:
        return None, None, "all differences are equal, which says nothing about their spread"
    interval = heavy.stats().ttest_1samp(difference, 0.0).confidence_interval(level)
    return float(interval.low), float(interval.high), None
