"""Reading a CSV file row by row, however large, with clear words about what is wrong with it."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import TextIO

from core.errors import InvalidInputError

LONGEST_LINE_READ = 1_000_000  # characters; the widest known file of forecasts has 200
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Table:
    """An open file: its header, its rows with their numbers, how far it has been read.

    The header is row 1. Bytes that are not UTF-8 come as lone surrogates, so that only the rows
    that hold them are refused.
    """

    name: str
    size: int
    header: list[str]
    _reader: Iterator[list[str]]
    _raw: BufferedReader

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give each row that is not blank, with its number."""
        number = 1
        for cells in self._reader:
            number += 1
            if cells:
                yield number, cells

    def position(self) -> int:
        """Return how many bytes have been read."""
        return self._raw.tell()


@contextmanager
def open_table(path: Path, delimiter: str) -> Iterator[Table]:
    """Open a CSV file and read its header.

    Raises:
        InvalidInputError: if it cannot be read as a table; also later, while rows are read.
    """
    try:
        raw = path.open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InvalidInputError(f"file {str(path)!r} cannot be read: {reason}") from error
    with raw:
        text = TextIOWrapper(raw, "utf-8-sig", errors="surrogateescape", newline="")
        reader = _told(path.name, csv.reader(_lines(path.name, text), delimiter=delimiter))
        header = next(reader, [])
        _check_header(path.name, header)
        yield Table(path.name, os.fstat(raw.fileno()).st_size, header, reader, raw)


def missing_columns(table: Table, needed: set[str], delimiter: str) -> str:
    """Say which columns a file lacks; empty if it has them all."""
    missing = sorted(needed - set(table.header))
    if not missing:
        return ""
    said = f"file {table.name!r} has no column {', '.join(repr(name) for name in missing)}"
    for other in DELIMITERS:
        if other != delimiter and any(other in name for name in table.header):
            return f"{said}; its cells seem to be parted by {other!r}, so say that in the mapping"
    return f"{said}; its first line should name the columns, and reads {_shown(table.header)}"


def _lines(name: str, text: TextIO) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE_READ + 1):
        number += 1
        if len(line) > LONGEST_LINE_READ:
            raise InvalidInputError(
                f"line {number} of {name!r} is longer than {LONGEST_LINE_READ:,} characters;"
                " a row of forecasts is not"
            )
        yield line


def _told(name: str, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InvalidInputError(
                f"row {number} of {name!r} cannot be read ({error});"
                " is a quotation mark never closed?"
            ) from error
        yield cells


def _check_header(name: str, header: list[str]) -> None:
    if not header:
        raise InvalidInputError(f"file {name!r} is empty or begins with a blank line")
    if any("\x00" in cell for cell in header):
        raise InvalidInputError(
            f"file {name!r} holds NUL characters and is no text in UTF-8; save it as CSV in UTF-8"
        )
    twice = sorted({cell for cell in header if header.count(cell) > 1})
    if twice:
        raise InvalidInputError(f"file {name!r} has two columns named {twice[0]!r}; rename one")


def _shown(header: list[str]) -> str:
    text = ",".join(header)
    return repr(text if len(text) <= 80 else text[:80] + "...")  # noqa: PLR2004 - as in core.forms
