"""The values that travel through the deadline grammar."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from predictions.extraction.patterns import Lazy, lazily

Basis = Literal["stated", "inferred"]
Calendar = Literal["day", "week", "month", "season", "year", "decade", "event"]
Kind = Calendar | Literal["span", "range", "end", "middle", "middle year"]
Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day, inclusive, on which what a sentence forecasts can still happen.

    ``text`` are the words that gave it, at ``start`` to ``end`` of the text searched. ``basis`` is
    ``stated`` where the words name the day by themselves, ``inferred`` where it took a reading of
    the context ("by then", an election named without its year).
    """

    day: date
    text: str
    start: int
    end: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days that words name, both ends inclusive.

    ``kind`` decides what "by", "before" and "until" make of it. A period that ``leans`` counts only
    behind a preposition: "2030" alone may be a number of anything.
    """

    first: date
    last: date
    kind: Kind
    basis: Basis = "stated"
    leans: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A period and where the text names it."""

    start: int
    end: int
    period: Period


Reading = Callable[[Match, date | None], Period | None]


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A pattern, and what its match means to a reader of the given day (None: day unknown).

    No match without one of the ``triggers``.
    """

    name: str
    compiled: Lazy
    read: Reading
    example: str
    triggers: Callable[[], tuple[str, ...]]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled at its first use."""
        return self.compiled()


def rule(name: str, pattern: str, read: Reading, example: str, triggers: str) -> TimeRule:
    """A rule from its written form; letter case matters only where the pattern says so."""
    needed = tuple(triggers.split())
    return TimeRule(name, lazily(pattern, re.IGNORECASE), read, example, lambda: needed)
