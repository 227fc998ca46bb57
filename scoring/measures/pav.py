"""Isotonic regression (pool adjacent violators) of many groups in one call.

scipy's solver takes one sequence. Rates lie between 0 and 1, so lifting group g by 2 g keeps the
groups in order and no block can reach across two of them: a thousand resamples, or ten thousand
pundits, are then a single call. Block means are taken from the unlifted rates, to full precision.
"""

import numpy as np

from scoring.measures import heavy
from scoring.measures.checks import FloatArray, IntArray


def isotonic(rates: FloatArray, sizes: FloatArray, group: IntArray | None = None) -> FloatArray:
    """Rising fit of `rates` (0 to 1) with weights `sizes`, within each group.

    `group` does not fall along the positions; None is a single group.
    """
    lifted = rates if group is None else rates + 2.0 * group
    blocks = heavy.optimize().isotonic_regression(lifted, weights=sizes).blocks
    weight = np.add.reduceat(sizes, blocks[:-1])
    means = np.add.reduceat(rates * sizes, blocks[:-1]) / weight
    return np.repeat(means, np.diff(blocks))


def isotonic_rows(rates: FloatArray, sizes: FloatArray) -> FloatArray:
    """The same for each row of a table, all rows with the same sizes."""
    rows, columns = rates.shape
    group = np.repeat(np.arange(rows), columns)
    return isotonic(rates.ravel(), np.tile(sizes, rows), group).reshape(rates.shape)
