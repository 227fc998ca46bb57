"""Brier score and Brier index: the two headline numbers."""

import math

from numpy.typing import ArrayLike

from scoring.measures import formulas
from scoring.measures.errors import MeasureError
from scoring.measures.inputs import Probabilities, checked_blocks


def brier_score(probabilities: Probabilities, outcomes: ArrayLike | None = None) -> float:
    """Mean squared distance between what was said and what happened.

    0 to 1, lower is better; always saying 50% scores 0.25. This is half of the two-class form
    that Brier printed in 1950 and that some services still show (0 to 2).

    Raises:
        MeasureError: input that cannot be scored, quoted.

    Source:
        Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2

    >>> round(brier_score([0.9, 0.7, 0.4, 0.2, 0.6], [1, 1, 0, 0, 1]), 3)
    0.092
    """
    totals = [
        (formulas.total_squared_error(part.probability, part.outcome, part.weight), part.n)
        for part in checked_blocks(probabilities, outcomes)
    ]
    return math.fsum(total for total, _ in totals) / sum(n for _, n in totals)


def brier_index(probabilities: Probabilities, outcomes: ArrayLike | None = None) -> float:
    """100 (1 - sqrt(mean Brier score)): 0 to 100, higher is better, 50 is always saying 50%.

    Raises:
        MeasureError: input that cannot be scored, quoted.

    Source:
        ForecastBench, https://www.forecastbench.org

    >>> round(brier_index([0.9, 0.7, 0.4, 0.2, 0.6], [1, 1, 0, 0, 1]), 1)
    69.7
    """
    return formulas.index(brier_score(probabilities, outcomes))


def index_of(mean_brier: float) -> float:
    """Brier index of a mean Brier score that is already at hand.

    Raises:
        MeasureError: a mean outside 0 to 1.

    >>> index_of(0.25)
    50.0
    """
    if not 0 <= mean_brier <= 1:
        raise MeasureError(f"mean_brier {mean_brier!r} must lie between 0 and 1")
    return formulas.index(mean_brier)
