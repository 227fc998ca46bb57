"""PURE. A text in which a database has marked words, cut into pieces."""

import re
from dataclasses import dataclass

# Characters that no text on record holds by intent; if one does, it marks a piece and no more.
OPEN, CLOSE = "\x02", "\x03"
_MARKS = re.compile(f"([{OPEN}{CLOSE}])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it was marked."""

    text: str
    marked: bool


def pieces(marked: str) -> tuple[Piece, ...]:
    r"""Cut a text at its marks, which are left out.

    >>> [piece.text for piece in pieces("It may \x02snow\x03.") if piece.marked]
    ['snow']
    """
    found, inside = [], False
    for part in _MARKS.split(marked):
        if part in {OPEN, CLOSE}:
            inside = part == OPEN
        elif part:
            found.append(Piece(part, inside))
    return tuple(found)
