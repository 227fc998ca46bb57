"""Figures that fault tests measure, printed at the end of a run beside the test's name."""

import os
from collections.abc import Callable

Figure = Callable[[str], None]
FULL = os.environ.get("FAULTS") == "full"


def size(full: int, short: int) -> int:
    """Return how large a fault test is: as the table asks in a full run, small otherwise."""
    return full if FULL else short
