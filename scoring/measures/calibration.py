"""What was said against how often it happened, with the band that luck alone gives."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import checks
from scoring.measures.bins import bin_of
from scoring.measures.checks import BoolArray, FloatArray, IntArray
from scoring.measures.errors import MeasureError
from scoring.measures.forecasts import Counts
from scoring.measures.inputs import Probabilities, as_counts
from scoring.measures.pav import isotonic, isotonic_rows

_CELLS_AT_A_TIME = 1 << 20  # resampled rates held at once: 8 MB


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """Forecasts of similar probability, drawn as one dot.

    Attributes:
        start: lower edge of the bin, included.
        end: upper edge, excluded; 1 is included in the last bin.
        said: mean probability given.
        happened: share of the events that occurred.
        n: number of forecasts, at least 1.
        occurred: number of them whose event occurred.
    """

    start: float
    end: float
    said: float
    happened: float
    n: int
    occurred: int


@dataclass(frozen=True, slots=True, eq=False)
class CalibrationCurve:
    """The curve, its consistency band and the forecasts behind it, per distinct probability.

    Attributes:
        probability: what was said, ascending.
        frequency: how often it happened, made to rise (isotonic regression).
        low: lower edge of the band: where `frequency` may fall by luck if calibrated.
        high: upper edge.
        sizes: number of forecasts at each probability.
        level: share of calibrated records that stay in the band, at each probability.
        resamples: number of simulated records behind the band.
    """

    probability: FloatArray
    frequency: FloatArray
    low: FloatArray
    high: FloatArray
    sizes: IntArray
    level: float
    resamples: int

    @property
    def n(self) -> int:
        """Number of forecasts."""
        return int(self.sizes.sum())

    def outside(self) -> FloatArray:
        """Probabilities at which luck alone does not explain how often it happened."""
        edge = 1e-12  # the same fraction reached by two ways of adding
        off = (self.frequency < self.low - edge) | (self.frequency > self.high + edge)
        return self.probability[off]


def calibration_points(
    probabilities: Probabilities, outcomes: ArrayLike | None = None, bins: int = 10
) -> tuple[CalibrationPoint, ...]:
    """One point per bin that holds a forecast; empty bins are left out, not drawn as zero.

    Raises:
        MeasureError: input that cannot be scored, or a number of bins outside 1 to 1000.

    >>> [(dot.start, dot.happened, dot.n) for dot in calibration_points([0.3, 0.3, 0.7], [0, 1, 1])]
    [(0.3, 0.5, 2), (0.7, 1.0, 1)]
    """
    counts = as_counts(probabilities, outcomes)
    at = bin_of(counts.probability, bins)
    return tuple(_point(counts, at == k, int(k), bins) for k in np.unique(at))


def calibration_curve(
    probabilities: Probabilities,
    outcomes: ArrayLike | None = None,
    *,
    rng: int | np.random.Generator = 0,
    level: float = 0.90,
    resamples: int = 1000,
) -> CalibrationCurve:
    """Isotonic curve with its consistency band.

    The band answers: were every probability exactly right, how far would the curve stray? Outcomes
    are drawn anew from the stated probabilities, the curve is fitted again, and the band holds the
    middle 90% of the fits at each probability. `rng` is a seed, or a generator; with the same seed
    the same band comes again.

    Raises:
        MeasureError: input that cannot be scored, a level outside 0.5 to 0.999, or fewer than
            100 resamples.

    Source:
        Dimitriadis, Gneiting and Jordan 2021, doi:10.1073/pnas.2016191118
    """
    checks.confidence(level)
    if resamples < 100:  # noqa: PLR2004 - the message gives the number and the reason
        raise MeasureError(f"resamples {resamples!r} must be at least 100 to read off a 5% tail")
    counts = as_counts(probabilities, outcomes)
    low, high = _band(counts, np.random.default_rng(rng), level, resamples)
    fitted = isotonic(counts.frequency, counts.sizes.astype(np.float64))
    return CalibrationCurve(
        counts.probability, fitted, low, high, counts.sizes, float(level), resamples
    )


def _point(counts: Counts, inside: BoolArray, k: int, bins: int) -> CalibrationPoint:
    sizes, occurred = counts.sizes[inside], int(counts.occurred[inside].sum())
    n = int(sizes.sum())
    said = float(counts.probability[inside] @ sizes / n)
    return CalibrationPoint(k / bins, (k + 1) / bins, said, occurred / n, n, occurred)


def _band(
    counts: Counts, rng: np.random.Generator, level: float, resamples: int
) -> tuple[FloatArray, FloatArray]:
    """Pointwise quantiles of the curves of simulated, calibrated records."""
    width = len(counts.probability)
    fits = np.empty((resamples, width))
    step = max(1, _CELLS_AT_A_TIME // width)
    for start in range(0, resamples, step):
        rows = min(step, resamples - start)
        drawn = rng.binomial(counts.sizes, counts.probability, size=(rows, width))
        sizes = counts.sizes.astype(np.float64)
        fits[start : start + rows] = isotonic_rows(drawn / sizes, sizes)
    low, high = np.quantile(fits, (0.5 - level / 2, 0.5 + level / 2), axis=0)
    return low, high
