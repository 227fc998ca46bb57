"""What tries to break in. `make fuzz` runs it in full, `make test` in short."""

from collections.abc import Callable

import pytest
from support.figures import Figure


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Print a figure at the end of the run."""
    return lambda line: record_property("figure", line)
