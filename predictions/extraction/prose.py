"""What no columnist writes is set aside before anything is read.

Dumps of symbols, tables of numbers, one word a thousand times over: such stretches hold no
forecast, and a step that costs little on sentences may cost much on them. The bounds stand far from
prose: in real columns every stretch of 250 characters has more than .6 of its words different and
more than .8 of its characters letters, and its longest word has 25 characters. Little words that
cannot stand side by side ("the of", "will by") do so twice in a thousand characters at most.
"""

import re

from predictions.extraction.patterns import lazily

STRETCH = 250
"""Characters judged together. What is left over at the end of a text is always read."""

LONGEST_WORD = 100
MOST_CHARACTERS_A_WORD = 20
FEWEST_LETTERS = 0.5
FEWEST_DIFFERENT = 0.25

BLOCK = 1000
MOST_IMPOSSIBLE = 4
_ARTICLE, _MODAL = "the|a|an", "will|may|might|could|should|would"
_BEFORE_NOUN = "of|in|by|at|on|for|with|from"
IMPOSSIBLE = lazily(
    rf"\b(?:(?:{_ARTICLE})\s(?:{_ARTICLE}|{_BEFORE_NOUN}|{_MODAL}|is|are|and|or|if|until|before)"
    rf"|(?:{_MODAL})\s(?:{_BEFORE_NOUN}|{_MODAL}|and|or)"
    rf"|(?:{_BEFORE_NOUN})\s(?:{_BEFORE_NOUN}|{_MODAL}|is|are|was|were|and|or)"
    r"|(?:and|or|but)\s(?:and|or|but|of))\b"
    r"|\d%?\s\d+%?\s|[,;:.?!—]\s[,;:.?!—)]",
    re.IGNORECASE,
)
"""Pairs of words, numbers and marks that prose does not know."""

OVERLONG = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD},}}")
LETTERS = re.compile(r"[^\W\d_]+")


def prose(text: str) -> str:
    """The text with all that is no prose turned into line ends; position by position the same."""
    readable = OVERLONG.sub(lambda match: "\n" * len(match.group()), text)
    stretches = (readable[place : place + STRETCH] for place in range(0, len(text), STRETCH))
    sparse = "".join("\n" * STRETCH if _is_dump(stretch) else stretch for stretch in stretches)
    blocks = (sparse[place : place + BLOCK] for place in range(0, len(text), BLOCK))
    return "".join("\n" * BLOCK if _is_shuffled(block) else block for block in blocks)


def _is_shuffled(block: str) -> bool:
    return len(block) == BLOCK and len(IMPOSSIBLE().findall(block)) > MOST_IMPOSSIBLE


def _is_dump(stretch: str) -> bool:
    words = stretch.lower().split()
    if len(stretch) < STRETCH or not words:
        return False
    characters = sum(map(len, words))
    letters = sum(map(len, LETTERS.findall(stretch)))
    return (
        characters > MOST_CHARACTERS_A_WORD * len(words)
        or letters <= FEWEST_LETTERS * characters
        or len(set(words)) <= FEWEST_DIFFERENT * len(words)
    )
