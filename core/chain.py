"""PURE. Whether the entries of a ledger form one unbroken chain."""

import re
from dataclasses import dataclass, field
from typing import Protocol

from core.hashing import GENESIS, Contents, entry_hash

HASH = re.compile("[0-9a-f]{64}")


class Entry(Contents, Protocol):
    """An entry as it stands, with the hash that it claims."""

    @property
    def hash(self) -> str: ...  # noqa: D102 - see core.ledger.LedgerEntry


@dataclass(slots=True)
class Chain:
    """A chain that is checked entry by entry, from the first one on; `broken` names what is not so.

    `expected` is a hash that was published earlier: an entry of the chain has to have it.
    """

    expected: str | None = None
    length: int = 0
    head: str = GENESIS
    broken: list[str] = field(default_factory=list)
    _met: bool = False

    def take(self, entry: Entry) -> None:
        """Check the next entry; after the first broken link, the rest is only counted."""
        if not self.broken:
            fault = self._fault(entry)
            if fault:
                self.broken.append(fault)
        self.length += 1
        self.head = entry.hash
        self._met = self._met or entry.hash == self.expected

    def end(self) -> None:
        """Say that no entry is left."""
        if self.expected not in {None, GENESIS} and not self._met:
            self.broken.append(
                f"no entry has the hash {self.expected} that was published: the end of the ledger"
                " was cut off, or it was written anew"
            )

    def _fault(self, entry: Entry) -> str:
        where = f"entry {entry.position} ({entry.action}, {entry.subject})"
        if entry.position != self.length + 1:
            return f"entry {self.length + 1} is missing: {where} stands in its place"
        if entry.previous_hash != self.head:
            return (
                f"{where} does not follow entry {self.length}: it names {entry.previous_hash},"
                f" and that one has {self.head}"
            )
        found = entry_hash(entry)
        if found != entry.hash:
            return f"{where} is not what its hash says: it has {entry.hash}, and gives {found}"
        return ""
