"""Bias: whether events are said too often or too seldom."""

from numpy.typing import ArrayLike

from scoring.measures.inputs import Probabilities, as_pairs


def bias(probabilities: Probabilities, outcomes: ArrayLike | None = None) -> float:
    """Mean probability minus the share that occurred: -1 to 1, 0 is best.

    0.08 reads "says events 8 points too often".

    Raises:
        MeasureError: input that cannot be scored, quoted.

    >>> round(bias([0.9, 0.7, 0.4, 0.2, 0.6], [1, 1, 0, 0, 1]), 2)
    -0.04
    """
    pairs = as_pairs(probabilities, outcomes)
    return pairs.mean(pairs.probability) - pairs.mean(pairs.outcome)
