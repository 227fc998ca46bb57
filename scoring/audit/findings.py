"""PURE. What a check of the record found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_SHOWN = 100


@dataclass(slots=True)
class Findings:
    """Differences between the ledger and the tables, in words; only the first hundred are kept.

    `checked` says how many rows of each kind were compared.
    """

    shown: list[str] = field(default_factory=list)
    n: int = 0
    checked: dict[str, int] = field(default_factory=dict)

    def add(self, line: str) -> None:
        """Note one difference."""
        self.n += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(line)

    def compare(self, what: str, told: Mapping[str, Any], stored: Mapping[str, Any]) -> None:
        """Note each field in which a row is not as the ledger tells; None is not told."""
        for name, value in told.items():
            if value != stored[name]:
                self.add(f"{what}: {name} is {_short(stored[name])}, by the ledger {_short(value)}")

    def missing(self, kind: str, told: Iterable[Any]) -> None:
        """Note what the ledger tells of and no table has."""
        for each in told:
            self.add(f"{kind} {each} is on the ledger and no longer in the database")

    def unknown(self, what: str) -> None:
        """Note what a table has and the ledger does not tell of."""
        self.add(f"{what} is in the database and not on the ledger")


def _short(value: Any) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= 80 else value[:77] + "...")  # noqa: PLR2004 - a line
    return str(value)
