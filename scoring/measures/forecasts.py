"""Forecasts beside what happened, in two shapes: `Pairs`, one by one, and `Counts`, tallied.

Counts are enough for every measure that does not ask which event was forecast, and a hundred
thousand forecasts on the percent grid are 101 rows of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat, starmap
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures import checks
from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.errors import MeasureError

_PERCENT = 100


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Probability and outcome per position, each standing for `weight` forecasts (None: one)."""

    probability: FloatArray
    outcome: FloatArray
    weight: FloatArray | None = None

    @property
    def n(self) -> int:
        """Number of forecasts."""
        return len(self.outcome) if self.weight is None else int(self.weight.sum())

    def mean(self, values: FloatArray) -> float:
        """Mean over forecasts of a value per position."""
        return float(np.average(values, weights=self.weight))

    def blocks(self) -> "Iterator[Pairs]":
        """The same in parts that fit the processor's cache."""
        columns = (self.probability, self.outcome, self.weight)
        parts = (repeat(None) if column is None else checks.blocks(column) for column in columns)
        return starmap(Pairs, zip(*parts, strict=False))

    def total(self, values: FloatArray) -> float:
        """Sum over forecasts of a value per position."""
        return float(values.sum() if self.weight is None else values @ self.weight)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often each probability was given, and how often the event then occurred.

    Attributes:
        probability: distinct, ascending.
        occurred: number of forecasts at that probability whose event occurred.
        did_not_occur: number whose event did not.

    Given in any order and with repeats; stored sorted, merged, without empty rows, read-only.

    Raises:
        MeasureError: a probability outside 0 to 1, a count that is no whole number from 0 up,
            columns of different length, or no forecast at all.
    """

    probability: FloatArray
    occurred: IntArray
    did_not_occur: IntArray

    def __post_init__(self) -> None:
        p = checks.probabilities(self.probability)
        yes = checks.whole(self.occurred, "count of occurred")
        no = checks.whole(self.did_not_occur, "count of did_not_occur")
        checks.same_length(probability=p, occurred=yes, did_not_occur=no)
        if not (yes.any() or no.any()):
            raise MeasureError("counts: all are 0; at least one forecast is needed")
        _store(self, *_merged(p, yes, no))

    @classmethod
    def from_arrays(cls, probabilities: ArrayLike, outcomes: ArrayLike) -> Self:
        """Tally single forecasts: a probability and a 0 or 1 per position.

        Raises:
            MeasureError: see `checks.probabilities` and `checks.outcomes`.
        """
        p, y = checks.probabilities(probabilities), checks.outcomes(outcomes)
        checks.same_length(probabilities=p, outcomes=y)
        distinct, position = distinct_probabilities(p)
        size = np.bincount(position, minlength=len(distinct))
        yes = np.bincount(position, weights=y, minlength=len(distinct))
        return cls(distinct, yes, size - yes)

    @classmethod
    def from_tallies(cls, probabilities: ArrayLike, outcomes: ArrayLike, n: ArrayLike) -> Self:
        """Rows of (probability, outcome, how many), as the tally table holds them.

        Raises:
            MeasureError: as `from_arrays`, or an n that is no whole number from 0 up.
        """
        y, size = checks.outcomes(outcomes), checks.whole(n, "n")
        checks.same_length(outcomes=y, n=size)
        yes = size * y
        p = checks.probabilities(probabilities)
        return cls(p, yes, size - yes)  # type: ignore[arg-type]  # whole floats are checked

    @property
    def sizes(self) -> IntArray:
        """Number of forecasts at each probability."""
        return self.occurred + self.did_not_occur

    @property
    def n(self) -> int:
        """Number of forecasts."""
        return int(self.sizes.sum())

    @property
    def base_rate(self) -> float:
        """Share of the forecasts whose event occurred."""
        return float(self.occurred.sum() / self.n)

    @property
    def frequency(self) -> FloatArray:
        """Share that occurred, at each probability."""
        return self.occurred / self.sizes

    def pairs(self) -> Pairs:
        """The same forecasts as weighted pairs: each probability once with 1, once with 0."""
        ones = np.ones(len(self.probability))
        return Pairs(
            np.concatenate((self.probability, self.probability)),
            np.concatenate((ones, 0 * ones)),
            np.concatenate((self.occurred, self.did_not_occur)).astype(np.float64),
        )


def distinct_probabilities(p: FloatArray) -> tuple[FloatArray, IntArray]:
    """Distinct values, ascending, and where each position's value stands among them.

    On the percent grid no sort is needed: 0.07 is the one float nearest to 7/100. Values of that
    grid which nobody gave come along; `Counts` drops rows without forecasts.
    """
    percent = np.rint(p * _PERCENT)
    if np.array_equal(percent / _PERCENT, p):
        return np.arange(_PERCENT + 1) / _PERCENT, percent.astype(np.int64)
    return np.unique(p, return_inverse=True)


def _merged(p: FloatArray, yes: IntArray, no: IntArray) -> tuple[FloatArray, IntArray, IntArray]:
    kept = yes + no > 0
    p, yes, no = p[kept], yes[kept], no[kept]
    if np.all(p[1:] > p[:-1]):
        return p, yes, no
    distinct, position = np.unique(p, return_inverse=True)
    merged = np.zeros((2, len(distinct)), dtype=np.int64)
    np.add.at(merged[0], position, yes)
    np.add.at(merged[1], position, no)
    return distinct, merged[0], merged[1]


def _store(counts: Counts, *columns: FloatArray | IntArray) -> None:
    for name, column in zip(Counts.__slots__, columns, strict=True):
        column.setflags(write=False)
        object.__setattr__(counts, name, column)
