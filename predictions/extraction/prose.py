"""What no columnist writes is set aside before anything is read.

Dumps of symbols, tables of numbers, one word a thousand times over: such stretches hold no
forecast, and a step that costs little on sentences may cost much on them. The bounds stand far from
prose: in real columns every stretch of 250 characters has more than .6 of its words different and
more than .8 of its characters letters, and its longest word has 25 characters.
"""

import re

STRETCH = 250
"""Characters judged together. What is left over at the end of a text is always read."""

LONGEST_WORD = 100
MOST_CHARACTERS_A_WORD = 20
FEWEST_LETTERS = 0.5
FEWEST_DIFFERENT = 0.25

OVERLONG = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD},}}")
LETTERS = re.compile(r"[^\W\d_]+")


def prose(text: str) -> str:
    """The text with all that is no prose turned into line ends; position by position the same."""
    readable = OVERLONG.sub(lambda match: "\n" * len(match.group()), text)
    stretches = (readable[place : place + STRETCH] for place in range(0, len(text), STRETCH))
    return "".join("\n" * STRETCH if _is_dump(stretch) else stretch for stretch in stretches)


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
