"""PURE. A long list in pages: where one stands, and where the others are."""

from dataclasses import dataclass

from core.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Paging:
    """Page `number` of `last`, of a list of `total`; `path` is the list's address, to be added to.

    Pages are counted from 1; an empty list has one page.
    """

    number: int
    size: int
    total: int
    path: str

    @property
    def last(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.size))

    @property
    def skip(self) -> int:
        """How many lines stand on the pages before."""
        return (self.number - 1) * self.size

    @property
    def before(self) -> str:
        """Where the page before is; empty on the first."""
        return self._at(self.number - 1) if self.number > 1 else ""

    @property
    def after(self) -> str:
        """Where the page after is; empty on the last."""
        return self._at(self.number + 1) if self.number < self.last else ""

    def _at(self, number: int) -> str:
        if number == 1:
            return self.path
        return f"{self.path}{'&' if '?' in self.path else '?'}page={number}"


def paging(number: int, size: int, total: int, path: str) -> Paging:
    """Return where one stands.

    Raises:
        NotFoundError: for a page behind the last.
    """
    found = Paging(number, size, total, path)
    if number > found.last:
        raise NotFoundError(f"there is no page {number}; the last is {found.last}")
    return found
