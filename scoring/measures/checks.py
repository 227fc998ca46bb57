"""The gate that every measure's input passes: refuse and quote, never clip and never drop."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.measures.errors import MeasureError

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

_BLOCK = 1 << 17  # a megabyte
_BITS_OF_ONE = np.float64(1).view(np.uint64)
_MOST = 2**53
_NUMBERS = "biuf"  # numpy's kinds: bool, signed, unsigned, float


def numbers(values: ArrayLike, what: str) -> FloatArray:
    """Finite numbers as a one-dimensional float array.

    Raises:
        MeasureError: not numbers, more than one dimension, none at all, NaN or infinite.
    """
    array = floats(values, what)
    if not (array.min() > -np.inf and array.max() < np.inf):  # a NaN fails every comparison
        rule = "must be a finite number; leave missing ones out"
        _refuse(array, ~np.isfinite(array), what, rule)
    return array


def probabilities(values: ArrayLike, what: str = "probability") -> FloatArray:
    """Probabilities from 0 to 1.

    Raises:
        MeasureError: as `numbers`, or a value outside 0 to 1 (-0.01 is a popular missing marker).
    """
    array = floats(values, what)
    if not are_probabilities(array):
        rule = "must lie between 0 and 1; leave missing ones out"
        _refuse(array, ~((array >= 0) & (array <= 1)), what, rule)
    return array


def outcomes(values: ArrayLike) -> FloatArray:
    """Outcomes: 1 (or True) where the event occurred, 0 (or False) where it did not.

    Raises:
        MeasureError: as `numbers`, or anything but 0 and 1.
    """
    array = floats(values, "outcome")
    if not are_outcomes(array):
        rule = "must be 0 (did not occur) or 1 (occurred); leave missing ones out"
        _refuse(array, (array != 0) & (array != 1), "outcome", rule)
    return array


def from_zero(values: ArrayLike, what: str) -> FloatArray:
    """Numbers from 0 up, such as variances.

    Raises:
        MeasureError: as `numbers`, or a value below 0.
    """
    array = numbers(values, what)
    if array.min() < 0:
        _refuse(array, array < 0, what, "must be at least 0")
    return array


def whole(values: ArrayLike, what: str) -> IntArray:
    """Counts: whole numbers from 0 up to 2^53, beyond which a float skips some.

    Raises:
        MeasureError: as `numbers`, or a value that is negative, has a fraction or is too large.
    """
    array = numbers(values, what)
    wrong = (array < 0) | (array != np.floor(array)) | (array > _MOST)
    if wrong.any():
        _refuse(array, wrong, what, f"must be a whole number from 0 up to {_MOST}")
    return array.astype(np.int64)


def same_length(**columns: NDArray[Any]) -> None:
    """Columns that belong together have one length.

    Raises:
        MeasureError: they have not.
    """
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        said = ", ".join(f"{n} {name}" for name, n in lengths.items())
        raise MeasureError(f"lengths differ: {said}; each position must be one forecast")


def confidence(level: float) -> float:
    """A confidence level.

    Raises:
        MeasureError: not between 0.5 and 0.999.
    """
    if not 0.5 <= level <= 0.999:  # noqa: PLR2004 - the two ends are the rule itself
        raise MeasureError(f"level {level!r} must lie between 0.5 and 0.999, as 0.95 does")
    return float(level)


def blocks(array: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Parts of an array that stay in the processor's cache while several passes go over them."""
    for start in range(0, len(array), _BLOCK):
        yield array[start : start + _BLOCK]


def are_probabilities(array: FloatArray) -> bool:
    """Whether every value lies between 0 and 1; a NaN does not.

    Of floats from 0 up the bits are in the order of the numbers; those of a NaN and of whatever
    is below 0 come after, so that one pass finds them all. Only the -0.0, which is 0, has to be
    looked at again.
    """
    return all(
        bool(block.view(np.uint64).max() <= _BITS_OF_ONE or (block.min() >= 0 and block.max() <= 1))
        for block in blocks(array)
    )


def are_outcomes(array: FloatArray) -> bool:
    """Whether every value is 0 or 1."""
    return all(bool(((block == 0) | (block == 1)).all()) for block in blocks(array))


def floats(values: ArrayLike, what: str) -> FloatArray:
    """Numbers as a one-dimensional float array, NaN and infinite ones included.

    Raises:
        MeasureError: not numbers, more than one dimension, or none at all.
    """
    return as_floats(column(values, what))


def as_floats(array: NDArray[Any]) -> FloatArray:
    """The same numbers as floats; those that are floats already are not copied."""
    return array.astype(np.float64, copy=False)


def column(values: ArrayLike, what: str) -> NDArray[Any]:
    """Numbers in one dimension, of whatever type they came in.

    Raises:
        MeasureError: as `floats`.
    """
    if isinstance(values, np.ma.MaskedArray):
        raise MeasureError(f"{what}: a masked array hides values; give those that are there")
    try:
        array = np.atleast_1d(np.asarray(values))
        if array.dtype.kind == "O":  # Decimal, Fraction, None
            array = array.astype(np.float64)
    except (TypeError, ValueError, OverflowError) as error:  # 10**400 overflows
        raise MeasureError(f"{what}: {values!r:.80} is not a list of numbers") from error
    if array.ndim > 1:
        raise MeasureError(f"{what}: shape {array.shape} must be one-dimensional")
    if array.size == 0:
        raise MeasureError(f"{what}: none given; at least one is needed")
    if array.dtype.kind not in _NUMBERS:
        raise MeasureError(f"{what}: {array[0]!r} is {array.dtype.name}, not a number")
    return array


def _refuse(array: FloatArray, wrong: BoolArray, what: str, rule: str) -> None:
    at = int(np.argmax(wrong))
    raise MeasureError(f"{what} {float(array[at])!r} at position {at} {rule}")
