"""Twice the text is at most a little over twice the work, whatever the text.

Work is counted in calls of Python functions and of built-in ones, so that no clock decides; what a
regular expression does inside one call shows in ``benchmarks/``.
"""

import random
import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest

from predictions.extraction import extract

SAID_ON = date(2025, 3, 3)
SHORT, LONG = 8_000, 32_000
FIXED = 20_000
"""Calls that a text costs whatever its length."""

LITTLE_WORDS = """will may might could should would likely unlikely expected chance 60 percent odds
of by
2030 in November if unless and that said next week , ; : " ( ) . ? the a rents prices minister
bridge fell old under was city who which Madrid it they not"""
CUES = LITTLE_WORDS.split()
COLUMN = """The port will be full by next summer, and nobody in the council has a plan. "We will
manage," she told reporters on Monday, and then she left for the coast. If the canal opens, freight
rates are likely to fall; there is a 60 percent chance that the line moves its ships elsewhere.
"""


def shuffled(words: list[str], size: int) -> str:
    return " ".join(random.Random(7).choices(words, k=size))[:size]  # noqa: S311 - the same nonsense each time


KINDS: dict[str, Callable[[int], str]] = {
    "columns": lambda size: "".join(COLUMN + f"\n\n{n} " for n in range(size // 250))[:size],
    "one paragraph": lambda size: (COLUMN.replace("\n", " ") * (size // 250))[:size],
    "cues": lambda size: shuffled(CUES, size),
    "rare cues": lambda size: shuffled([*COLUMN.split(), *CUES[:6]], size),
    "names": lambda size: shuffled(["Ada", "Marsh", "said", "that", '"', ",", "will", "of"], size),
    "will": lambda size: ("will " * size)[:size],
    "marks": lambda size: shuffled(['"', "(", ")", ",", "—", ".", "he"], size),
    "digits": lambda size: ("1234567890" * size)[:size],
    "percents": lambda size: shuffled(["60", "percent", "chance", "of", "%", "to", "1/2"], size),
    "dates": lambda size: shuffled(["March", "by", "2030", "May", "next", "week", "12"], size),
}


def calls(text: str) -> int:
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        extract(text, SAID_ON)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_text_is_at_most_five_times_the_work(kind: str) -> None:
    make = KINDS[kind]
    extract(make(500), SAID_ON)  # patterns are compiled and data files read the first time
    short, long = calls(make(SHORT)), calls(make(LONG))
    assert long <= 5 * short + FIXED
