"""Murphy's decomposition of the Brier score. Only here does "resolution" have his meaning."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import formulas
from scoring.measures.bins import bin_of
from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.forecasts import Counts
from scoring.measures.inputs import Probabilities, as_counts

_REPEATS = 5  # forecasts per distinct probability from which its frequency says something


@dataclass(frozen=True, slots=True)
class Murphy:
    """The parts; mean Brier = reliability - resolution + uncertainty + variance - covariance.

    Attributes:
        reliability: distance of what was said from what happened, bin by bin; lower is better.
        resolution: distance of the bins' frequencies from the base rate; higher is better.
        uncertainty: variance of the outcomes; nobody's merit.
        within_bin_variance: what binning hides of the probabilities; 0 over distinct values.
        within_bin_covariance: what it hides of their tie to the outcomes, doubled.
        bins: number of decimal bins; None where each distinct probability is its own.
        groups: number of bins, or distinct probabilities, that hold a forecast.
        n: number of forecasts.
    """

    reliability: float
    resolution: float
    uncertainty: float
    within_bin_variance: float
    within_bin_covariance: float
    bins: int | None
    groups: int
    n: int

    @property
    def mean_brier(self) -> float:
        """The sum of the parts: the mean Brier score."""
        within = self.within_bin_variance - self.within_bin_covariance
        return self.reliability - self.resolution + self.uncertainty + within

    @property
    def caution(self) -> str | None:
        """Why the parts say little: distinct probabilities with hardly a repeat among them."""
        if self.bins is not None or self.n >= _REPEATS * self.groups:
            return None
        return (
            f"{self.n} forecasts share {self.groups} distinct probabilities: "
            "reliability mostly measures chance; use bins, or corp_decomposition"
        )


def murphy_decomposition(
    probabilities: Probabilities, outcomes: ArrayLike | None = None, bins: int | None = None
) -> Murphy:
    """Reliability, resolution and uncertainty, over distinct probabilities or decimal bins.

    With `bins`, the two within-bin terms make the sum exact. Bins are decided on integers, so
    that 0.3 falls into [0.3, 0.4).

    Raises:
        MeasureError: input that cannot be scored, or a number of bins outside 1 to 1000.

    Sources:
        Murphy 1973, doi:10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2; within bins: Stephenson,
        Coelho and Jolliffe 2008, doi:10.1175/2007WAF2006116.1

    >>> parts = murphy_decomposition([0.1, 0.1, 0.8, 0.8], [0, 1, 1, 1], bins=10)
    >>> [round(x, 4) for x in (parts.reliability, parts.resolution, parts.uncertainty)]
    [0.1, 0.0625, 0.1875]
    """
    counts = as_counts(probabilities, outcomes)
    at = np.arange(len(counts.probability)) if bins is None else bin_of(counts.probability, bins)
    _, group = np.unique(at, return_inverse=True)
    return _decomposed(counts, group, None if bins is None else int(bins))


def _decomposed(counts: Counts, group: IntArray, bins: int | None) -> Murphy:
    n, sizes = counts.n, counts.sizes
    size = np.bincount(group, sizes)
    said = np.bincount(group, sizes * counts.probability) / size
    happened = np.bincount(group, counts.occurred) / size
    beside = counts.probability - said[group]
    covariance = beside * (counts.frequency - happened[group])

    def mean(values: FloatArray, weights: FloatArray | IntArray) -> float:
        return float(values @ weights / n)

    return Murphy(
        reliability=mean(np.square(said - happened), size),
        resolution=mean(np.square(happened - counts.base_rate), size),
        uncertainty=formulas.bernoulli_variance(counts.base_rate),
        within_bin_variance=mean(np.square(beside), sizes),
        within_bin_covariance=2 * mean(covariance, sizes),
        bins=bins,
        groups=len(size),
        n=n,
    )
