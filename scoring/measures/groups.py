"""Which pundits, in order of rank, cannot be told apart."""

import numpy as np

from scoring.measures import heavy
from scoring.measures.checks import FloatArray
from scoring.measures.comparison import adjust_pvalues

TOLD_APART_BELOW = 0.05


def groups_of(shrunken: FloatArray, noise: FloatArray) -> list[int]:
    """Group number, from 1, of each pundit in order of rank.

    A group runs from its best pundit down to the last one before the first who can be told from
    that best one. Comparing with the best, not with the neighbour, keeps a long chain of small
    differences from becoming one group whose ends lie far apart. Comparing shrunken means, not raw
    ones, allows for the best of many being best by luck too: among 30 pundits of equal ability,
    raw means tell some apart in up to every fifth league, shrunken ones in hardly any.

    Args:
        shrunken: mean Brier score of each after shrinkage, ascending.
        noise: variance that each still has after shrinkage.
    """
    numbers: list[int] = []
    number = 0
    while len(numbers) < len(shrunken):
        number += 1
        start = len(numbers)
        numbers += [number] * (1 + _not_told_apart(shrunken[start:], noise[start:]))
    return numbers


def _not_told_apart(shrunken: FloatArray, noise: FloatArray) -> int:
    """How many directly below the first cannot be told from it."""
    if len(shrunken) == 1:
        return 0
    p = _two_sided(shrunken[1:] - shrunken[0], noise[1:] + noise[0])
    apart = adjust_pvalues(p) < TOLD_APART_BELOW
    return int(np.argmax(apart)) if apart.any() else len(p)


def _two_sided(difference: FloatArray, variance: FloatArray) -> FloatArray:
    """P of a difference at least this large by luck; without noise any difference is real."""
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(difference == 0, 0.0, np.abs(difference) / np.sqrt(variance))
    return np.asarray(2 * heavy.special().ndtr(-z), dtype=np.float64)
