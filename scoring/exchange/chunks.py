"""A file of forecasts chunk by chunk: what can be stored, and why the rest cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from scoring.exchange.entries import Entry, entry_of
from scoring.exchange.mapping import Mapping
from scoring.exchange.reading import forecasts
from scoring.exchange.refusals import Refusal
from scoring.exchange.table import open_table


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be read, how, at which present, and how many rows at a time."""

    file: Path
    mapping: Mapping
    now: datetime
    rows_at_a_time: int

    @property
    def size(self) -> int:
        """Length of the file in bytes; 0 where it has none, as a pipe, or cannot be read."""
        try:
            return self.file.stat().st_size
        except (OSError, ValueError):
            return 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """The next rows of a file, and how many bytes of it were read to get them."""

    rows: int
    entries: list[Entry]
    refused: list[list[Refusal]]
    position: int

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as plain tuples, which takes half as long."""
        return _arrived, (self.rows, [*map(tuple, self.entries)], self.refused, self.position)


def _arrived(
    rows: int, entries: list[tuple[Any, ...]], refused: list[list[Refusal]], position: int
) -> Chunk:
    return Chunk(rows, [*map(Entry._make, entries)], refused, position)


def chunks(source: Source) -> Iterator[Chunk]:
    """Read a file to its end.

    Raises:
        InvalidInputError: if it is no table that the mapping can read; also later, between rows.
    """
    with open_table(source.file, source.mapping.delimiter) as table:
        rows = forecasts(table, source.mapping, source.now)
        while taken := list(islice(rows, source.rows_at_a_time)):
            refused = [each for each in taken if isinstance(each, list)]
            entries = [entry_of(*each) for each in taken if isinstance(each, tuple)]
            yield Chunk(len(taken), entries, refused, table.position())
