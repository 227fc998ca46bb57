"""PURE. A quote that a model returned -> where it stands in the text, or nowhere.

Models straighten quotation marks, change spaces, and drop or alter a word. What is taken is always
the text's own wording; a quote that differs by more than a few words is refused.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from predictions.extraction.characters import plain

LONGEST_QUOTE = 1_500
WORDS_PER_EDIT, MOST_EDITS, MOST_ANCHORS = 6, 8, 6
"""One word may differ in six: a quote of fewer words is only taken as it stands."""
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
SPACE = re.compile(r"\s+")
EDGES = " \t\r\n\"'.,;:!?…—-*_()[]"
NEGATIONS = frozenset({"not", "no", "never", "nobody", "nothing", "nor", "neither", "cannot"})

Span = tuple[int, int]


@dataclass(frozen=True)
class Source:
    """A stretch of a text, made ready to be searched: ``text[start:end]``."""

    text: str
    start: int
    end: int

    @cached_property
    def plain(self) -> str:
        """The stretch in plain characters, position by position the same."""
        return plain(self.text[self.start : self.end])

    @cached_property
    def collapsed(self) -> tuple[str, list[int]]:
        """The stretch with single spaces, and where each of its characters stands."""
        places = [
            place
            for place, char in enumerate(self.plain)
            if not (char.isspace() and place and self.plain[place - 1].isspace())
        ]
        return "".join(
            " " if (char := self.plain[place]).isspace() else char for place in places
        ), places

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """The words of the stretch with their places."""
        return [(m.group(), m.start(), m.end()) for m in WORD.finditer(self.plain)]

    @cached_property
    def frequencies(self) -> Counter[str]:
        """How often each word occurs."""
        return Counter(word for word, _, _ in self.words)


def align(quote: str, source: Source) -> list[Span]:
    """Where a quote stands in the text: every place if exactly, the best one if nearly.

    Offsets are those of the whole text. Work is bounded by the length of the stretch and a
    constant, whatever the quote is.
    """
    if len(quote) > LONGEST_QUOTE:
        return []
    wanted = SPACE.sub(" ", plain(quote)).strip(EDGES)
    if not wanted:
        return []
    found = _exact(wanted, source) or _nearly(wanted, source)
    return [(source.start + first, source.start + last) for first, last in found]


def _exact(wanted: str, source: Source) -> list[Span]:
    collapsed, places = source.collapsed
    pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    return [
        (places[match.start()], places[match.end() - 1] + 1)
        for match in pattern.finditer(collapsed)
    ]


def _nearly(wanted: str, source: Source) -> list[Span]:
    words = WORD.findall(wanted)
    allowed = min(len(words) // WORDS_PER_EDIT, MOST_EDITS)
    best: tuple[int, int, int] | None = None
    for first, last in _neighbourhoods(words, allowed, source):
        near = [word for word, _, _ in source.words[first:last]]
        edits, start, end = _closest(words, near)
        if edits <= allowed and (best is None or edits < best[0]):
            best = edits, first + start, first + end
    if best is None:
        return []
    _, start, end = best
    taken = source.words[start:end]
    if _negations(words) != _negations([word for word, _, _ in taken]):
        return []  # a quote without its "not" says the opposite
    return [(taken[0][1], taken[-1][2])]


def _neighbourhoods(words: list[str], allowed: int, source: Source) -> Iterator[Span]:
    """Where to look: around the places of the words that the text uses most rarely."""
    present = sorted(
        (source.frequencies[word], place)
        for place, word in enumerate(words)
        if word in source.frequencies
    )
    # Of one word more than the edits allowed, one at least is not among the altered.
    for frequency, place in present[: allowed + 1]:
        if frequency > MOST_ANCHORS:
            return
        for number, (word, _, _) in enumerate(source.words):
            if word == words[place]:
                yield max(0, number - place - allowed), number + len(words) - place + allowed


def _closest(words: list[str], near: list[str]) -> tuple[int, int, int]:
    """The part of `near` that takes the fewest edits to become `words` (Sellers 1980).

    Returns:
        The edits, and where the part starts and ends.

    doi:10.1016/0196-6774(80)90016-4
    """
    # A cell: edits, words kept (less than nothing, so that of two ways the one with more wins),
    # and where the part starts.
    row = [(0, 0, place) for place in range(len(near) + 1)]
    for number, word in enumerate(words, 1):
        above, row = row, [(number, 0, 0)]
        for place, other in enumerate(near, 1):
            edits, kept, start = above[place - 1]
            same = word == other
            row.append(
                min(
                    (edits + (not same), kept - same, start),
                    (above[place][0] + 1, *above[place][1:]),
                    (row[-1][0] + 1, *row[-1][1:]),
                )
            )
    end = min(range(len(row)), key=lambda place: row[place][:2])
    edits, _, start = row[end]
    return edits, start, end


def _negations(words: list[str]) -> list[str]:
    return [word for word in words if word in NEGATIONS or word.endswith("n't")]
