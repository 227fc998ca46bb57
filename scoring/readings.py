"""PURE. Whether an order survives every reading of the words of chance."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from scoring.measures.checks import BoolArray, IntArray


def changes_places(first: ArrayLike, second: ArrayLike) -> BoolArray:
    """Tell for each position whether it changes places with another.

    Two change places if one stands before the other in `first` and behind it in `second`; a tie in
    either is no change.

    >>> changes_places([1, 2, 3, 4], [1, 3, 2, 4]).tolist()
    [False, True, True, False]
    """
    one, other = np.asarray(first), np.asarray(second)
    order = np.argsort(one, kind="stable")
    before, after = one[order], other[order]
    worst_so_far = np.r_[0, np.maximum.accumulate(after)]
    best_to_come = np.r_[np.minimum.accumulate(after[::-1])[::-1], np.iinfo(np.int64).max]
    overtakes = worst_so_far[np.searchsorted(before, before, "left")] > after
    overtaken = best_to_come[np.searchsorted(before, before, "right")] < after
    changed = np.empty(len(one), dtype=np.bool_)
    changed[order] = overtakes | overtaken
    return changed


def keeps_place(ranks: Sequence[IntArray]) -> BoolArray:
    """Tell for each position whether it keeps its place between every two of several rankings."""
    moved = [changes_places(one, other) for one, other in combinations(ranks, 2)]
    return np.asarray(~np.any(moved, axis=0), dtype=np.bool_)
