"""Which bin a probability falls into, decided on integers.

In floats 3 x 0.1 is more than 0.3, so edges made by multiplying put 0.3, 0.6 and 0.7 one bin too
low. Counting in ten-millionths, a probability belongs where its decimals say, also if it comes in
single precision, where 0.7 is 0.69999999.
"""

import numpy as np

from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.errors import MeasureError

_TEN_MILLION = 10_000_000
MOST_BINS = 1000


def bin_of(probability: FloatArray, bins: int) -> IntArray:
    """Bin of each probability: [0, 1/bins) is 0, and so on; 1 falls into the last.

    Raises:
        MeasureError: bins is no whole number from 1 to 1000.
    """
    number = isinstance(bins, (int, np.integer)) and not isinstance(bins, bool)
    if not number or not 1 <= bins <= MOST_BINS:
        raise MeasureError(f"bins {bins!r} must be a whole number from 1 to {MOST_BINS}")
    parts = np.rint(probability * _TEN_MILLION).astype(np.int64)
    return np.minimum(parts * bins // _TEN_MILLION, bins - 1)
