"""Labels of events and pundits, turned into numbers."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.measures import checks
from scoring.measures.checks import FloatArray, IntArray
from scoring.measures.errors import MeasureError


def numbered(labels: ArrayLike, what: str) -> tuple[NDArray[Any], IntArray]:
    """Distinct labels, ascending, and each position's place among them.

    Raises:
        MeasureError: no label, a list within the list, a NaN, or labels without a common order.
    """
    array = np.asarray(labels)
    if array.dtype.kind == "U":
        array = _words(array, labels)
    if array.ndim != 1 or array.size == 0:
        raise MeasureError(f"{what}: shape {array.shape} must be a list of at least one label")
    if array.dtype.kind in "iu" and array.min() >= 0 and array.max() < 4 * array.size:
        present = np.bincount(array) > 0  # numbers close together are counted, not sorted
        return np.flatnonzero(present), (np.cumsum(present) - 1)[array]
    if array.dtype.kind == "f" and np.isnan(array).any():
        raise MeasureError(f"{what}: nan at position {np.isnan(array).argmax()} is no label")
    try:
        return np.unique(array, return_inverse=True)
    except TypeError as error:
        raise MeasureError(f"{what}: {labels!r:.80} mixes kinds of labels; use one") from error


def _words(array: NDArray[Any], labels: ArrayLike) -> NDArray[Any]:
    """The array that numpy made of labels, unless it turned numbers among them into words."""
    given = np.asarray(labels, dtype=object)
    return array if all(isinstance(label, str) for label in given.flat) else given


def numbered_events(events: ArrayLike, outcomes: FloatArray) -> tuple[NDArray[Any], IntArray]:
    """`numbered`, for events, which turn out one way.

    Raises:
        MeasureError: an event with two outcomes, or not one label per position.
    """
    labels, event = numbered(events, "events")
    checks.same_length(events=event, outcomes=outcomes)
    share = np.bincount(event, outcomes) / np.bincount(event)
    torn = (share > 0) & (share < 1)
    if torn.any():
        label = labels.tolist()[int(np.argmax(torn))]
        raise MeasureError(f"event {label!r} has outcomes 0 and 1; an event turns out one way")
    return labels, event
