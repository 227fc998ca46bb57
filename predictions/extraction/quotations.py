"""Quotation marks -> the stretches of text that somebody else is speaking."""

import re
from bisect import bisect_right
from dataclasses import dataclass

MARKS = re.compile(r"[\"“„«”»]|\n{2,}")
OPENING = "“„«"
SPEECH_WORDS, SHORT_SPEECH_WORDS = 4, 2
"""A quotation of fewer words is a term or a scare quote: the sentence around it speaks. Two words
are enough where a comma or full stop stands inside the closing mark, as speech has it."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks: ``text[start:end]``, the marks not included."""

    start: int
    end: int


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation of at least four words, in order; none reaches past its paragraph."""
    found: list[Quotation] = []
    opened: int | None = None
    for mark in MARKS.finditer(text):
        place = mark.start()
        opens = _opens(text, place, opened)
        _close(text, opened, place, found)
        opened = place + 1 if opens else None
    _close(text, opened, len(text), found)
    return tuple(found)


def _opens(text: str, place: int, opened: int | None) -> bool:
    char = text[place]
    if char != '"':
        return char in OPENING  # a blank line, like a closing mark, opens nothing
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if before.isspace() or before in "([—–-":
        return not after.isspace()
    if after.isspace() or after in ".,;:!?)]":
        return False
    return opened is None


def _close(text: str, opened: int | None, place: int, found: list[Quotation]) -> None:
    if opened is None:
        return
    wanted = SHORT_SPEECH_WORDS if text[place - 1] in ",.!?" else SPEECH_WORDS
    if len(text[opened:place].split(None, SPEECH_WORDS)) >= wanted:
        found.append(Quotation(opened, place))


def quotation_at(quotations: tuple[Quotation, ...], offset: int) -> Quotation | None:
    """The quotation that covers an offset, if any."""
    number = bisect_right(quotations, offset, key=lambda quotation: quotation.start)
    if number and offset < quotations[number - 1].end:
        return quotations[number - 1]
    return None
