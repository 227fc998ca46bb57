"""AUC: does a record give higher probabilities to what then happens?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures.inputs import Probabilities, as_counts


@dataclass(frozen=True, slots=True)
class Auc:
    """Area under the receiver operating characteristic.

    Attributes:
        value: 0 to 1, higher is better, 0.5 tells nothing apart; None if undefined.
        n_occurred: number of forecasts whose event occurred.
        n_did_not_occur: number whose event did not.
        reason: why `value` is None.
    """

    value: float | None
    n_occurred: int
    n_did_not_occur: int
    reason: str | None = None


def auc(probabilities: Probabilities, outcomes: ArrayLike | None = None) -> Auc:
    """Chance that an event that occurred was given a higher probability than one that did not.

    Equal probabilities count half. Undefined unless both outcomes are there.

    Raises:
        MeasureError: input that cannot be scored, quoted.

    Source:
        Mann and Whitney 1947, doi:10.1214/aoms/1177730491

    >>> auc([0.9, 0.6, 0.6, 0.2], [1, 1, 0, 0]).value
    0.875
    """
    counts = as_counts(probabilities, outcomes)
    yes, no = int(counts.occurred.sum()), int(counts.did_not_occur.sum())
    if yes == 0 or no == 0:
        reason = f"all {yes + no} outcomes are alike, so there is nothing to tell apart"
        return Auc(None, yes, no, reason)
    # From counts, since a rank test would want every forecast by itself: a billion take 8 GB.
    below = np.cumsum(counts.did_not_occur) - counts.did_not_occur / 2
    return Auc(float(counts.occurred / yes @ (below / no)), yes, no)
