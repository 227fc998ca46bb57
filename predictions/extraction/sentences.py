"""Text -> sentences with exact offsets, each cut into words and punctuation."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from syntok import segmenter

from predictions.extraction.patterns import lazily

LONGEST = 1200
"""Characters. No sentence that anybody wrote is longer; what is (a dump of symbols) is cut, so
that every later step works on a bounded window and the whole stays linear."""

LONGEST_HEADLINE, SHORTEST_HEADLINE = 110, 4
"""Characters at most, words at least."""

PARAGRAPH = lazily(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
MARK = lazily(r"[.!?…。;:][^\n]")
"""Without one of them, something behind it, a paragraph is one sentence."""

NO_END = (" e.g.", " i.e.", " vs.", "(e.g.", "(i.e.")
"""A sentence does not end with these, whatever follows."""

WORD = lazily(r"[^\W_]+(?:[-'.,&][^\W_]+)*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or punctuation mark in plain lower case, at its offsets in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: ``text[start:end]``, its tokens, and the number of its paragraph.

    A ``headline`` is a short paragraph of its own that ends without a mark.
    """

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    headline: bool = False

    def index_at(self, offset: int) -> int:
        """The number of the first token that starts at ``offset`` or after it."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)

    def holding(self, offset: int) -> int:
        """The number of the token that covers ``offset``, or else the one before it."""
        return max(bisect_right(self.tokens, offset, key=lambda token: token.start) - 1, 0)

    def words(self, first: int, last: int) -> list[str]:
        """The words of tokens ``first`` up to, not including, ``last``."""
        return [token.word for token in self.tokens[max(first, 0) : last]]


def split(text: str, plain_text: str) -> tuple[Sentence, ...]:
    """Every sentence of the text, in order."""
    return tuple(
        Sentence(start, end, number, tokens, _is_headline(paragraph.group(), tokens))
        for number, paragraph in enumerate(PARAGRAPH().finditer(text))
        for start, end in _bounded(text, paragraph.start(), paragraph.end())
        if (tokens := _tokens(plain_text, start, end))
    )


def _is_headline(paragraph: str, tokens: tuple[Token, ...]) -> bool:
    short = len(paragraph) <= LONGEST_HEADLINE and len(tokens) >= SHORTEST_HEADLINE
    return short and paragraph.rstrip()[-1:].isalnum()


def _bounded(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    for start, end in _sentence_spans(text, first, last):
        for cut in range(start, end, LONGEST):
            yield cut, min(cut + LONGEST, end)


def _sentence_spans(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    if MARK().search(text, first, last) is None:
        whole = text[first:last]
        yield last - len(whole.lstrip()), first + len(whole.rstrip())
        return
    held: int | None = None
    for paragraph in segmenter.analyze(text[first:last]):
        for sentence in filter(None, paragraph):
            start = first + sentence[0].offset if held is None else held
            end = first + sentence[-1].offset + len(sentence[-1].value)
            held = start if text[start:end].endswith(NO_END) and end < last - 1 else None
            if held is None:
                yield start, end


def _tokens(plain_text: str, start: int, end: int) -> tuple[Token, ...]:
    return tuple(
        Token(match.group(), match.start(), match.end())
        for match in WORD().finditer(plain_text, start, end)
    )
