"""PURE. Long lists in parts: a database takes only so many values in one statement."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

# SQLite takes 32,766 values in one statement, PostgreSQL 65,535.
MOST = 10_000
T = TypeVar("T")


def batched(values: Iterable[T], size: int = MOST) -> Iterator[list[T]]:
    """Return `values` in order, at most `size` at a time.

    >>> list(batched("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
