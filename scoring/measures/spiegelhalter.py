"""Spiegelhalter's test: may the errors be those of a calibrated forecaster?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import formulas, heavy
from scoring.measures.inputs import Probabilities, as_pairs

OFF_BELOW = 0.05
ENOUGH_TO_PRAISE = 50


@dataclass(frozen=True, slots=True)
class CalibrationTest:
    """Outcome of the test.

    Attributes:
        z: about standard normal if every probability is right; above 0 the errors are larger than
            calibration allows (too bold), below 0 smaller (too timid). None if undefined.
        p_value: how often luck alone would give a z at least as far from 0; None if undefined.
        n: number of forecasts.
        reason: why z is None.
    """

    z: float | None
    p_value: float | None
    n: int
    reason: str | None = None

    @property
    def verdict(self) -> str:
        """In words: "off", "well calibrated", or "cannot tell".

        Off: the p value is below 5%. Well calibrated is said from 50 forecasts on; under that, not
        being caught means little.
        """
        if self.p_value is None:
            return "cannot tell"
        if self.p_value < OFF_BELOW:
            return "off"
        return "well calibrated" if self.n >= ENOUGH_TO_PRAISE else "cannot tell"


def spiegelhalter_test(
    probabilities: Probabilities, outcomes: ArrayLike | None = None
) -> CalibrationTest:
    """Z = sum (y - p)(1 - 2p) / sqrt(sum (1 - 2p)^2 p (1 - p)), two-sided.

    Undefined when every probability is 0, 0.5 or 1: then the Brier score of a calibrated
    forecaster does not vary, and there is nothing to compare with.

    Raises:
        MeasureError: input that cannot be scored, quoted.

    Source:
        Spiegelhalter 1986, doi:10.1002/sim.4780050506

    >>> round(spiegelhalter_test([0.9, 0.7, 0.4, 0.2, 0.6], [1, 1, 0, 0, 1]).z, 3)
    -1.171
    """
    pairs = as_pairs(probabilities, outcomes)
    variance = pairs.total(formulas.spiegelhalter_variance(pairs.probability))
    if variance == 0:
        reason = "every probability is 0, 0.5 or 1, where a calibrated score does not vary"
        return CalibrationTest(None, None, pairs.n, reason)
    excess = pairs.total(formulas.spiegelhalter_numerator(pairs.probability, pairs.outcome))
    z = excess / np.sqrt(variance)
    p_value = 2 * heavy.special().ndtr(-abs(z))
    return CalibrationTest(float(z), float(p_value), pairs.n)
