"""How often the interpreter looks for garbage while rows stream through it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

LESS_OFTEN = 100


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for objects that only point to each other a hundredth as often.

    Rows are made and dropped by the ten thousand, and none points to another: looking through them
    took a sixth of an import.
    """
    before = gc.get_threshold()
    gc.set_threshold(before[0] * LESS_OFTEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
