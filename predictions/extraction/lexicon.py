"""The lexicon of chance as data: what ``lexicon.csv`` and ``modifiers.csv`` say.

How the rows were set stands in ``docs/lexicon.md``.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One phrase of the published lexicon, with the reading of a tenth, a half and nine tenths.

    ``n`` is the number of readers asked, where the source says; ``source`` is a key of the source
    list in ``docs/lexicon.md``.
    """

    phrase: str
    low: float
    probability: float
    high: float
    n: int | None
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """What a word before a phrase does: the ``effect``, and the ``share`` of the way it moves."""

    word: str
    effect: str
    share: float


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of a data file; lines that begin with # are remarks."""
    return list(csv.DictReader(line for line in _lines(name) if not line.startswith("#")))


LEXICON_VERSION = _lines("lexicon.csv")[0].removeprefix("# version:").strip()
"""Stands in the first line of ``lexicon.csv``, so that the rows and their version travel together.

A prediction keeps the version that read it; a changed row needs a new version.
"""


@cache
def lexicon() -> tuple[LexiconEntry, ...]:
    """Every row of the lexicon, in the order of the file."""
    return tuple(
        LexiconEntry(
            phrase=row["phrase"],
            low=float(row["low"]),
            probability=float(row["probability"]),
            high=float(row["high"]),
            n=int(row["n"]) if row["n"] else None,
            source=row["source"],
            note=row["note"],
        )
        for row in _rows("lexicon.csv")
    )


@cache
def modifiers() -> tuple[Modifier, ...]:
    """Every modifier, in the order of the file."""
    return tuple(
        Modifier(row["modifier"], row["effect"], float(row["share"]))
        for row in _rows("modifiers.csv")
    )
