"""The formulas, one line each: p a probability, y an outcome (0 or 1), on single values or arrays.

Checks, undefined cases and explanations live with the measures that use them; sources too.
"""

import math

import numpy as np

from scoring.measures.checks import FloatArray

_ROW = 4096  # of longer ones BLAS makes threads, which wait for each other on a busy machine
ALWAYS_50 = 0.25  # (0.5 - y)^2, whatever happens


def squared_error(p: FloatArray, y: FloatArray) -> FloatArray:
    """Brier score of one forecast, 0 to 1, lower is better."""
    return (p - y) ** 2  # numpy reuses the difference, which np.square would not


def total_squared_error(p: FloatArray, y: FloatArray, weight: FloatArray | None) -> float:
    """Sum of the same, each counted as often as its weight says."""
    distance = p - y
    if weight is not None:
        return float((distance * distance * weight).sum())
    whole = len(distance) // _ROW * _ROW
    rows, rest = distance[:whole].reshape(-1, _ROW), distance[whole:]
    return float(np.vecdot(rows, rows).sum() + rest @ rest)


def log_loss(p: FloatArray, y: FloatArray, floor: float) -> FloatArray:
    """Minus the logarithm of the probability given to what happened, lower is better."""
    return -np.log(np.maximum(np.where(y == 1, p, 1 - p), floor))


def index(mean_brier: float) -> float:
    """Brier index: 100 is perfect, 50 is always saying 50%, 0 is certain of the opposite."""
    return 100 * (1 - math.sqrt(mean_brier))


def skill(mean_brier: float, reference_brier: float) -> float:
    """Share of the reference's error that is avoided, at most 1, 0 for the reference itself."""
    return 1 - mean_brier / reference_brier


def bernoulli_variance(rate: float) -> float:
    """Variance of an event that happens at this rate: the Brier score of always saying the rate."""
    return rate * (1 - rate)


def spiegelhalter_numerator(p: FloatArray, y: FloatArray) -> FloatArray:
    """One forecast's part of how far the Brier score is from what perfect calibration expects."""
    return (y - p) * (1 - 2 * p)


def spiegelhalter_variance(p: FloatArray) -> FloatArray:
    """Variance of that part, were the forecast calibrated."""
    return np.square(1 - 2 * p) * p * (1 - p)


def noise_left(tau2: float, noise: FloatArray) -> FloatArray:
    """Variance that a mean still has after shrinking."""
    return tau2 * noise / (tau2 + noise)


def shrink(mean: FloatArray, centre: float, tau2: float, noise: FloatArray) -> FloatArray:
    """A noisy mean drawn towards the centre, the further the noisier."""
    return centre + (mean - centre) * tau2 / (tau2 + noise)
