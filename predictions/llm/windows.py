"""PURE. A long text -> overlapping windows that together hold every character of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

OVERLAP = 800
"""Characters that two neighbours share: more than the longest forecast, so that one of them holds
it whole."""
BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"[.!?][\"'”’)]*\s"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch ``text[start:end]``."""

    start: int
    end: int


def windows(text: str, size: int, overlap: int = OVERLAP) -> list[Window]:
    """Cut a text into windows of at most `size` characters, at the end of a paragraph if possible.

    Every stretch of up to `overlap` characters stands whole in at least one window.

    Raises:
        ValueError: unless ``0 <= 3 * overlap <= size``; the cuts need room to fall well.
    """
    if not 0 <= 3 * overlap <= size or size < 1:
        raise ValueError(f"a window of {size} characters cannot overlap by {overlap}")
    return list(_cut(text, size, overlap))


def halves(text: str, window: Window, overlap: int = OVERLAP) -> list[Window]:
    """Two overlapping windows in the place of one whose answer was too long."""
    size = (window.end - window.start + overlap) // 2 + 1
    stretch = text[window.start : window.end]
    return [
        Window(window.start + half.start, window.start + half.end)
        for half in windows(stretch, max(size, 3 * overlap, 1), overlap)
    ]


def _cut(text: str, size: int, overlap: int) -> Iterator[Window]:
    start = 0
    while len(text) - start > size:
        end = _good_end(text, start + size - overlap, start + size)
        yield Window(start, end)
        start = end - overlap
    yield Window(start, len(text))


def _good_end(text: str, first: int, last: int) -> int:
    """The last good place to cut between two offsets."""
    for pattern in BREAKS:
        found = [match.end() for match in pattern.finditer(text, first, last)]
        if found:
            return found[-1]
    return last
