"""PURE. What standings are made from, in columns."""

from dataclasses import dataclass

import numpy as np

from scoring.forms import Reading
from scoring.measures import Tallies
from scoring.measures.checks import FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """How many predictions of whom, of which number, turned out how: a position per tally."""

    pundit: IntArray
    probabilities: dict[Reading, FloatArray]
    occurred: IntArray
    n: IntArray

    @property
    def one_reading(self) -> bool:
        """Whether every reading gives the same numbers, because nothing was said in words."""
        low, high = self.probabilities["low"], self.probabilities["high"]
        return bool(np.array_equal(low, high))

    def tallies(self, reading: Reading) -> Tallies:
        """The same for the measures, with the words read one way."""
        return Tallies.from_rows(self.pundit, self.probabilities[reading], self.occurred, self.n)


@dataclass(frozen=True, slots=True, eq=False)
class OneByOne:
    """The predictions that count, one by one: whose, about which event, and how it turned out."""

    pundit: IntArray
    event: IntArray
    probability: FloatArray
    occurred: IntArray
