"""Rows that were not taken: which, where in them, and why."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import InvalidInputError
from core.forms import QUOTED_CHARACTERS
from scoring.exchange.cells import defused

MOST_KEPT = 10


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a row was not taken; the header of the file is row 1."""

    row: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        """One line for people."""
        shown = self.value.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        if len(shown) > QUOTED_CHARACTERS:
            shown = shown[:QUOTED_CHARACTERS] + "..."
        return f"row {self.row}, {self.column} {shown!r}: {self.reason}"


@dataclass(slots=True)
class Refusals:
    """All refusals of one run: counted by reason, the first few kept, each written down."""

    writer: Any = None
    rows: int = 0
    first: list[Refusal] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, refusals: list[Refusal]) -> None:
        """Note why one row was refused."""
        self.rows += 1
        for refusal in refusals:
            self.reasons[f"{refusal.column}: {refusal.reason}"] += 1
            if len(self.first) < MOST_KEPT:
                self.first.append(refusal)
            if self.writer:
                cells = (refusal.column, refusal.value, refusal.reason)
                self.writer.writerow([refusal.row, *map(defused, cells)])


@contextmanager
def refusals_into(report: Path | None) -> Iterator[Refusals]:
    """Note refusals, and write each into a new CSV file if one is named.

    Raises:
        InvalidInputError: if that file exists or cannot be made.
    """
    if report is None:
        yield Refusals()
        return
    try:
        file = report.open("x", encoding="utf-8", errors="backslashreplace", newline="")
    except FileExistsError as error:
        raise InvalidInputError(
            f"report {str(report)!r} exists already; name a file that does not"
        ) from error
    except (OSError, ValueError) as error:
        raise InvalidInputError(f"report {str(report)!r} cannot be written: {error}") from error
    with file:
        writer = csv.writer(file)
        writer.writerow(("row", "column", "value", "reason"))
        yield Refusals(writer)
