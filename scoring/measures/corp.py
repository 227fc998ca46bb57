"""CORP decomposition: how far off the numbers are, and how well they tell events apart."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import formulas
from scoring.measures.inputs import Probabilities, as_counts
from scoring.measures.pav import isotonic

MINIMUM_FOR_CORP = 50


@dataclass(frozen=True, slots=True)
class Corp:
    """The parts; mean Brier = miscalibration - discrimination + uncertainty, each at least 0.

    Attributes:
        miscalibration: error that the best rising recalibration would have saved; lower is better.
        discrimination: what that recalibration gains over always saying the base rate; higher is
            better.
        uncertainty: Brier score of always saying the base rate; nobody's merit.
        mean_brier: the mean Brier score.
        n: number of forecasts.
    """

    miscalibration: float
    discrimination: float
    uncertainty: float
    mean_brier: float
    n: int

    @property
    def enough(self) -> bool:
        """Whether to show it: the fit flatters small samples.

        At n = 5 all of the error may look like miscalibration.
        """
        return self.n >= MINIMUM_FOR_CORP


def corp_decomposition(probabilities: Probabilities, outcomes: ArrayLike | None = None) -> Corp:
    """Miscalibration, discrimination and uncertainty by isotonic recalibration.

    Raises:
        MeasureError: input that cannot be scored, quoted.

    Source:
        Dimitriadis, Gneiting and Jordan 2021, doi:10.1073/pnas.2016191118

    >>> parts = corp_decomposition([0.1, 0.1, 0.8, 0.8], [0, 1, 1, 1])
    >>> [round(x, 4) for x in (parts.miscalibration, parts.discrimination, parts.uncertainty)]
    [0.1, 0.0625, 0.1875]
    """
    counts = as_counts(probabilities, outcomes)
    pairs, sizes = counts.pairs(), counts.sizes.astype(np.float64)
    fitted = isotonic(counts.frequency, sizes)
    mean_brier = pairs.mean(formulas.squared_error(pairs.probability, pairs.outcome))
    uncertainty = formulas.bernoulli_variance(counts.base_rate)
    # Within a block the fit is the mean of the outcomes, so no cross term is left over.
    discrimination = float(np.square(fitted - counts.base_rate) @ sizes / counts.n)
    miscalibration = mean_brier - uncertainty + discrimination
    return Corp(
        miscalibration=max(0.0, miscalibration),  # below 0 by rounding only
        discrimination=discrimination,
        uncertainty=uncertainty,
        mean_brier=mean_brier,
        n=counts.n,
    )
