"""How many pundits lean and how well they tell events apart: everybody in one pass."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.measures import formulas
from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.corp import MINIMUM_FOR_CORP
from scoring.measures.forecasts import distinct_probabilities
from scoring.measures.pav import isotonic
from scoring.measures.tallies import Tallies

_CELLS_PER_ROW = 4  # beyond, sorting the rows is cheaper than counting empty cells
_FEW = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """One position per pundit, in the order of `Tallies.keys`.

    Attributes:
        keys: whose.
        said: mean probability.
        happened: share whose event occurred.
        miscalibration: as `Corp` has it; NaN under `MINIMUM_FOR_CORP` forecasts.
        discrimination: the same.
    """

    keys: Sequence[Hashable]
    said: FloatArray
    happened: FloatArray
    miscalibration: FloatArray
    discrimination: FloatArray

    @property
    def bias(self) -> FloatArray:
        """Mean probability minus share that occurred, as `bias` has it."""
        return self.said - self.happened


def profiles(tallies: Tallies) -> Profiles:
    """`bias` and `corp_decomposition` of every pundit, those of few forecasts without the latter.

    >>> two = Tallies.from_rows([7, 7, 8], [0.5, 0.9, 0.2], [0, 1, 0], [30, 30, 10])
    >>> everybody = profiles(two)
    >>> everybody.bias.round(2), everybody.discrimination.round(2)
    (array([0.2, 0.2]), array([0.25,  nan]))
    """
    p, y = tallies.pairs.probability, tallies.pairs.outcome
    n = tallies.n
    said, happened = tallies.sums(p) / n, tallies.sums(y) / n
    mean_brier = tallies.sums(formulas.squared_error(p, y)) / n
    discrimination = np.where(n >= MINIMUM_FOR_CORP, _discrimination(tallies, happened), np.nan)
    miscalibration = mean_brier - happened * (1 - happened) + discrimination
    # Below 0 by rounding only.
    return Profiles(tallies.keys, said, happened, np.maximum(miscalibration, 0.0), discrimination)


def _discrimination(tallies: Tallies, happened: FloatArray) -> FloatArray:
    """Spread of the isotonic fit of each pundit around their own base rate."""
    group, sizes, rates = _rates(tallies)
    spread = np.square(isotonic(rates, sizes, group) - happened[group]) * sizes
    return np.bincount(group, spread, len(happened)) / tallies.n


def _rates(tallies: Tallies) -> tuple[IntArray, FloatArray, FloatArray]:
    """Pundit, forecasts and share that occurred, per pundit and distinct probability, ascending."""
    pairs = tallies.pairs
    distinct, position = distinct_probabilities(pairs.probability)
    cell = tallies.pundit * len(distinct) + position
    if len(tallies.keys) * len(distinct) > _CELLS_PER_ROW * max(len(cell), _FEW):
        used, cell = np.unique(cell, return_inverse=True)
    else:  # counting into every possible cell takes no sort
        used = np.arange(len(tallies.keys) * len(distinct))
    sizes = np.bincount(cell, pairs.weight, len(used)).astype(np.float64)
    yes = pairs.outcome if pairs.weight is None else pairs.outcome * pairs.weight
    held = sizes > 0
    occurred = np.bincount(cell, yes, len(used))[held]
    return used[held] // len(distinct), sizes[held], occurred / sizes[held]
