"""Forecasts of many pundits in columns: what standings are made from, without a loop."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import checks
from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.errors import MeasureError
from scoring.measures.forecasts import Counts, Pairs
from scoring.measures.labels import numbered


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """Weighted pairs with the pundit of each.

    Attributes:
        keys: one per pundit, in the order in which `pundit` numbers them.
        pundit: position in `keys`, per row.
        pairs: probability, outcome and number of forecasts, per row.
    """

    keys: Sequence[Hashable]
    pundit: IntArray
    pairs: Pairs

    @classmethod
    def from_arrays(cls, pundits: ArrayLike, probabilities: ArrayLike, outcomes: ArrayLike) -> Self:
        """Single forecasts: whose, how probable, and 1 or 0.

        Raises:
            MeasureError: input that cannot be scored.
        """
        p, y = checks.probabilities(probabilities), checks.outcomes(outcomes)
        keys, pundit = numbered(pundits, "pundits")
        checks.same_length(pundits=pundit, probabilities=p, outcomes=y)
        return cls(keys.tolist(), pundit, Pairs(p, y))

    @classmethod
    def from_rows(
        cls, pundits: ArrayLike, probabilities: ArrayLike, outcomes: ArrayLike, n: ArrayLike
    ) -> Self:
        """Rows of (pundit, probability, outcome, how many), as the tally table holds them.

        Raises:
            MeasureError: input that cannot be scored, or an n that is no whole number from 1 up.
        """
        single = cls.from_arrays(pundits, probabilities, outcomes)
        size = checks.whole(n, "n")
        checks.same_length(pundits=single.pundit, n=size)
        if size.min() < 1:
            raise MeasureError(f"n 0 at position {int(size.argmin())} must be at least 1")
        pairs = Pairs(single.pairs.probability, single.pairs.outcome, size.astype(np.float64))
        return cls(single.keys, single.pundit, pairs)

    @classmethod
    def from_counts(cls, counts: Mapping[Any, Counts]) -> Self:
        """Each pundit's counts by key; the keys keep their order.

        Raises:
            MeasureError: no pundit at all.
        """
        if not counts:
            raise MeasureError("counts: no pundit given; at least one is needed")
        parts = [each.pairs() for each in counts.values()]
        weight = np.concatenate([part.weight for part in parts if part.weight is not None])
        pairs = Pairs(
            np.concatenate([part.probability for part in parts]),
            np.concatenate([part.outcome for part in parts]),
            weight,
        )
        rows = [len(part.outcome) for part in parts]
        return cls(tuple(counts), np.repeat(np.arange(len(rows)), rows), pairs)

    @property
    def n(self) -> FloatArray:
        """Number of forecasts of each pundit."""
        return np.bincount(self.pundit, self.pairs.weight, len(self.keys)).astype(np.float64)

    def sums(self, values: FloatArray) -> FloatArray:
        """Each pundit's sum of a value per row."""
        weighted = values if self.pairs.weight is None else values * self.pairs.weight
        return np.bincount(self.pundit, weighted, len(self.keys)).astype(np.float64, copy=False)
