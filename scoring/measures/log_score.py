"""Logarithmic score, for readers who know it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import formulas
from scoring.measures.errors import MeasureError
from scoring.measures.inputs import Probabilities, as_pairs

FLOOR = 0.001


@dataclass(frozen=True, slots=True)
class LogScore:
    """Mean logarithmic score and the floor it was computed with.

    Attributes:
        value: in nats, 0 is perfect, lower is better; always saying 50% scores 0.693. Infinite
            only with a floor of 0.
        floor: smallest probability that what happened is taken to have been given.
        floored: number of forecasts that the floor raised.
        n: number of forecasts.
    """

    value: float
    floor: float
    floored: int
    n: int


def log_score(
    probabilities: Probabilities, outcomes: ArrayLike | None = None, *, floor: float = FLOOR
) -> LogScore:
    """Mean of -ln(probability given to what happened), in nats; lower is better.

    Somebody who gave 0% to what then happened would score infinitely badly for ever, so the
    probability is raised to `floor`; the result names it and counts how often. `floor=0` shows the
    infinity.

    Raises:
        MeasureError: input that cannot be scored, or a floor outside 0 to 0.5.

    Source:
        Good 1952, doi:10.1111/j.2517-6161.1952.tb00104.x

    >>> round(log_score([0.9, 0.7, 0.4, 0.2, 0.6], [1, 1, 0, 0, 1]).value, 3)
    0.341
    """
    if not 0 <= floor <= 0.5:  # noqa: PLR2004 - above 0.5 the floor would raise a coin toss
        raise MeasureError(f"floor {floor!r} must lie between 0 and 0.5")
    pairs = as_pairs(probabilities, outcomes)
    with np.errstate(divide="ignore"):
        losses = formulas.log_loss(pairs.probability, pairs.outcome, floor)
    if pairs.weight is not None:  # a row that stands for nobody must not make 0 x infinity
        losses = np.where(pairs.weight > 0, losses, 0.0)
    given = np.where(pairs.outcome == 1, pairs.probability, 1 - pairs.probability)
    floored = int(pairs.total((given < floor).astype(np.float64)))
    return LogScore(pairs.mean(losses), float(floor), floored, pairs.n)
