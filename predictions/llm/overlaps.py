"""PURE. Which drafts touch which, without comparing each with each."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from predictions.extraction import Draft


class Placed:
    """Drafts by their place in the text."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self._drafts: list[Draft] = []
        self._longest = 0
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Put one more in its place."""
        insort(self._drafts, draft, key=_start)
        self._longest = max(self._longest, draft.end - draft.start)

    def touching(self, draft: Draft) -> Iterator[Draft]:
        """Those that share at least one character with a draft, in order of the text."""
        first = bisect_left(self._drafts, draft.start - self._longest, key=_start)
        past = bisect_left(self._drafts, draft.end, key=_start)
        return (other for other in self._drafts[first:past] if shared(draft, other))

    def __iter__(self) -> Iterator[Draft]:
        return iter(sorted(self._drafts, key=lambda draft: (draft.start, draft.end)))


def shared(one: Draft, other: Draft) -> int:
    """Characters that two drafts have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def without_repeats(drafts: Iterable[Draft]) -> list[Draft]:
    """One draft per forecast, in order of the text; the longer words count.

    Overlapping windows show the same forecast twice, the second time perhaps cut off.
    """
    kept = Placed()
    for draft in sorted(drafts, key=lambda draft: draft.start - draft.end):
        if not any(_same(draft, longer) for longer in kept.touching(draft)):
            kept.add(draft)
    return list(kept)


def covered(draft: Draft, others: Placed) -> bool:
    """Whether another draft holds at least half of this one."""
    half = (draft.end - draft.start) / 2
    return any(shared(draft, other) >= half for other in others.touching(draft))


def _same(draft: Draft, longer: Draft) -> bool:
    # A window may cut a forecast: what is left of it has the same words of chance in it.
    return draft.cue == longer.cue and 2 * shared(draft, longer) > draft.end - draft.start


def _start(draft: Draft) -> int:
    return draft.start
