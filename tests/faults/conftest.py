"""Faults that the service survives. `make faults` runs them in full, `make test` in short."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.figures import Figure
from support.sink import Sink, mail_sink


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Print a figure at the end of the run."""
    return lambda line: record_property("figure", line)


@pytest.fixture
def sink(tmp_path: Path) -> Iterator[Sink]:
    with mail_sink(tmp_path, seconds_a_mail=0.01) as found:
        yield found
